package io.lepton.runtime.trees;

import java.util.Arrays;

/**
 * The working memory for a block of rows: few enough that it stays in the fastest cache, enough
 * that a loop over them is worth starting.
 */
final class Block {

  private static final int MIN_CAPACITY = 64;
  private static final int MAX_CAPACITY = 256;

  /** Measured: with more columns, the ranks of 256 rows are too many for the caches. */
  private static final int MAX_RANKS = 1 << 14;

  /** Loops over rows are run for a multiple of so many. */
  private static final int PADDING = 32;

  /** How many trees find their leaves before these are added. */
  static final int LANES = 4;

  /** For one column at a time, the key of each row. */
  final int[] keys;

  /** For each column, the rank of each row's key among the column's thresholds. */
  final int[][] ranks;

  /** The same one after the other, {@link #capacity} apart; empty if no tree needs it. */
  final int[] flatRanks;

  /** For each column, the rank of a single row. */
  final int[] rowRanks;

  /** For each lane, what tells each row's leaf. */
  final int[][] exits;

  /** For each score, its sum of each row. */
  final float[][] sums;

  Block(int columns, int scores, boolean isFlat) {
    int capacity = capacity(columns);
    this.keys = new int[capacity];
    // A tree of one leaf compares nothing, but with something.
    this.ranks = new int[Math.max(1, columns)][capacity];
    this.flatRanks = new int[isFlat ? ranks.length * capacity : 0];
    this.rowRanks = new int[columns];
    this.exits = new int[LANES][capacity];
    this.sums = new float[scores][capacity];
  }

  /**
   * Returns how many rows a block has.
   *
   * @param columns how many columns
   */
  static int capacity(int columns) {
    int fitting = MAX_RANKS / Math.max(1, columns) / MIN_CAPACITY * MIN_CAPACITY;
    return Math.max(MIN_CAPACITY, Math.min(MAX_CAPACITY, fitting));
  }

  /**
   * Returns how many rows to run a loop for. The compiler makes of a loop what suits the number of
   * turns that it has seen: with few of them now and then, it would not make vector instructions.
   *
   * @param rows how many rows there are
   */
  static int padded(int rows) {
    return (rows + PADDING - 1) & -PADDING;
  }

  void flatten(int rows) {
    int capacity = keys.length;
    for (int column = 0; column < ranks.length; column++) {
      System.arraycopy(ranks[column], 0, flatRanks, column * capacity, rows);
    }
  }

  void clearSums(int rows) {
    for (float[] sum : sums) {
      Arrays.fill(sum, 0, rows, 0f);
    }
  }
}
