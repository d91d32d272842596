package io.lepton.runtime.trees;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Trees laid out for walking: a node in a long, and the way to a child without a branch.
 *
 * <p>A node is where the ranks of its column begin (20 bits), the rank up to which to go left (20
 * bits), and the position of its left child (24 bits), which the right one follows. A leaf is its
 * own left child and no rank is beyond its limit; so to take more steps than there are does no
 * harm. Nodes lie level by level: those that every walk passes share their cache lines.
 */
final class PackedNodes {

  private static final int COLUMN_SHIFT = 44;
  private static final int LIMIT_SHIFT = 24;
  private static final int MAX_LIMIT = (1 << 20) - 1;
  private static final int MAX_RANKS = 1 << 20;
  private static final int CHILD_MASK = (1 << LIMIT_SHIFT) - 1;

  private final Columns columns;
  private final int stride;
  private final List<TreeNode> queue = new ArrayList<>();
  private final List<TreeNode.Leaf> leaves = new ArrayList<>();
  private long[] nodes = new long[16];
  private int[] leafOf = new int[16];
  private int[] depths = new int[16];
  private int placed;

  /**
   * Begins without a tree.
   *
   * @param columns what nodes compare
   * @param stride how far the ranks of one column are from those of the next
   */
  PackedNodes(Columns columns, int stride) {
    Unsupported.unless((long) columns.count() * stride <= MAX_RANKS, "so many features");
    this.columns = columns;
    this.stride = stride;
  }

  /**
   * Adds a tree, or several that lie side by side.
   *
   * @param roots where walks start
   * @return the depths of the leaves, from the least to the greatest
   */
  Depths add(List<TreeNode> roots) {
    queue.addAll(roots);
    reserve();
    Arrays.fill(depths, placed, queue.size(), 0);
    Depths found = new Depths(Integer.MAX_VALUE, 0);
    for (; placed < queue.size(); placed++) {
      place(queue.get(placed));
      if (queue.get(placed) instanceof TreeNode.Leaf) {
        found = found.with(depths[placed]);
      }
    }
    return found;
  }

  /**
   * How far leaves are from where a walk starts.
   *
   * @param min steps to the nearest
   * @param max steps to the farthest
   */
  record Depths(int min, int max) {
    Depths with(int depth) {
      return new Depths(Math.min(min, depth), Math.max(max, depth));
    }
  }

  private void reserve() {
    if (queue.size() > nodes.length) {
      int length = Math.max(queue.size(), 2 * nodes.length);
      nodes = Arrays.copyOf(nodes, length);
      leafOf = Arrays.copyOf(leafOf, length);
      depths = Arrays.copyOf(depths, length);
    }
  }

  private void place(TreeNode node) {
    if (node instanceof TreeNode.Split split) {
      nodes[placed] = packed(columns.indexOf(split) * stride, columns.rankOf(split), queue.size());
      leafOf[placed] = -1;
      queue.add(split.left());
      queue.add(split.right());
      reserve();
      Arrays.fill(depths, queue.size() - 2, queue.size(), depths[placed] + 1);
    } else if (node instanceof TreeNode.Leaf leaf) {
      nodes[placed] = packed(0, MAX_LIMIT, placed);
      leafOf[placed] = leaves.size();
      leaves.add(leaf);
    }
  }

  private static long packed(int column, int limit, int child) {
    Unsupported.unless(limit <= MAX_LIMIT && child < CHILD_MASK, "an ensemble of this size");
    return (long) column << COLUMN_SHIFT | (long) limit << LIMIT_SHIFT | child;
  }

  /** Returns how many nodes there are. */
  int size() {
    return placed;
  }

  long[] toArray() {
    return Arrays.copyOf(nodes, placed);
  }

  /** Returns of each node which leaf it is; -1 of others. */
  int[] leafOf() {
    return Arrays.copyOf(leafOf, placed);
  }

  List<TreeNode.Leaf> leaves() {
    return leaves;
  }

  /** Returns where the ranks of a node's column begin. */
  static int column(long node) {
    return (int) (node >>> COLUMN_SHIFT);
  }

  /** Returns the child to go to with a rank. */
  static int next(long node, int rank) {
    int limit = (int) (node >>> LIMIT_SHIFT) & MAX_LIMIT;
    return ((int) node & CHILD_MASK) + ((limit - rank) >>> 31);
  }
}
