package io.lepton.format.internal;

/**
 * Prints dates and timestamps straight to bytes, as ISO 8601 has them: {@code 2024-02-29}, {@code
 * 2024-02-29T23:59:59.5Z}.
 *
 * <p>Years before 0000 and after 9999 carry a sign: {@code +12024-02-29}, {@code -0044-03-15},
 * where year 0 is 1 BC. Each method needs {@link NumberPrinter#ROOM} bytes and returns the offset
 * after the last byte.
 *
 * <p>Stateless.
 */
public final class TemporalPrinter {

  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;

  // The calendar repeats every 400 years. Years are counted from 1 March, so that the leap day
  // comes
  // last and the months before it follow a rule: (153 * month + 2) / 5 days before each.
  private static final int DAYS_PER_ERA = 146_097;
  private static final int FROM_MARCH_OF_YEAR_0 = 719_468;

  private TemporalPrinter() {}

  /**
   * Prints a day.
   *
   * @param epochDay days since 1970-01-01
   * @param out where to print
   * @param at the offset of the first byte
   * @return the offset after the last byte
   */
  public static int printDate(int epochDay, byte[] out, int at) {
    long shifted = (long) epochDay + FROM_MARCH_OF_YEAR_0;
    int era = (int) Math.floorDiv(shifted, (long) DAYS_PER_ERA);
    int day = (int) (shifted - (long) era * DAYS_PER_ERA);
    int year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    int dayOfYear = day - (365 * year + year / 4 - year / 100);
    int monthFromMarch = (5 * dayOfYear + 2) / 153;
    int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    int end = printYear(era * 400 + year + (month <= 2 ? 1 : 0), out, at);
    out[end] = '-';
    end = printTwo(month, out, end + 1);
    out[end] = '-';
    return printTwo(dayOfYear - (153 * monthFromMarch + 2) / 5 + 1, out, end + 1);
  }

  private static int printYear(int year, byte[] out, int at) {
    if (year >= 0 && year <= 9_999) {
      return printTwo(year % 100, out, printTwo(year / 100, out, at));
    }
    out[at] = (byte) (year < 0 ? '-' : '+');
    int magnitude = Math.abs(year);
    if (magnitude > 9_999) {
      return NumberPrinter.print(magnitude, out, at + 1);
    }
    return printTwo(magnitude % 100, out, printTwo(magnitude / 100, out, at + 1));
  }

  /**
   * Prints a timestamp, with as many digits of the second as are not zero.
   *
   * @param epochMicros microseconds since 1970-01-01T00:00
   * @param utc whether it is a point in time, which ends in {@code Z}, or a wall clock reading
   * @param out where to print
   * @param at the offset of the first byte
   * @return the offset after the last byte
   */
  public static int printTimestamp(long epochMicros, boolean utc, byte[] out, int at) {
    long day = Math.floorDiv(epochMicros, MICROS_PER_DAY);
    long micros = epochMicros - day * MICROS_PER_DAY;
    int second = (int) (micros / MICROS_PER_SECOND);
    int end = printDate((int) day, out, at);
    out[end] = 'T';
    end = printTwo(second / 3_600, out, end + 1);
    out[end] = ':';
    end = printTwo(second / 60 % 60, out, end + 1);
    out[end] = ':';
    end = printTwo(second % 60, out, end + 1);
    end = printFraction((int) (micros % MICROS_PER_SECOND), out, end);
    out[end] = 'Z';
    return utc ? end + 1 : end;
  }

  private static int printFraction(int micros, byte[] out, int at) {
    if (micros == 0) {
      return at;
    }
    out[at] = '.';
    printTwo(micros / 10_000, out, at + 1);
    printTwo(micros / 100 % 100, out, at + 3);
    int end = printTwo(micros % 100, out, at + 5);
    while (out[end - 1] == '0') {
      end--;
    }
    return end;
  }

  private static int printTwo(int number, byte[] out, int at) {
    out[at] = (byte) ('0' + number / 10);
    out[at + 1] = (byte) ('0' + number % 10);
    return at + 2;
  }
}
