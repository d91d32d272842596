package io.lepton.format.profile;

import java.util.Arrays;

/**
 * The rows without a value, each to be filled with a value from the end: what is there lies close
 * together with as few moves as there are gaps. No statistic asks for the order of the rows.
 *
 * <p>Mutable, for one thread at a time.
 */
final class Gaps {

  private int[] gaps = {};
  private int[] fillings = {};
  private int count;

  /**
   * Looks for the gaps.
   *
   * @param validity a bit a row, set where there is a value
   * @param rows how many
   * @return how many rows have a value
   */
  int find(long[] validity, int rows) {
    if (gaps.length < rows) {
      gaps = new int[rows];
      fillings = new int[rows];
    }
    int present = present(validity, rows);
    count = 0;
    for (int base = 0; base < present; base += Long.SIZE) {
      list(~validity[base >>> 6] & own(base, present), base, gaps);
    }
    int missing = count;
    count = 0;
    for (int base = present & -Long.SIZE; base < rows; base += Long.SIZE) {
      long behind = base < present ? -1L << present : -1L;
      list(validity[base >>> 6] & own(base, rows) & behind, base, fillings);
    }
    assert count == missing;
    return present;
  }

  static int present(long[] validity, int rows) {
    int present = 0;
    for (int base = 0; base < rows; base += Long.SIZE) {
      present += Long.bitCount(validity[base >>> 6] & own(base, rows));
    }
    return present;
  }

  /** Returns a bit for each of the rows from one on that are not beyond the last. */
  private static long own(int base, int rows) {
    return rows - base < Long.SIZE ? (1L << rows - base) - 1 : -1L;
  }

  private void list(long bits, int base, int[] rows) {
    for (long left = bits; left != 0; left &= left - 1) {
      rows[count++] = base + Long.numberOfTrailingZeros(left);
    }
  }

  /** Fills the gaps among the first values. */
  void close(long[] values) {
    for (int i = 0; i < count; i++) {
      values[gaps[i]] = values[fillings[i]];
    }
  }

  /** Fills the gaps among the first values. */
  void close(int[] values) {
    for (int i = 0; i < count; i++) {
      values[gaps[i]] = values[fillings[i]];
    }
  }

  /** Fills the gaps among the first values. */
  void close(double[] values) {
    for (int i = 0; i < count; i++) {
      values[gaps[i]] = values[fillings[i]];
    }
  }

  /** Returns the row of a value by its position after {@link #close}. */
  int element(int position) {
    int gap = Arrays.binarySearch(gaps, 0, count, position);
    return gap < 0 ? position : fillings[gap];
  }
}
