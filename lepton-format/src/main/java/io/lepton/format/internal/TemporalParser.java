package io.lepton.format.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads dates and timestamps of ISO 8601 in the extended format, straight from bytes.
 *
 * <p>Dates: {@code yyyy-MM-dd}, years 0000 to 9999 of the proleptic calendar; years beyond carry a
 * sign, as {@link TemporalPrinter} writes them: {@code +12024-02-29}, {@code -0044-03-15}.
 * Timestamps: a date, {@code T}, {@code t} or one space, {@code HH:mm} or {@code HH:mm:ss} or
 * {@code HH:mm:ss.f} with any number of fraction digits of which only the first six may be other
 * than zero, then for a point in time {@code Z}, {@code z} or an offset {@code ±HH:mm}, {@code
 * ±HHmm} or {@code ±HH} of at most 18 hours; for a wall clock reading, nothing. There is no 24:00
 * and no leap second.
 *
 * <p>Methods may load eight bytes from any byte of a text on: the array needs seven bytes of slack
 * after its end.
 *
 * <p>Stateless.
 */
public final class TemporalParser {

  /**
   * What is returned for a text that is not a date, and for the one date of that number: {@link
   * #isLowestDate} tells them apart.
   */
  public static final int NO_DATE = Integer.MIN_VALUE;

  /**
   * What is returned for a text that is not a timestamp of the kind, and for the one timestamp of
   * that number: {@link #isLowestTimestamp} tells them apart.
   */
  public static final long NO_TIMESTAMP = Long.MIN_VALUE;

  private static final long MICROS_A_SECOND = 1_000_000L;

  /**
   * For each year of four digits: twice the days from 1970 to its beginning, and 1 if it is leap.
   */
  private static final int[] YEARS = new int[10_000];

  /**
   * For two digits of a month, twice, for common and for leap years: 32 times the days before it,
   * and the number of its days, which is 0 if there is no such month.
   */
  private static final int[] MONTHS = new int[200];

  static {
    int days = -719_528;
    for (int year = 0; year < YEARS.length; year++) {
      int leap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0 ? 1 : 0;
      YEARS[year] = days << 1 | leap;
      days += 365 + leap;
    }
    int[] lengths = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    for (int leap = 0; leap < 2; leap++) {
      int before = 0;
      for (int month = 1; month <= lengths.length; month++) {
        int length = lengths[month - 1] + (month == 2 ? leap : 0);
        MONTHS[month << 1 | leap] = before << 5 | length;
        before += length;
      }
    }
  }

  /** {@code 0000-00-}, the first byte lowest, and what is to be added to show anything larger. */
  private static final long DATE = 0x2d30302d30303030L;

  private static final long DATE_LIMITS = 0x7f76767f76767676L;

  /** The same for {@code 00:00:00}. */
  private static final long TIME = 0x30303a30303a3030L;

  private static final long TIME_LIMITS = 0x76767f76767f7676L;

  /** The same for {@code 00T00:00}, where what separates the two is looked at by itself. */
  private static final long DAY_AND_TIME = 0x30303a3030003030L;

  private static final long DAY_AND_TIME_LIMITS = 0x76767f7676007676L;
  private static final long DAY_AND_TIME_BYTES = 0xffffffffff00ffffL;

  /** The same for {@code :00}. */
  private static final long SECONDS = 0x30303aL;

  private static final long SECONDS_LIMITS = 0x76767fL;
  private static final long SECONDS_BYTES = 0xffffffL;

  /** How many characters a timestamp has with its seconds. */
  private static final int SECONDS_LENGTH = 19;

  /** Microseconds of the last digit of a fraction of so many digits. */
  private static final int[] MICROS = {1_000_000, 100_000, 10_000, 1_000, 100, 10, 1};

  private static final byte[] LOWEST_DATE = ascii("-5877641-06-23");
  private static final byte[] LOWEST_TIMESTAMP = ascii("-290308-12-21T19:59:05.224192");
  private static final byte[] LOWEST_UTC = ascii("-290308-12-21T19:59:05.224192Z");

  private TemporalParser() {}

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Says whether a text for which {@link #NO_DATE} was returned is a date nevertheless, as {@link
   * TemporalPrinter} writes it.
   *
   * @param bytes where it lies
   * @param start its first byte
   * @param end the end of it
   * @return true for the first day that an int can count
   */
  public static boolean isLowestDate(byte[] bytes, int start, int end) {
    return Arrays.equals(bytes, start, end, LOWEST_DATE, 0, LOWEST_DATE.length);
  }

