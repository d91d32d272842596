package io.lepton.runtime.trees;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The features that the trees look at, and all the thresholds to which each is compared.
 *
 * <p>A feature is searched for among its thresholds once a row; its rank, the number of thresholds
 * it is greater than, then answers every comparison of every tree, and the difference of two ranks
 * never overflows.
 */
final class Columns {

  // Neighbours in a row are read one after the other.
  private static final Comparator<TreeNode.Column> ORDER =
      Comparator.comparingInt(TreeNode.Column::feature).thenComparing(TreeNode.Column::isNanLow);

  private final List<TreeNode.Column> columns = new ArrayList<>();
  private final List<int[]> thresholds = new ArrayList<>();

  Columns(List<TreeNode> trees) {
    Map<TreeNode.Column, Set<Integer>> found = new TreeMap<>(ORDER);
    trees.forEach(tree -> collect(tree, found));
    found.forEach(this::add);
  }

  private static void collect(TreeNode node, Map<TreeNode.Column, Set<Integer>> found) {
    if (node instanceof TreeNode.Split split) {
      found.computeIfAbsent(split.column(), column -> new TreeSet<>()).add(split.threshold());
      collect(split.left(), found);
      collect(split.right(), found);
    }
  }

  private void add(TreeNode.Column column, Set<Integer> sorted) {
    columns.add(column);
    thresholds.add(sorted.stream().mapToInt(Integer::intValue).toArray());
  }

  int count() {
    return columns.size();
  }

  /** Returns of which feature a column is. */
  int feature(int column) {
    return columns.get(column).feature();
  }

  /** Returns the different thresholds of a column. */
  List<Integer> thresholds(int column) {
    return Arrays.stream(thresholds.get(column)).boxed().toList();
  }

  int indexOf(TreeNode.Split split) {
    return Collections.binarySearch(columns, split.column(), ORDER);
  }

  /** Returns the rank up to which keys go left. */
  int rankOf(TreeNode.Split split) {
    return Arrays.binarySearch(thresholds.get(indexOf(split)), split.threshold());
  }

  /**
   * Ranks the features of a block of rows.
   *
   * @param features all rows
   * @param first the block's first row
   * @param rows rows in the block; beyond them, up to what is {@link Block#padded}, what was there
   *     before is worked on
   * @param block receives the ranks
   */
  void rank(Features features, int first, int rows, Block block) {
    int padded = Block.padded(rows);
    for (int column = 0; column < columns.size(); column++) {
      TreeNode.Column source = columns.get(column);
      features.gather(source.feature(), first, rows, block.keys);
      toKeys(source.nanKey(), block.keys, padded);
      rank(thresholds.get(column), block.keys, padded, block.ranks[column]);
    }
  }

  /**
   * Ranks the features of one row.
   *
   * @param features all rows
   * @param row which one
   * @param ranks for each column, the rank
   */
  void rankOne(Features features, int row, int[] ranks) {
    for (int column = 0; column < ranks.length; column++) {
      TreeNode.Column source = columns.get(column);
      int key = OrderedFloat.key(features.bits(row, source.feature()), source.nanKey());
      ranks[column] = rank(thresholds.get(column), key);
    }
  }

  // The thresholds in question are halved at each step. All rows take a step before the next one,
  // so
  // that none waits for itself; the first step, the same for all, the compiler vectorises. For
  // features that are 0 or 1 it is the only one.
  private static void rank(int[] thresholds, int[] keys, int rows, int[] ranks) {
    if (thresholds.length == 1) {
      compare(thresholds[0], 1, keys, rows, ranks);
      return;
    }
    int half = thresholds.length >> 1;
    compare(thresholds[half - 1], half, keys, rows, ranks);
    for (int count = thresholds.length - half; count > 1; count -= half) {
      half = count >> 1;
      compareMore(thresholds, half, keys, rows, ranks);
    }
    compareLast(thresholds, keys, rows, ranks);
  }

  private static void compare(int threshold, int half, int[] keys, int rows, int[] ranks) {
    for (int row = 0; row < rows; row++) {
      ranks[row] = -OrderedFloat.isGreater(keys[row], threshold) & half;
    }
  }

  private static void compareMore(int[] thresholds, int half, int[] keys, int rows, int[] ranks) {
    for (int row = 0; row < rows; row++) {
      int rank = ranks[row];
      ranks[row] = rank + (half & (int) ((thresholds[rank + half - 1] - (long) keys[row]) >> 63));
    }
  }

  private static void compareLast(int[] thresholds, int[] keys, int rows, int[] ranks) {
    for (int row = 0; row < rows; row++) {
      int rank = ranks[row];
      ranks[row] = rank + (int) ((thresholds[rank] - (long) keys[row]) >>> 63);
    }
  }

  private static void toKeys(int nanKey, int[] bits, int rows) {
    for (int row = 0; row < rows; row++) {
      bits[row] = OrderedFloat.key(bits[row], nanKey);
    }
  }

  // The same for one row.
  private static int rank(int[] thresholds, long key) {
    int rank = 0;
    for (int count = thresholds.length; count > 1; count -= count >> 1) {
      int half = count >> 1;
      rank += half & (int) ((thresholds[rank + half - 1] - key) >> 63);
    }
    return rank + (int) ((thresholds[rank] - key) >>> 63);
  }
}
