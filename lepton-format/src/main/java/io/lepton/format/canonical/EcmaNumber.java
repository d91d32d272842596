package io.lepton.format.canonical;

import io.lepton.format.internal.NumberPrinter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;

/**
 * Prints numbers as ECMAScript does (ECMA-262, Number::toString with radix 10), which is what RFC
 * 8785, section 3.2.2.3, asks for.
 *
 * <p>The digits are those of {@link NumberPrinter}: as few as identify the number, and of these the
 * nearest to it. Only where one digit would do does it print two, as the JDK does; and the point
 * and the exponent stand elsewhere.
 *
 * <p>Stateless.
 */
final class EcmaNumber {

  /** How many bytes {@link #print} may write to. */
  static final int ROOM = 32 + NumberPrinter.ROOM;

  /** The largest integer up to which every integer is a double (RFC 7493, section 2.2). */
  static final long MAX_SAFE_INTEGER = (1L << 53) - 1;

  // The longest number, -0.0000012345678901234567, ends before it.
  private static final int SCRATCH = 32;

  // Below this, and nowhere else, can one digit be enough where the printer gives two: there are
  // less than a hundred steps between zero and the number.
  private static final double FEW_STEPS = 1e-321;

  private EcmaNumber() {}

  /**
   * Prints a finite number. Negative zero is printed as zero.
   *
   * @param value the number
   * @param out where to print; needs {@link #ROOM}
   * @param at the offset of the first byte
   * @return the offset after the last byte
   */
  static int print(double value, byte[] out, int at) {
    long whole = (long) value;
    if (whole == value && Math.abs(whole) <= MAX_SAFE_INTEGER) {
      return NumberPrinter.print(whole, out, at);
    }
    int start = at;
    if (value < 0) {
      out[start++] = '-';
    }
    double magnitude = Math.abs(value);
    return magnitude < FEW_STEPS
        ? printTiny(magnitude, out, start)
        : relay(out, at + SCRATCH, NumberPrinter.print(magnitude, out, at + SCRATCH), start);
  }

  private static int printTiny(double magnitude, byte[] out, int at) {
    // The neighbours are equally far away on both sides, so the nearest number of one digit is the
    // only one that can be read back.
    BigDecimal one = new BigDecimal(magnitude).round(new MathContext(1, RoundingMode.HALF_EVEN));
    if (one.doubleValue() != magnitude) {
      return relay(out, at + SCRATCH, NumberPrinter.print(magnitude, out, at + SCRATCH), at);
    }
    out[at] = (byte) ('0' + one.unscaledValue().intValue());
    return printExponent(-one.scale(), out, at + 1);
  }

  /** Prints at another place what is already printed as the JDK does. */
  private static int relay(byte[] out, int from, int to, int at) {
    int point = indexOf('.', out, from, to);
    int mantissaEnd = indexOf('E', out, from, to);
    int exponent = mantissaEnd == to ? 0 : parse(out, mantissaEnd + 1, to);
    // The digits before the point close up to those behind it.
    System.arraycopy(out, from, out, from + 1, point - from);
    int start = from + 1;
    int scale = point - from + exponent;
    int end = mantissaEnd;
    while (out[start] == '0') {
      start++;
      scale--;
    }
    while (out[end - 1] == '0') {
      end--;
    }
    return place(out, start, end - start, scale, at);
  }

  private static int indexOf(char wanted, byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] != wanted) {
      at++;
    }
    return at;
  }

  private static int parse(byte[] bytes, int from, int to) {
    boolean negative = bytes[from] == '-';
    int number = 0;
    for (int i = negative ? from + 1 : from; i < to; i++) {
      number = number * 10 + bytes[i] - '0';
    }
    return negative ? -number : number;
  }

  /** Prints 0.(digits) * 10^scale. The names count and scale are k and n in ECMA-262. */
  private static int place(byte[] out, int digits, int count, int scale, int at) {
    if (scale > 21 || scale <= -6) {
      return placeScientific(out, digits, count, scale, at);
    }
    if (scale <= 0) {
      out[at] = '0';
      out[at + 1] = '.';
      Arrays.fill(out, at + 2, at + 2 - scale, (byte) '0');
      System.arraycopy(out, digits, out, at + 2 - scale, count);
      return at + 2 - scale + count;
    }
    if (scale >= count) {
      System.arraycopy(out, digits, out, at, count);
      Arrays.fill(out, at + count, at + scale, (byte) '0');
      return at + scale;
    }
    System.arraycopy(out, digits, out, at, scale);
    out[at + scale] = '.';
    System.arraycopy(out, digits + scale, out, at + scale + 1, count - scale);
    return at + count + 1;
  }

  private static int placeScientific(byte[] out, int digits, int count, int scale, int at) {
    out[at] = out[digits];
    if (count == 1) {
      return printExponent(scale - 1, out, at + 1);
    }
    out[at + 1] = '.';
    System.arraycopy(out, digits + 1, out, at + 2, count - 1);
    return printExponent(scale - 1, out, at + 1 + count);
  }

  private static int printExponent(int exponent, byte[] out, int at) {
    out[at] = 'e';
    out[at + 1] = (byte) (exponent < 0 ? '-' : '+');
    return NumberPrinter.print(Math.abs(exponent), out, at + 2);
  }
}
