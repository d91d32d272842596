package io.lepton.format.internal;

import io.lepton.data.DecimalColumn;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Prints numbers straight to bytes: every one as JSON and CSV take it, and so that the same value
 * is read back.
 *
 * <p>Each method writes from {@code at} on, needs {@link #ROOM} bytes there, and returns the offset
 * after the last byte of the number. Bytes beyond that may have been written to as well.
 *
 * <p>Stateless.
 */
public final class NumberPrinter {

  /** How many bytes a method may write to. */
  public static final int ROOM = 64;

  private static final int E8 = 100_000_000;
  private static final long E16 = 10_000_000_000_000_000L;
  private static final BigInteger E18 = BigInteger.valueOf(1_000_000_000_000_000_000L);

  private NumberPrinter() {}

  /**
   * Prints an integer.
   *
   * @param value the number
   * @param out where to print
   * @param at the offset of the first byte
   * @return the offset after the last byte
   */
  public static int print(long value, byte[] out, int at) {
    out[at] = '-';
    return printUnsigned(Math.abs(value), out, at + (int) (value >>> 63));
  }

  /**
   * Prints an integer without a sign.
   *
   * @param value the number, all 64 bits of it
   * @param out where to print
   * @param at the offset of the first byte
   * @return the offset after the last byte
   */
  public static int printUnsigned(long value, byte[] out, int at) {
    if (value >= 0 && value < E8) {
      return printSmall((int) value, out, at);
    }
    if (value >= 0 && value < E16) {
      int start = printSmall((int) (value / E8), out, at);
      return printEight((int) (value % E8), out, start);
    }
    // The only step that must divide without a sign.
    long high = Long.divideUnsigned(value, E16);
    long low = value - high * E16;
    int start = printSmall((int) high, out, at);
    return printEight((int) (low % E8), out, printEight((int) (low / E8), out, start));
  }

  private static int printSmall(int value, byte[] out, int at) {
    if (value < 10) {
      out[at] = (byte) ('0' + value);
      return at + 1;
    }
    long digits = DecimalLayout.digits(value);
    int leading = Long.numberOfTrailingZeros(digits) >>> 3;
    ByteSink.store(out, at, digits + DecimalLayout.ZEROS >>> (leading << 3));
    return at + 8 - leading;
  }

  private static int printEight(int value, byte[] out, int at) {
    ByteSink.store(out, at, DecimalLayout.digits(value) + DecimalLayout.ZEROS);
    return at + 8;
  }

  /**
   * Prints a {@code double} with as few digits as identify it: as {@link Double#toString(double)}
   * does since JDK 19, so {@code 5.0}, {@code 0.0316}, {@code 1.0E-5}, {@code -0.0}.
   *
   * @param value the number; {@code NaN}, {@code Infinity} and {@code -Infinity} are printed so
   * @param out where to print
   * @param at the offset of the first byte
   * @return the offset after the last byte
   */
  public static int print(double value, byte[] out, int at) {
    return FloatPrinter.print(value, out, at);
  }

  /**
   * Prints a {@code float} with as few digits as identify it among the floats: as {@link
   * Float#toString(float)} does since JDK 19.
   *
   * @param value the number; {@code NaN}, {@code Infinity} and {@code -Infinity} are printed so
   * @param out where to print
   * @param at the offset of the first byte
   * @return the offset after the last byte
   */
  public static int print(float value, byte[] out, int at) {
    return FloatPrinter.print(value, out, at);
  }

  /**
   * Prints an element of a decimal column, with all the digits after the point that its type has.
   *
   * @param column the column
   * @param element the row, or {@code row * width + i} where a row has more than one
   * @param out where to print
   * @param at the offset of the first byte
   * @return the offset after the last byte
   */
  public static int print(DecimalColumn column, int element, byte[] out, int at) {
    long low = column.low()[element];
    long high = column.high()[element];
    out[at] = '-';
    int start = at + (int) (high >>> 63);
    int end =
        high == low >> 63
            ? printUnsigned(Math.abs(low), out, start)
            : printWide(column.get(element).unscaledValue().abs(), out, start);
    int scale = column.type().scale();
    return scale == 0 ? end : insertPoint(scale, out, start, end);
  }

  private static int printWide(BigInteger value, byte[] out, int at) {
    if (value.bitLength() < 64) {
      return printUnsigned(value.longValue(), out, at);
    }
    BigInteger[] parts = value.divideAndRemainder(E18);
    int start = printWide(parts[0], out, at);
    long low = parts[1].longValue();
    int two = (int) (low / E16);
    out[start] = (byte) ('0' + two / 10);
    out[start + 1] = (byte) ('0' + two % 10);
    long rest = low - two * E16;
    return printEight((int) (rest % E8), out, printEight((int) (rest / E8), out, start + 2));
  }

  private static int insertPoint(int scale, byte[] out, int start, int end) {
    int digits = end - start;
    int zeros = Math.max(0, scale + 1 - digits);
    System.arraycopy(out, start, out, start + zeros, digits);
    Arrays.fill(out, start, start + zeros, (byte) '0');
    int point = end + zeros - scale;
    System.arraycopy(out, point, out, point + 1, scale);
    out[point] = '.';
    return end + zeros + 1;
  }
}
