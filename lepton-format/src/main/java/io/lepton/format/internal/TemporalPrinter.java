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

  /** Year 0000 to year 9999. */
  private static final int FIRST_OF_FOUR_DIGITS = -719_528;

  private static final int DAYS_OF_FOUR_DIGITS = 3_652_425;

  // Eight bytes, the first one lowest: what stands between the numbers.
  private static final long DATE = '-' * (1L << 32 | 1L << 56);
  private static final long TIME = ':' * (1L << 16 | 1L << 40);
  private static final long DATE_DIGITS = 0x0030_3000_3030_3030L;
  private static final long TIME_DIGITS = 0x3030_0030_3000_3030L;

  /** Two digits of every number below 100, the first one lowest. */
  private static final char[] PAIRS = new char[100];

  static {
    for (int i = 0; i < PAIRS.length; i++) {
      PAIRS[i] = (char) (i / 10 | i % 10 << 8);
    }
  }

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
    return epochDay - FIRST_OF_FOUR_DIGITS + Integer.MIN_VALUE
            < DAYS_OF_FOUR_DIGITS + Integer.MIN_VALUE
        ? printFourDigitDate(epochDay, out, at)
        : printSignedDate(epochDay, out, at);
  }

  // Nearly every date there is: no sign, no branch. By C. Neri and L. Schneider, "Euclidean affine
  // functions and their application to calendar algorithms", Software: Practice and Experience
  // 53(4), 2023: quotient and remainder of a division come out of one multiplication.
  private static int printFourDigitDate(int epochDay, byte[] out, int at) {
    int quarterDays = 4 * (epochDay + FROM_MARCH_OF_YEAR_0 + DAYS_PER_ERA) + 3;
    int century = quarterDays / DAYS_PER_ERA;
    long inCentury = (quarterDays - century * DAYS_PER_ERA) | 3;
    long product = 2_939_745L * inCentury;
    int dayOfYear = (int) ((product & 0xffff_ffffL) / 2_939_745L) >>> 2;
    int monthAndDay = 2_141 * dayOfYear + 197_913;
    int nextYear = dayOfYear >= 306 ? 1 : 0;
    int year = 100 * century + (int) (product >>> 32) - 400 + nextYear;
    int month = (monthAndDay >>> 16) - 12 * nextYear;
    int day = (monthAndDay & 0xffff) / 2_141 + 1;
    int hundreds = year / 100;
    long years = PAIRS[hundreds] | (long) PAIRS[year - 100 * hundreds] << 16;
    ByteSink.store(out, at, years | (long) PAIRS[month] << 40 | DATE | DATE_DIGITS);
    ByteSink.store(out, at + 8, PAIRS[day] | 0x3030);
    return at + 10;
  }

  private static int printSignedDate(int epochDay, byte[] out, int at) {
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
    int minute = second / 60;
    int hour = minute / 60;
    long minutes = PAIRS[hour] | (long) PAIRS[minute - 60 * hour] << 24;
    ByteSink.store(
        out, end + 1, minutes | (long) PAIRS[second - 60 * minute] << 48 | TIME | TIME_DIGITS);
    end += 9;
    end = printFraction((int) (micros % MICROS_PER_SECOND), out, end);
    out[end] = 'Z';
    return utc ? end + 1 : end;
  }

  private static int printFraction(int micros, byte[] out, int at) {
    if (micros == 0) {
      return at;
    }
    long digits = DecimalLayout.digits(micros * 100);
    out[at] = '.';
    ByteSink.store(out, at + 1, digits + DecimalLayout.ZEROS);
    return at + 9 - (Long.numberOfLeadingZeros(digits) >>> 3);
  }

  private static int printTwo(int number, byte[] out, int at) {
    out[at] = (byte) ('0' + number / 10);
    out[at + 1] = (byte) ('0' + number % 10);
    return at + 2;
  }
}
