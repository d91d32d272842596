package io.lepton.runtime.trees;

import java.util.ArrayList;
import java.util.List;

/**
 * The comparisons of a tree, or of its top, made without a step from node to node.
 *
 * <p>Every exit has a bit, the leftmost the lowest. A comparison that goes right rules out the
 * exits on its left; after all comparisons, in whatever order, the lowest bit that is left is the
 * exit. (The idea is QuickScorer's: Lucchese et al., SIGIR 2015.) So all comparisons are made, on
 * many rows at once: a loop over rows with neither branch nor indirection, which the compiler turns
 * into vector instructions. For up to 32 exits that costs less than the steps from the root to one
 * of them, where a branch would be guessed wrong half of the time.
 */
final class Mask {

  static final int MAX_EXITS = Integer.SIZE;

  /**
   * Comparisons made in one loop. Measured: the loop for eight is too large for the compiler to
   * vectorise.
   */
  private static final int GROUP = 4;

  private final int[] columns;
  private final int[] limits;
  private final int[] ruledOut;

  private Mask(Comparisons comparisons) {
    int count = Math.max(1, (comparisons.columns.size() + GROUP - 1) / GROUP) * GROUP;
    this.columns = padded(comparisons.columns, count);
    this.limits = padded(comparisons.limits, count);
    this.ruledOut = padded(comparisons.ruledOut, count);
  }

  // What is missing compares any column and rules out nothing.
  private static int[] padded(List<Integer> values, int count) {
    int[] padded = new int[count];
    for (int i = 0; i < values.size(); i++) {
      padded[i] = values.get(i);
    }
    return padded;
  }

  /**
   * Lays out the comparisons.
   *
   * @param root the root of a tree
   * @param exits where to stop: leaves, or nodes that are roots of what is to follow; at most 32,
   *     all in the order from left to right
   * @param columns what is compared
   */
  static Mask of(TreeNode root, List<TreeNode> exits, Columns columns) {
    Comparisons comparisons = new Comparisons(exits, columns);
    comparisons.collect(root);
    return new Mask(comparisons);
  }

  private static final class Comparisons {
    private final List<TreeNode> exits;
    private final Columns source;
    private final List<Integer> columns = new ArrayList<>();
    private final List<Integer> limits = new ArrayList<>();
    private final List<Integer> ruledOut = new ArrayList<>();
    private int passed;

    Comparisons(List<TreeNode> exits, Columns source) {
      this.exits = exits;
      this.source = source;
    }

    void collect(TreeNode node) {
      // The same object, not an equal one: a tree may say the same thing twice.
      if (passed < exits.size() && node == exits.get(passed)) {
        passed++;
      } else if (node instanceof TreeNode.Split split) {
        int first = passed;
        collect(split.left());
        columns.add(source.indexOf(split));
        limits.add(source.rankOf(split));
        ruledOut.add((1 << passed) - (1 << first));
        collect(split.right());
      }
    }
  }

  /**
   * Finds each row's exit.
   *
   * @param ranks for each column, a rank for each row
   * @param rows how many rows
   * @param exits receives for each row the exits that are not ruled out; the lowest bit is its own
   */
  void find(int[][] ranks, int rows, int[] exits) {
    compareFirst(ranks, rows, exits);
    for (int at = GROUP; at < columns.length; at += GROUP) {
      compareMore(at, ranks, rows, exits);
    }
  }

  private void compareFirst(int[][] ranks, int rows, int[] exits) {
    int[] a = ranks[columns[0]];
    int[] b = ranks[columns[1]];
    int[] c = ranks[columns[2]];
    int[] d = ranks[columns[3]];
    int limitA = limits[0];
    int limitB = limits[1];
    int limitC = limits[2];
    int limitD = limits[3];
    int outA = ruledOut[0];
    int outB = ruledOut[1];
    int outC = ruledOut[2];
    int outD = ruledOut[3];
    for (int row = 0; row < rows; row++) {
      exits[row] =
          ~(((limitA - a[row]) >> 31 & outA)
              | ((limitB - b[row]) >> 31 & outB)
              | ((limitC - c[row]) >> 31 & outC)
              | ((limitD - d[row]) >> 31 & outD));
    }
  }

  private void compareMore(int at, int[][] ranks, int rows, int[] exits) {
    int[] a = ranks[columns[at]];
    int[] b = ranks[columns[at + 1]];
    int[] c = ranks[columns[at + 2]];
    int[] d = ranks[columns[at + 3]];
    int limitA = limits[at];
    int limitB = limits[at + 1];
    int limitC = limits[at + 2];
    int limitD = limits[at + 3];
    int outA = ruledOut[at];
    int outB = ruledOut[at + 1];
    int outC = ruledOut[at + 2];
    int outD = ruledOut[at + 3];
    for (int row = 0; row < rows; row++) {
      exits[row] &=
          ~(((limitA - a[row]) >> 31 & outA)
              | ((limitB - b[row]) >> 31 & outB)
              | ((limitC - c[row]) >> 31 & outC)
              | ((limitD - d[row]) >> 31 & outD));
    }
  }
}
