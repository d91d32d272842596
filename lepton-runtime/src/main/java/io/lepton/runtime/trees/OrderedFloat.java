package io.lepton.runtime.trees;

/**
 * Floats as integers of the same order, so that a comparison can be done without a branch.
 *
 * <p>Both zeros become 0, as they are equal to a comparison of floats. A NaN, which no comparison
 * holds for, becomes whatever makes the comparison at hand come out false.
 */
final class OrderedFloat {

  /** The key of positive infinity: of all numbers the greatest. */
  static final int INFINITY = 0x7f800000;

  private static final int MAGNITUDE = 0x7fffffff;

  private OrderedFloat() {}

  /**
   * Returns the key of a float.
   *
   * @param bits its bits
   * @param nanKey the key of every NaN
   */
  static int key(int bits, int nanKey) {
    int magnitude = bits & MAGNITUDE;
    int negative = bits >> 31;
    int nan = (INFINITY - magnitude) >> 31;
    int signed = (magnitude ^ negative) - negative;
    return (signed & ~nan) | (nanKey & nan);
  }

  /**
   * Returns the key of a number.
   *
   * @param value not NaN
   */
  static int key(float value) {
    return key(Float.floatToRawIntBits(value), 0);
  }

  /**
   * Returns the number that has a key.
   *
   * @param key any; beyond the infinities there are no numbers, and the result is NaN
   */
  static float value(int key) {
    return Float.intBitsToFloat(key < 0 ? Integer.MIN_VALUE - key : key);
  }

  /**
   * Returns 1 if a key is greater than a threshold, and 0 if not.
   *
   * <p>Their difference may overflow, which the sign of it alone does not show.
   */
  static int isGreater(int key, int threshold) {
    int difference = threshold - key;
    return ((threshold & ~key) | (~(threshold ^ key) & difference)) >>> 31;
  }
}