  /**
   * Says whether a text for which {@link #NO_TIMESTAMP} was returned is a timestamp nevertheless,
   * as {@link TemporalPrinter} writes it.
   *
   * @param bytes where it lies
   * @param start its first byte
   * @param end the end of it
   * @param utc whether it is a point in time
   * @return true for the first microsecond that a long can count
   */
  public static boolean isLowestTimestamp(byte[] bytes, int start, int end, boolean utc) {
    byte[] lowest = utc ? LOWEST_UTC : LOWEST_TIMESTAMP;
    return Arrays.equals(bytes, start, end, lowest, 0, lowest.length);
  }

  /**
   * Reads a date.
   *
   * @param bytes where it lies
   * @param start its first byte
   * @param end the end of it
   * @return days since 1970-01-01, or {@link #NO_DATE}
   */
  public static int date(byte[] bytes, int start, int end) {
    return end - start == 10 ? date(bytes, start) : signedDate(bytes, start, end);
  }

  private static int signedDate(byte[] bytes, int start, int end) {
    long days = isSign(bytes[start]) ? signedDays(bytes, start, end) : NO_DAYS;
    return (int) days == days ? (int) days : NO_DATE;
  }

  private static int date(byte[] bytes, int start) {
    // Digits become 0 to 9, hyphens 0; the sum then has the highest bit of each byte that is more.
    long word = Swar.load(bytes, start) ^ DATE;
    int tens = bytes[start + 8] ^ '0';
    int ones = bytes[start + 9] ^ '0';
    long wrong = (word + DATE_LIMITS | word) & Swar.HIGHS;
    if ((wrong | (9 - tens | 9 - ones | tens | ones) & Integer.MIN_VALUE) != 0) {
      return NO_DATE;
    }
    return days(word, tens * 10 + ones);
  }

  /** The day of a year and a month of which all digits are 0 to 9. */
  private static int days(long digits, int day) {
    long pairs = digits * (1 + (10 << 8)) >>> 8;
    int year = (int) (pairs & 0xff) * 100 + (int) (pairs >>> 16 & 0xff);
    return days(year, (int) (pairs >>> 40 & 0xff), day);
  }

  // By tables, since whether a year is leap is hard to predict.
  private static int days(int year, int month, int day) {
    int ofYear = YEARS[year];
    int ofMonth = MONTHS[month << 1 | ofYear & 1];
    // A day of 0 becomes the largest number without a sign.
    return day - 1 + Integer.MIN_VALUE < (ofMonth & 31) + Integer.MIN_VALUE
        ? (ofYear >> 1) + (ofMonth >> 5) + day - 1
        : NO_DATE;
  }

  /** Two digits, or a number below 0. */
  private static int twoDigits(byte[] bytes, int at) {
    int tens = bytes[at] - '0';
    int ones = bytes[at + 1] - '0';
    return (tens | 9 - tens | ones | 9 - ones) < 0 ? -1 : tens * 10 + ones;
  }

  /**
   * Reads a timestamp.
   *
   * @param bytes where it lies
   * @param start its first byte
   * @param end the end of it
   * @param utc whether it must have an offset, and is converted to UTC; otherwise it must have none
   * @return microseconds since 1970-01-01T00:00, or {@link #NO_TIMESTAMP}
   */
  public static long timestamp(byte[] bytes, int start, int end, boolean utc) {
    if (end - start < SECONDS_LENGTH) {
      return otherTimestamp(bytes, start, end, utc);
    }
    long date = Swar.load(bytes, start) ^ DATE;
    long middle = Swar.load(bytes, start + 8);
    long dayAndTime = (middle ^ DAY_AND_TIME) & DAY_AND_TIME_BYTES;
    long seconds = (Swar.load(bytes, start + 16) ^ SECONDS) & SECONDS_BYTES;
    long wrong =
        date + DATE_LIMITS
            | date
            | dayAndTime + DAY_AND_TIME_LIMITS
            | dayAndTime
            | seconds + SECONDS_LIMITS
            | seconds;
    long pairs = dayAndTime * (1 + (10 << 8)) >>> 8;
    int hour = (int) (pairs >>> 24 & 0xff);
    int minute = (int) (pairs >>> 48 & 0xff);
    int second = (int) (seconds * (1 + (10 << 8)) >>> 16 & 0xff);
    if ((wrong & Swar.HIGHS) != 0 | (23 - hour | 59 - minute | 59 - second) < 0
        || !isSeparator((byte) (middle >>> 16))) {
      return otherTimestamp(bytes, start, end, utc);
    }
    int days = days(date, (int) (pairs & 0xff));
    if (days == NO_DATE) {
      return NO_TIMESTAMP;
    }
    long total = days * 86_400L + hour * 3_600 + minute * 60 + second;
    return withFraction(bytes, start + SECONDS_LENGTH, end, utc, total * MICROS_A_SECOND);
  }

