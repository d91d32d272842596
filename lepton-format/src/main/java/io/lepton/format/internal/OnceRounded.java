package io.lepton.format.internal;

import io.lepton.tensor.HalfPrecision;
import java.math.BigDecimal;

/**
 * Rounds numbers in text to types narrower than {@code double} as if once, though they have been
 * rounded to a {@code double} before.
 *
 * <p>Rounding twice goes wrong only where the first time ends exactly half way between two values
 * of the narrower type. There the text decides. Half way has one bit more than the type, so that in
 * a {@code double} nearly all lower bits are zero: a test that costs nothing.
 *
 * <p>Stateless.
 */
public final class OnceRounded {

  // All bits that half way between two values, of whatever size, does not have.
  private static final long BELOW_FP32 = (1L << 28) - 1;
  private static final long BELOW_FP16 = (1L << 41) - 1;
  private static final long BELOW_BF16 = (1L << 44) - 1;

  /** Longer texts are a needle in a haystack, or meant to keep somebody busy. */
  private static final int MAX_EXACT_LENGTH = 400;

  private OnceRounded() {}

  /**
   * Rounds to FP32.
   *
   * @param value the number, rounded to the nearest {@code double}
   * @param bytes where its text lies
   * @param start the first byte of the text
   * @param end the end of it
   * @return what {@link Float#parseFloat} makes of the text
   */
  public static float toFloat(double value, byte[] bytes, int start, int end) {
    float rounded = (float) value;
    if ((Double.doubleToRawLongBits(value) & BELOW_FP32) == 0 && isRounded(rounded, value)) {
      return Float.parseFloat(NumberParser.text(bytes, start, end));
    }
    return rounded;
  }

  /**
   * Rounds to FP16.
   *
   * @param value the number, rounded to the nearest {@code double}
   * @param bytes where its text lies; of more than 400 bytes only {@code value} is looked at
   * @param start the first byte of the text
   * @param end the end of it
   * @return the bits of the nearest FP16
   */
  public static short toFp16(double value, byte[] bytes, int start, int end) {
    short rounded = HalfPrecision.floatToFp16(toOdd(value));
    boolean suspect = (Double.doubleToRawLongBits(value) & BELOW_FP16) == 0;
    return suspect && isRounded(HalfPrecision.fp16ToFloat(rounded), value)
        ? HalfPrecision.floatToFp16(toOdd(towardsText(value, bytes, start, end)))
        : rounded;
  }

  /**
   * Rounds to BF16.
   *
   * @param value the number, rounded to the nearest {@code double}
   * @param bytes where its text lies; of more than 400 bytes only {@code value} is looked at
   * @param start the first byte of the text
   * @param end the end of it
   * @return the bits of the nearest BF16
   */
  public static short toBf16(double value, byte[] bytes, int start, int end) {
    short rounded = HalfPrecision.floatToBf16(toOdd(value));
    boolean suspect = (Double.doubleToRawLongBits(value) & BELOW_BF16) == 0;
    return suspect && isRounded(HalfPrecision.bf16ToFloat(rounded), value)
        ? HalfPrecision.floatToBf16(toOdd(towardsText(value, bytes, start, end)))
        : rounded;
  }

  /** Whether two numbers differ. NaN has no text to ask, and does not differ from NaN. */
  private static boolean isRounded(float rounded, double value) {
    return rounded != value && !Double.isNaN(value);
  }

  /** Rounds so that rounding once more gives what rounding once would have given. */
  private static float toOdd(double value) {
    float nearest = (float) value;
    if (nearest == value || Double.isNaN(value)) {
      return nearest;
    }
    int bits = Float.floatToRawIntBits(nearest);
    return Float.intBitsToFloat((Math.abs(nearest) > Math.abs(value) ? bits - 1 : bits) | 1);
  }

  /** Moves a number a little to the side that its text is on. */
  private static double towardsText(double value, byte[] bytes, int start, int end) {
    if (end - start > MAX_EXACT_LENGTH) {
      return value;
    }
    int side =
        new BigDecimal(NumberParser.text(bytes, start, end)).compareTo(new BigDecimal(value));
    return side == 0 ? value : side > 0 ? Math.nextUp(value) : Math.nextDown(value);
  }
}
