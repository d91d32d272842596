package io.lepton.format.internal;

import java.math.BigInteger;

/**
 * Powers of ten to 126 bits, and the logarithms that go with them, for {@link FloatPrinter}.
 *
 * <p>The entry for {@code n} is {@code floor(10^n / 2^r) + 1} with the {@code r} that brings it
 * between 2^125 and 2^126, in two halves of 63 bits each.
 */
final class PowersOfTen {

  private static final int BITS = 126;
  private static final BigInteger LOW_HALF = BigInteger.ONE.shiftLeft(63).subtract(BigInteger.ONE);

  private final int lowest;
  private final long[] halves;

  /**
   * Computes the table.
   *
   * @param lowest the smallest power needed
   * @param highest the largest
   */
  PowersOfTen(int lowest, int highest) {
    this.lowest = lowest;
    this.halves = new long[2 * (highest - lowest + 1)];
    BigInteger power = BigInteger.ONE;
    for (int n = 0; n <= Math.max(highest, -lowest); n++) {
      if (n >= lowest && n <= highest) {
        store(n, power.shiftLeft(BITS).shiftRight(power.bitLength()));
      }
      if (n > 0 && -n >= lowest) {
        store(-n, BigInteger.ONE.shiftLeft(BITS - 1 + power.bitLength()).divide(power));
      }
      power = power.multiply(BigInteger.TEN);
    }
  }

  private void store(int n, BigInteger floor) {
    BigInteger entry = floor.add(BigInteger.ONE);
    halves[2 * (n - lowest)] = entry.shiftRight(63).longValue();
    halves[2 * (n - lowest) + 1] = entry.and(LOW_HALF).longValue();
  }

  /** Returns the upper 63 bits of the entry for 10^n. */
  long high(int n) {
    return halves[2 * (n - lowest)];
  }

  /** Returns the lower 63 bits of the entry for 10^n. */
  long low(int n) {
    return halves[2 * (n - lowest) + 1];
  }

  // The factors are log10(2), log10(3/4) and log2(10) in fixed point. They are exact for every
  // exponent of a double, which a test verifies.

  /** Returns floor(log10(2^e)), for e from -1074 to 971. */
  static int log10OfPower2(int e) {
    return e * 315_653 >> 20;
  }

  /** Returns floor(log10(3/4 * 2^e)), for e from -1074 to 971. */
  static int log10OfThreeQuartersOfPower2(int e) {
    return e * 631_305 - 261_663 >> 21;
  }

  /** Returns floor(log2(10^n)), for n from -324 to 324. */
  static int log2OfPower10(int n) {
    return n * 1_741_647 >> 19;
  }
}