  /** Without seconds, beyond four digits of years, or none at all. */
  private static long otherTimestamp(byte[] bytes, int start, int end, boolean utc) {
    if (end - start < 16 || !isSeparator(bytes[start + 10])) {
      return signedTimestamp(bytes, start, end, utc);
    }
    int days = date(bytes, start);
    return days == NO_DATE ? NO_TIMESTAMP : withTime(bytes, start + 11, end, utc, days);
  }

  private static boolean isSeparator(byte b) {
    return (b | 0x20) == 't' || b == ' ';
  }

  private static long withTime(byte[] bytes, int start, int end, boolean utc, int days) {
    boolean seconds = end - start >= 8 && bytes[start + 5] == ':';
    return seconds
        ? withSeconds(bytes, start, end, utc, days)
        : withMinutes(bytes, start, end, utc, days);
  }

  private static long withSeconds(byte[] bytes, int start, int end, boolean utc, int days) {
    long word = Swar.load(bytes, start) ^ TIME;
    int hour = (int) (word & 0xff) * 10 + (int) (word >>> 8 & 0xff);
    int minute = (int) (word >>> 24 & 0xff) * 10 + (int) (word >>> 32 & 0xff);
    int second = (int) (word >>> 48 & 0xff) * 10 + (int) (word >>> 56);
    boolean wrong = ((word + TIME_LIMITS | word) & Swar.HIGHS) != 0;
    if (wrong || hour > 23 || minute > 59 || second > 59) {
      return NO_TIMESTAMP;
    }
    long total = days * 86_400L + hour * 3_600L + minute * 60L + second;
    return withFraction(bytes, start + 8, end, utc, total * MICROS_A_SECOND);
  }

  private static long withMinutes(byte[] bytes, int start, int end, boolean utc, int days) {
    int hour = twoDigits(bytes, start);
    int minute = twoDigits(bytes, start + 3);
    if (bytes[start + 2] != ':' || outside(hour, 23) || outside(minute, 59)) {
      return NO_TIMESTAMP;
    }
    long total = days * 86_400L + hour * 3_600L + minute * 60L;
    return withOffset(bytes, start + 5, end, utc, total * MICROS_A_SECOND);
  }

  private static boolean outside(int value, int highest) {
    return value < 0 || value > highest;
  }

  private static long withFraction(byte[] bytes, int at, int end, boolean utc, long seconds) {
    if (at == end || bytes[at] != '.') {
      return withOffset(bytes, at, end, utc, seconds);
    }
    long word = Digits.load(bytes, at + 1);
    int digits = Math.min(Digits.bits(word) >>> 3, end - at - 1);
    if (digits == 0 || digits > 6) {
      return withLongFraction(bytes, at + 1, end, utc, seconds);
    }
    long micros = Digits.first(word, digits * 8) * MICROS[digits];
    return withOffset(bytes, at + 1 + digits, end, utc, seconds + micros);
  }

  private static long withLongFraction(byte[] bytes, int at, int end, boolean utc, long seconds) {
    long micros = seconds;
    int last = at;
    int unit = 100_000;
    for (; last < end && bytes[last] >= '0' && bytes[last] <= '9'; last++) {
      if (unit == 0 && bytes[last] != '0') {
        return NO_TIMESTAMP;
      }
      micros += unit * (bytes[last] - '0');
      unit /= 10;
    }
    return last == at ? NO_TIMESTAMP : withOffset(bytes, last, end, utc, micros);
  }

