package io.lepton.format.quality;

import io.lepton.data.RecordBatch;

/**
 * Whole multiples of a whole number, without a division: an odd number {@code d} divides {@code n}
 * if {@code n} times the inverse of {@code d} modulo 2^64 is at most (2^64 - 1) / d, and an even
 * one if the same product, turned right by its trailing zeros, is (Warren, Hacker's Delight,
 * 10-17).
 */
final class MultipleCheck extends Check {

  private final KeyColumn keys;
  private final long inverse;
  private final int zeros;
  private final long limit;

  /**
   * Makes a check.
   *
   * @param keys signed whole numbers
   * @param divisor above zero
   */
  MultipleCheck(KeyColumn keys, long divisor) {
    super(keys.position());
    this.keys = keys;
    this.zeros = Long.numberOfTrailingZeros(divisor);
    this.inverse = inverse(divisor >>> zeros);
    this.limit = Long.divideUnsigned(-1, divisor);
  }

  /**
   * Newton's method: each step doubles the number of right bits, of which the first guess has 3.
   */
  private static long inverse(long odd) {
    long inverse = odd;
    for (int bits = 3; bits < Long.SIZE; bits *= 2) {
      inverse *= 2 - odd * inverse;
    }
    return inverse;
  }

  @Override
  boolean find(RecordBatch batch, long[] failed) {
    int rows = batch.rowCount();
    long[] values = keys.of(batch);
    long any = 0;
    for (int base = 0; base < rows; base += 64) {
      long word = word(values, base, Math.min(rows, base + 64), inverse, zeros, limit);
      failed[base >>> 6] = word;
      any |= word;
    }
    return any != 0;
  }

  private static long word(long[] values, int from, int to, long inverse, int zeros, long limit) {
    long flippedLimit = limit ^ Long.MIN_VALUE;
    long word = 0;
    for (int row = from; row < to; row++) {
      long turned = Long.rotateRight(Math.abs(values[row]) * inverse, zeros);
      word |= ((turned ^ Long.MIN_VALUE) > flippedLimit ? 1L : 0L) << row;
    }
    return word;
  }
}
