package io.lepton.runtime.trees;

import java.util.List;

/**
 * All trees of a forest, for a few rows: one row after the other, and for it four trees at a time,
 * side by side. All nodes lie in one array, which a request that comes now and then finds in the
 * cache or does not.
 */
final class RowWalk {

  private static final int GROUP = 4;

  /** Steps after which it pays to look, now and then, whether the walks have come to an end. */
  private static final int SURE_STEPS = 6;

  private final long[] nodes;
  // The root of each tree; trees of one leaf fill the last group.
  private final int[] roots;
  // Of each group of trees, how many steps its farthest leaf needs.
  private final int[] steps;
  private final int treeCount;
  // Of each node where its weights begin; they end where the next one's begin.
  private final int[] firstWeights;
  private final int[] scores;
  private final float[] values;

  RowWalk(List<TreeNode> trees, Columns columns) {
    this.treeCount = trees.size();
    int groups = (treeCount + GROUP - 1) / GROUP;
    this.roots = new int[groups * GROUP];
    this.steps = new int[groups];
    PackedNodes packed = new PackedNodes(columns, 1);
    for (int i = 0; i < treeCount; i++) {
      roots[i] = packed.size();
      steps[i / GROUP] = Math.max(steps[i / GROUP], packed.add(List.of(trees.get(i))).max());
    }
    this.nodes = packed.toArray();
    int count = packed.leaves().stream().mapToInt(leaf -> leaf.weights().size()).sum();
    this.firstWeights = new int[nodes.length + 1];
    this.scores = new int[count];
    this.values = new float[count];
    fillWeights(packed.leafOf(), packed.leaves());
  }

  private void fillWeights(int[] leafOf, List<TreeNode.Leaf> leaves) {
    int at = 0;
    for (int node = 0; node < leafOf.length; node++) {
      if (leafOf[node] >= 0) {
        for (TreeNode.Weight weight : leaves.get(leafOf[node]).weights()) {
          scores[at] = weight.score();
          values[at++] = weight.value();
        }
      }
      firstWeights[node + 1] = at;
    }
  }

  /**
   * Adds what the trees say of one row.
   *
   * @param ranks for each column the row's rank
   * @param row where its sums are
   * @param sums for each score, a sum for each row
   */
  void sum(int[] ranks, int row, float[][] sums) {
    for (int tree = 0; tree < treeCount; tree += GROUP) {
      sumGroup(ranks, tree, row, sums);
    }
  }

  private void sumGroup(int[] ranks, int tree, int row, float[][] sums) {
    int a = roots[tree];
    int b = roots[tree + 1];
    int c = roots[tree + 2];
    int d = roots[tree + 3];
    int count = steps[tree / GROUP];
    for (int i = 0; i < count; i++) {
      int before = a + b + c + d;
      a = step(ranks, a);
      b = step(ranks, b);
      c = step(ranks, c);
      d = step(ranks, d);
      if (i > SURE_STEPS && a + b + c + d == before) {
        break;
      }
    }
    add(a, row, sums);
    if (tree + GROUP <= treeCount) {
      add(b, row, sums);
      add(c, row, sums);
      add(d, row, sums);
    } else {
      addLast(b, c, treeCount - tree, row, sums);
    }
  }

  private void addLast(int b, int c, int count, int row, float[][] sums) {
    if (count > 1) {
      add(b, row, sums);
    }
    if (count > 2) {
      add(c, row, sums);
    }
  }

  private int step(int[] ranks, int at) {
    long node = nodes[at];
    return PackedNodes.next(node, ranks[PackedNodes.column(node)]);
  }

  private void add(int leaf, int row, float[][] sums) {
    for (int i = firstWeights[leaf]; i < firstWeights[leaf + 1]; i++) {
      sums[scores[i]][row] += values[i];
    }
  }
}
