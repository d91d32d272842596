package io.lepton.format.internal;

import java.math.BigInteger;

/**
 * Multiplies a whole number by a power of ten and rounds to the nearest {@code double}, by the
 * method of Eisel and Lemire ("Number parsing at a gigabyte per second", Software: Practice and
 * Experience 51(8), 2021): the power's 128 most significant bits decide all but a few cases.
 *
 * <p>The table of powers is computed when the class is first needed, which is when the first number
 * of more than fifteen digits or so turns up.
 *
 * <p>Stateless.
 */
final class DecimalScaling {

  private static final int MIN_EXPONENT = -342;
  private static final int MAX_EXPONENT = 308;

  // The powers of five: a power of two only moves the point.
  private static final long[] HIGH = new long[MAX_EXPONENT - MIN_EXPONENT + 1];
  private static final long[] LOW = new long[MAX_EXPONENT - MIN_EXPONENT + 1];

  static {
    BigInteger five = BigInteger.valueOf(5);
    BigInteger power = BigInteger.ONE;
    for (int e = 0; e <= -MIN_EXPONENT; e++) {
      if (e <= MAX_EXPONENT) {
        put(e, power.shiftLeft(128).shiftRight(power.bitLength()));
      }
      if (e > 0) {
        put(-e, reciprocal(power));
      }
      power = power.multiply(five);
    }
  }

  private DecimalScaling() {}

  // Rounded up, so that it is never too small; scaled to have 128 bits.
  private static BigInteger reciprocal(BigInteger power) {
    return BigInteger.ONE.shiftLeft(power.bitLength() + 127).divide(power).add(BigInteger.ONE);
  }

  private static void put(int exponent, BigInteger bits) {
    HIGH[exponent - MIN_EXPONENT] = bits.shiftRight(64).longValue();
    LOW[exponent - MIN_EXPONENT] = bits.longValue();
  }

  /**
   * Multiplies.
   *
   * @param mantissa an unsigned number, not zero
   * @param exponent the power of ten
   * @return the product, or NaN if 128 bits do not decide
   */
  static double scale(long mantissa, int exponent) {
    if (exponent < MIN_EXPONENT) {
      return 0;
    }
    if (exponent > MAX_EXPONENT) {
      return Double.POSITIVE_INFINITY;
    }
    int zeros = Long.numberOfLeadingZeros(mantissa);
    long factor = mantissa << zeros;
    long powerHigh = HIGH[exponent - MIN_EXPONENT];
    long high = unsignedMultiplyHigh(factor, powerHigh);
    long low = factor * powerHigh;
    if ((high & 0x1ff) == 0x1ff) {
      long more = unsignedMultiplyHigh(factor, LOW[exponent - MIN_EXPONENT]);
      low += more;
      high += Long.compareUnsigned(low, more) < 0 ? 1 : 0;
      if (low == -1 && (exponent < -27 || exponent > 55)) {
        return Double.NaN;
      }
    }
    return round(high, low, exponent, zeros);
  }

  private static double round(long high, long low, int exponent, int zeros) {
    int upper = (int) (high >>> 63);
    long bits = high >>> upper + 9;
    // 217706 / 2^16 is the binary logarithm of ten, exact enough for all exponents of the table.
    int binaryExponent = (217_706 * exponent >> 16) + 63 + upper - zeros + 1023;
    if (binaryExponent <= 0) {
      return subnormal(bits, binaryExponent);
    }
    // A product that lies exactly between two doubles goes to the even one. It can lie there only
    // with these exponents.
    boolean between = exponent >= -4 && exponent <= 23 && Long.compareUnsigned(low, 1) <= 0;
    if (between && (bits & 3) == 1 && bits << upper + 9 == high) {
      bits &= ~1L;
    }
    bits += bits & 1;
    bits >>>= 1;
    if (bits >= 1L << 53) {
      bits = 1L << 52;
      binaryExponent++;
    }
    if (binaryExponent >= 0x7ff) {
      return Double.POSITIVE_INFINITY;
    }
    return Double.longBitsToDouble((bits & ~(1L << 52)) | (long) binaryExponent << 52);
  }

  private static double subnormal(long bits, int binaryExponent) {
    if (binaryExponent <= -63) {
      return 0;
    }
    long shifted = bits >>> 1 - binaryExponent;
    shifted += shifted & 1;
    // Rounded up to the smallest normal number, its exponent bit is already in place.
    return Double.longBitsToDouble(shifted >>> 1);
  }

  // Math.unsignedMultiplyHigh came with JDK 18.
  private static long unsignedMultiplyHigh(long a, long b) {
    return Math.multiplyHigh(a, b) + (a >> 63 & b) + (b >> 63 & a);
  }
}
