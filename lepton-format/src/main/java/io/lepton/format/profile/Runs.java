package io.lepton.format.profile;

import java.util.Arrays;

/**
 * The stretches of rows that have a value, between those that have none. Where little is missing,
 * moving whole stretches costs a fraction of moving values.
 *
 * <p>Mutable, for one thread at a time.
 */
final class Runs {

  /** Of so many rows one may lack a value; where more do, runs are too short to be worth it. */
  private static final int MISSING_ONE_IN = 8;

  private int[] firsts = {};
  private int[] positions = {};
  private int[] lengths = {};
  private int count;

  /**
   * Looks for the runs.
   *
   * @param validity a bit a row, set where there is a value
   * @param rows how many
   * @return false if too much is missing
   */
  boolean find(long[] validity, int rows) {
    int most = rows / MISSING_ONE_IN;
    if (firsts.length < most + 1) {
      firsts = new int[most + 1];
      positions = new int[most + 1];
      lengths = new int[most + 1];
    }
    count = 0;
    int begin = 0;
    int position = 0;
    int missing = 0;
    for (int base = 0; base < rows; base += Long.SIZE) {
      long gaps = gaps(validity, base, rows);
      missing += Long.bitCount(gaps);
      if (missing > most) {
        return false;
      }
      for (; gaps != 0; gaps &= gaps - 1) {
        int gap = base + Long.numberOfTrailingZeros(gaps);
        position = add(begin, gap, position);
        begin = gap + 1;
      }
    }
    add(begin, rows, position);
    return true;
  }

  private static long gaps(long[] validity, int base, int rows) {
    long own = rows - base < Long.SIZE ? (1L << rows - base) - 1 : -1L;
    return ~validity[base >>> 6] & own;
  }

  private int add(int begin, int end, int position) {
    if (begin == end) {
      return position;
    }
    firsts[count] = begin;
    positions[count] = position;
    lengths[count] = end - begin;
    count++;
    return position + end - begin;
  }

  /** Moves the values of all runs together, to the beginning, and returns how many they are. */
  int closeUp(long[] values) {
    int end = 0;
    for (int i = 0; i < count; i++) {
      System.arraycopy(values, firsts[i], values, positions[i], lengths[i]);
      end = positions[i] + lengths[i];
    }
    return end;
  }

  /** Moves the values of all runs together, to the beginning. */
  void closeUp(int[] values) {
    for (int i = 0; i < count; i++) {
      System.arraycopy(values, firsts[i], values, positions[i], lengths[i]);
    }
  }

  /** Returns the row of a value by its position after {@link #closeUp}. */
  int element(int position) {
    int found = Arrays.binarySearch(positions, 0, count, position);
    int run = found >= 0 ? found : -found - 2;
    return firsts[run] + position - positions[run];
  }
}
