package io.lepton.tensor;

/**
 * Conversions between {@code float} and the two 16-bit floating point formats, rounding to nearest,
 * ties to even (IEEE 754-2019 section 4.3.1). NaN stays NaN, overflow becomes infinity, subnormal
 * values are exact.
 *
 * <p>Stateless.
 */
public final class HalfPrecision {

  private HalfPrecision() {}

  /**
   * Widens an IEEE 754 binary16.
   *
   * @param bits the 16 bits
   * @return the same value, exactly
   */
  public static float fp16ToFloat(short bits) {
    int sign = (bits & 0x8000) << 16;
    int exponent = bits >>> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    if (exponent == 0x1f) {
      return Float.intBitsToFloat(sign | 0x7f800000 | fraction << 13);
    }
    if (exponent == 0) {
      float magnitude = fraction * 0x1p-24f;
      return Float.intBitsToFloat(sign | Float.floatToRawIntBits(magnitude));
    }
    return Float.intBitsToFloat(sign | ((exponent + 112) << 23) | (fraction << 13));
  }

  /**
   * Narrows to an IEEE 754 binary16.
   *
   * @param value the number
   * @return the 16 bits of the nearest value
   */
  public static short floatToFp16(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = bits >>> 16 & 0x8000;
    int magnitude = bits & 0x7fffffff;
    if (magnitude > 0x7f800000) {
      return (short) (sign | 0x7e00 | ((magnitude >>> 13) & 0x3ff));
    }
    if (magnitude >= 0x477ff000) {
      return (short) (sign | 0x7c00);
    }
    if (magnitude < 0x38800000) {
      // Adding one half shifts the subnormal's last place to the last place of the sum, and the
      // hardware rounds it there.
      float shifted = Float.intBitsToFloat(magnitude) + 0.5f;
      return (short) (sign | Float.floatToRawIntBits(shifted) - 0x3f000000);
    }
    int rounded = magnitude + 0xfff + (magnitude >>> 13 & 1);
    return (short) (sign | ((rounded - 0x38000000) >>> 13));
  }

  /**
   * Widens a bfloat16.
   *
   * @param bits the 16 bits
   * @return the same value, exactly
   */
  public static float bf16ToFloat(short bits) {
    return Float.intBitsToFloat(bits << 16);
  }

  /**
   * Narrows to a bfloat16.
   *
   * @param value the number
   * @return the 16 bits of the nearest value
   */
  public static short floatToBf16(float value) {
    int bits = Float.floatToRawIntBits(value);
    if ((bits & 0x7fffffff) > 0x7f800000) {
      return (short) (bits >>> 16 | 0x40);
    }
    return (short) ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16);
  }
}