  private static long withOffset(byte[] bytes, int start, int end, boolean utc, long micros) {
    if (!utc) {
      return start == end ? micros : NO_TIMESTAMP;
    }
    if (end - start == 1 && (bytes[start] | 0x20) == 'z') {
      return micros;
    }
    int minutes = offsetMinutes(bytes, start, end);
    return minutes == NO_OFFSET ? NO_TIMESTAMP : micros - minutes * 60L * MICROS_A_SECOND;
  }

  private static final int NO_OFFSET = Integer.MIN_VALUE;

  private static int offsetMinutes(byte[] bytes, int start, int end) {
    int length = end - start;
    boolean colon = length == 6 && bytes[start + 3] == ':';
    if (length != 3 && length != 5 && !colon || bytes[start] != '+' && bytes[start] != '-') {
      return NO_OFFSET;
    }
    int hours = twoDigits(bytes, start + 1);
    int minutes = length == 3 ? 0 : twoDigits(bytes, end - 2);
    if (outside(hours, 18) || outside(minutes, 59) || hours * 60 + minutes > 18 * 60) {
      return NO_OFFSET;
    }
    int total = hours * 60 + minutes;
    return bytes[start] == '-' ? -total : total;
  }

  // Years before 0000 and after 9999: rare enough to be read digit by digit.

  private static final int MIN_SIGNED_DATE = 11;
  private static final int MAX_YEAR_DIGITS = 9;
  private static final long NO_DAYS = Long.MIN_VALUE;
  private static final int DAYS_PER_ERA = 146_097;
  private static final long MICROS_A_DAY = 86_400 * MICROS_A_SECOND;
  private static final long MAX_DAYS = Long.MAX_VALUE / MICROS_A_DAY;

  private static boolean isSign(byte b) {
    return b == '+' || b == '-';
  }

  /** Days since 1970-01-01 of a date with a sign before its year, or {@link #NO_DAYS}. */
  private static long signedDays(byte[] bytes, int start, int end) {
    int digits = end - start - 7;
    if (end - start < MIN_SIGNED_DATE || digits > MAX_YEAR_DIGITS || bytes[end - 6] != '-') {
      return NO_DAYS;
    }
    int year = 0;
    for (int at = start + 1; at < end - 6; at++) {
      if (bytes[at] < '0' || bytes[at] > '9') {
        return NO_DAYS;
      }
      year = year * 10 + (bytes[at] - '0');
    }
    boolean needless = bytes[start] == '+' ? year <= 9_999 : year == 0;
    boolean padded = digits > 4 && bytes[start + 1] == '0';
    if (needless || padded || bytes[end - 3] != '-') {
      return NO_DAYS;
    }
    return days(bytes[start] == '-' ? -year : year, bytes, end);
  }

  private static long days(int year, byte[] bytes, int end) {
    int month = twoDigits(bytes, end - 5);
    int day = twoDigits(bytes, end - 2);
    if (month < 1 || month > 12 || day < 1) {
      return NO_DAYS;
    }
    int inEra = days(Math.floorMod(year, 400), month, day);
    return inEra == NO_DATE ? NO_DAYS : inEra + (long) Math.floorDiv(year, 400) * DAYS_PER_ERA;
  }

  private static long signedTimestamp(byte[] bytes, int start, int end, boolean utc) {
    if (end - start < MIN_SIGNED_DATE + 6 || !isSign(bytes[start])) {
      return NO_TIMESTAMP;
    }
    int separator = start + MIN_SIGNED_DATE;
    while (separator < end - 6 && !isSeparator(bytes[separator])) {
      separator++;
    }
    if (!isSeparator(bytes[separator])) {
      return NO_TIMESTAMP;
    }
    long days = signedDays(bytes, start, separator);
    long micros = withTime(bytes, separator + 1, end, utc, 0);
    if (days == NO_DAYS || micros == NO_TIMESTAMP || Math.abs(days) > MAX_DAYS + 1) {
      return NO_TIMESTAMP;
    }
    // From the day that is nearer to 1970: the farther end of the first and the last day is beyond.
    long base = (days < 0 ? days + 1 : days) * MICROS_A_DAY;
    long rest = days < 0 ? micros - MICROS_A_DAY : micros;
    long sum = base + rest;
    boolean overflow = days > MAX_DAYS || ((base ^ sum) & (rest ^ sum)) < 0;
    return overflow ? NO_TIMESTAMP : sum;
  }
}
