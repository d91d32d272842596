package io.lepton.format.internal;

/**
 * Lays out the digits of a floating point number as text, without a loop over the digits.
 *
 * <p>Digits are handled eight at a time: a number below 10^8 becomes eight bytes of a {@code long},
 * the first digit in the lowest byte, and the bytes are stored at once. What lies beyond the last
 * digit that counts is written over by whatever follows, hence {@link NumberPrinter#ROOM}.
 */
final class DecimalLayout {

  static final long ZEROS = 0x3030303030303030L;

  private static final int E4 = 10_000;
  private static final int E8 = 100_000_000;
  private static final int E9 = 1_000_000_000;
  private static final long E16 = 10_000_000_000_000_000L;

  private static final long[] POWERS = new long[19];

  static {
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = 10 * POWERS[i - 1];
    }
  }

  private DecimalLayout() {}

  /** Returns the eight digits of a number below 10^8, one a byte, the first in the lowest. */
  static long digits(int number) {
    // Twice halved: into two numbers below 10^4, four below 10^2, eight below 10. The factors are
    // 1/100 and 1/10 in fixed point, exact in this range.
    long fours = number / 10_000 | (long) (number % 10_000) << 32;
    long hundreds = fours * 10_486 >>> 20 & 0x7f_0000_007fL;
    long twos = hundreds | fours - 100 * hundreds << 16;
    long tens = twos * 103 >>> 10 & 0xf_000f_000f_000fL;
    return tens | twos - 10 * tens << 8;
  }

  /** Returns the four digits of a number below 10^4, one a byte, the first in the lowest. */
  private static long fourDigits(int number) {
    int hundreds = number * 5_243 >>> 19;
    int twos = hundreds | number - 100 * hundreds << 16;
    int tens = twos * 103 >>> 10 & 0xf_000f;
    return tens | twos - 10 * tens << 8;
  }

  /**
   * Prints number / 10^4.
   *
   * @param number 0 to 10^12 - 1
   */
  static int printFixed4(long number, byte[] out, int at) {
    int whole = (int) (number / E4);
    int point = printWhole(whole, out, at);
    long digits = fourDigits((int) (number - (long) whole * E4));
    out[point] = '.';
    ByteSink.store(out, point + 1, digits + ZEROS);
    return point + 1 + Math.max(1, 8 - (Long.numberOfLeadingZeros(digits) >>> 3));
  }

  /**
   * Prints number / 10^9.
   *
   * @param number 0 to 10^17 - 1
   */
  static int printFixed9(long number, byte[] out, int at) {
    int whole = (int) (number / E9);
    int point = printWhole(whole, out, at);
    int fraction = (int) (number - (long) whole * E9);
    int first = fraction / E8;
    long digits = digits(fraction - first * E8);
    out[point] = '.';
    out[point + 1] = (byte) ('0' + first);
    ByteSink.store(out, point + 2, digits + ZEROS);
    return point + 10 - (Long.numberOfLeadingZeros(digits) >>> 3);
  }

  /** Prints a number below 10^8. */
  private static int printWhole(int number, byte[] out, int at) {
    boolean few = number < E4;
    long digits = few ? fourDigits(number) : digits(number);
    // A zero has one digit, too.
    long last = few ? 1L << 24 : 1L << 56;
    int leading = Long.numberOfTrailingZeros(digits | last) >>> 3;
    ByteSink.store(out, at, digits + ZEROS >>> (leading << 3));
    return at + (few ? 4 : 8) - leading;
  }

  /** Returns how many decimal digits a number from 1 to 10^18 - 1 has. */
  static int length(long number) {
    // 1233 / 4096 is a little above log10(2).
    int guess = (64 - Long.numberOfLeadingZeros(number)) * 1_233 >>> 12;
    return guess + 1 - (int) (number - POWERS[guess] >>> 63);
  }

  /**
   * Prints number * 10^exponent.
   *
   * @param number 1 to 10^17 - 1
   */
  static int print(long number, int exponent, byte[] out, int at) {
    int length = number >= E16 ? 17 : number >= E16 / 10 ? 16 : length(number);
    long normal = number * POWERS[17 - length];
    int first = (int) (normal / E16);
    long rest = normal - first * E16;
    int middle = (int) (rest / E8);
    int last = (int) (rest - (long) middle * E8);
    long digits = digits(middle);
    if (last == 0) {
      int count = 8 - (Long.numberOfLeadingZeros(digits) >>> 3);
      return place(first, digits, 0, count, exponent + length, out, at);
    }
    long lastDigits = digits(last);
    int count = 16 - (Long.numberOfLeadingZeros(lastDigits) >>> 3);
    return place(first, digits, lastDigits, count, exponent + length, out, at);
  }

  /**
   * Prints number * 10^exponent.
   *
   * @param number 1 to 10^9 - 1
   */
  static int printShort(long number, int exponent, byte[] out, int at) {
    // Nearly every float has eight or nine digits before its zeros are cut off.
    int length = number >= E8 ? 9 : number >= E8 / 10 ? 8 : length(number);
    long normal = number * POWERS[9 - length];
    int first = (int) (normal / E8);
    long digits = digits((int) (normal - (long) first * E8));
    int count = 8 - (Long.numberOfLeadingZeros(digits) >>> 3);
    return place(first, digits, 0, count, exponent + length, out, at);
  }

  /** Prints 0.(first)(digits)(last) * 10^exponent, with this many digits after the first. */
  private static int place(
      int first, long digits, long last, int count, int exponent, byte[] out, int at) {
    if (exponent > 7 || exponent <= -3) {
      return placeScientific(first, digits, last, count, exponent, out, at);
    }
    if (exponent <= 0) {
      out[at] = '0';
      out[at + 1] = '.';
      out[at + 2] = '0';
      out[at + 3] = '0';
      int start = at + 2 - exponent;
      out[start] = (byte) ('0' + first);
      ByteSink.store(out, start + 1, digits + ZEROS);
      ByteSink.store(out, start + 9, last + ZEROS);
      return start + 1 + count;
    }
    out[at] = (byte) ('0' + first);
    ByteSink.store(out, at + 1, digits + ZEROS);
    out[at + exponent] = '.';
    ByteSink.store(out, at + exponent + 1, digits + ZEROS >>> (exponent - 1 << 3));
    ByteSink.store(out, at + 10, last + ZEROS);
    return at + exponent + 1 + Math.max(1, count - exponent + 1);
  }

  private static int placeScientific(
      int first, long digits, long last, int count, int exponent, byte[] out, int at) {
    out[at] = (byte) ('0' + first);
    out[at + 1] = '.';
    ByteSink.store(out, at + 2, digits + ZEROS);
    ByteSink.store(out, at + 10, last + ZEROS);
    int end = at + 2 + Math.max(1, count);
    out[end] = 'E';
    return NumberPrinter.print(exponent - 1, out, end + 1);
  }
}
