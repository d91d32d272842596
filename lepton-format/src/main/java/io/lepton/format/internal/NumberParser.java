package io.lepton.format.internal;

import io.lepton.ErrorCode;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads numbers as they are written in text, straight from bytes.
 *
 * <p>Two ways lead to each kind of number. The quick one takes the texts that fill most files,
 * looks at eight bytes at a time and declines everything else. The thorough one takes every text of
 * the grammar.
 *
 * <p>Methods may load eight bytes from any byte of a text on: the array needs seven bytes of slack
 * after its end.
 *
 * <p>Whole numbers: {@code [+-]? digit+}. Floating point numbers: {@code [+-]? (digit+ [. digit*] |
 * . digit+) ([eE] [+-]? digit+)?}, or in any case {@code nan}, {@code inf} and {@code infinity}
 * with a sign or without. They are rounded to nearest, ties to even, exactly as {@link
 * Double#parseDouble} does it; beyond the largest number comes infinity, below the smallest comes
 * zero.
 *
 * <p>Stateless.
 */
public final class NumberParser {

  /** What {@link #quickLong} returns for a text that is not its own: no number of so few digits. */
  public static final long NO_LONG = Long.MIN_VALUE;

  private static final long POINTS = Swar.fill('.');

  /** As many decimal digits as any 64 bits can hold. */
  private static final int MAX_DIGITS = 19;

  /** As many decimal digits as a double holds exactly, whatever they are. */
  private static final int MAX_EXACT_DIGITS = 15;

  /** The powers of ten that a double holds exactly. */
  private static final double[] TEN_TO = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private static final long[] LONG_TEN_TO = new long[MAX_DIGITS];

  static {
    long power = 1;
    for (int i = 0; i < LONG_TEN_TO.length; i++) {
      LONG_TEN_TO[i] = power;
      power *= 10;
    }
  }

  private NumberParser() {}

  /**
   * Reads a whole number of at most sixteen digits, perhaps with a minus sign.
   *
   * @param bytes where it lies
   * @param start its first byte
   * @param end the end of it
   * @return the number, or {@link #NO_LONG} for any other text
   */
  public static long quickLong(byte[] bytes, int start, int end) {
    int negative = Digits.minus(bytes[start]);
    int length = end - start - negative;
    if (length - 1 >>> 3 != 0) {
      return longerLong(bytes, start + negative, end, negative);
    }
    // Shifting the text to the upper end puts zeros, which are now digits, in front of it.
    long digits = Digits.load(bytes, start + negative) << 64 - (length << 3);
    if (!Digits.areAll(digits)) {
      return NO_LONG;
    }
    return (Digits.number(digits) ^ -negative) + negative;
  }

  private static long longerLong(byte[] bytes, int start, int end, int negative) {
    int length = end - start;
    if (length < 9 || length > 16) {
      return NO_LONG;
    }
    long high = Digits.load(bytes, start) << 128 - (length << 3);
    long low = Digits.load(bytes, end - 8);
    if (!Digits.areAll(high) || !Digits.areAll(low)) {
      return NO_LONG;
    }
    long value = Digits.number(high) * 100_000_000 + Digits.number(low);
    return (value ^ -negative) + negative;
  }

  /**
   * Says why a text is not a whole number of 64 bits.
   *
   * @param bytes where it lies
   * @param start its first byte
   * @param end the end of it
   * @param unsigned whether the number is one of 0 to 2^64 - 1
   * @return null if it is one; WRONG_TYPE or OUT_OF_RANGE
   */
  public static @Nullable ErrorCode longProblem(
      byte[] bytes, int start, int end, boolean unsigned) {
    int at = afterSign(bytes, start, end);
    if (at == end) {
      return ErrorCode.WRONG_TYPE;
    }
    for (int i = at; i < end; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        return ErrorCode.WRONG_TYPE;
      }
    }
    boolean negative = bytes[start] == '-';
    while (at < end - 1 && bytes[at] == '0') {
      at++;
    }
    return fits(bytes, at, end, negative, unsigned) ? null : ErrorCode.OUT_OF_RANGE;
  }

  private static boolean fits(
      byte[] bytes, int start, int end, boolean negative, boolean unsigned) {
    int digits = end - start;
    if (digits > MAX_DIGITS + 1 || unsigned && negative && !(digits == 1 && bytes[start] == '0')) {
      return false;
    }
    if (digits < MAX_DIGITS) {
      return true;
    }
    String limit =
        unsigned
            ? "18446744073709551615"
            : negative ? "9223372036854775808" : "9223372036854775807";
    return digits < limit.length()
        || digits == limit.length() && text(bytes, start, end).compareTo(limit) <= 0;
  }

  /**
   * Reads a whole number that {@link #longProblem} has nothing against.
   *
   * @param bytes where it lies
   * @param start its first byte
   * @param end the end of it
   * @return the number, or its bits if it is unsigned
   */
  public static long longValue(byte[] bytes, int start, int end) {
    long value = 0;
    for (int i = afterSign(bytes, start, end); i < end; i++) {
      value = value * 10 + (bytes[i] - '0');
    }
    return bytes[start] == '-' ? -value : value;
  }

  private static int afterSign(byte[] bytes, int start, int end) {
    return start < end && (bytes[start] == '-' || bytes[start] == '+') ? start + 1 : start;
  }

  /**
   * Reads a floating point number without an exponent, perhaps with a minus sign: at most eight
   * characters, or up to seven digits, a point, and up to nineteen digits in all.
   *
   * @param bytes where it lies
   * @param start its first byte
   * @param end the end of it
   * @return the number, or NaN for any other text
   */
  public static double quickDouble(byte[] bytes, int start, int end) {
    int negative = Digits.minus(bytes[start]);
    int length = end - start - negative;
    if (length - 1 >>> 3 != 0) {
      return longerDouble(bytes, start + negative, end, negative);
    }
    int shift = 64 - (length << 3);
    long word = Swar.load(bytes, start + negative);
    long digits = Digits.of(word) << shift;
    // The bytes before the text are filled with ones, lest they look like points.
    long point = Swar.firstZero((word ^ POINTS) << shift | ~(-1L << shift));
    double scale = 1;
    if (point != 0) {
      int at = Long.numberOfTrailingZeros(point) & 0x38;
      digits = (digits & (1L << at) - 1) << 8 | digits & -256L << at;
      scale = TEN_TO[7 - (at >>> 3)];
      if (length == 1) {
        return Double.NaN;
      }
    }
    if (!Digits.areAll(digits)) {
      return Double.NaN;
    }
    // At most eight digits and a power of ten up to 10^7 are exact, so that the one division rounds
    // correctly.
    return withSign(Digits.number(digits) / scale, negative);
  }

  /**
   * Gives a number its sign.
   *
   * @param value 0 or more
   * @param negative 1 to make it negative, otherwise 0
   * @return the number with its sign; of zero, too
   */
  public static double withSign(double value, long negative) {
    return Double.longBitsToDouble(Double.doubleToRawLongBits(value) ^ negative << 63);
  }

  /** One to seven digits, a point, and some more digits, at least nine characters in all. */
  private static double longerDouble(byte[] bytes, int start, int end, int negative) {
    int length = end - start;
    if (length < 9 || length > MAX_DIGITS + 1) {
      return Double.NaN;
    }
    long word = Swar.load(bytes, start);
    int whole = Long.numberOfTrailingZeros(Swar.firstZero(word ^ POINTS)) >>> 3;
    if (whole == 0 || whole == 8) {
      return Double.NaN;
    }
    long digits = Digits.of(word) << 64 - (whole << 3);
    int places = length - whole - 1;
    long fraction = fraction(bytes, start + whole + 1, end, places);
    if (!Digits.areAll(digits) || fraction < 0) {
      return Double.NaN;
    }
    long mantissa = Digits.number(digits) * LONG_TEN_TO[places] + fraction;
    if (length <= MAX_EXACT_DIGITS + 1) {
      return withSign(mantissa / TEN_TO[places], negative);
    }
    // Always the long way: of a number of so many digits it is hard to predict whether the short
    // one would do.
    double value = mantissa == 0 ? 0 : DecimalScaling.scale(mantissa, -places);
    return withSign(value, negative);
  }

  /** The number that one to eighteen digits make, or -1 if they are not all digits. */
  private static long fraction(byte[] bytes, int start, int end, int places) {
    long first = Digits.load(bytes, start) << (-places << 3);
    if (places <= 8) {
      return Digits.areAll(first) ? Digits.number(first) : -1;
    }
    long last = Digits.load(bytes, end - 8);
    if (!Digits.areAll(first) || !Digits.areAll(last)) {
      return -1;
    }
    long value = Digits.number(first) * 100_000_000;
    if (places > 16) {
      long middle = Digits.load(bytes, end - 16);
      if (!Digits.areAll(middle)) {
        return -1;
      }
      value = (value + Digits.number(middle)) * 100_000_000;
    }
    return value + Digits.number(last);
  }

  /**
   * Reads a floating point number of any form that the grammar has.
   *
   * @param bytes where it lies
   * @param start its first byte
   * @param end the end of it
   * @return the number; NaN for {@code nan} and for everything that is not a number, which {@link
   *     #isNan} tells apart
   */
  public static double doubleValue(byte[] bytes, int start, int end) {
    int first = afterSign(bytes, start, end);
    int point = digitsUntil(bytes, first, end);
    int last = point;
    long mantissa = digits(bytes, first, point, 0);
    int digitCount = point - first;
    if (point < end && bytes[point] == '.') {
      last = digitsUntil(bytes, point + 1, end);
      mantissa = digits(bytes, point + 1, last, mantissa);
      digitCount += last - point - 1;
    }
    if (digitCount == 0) {
      return word(bytes, start, first, end);
    }
    int exponent = 0;
    if (last < end) {
      exponent = exponent(bytes, last, end);
      if (exponent == NO_EXPONENT) {
        return Double.NaN;
      }
    }
    if (digitCount > MAX_DIGITS && digitCount - leadingZeros(bytes, first, last) > MAX_DIGITS) {
      return Double.parseDouble(text(bytes, start, end));
    }
    int fraction = last > point ? last - point - 1 : 0;
    double value = scaled(mantissa, exponent - fraction);
    if (Double.isNaN(value)) {
      return Double.parseDouble(text(bytes, start, end));
    }
    return bytes[start] == '-' ? -value : value;
  }

  private static int digitsUntil(byte[] bytes, int start, int end) {
    int at = start;
    while (at < end && bytes[at] - '0' >= 0 && bytes[at] - '0' <= 9) {
      at++;
    }
    return at;
  }

  private static long digits(byte[] bytes, int start, int end, long before) {
    long value = before;
    int at = start;
    for (; at + 8 <= end; at += 8) {
      value = value * 100_000_000 + Digits.number(Digits.load(bytes, at));
    }
    for (; at < end; at++) {
      value = value * 10 + (bytes[at] - '0');
    }
    return value;
  }

  private static int leadingZeros(byte[] bytes, int start, int end) {
    int count = 0;
    for (int at = start; at < end && (bytes[at] == '0' || bytes[at] == '.'); at++) {
      count += bytes[at] == '0' ? 1 : 0;
    }
    return count;
  }

  private static final int NO_EXPONENT = Integer.MIN_VALUE;

  // Exponents beyond a hundred million are all the same: there is no cell of so many digits.
  private static int exponent(byte[] bytes, int start, int end) {
    int at = afterSign(bytes, start + 1, end);
    if ((bytes[start] | 0x20) != 'e' || at >= end || digitsUntil(bytes, at, end) < end) {
      return NO_EXPONENT;
    }
    int value = 0;
    for (int i = at; i < end; i++) {
      value = Math.min(value * 10 + (bytes[i] - '0'), 100_000_000);
    }
    return bytes[start + 1] == '-' ? -value : value;
  }

  /** A whole number of up to 64 bits times a power of ten, or NaN if that takes more precision. */
  private static double scaled(long mantissa, int exponent) {
    if (mantissa >>> 53 == 0 && exponent >= -22 && exponent <= 22) {
      return exponent < 0 ? mantissa / TEN_TO[-exponent] : mantissa * TEN_TO[exponent];
    }
    return mantissa == 0 ? 0 : DecimalScaling.scale(mantissa, exponent);
  }

  private static double word(byte[] bytes, int start, int first, int end) {
    if (equals(bytes, first, end, "inf") || equals(bytes, first, end, "infinity")) {
      return bytes[start] == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    return Double.NaN;
  }

  /**
   * Says whether a text is a way to write NaN.
   *
   * @param bytes where it lies
   * @param start its first byte
   * @param end the end of it
   * @return true for {@code nan} in any case, with or without a sign
   */
  public static boolean isNan(byte[] bytes, int start, int end) {
    return equals(bytes, afterSign(bytes, start, end), end, "nan");
  }

  /**
   * Compares a text with a word.
   *
   * @param bytes where the text lies
   * @param start its first byte
   * @param end the end of it
   * @param word lower-case ASCII letters
   * @return true if they are the same but for upper and lower case
   */
  static boolean equals(byte[] bytes, int start, int end, String word) {
    if (end - start != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if ((bytes[start + i] | 0x20) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  static String text(byte[] bytes, int start, int end) {
    return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
  }
}
