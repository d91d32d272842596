package io.lepton.runtime.compatibility;

import io.lepton.tensor.DataType;
import io.lepton.tensor.HalfPrecision;

/**
 * Distances in units in the last place: how many steps lead from one number of a type to the other.
 * The bits of floating point numbers, read as signed magnitudes, are in the order of the numbers,
 * so that their difference counts the steps.
 */
final class Ulps {

  /** The distance to a NaN, which no steps lead to. */
  static final long UNREACHABLE = Long.MAX_VALUE;

  private Ulps() {}

  /** Returns the distance between two elements of a floating point type; the two zeros are one. */
  static long between(DataType type, double a, double b) {
    if (Double.isNaN(a) || Double.isNaN(b)) {
      return Double.isNaN(a) && Double.isNaN(b) ? 0 : UNREACHABLE;
    }
    return distance(order(type, a), order(type, b));
  }

  // Conversions back to the type that the value came from are exact.
  private static long order(DataType type, double value) {
    return switch (type) {
      case FP64 -> signed(Double.doubleToRawLongBits(value), Long.MIN_VALUE);
      case FP32 -> signed(Float.floatToRawIntBits((float) value), 1L << 31);
      case FP16 -> signed(HalfPrecision.floatToFp16((float) value), 1L << 15);
      case BF16 -> signed(HalfPrecision.floatToBf16((float) value), 1L << 15);
      default -> throw new IllegalArgumentException(type + " is no floating point type");
    };
  }

  private static long signed(long bits, long signBit) {
    long magnitude = bits & (signBit - 1);
    return (bits & signBit) == 0 ? magnitude : -magnitude;
  }

  /** Returns the distance between two whole numbers, at most {@link Long#MAX_VALUE}. */
  static long distance(long a, long b) {
    long difference = a - b;
    boolean overflow = ((a ^ b) & (a ^ difference)) < 0;
    return overflow || difference == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(difference);
  }
}
