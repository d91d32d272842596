package io.lepton.runtime.trees;

import java.util.List;

/**
 * A tree of more than 32 leaves. A {@link Mask} of its top says from where each row walks on,
 * several rows side by side.
 *
 * <p>Which child comes next is computed, not branched on, and a leaf leads to itself; so the rows
 * of a group take their steps together, as many as the farthest of them needs, and the processor
 * overlaps them.
 */
final class WalkedTree implements CompiledTree {

  /** Rows that walk together. */
  private static final int GROUP = 8;

  /** Steps at a leaf that cost less than to look whether all rows have arrived at one. */
  private static final int MAX_IDLE_STEPS = 3;

  private final Mask top;
  // The first of them are the exits of the top.
  private final long[] nodes;
  private final int[] leafOf;
  private final int sureSteps;
  private final boolean isSure;
  private final LeafWeights weights;

  private WalkedTree(Mask top, PackedNodes below, PackedNodes.Depths depths, int scoreCount) {
    this.top = top;
    this.nodes = below.toArray();
    this.leafOf = below.leafOf();
    this.isSure = depths.max() - depths.min() <= MAX_IDLE_STEPS;
    this.sureSteps = isSure ? depths.max() : depths.min();
    this.weights = LeafWeights.of(below.leaves(), scoreCount);
  }

  static WalkedTree of(TreeNode root, Columns columns, int scoreCount) {
    List<TreeNode> cut = Frontier.of(root, Mask.MAX_EXITS);
    PackedNodes below = new PackedNodes(columns, Block.capacity(columns.count()));
    PackedNodes.Depths depths = below.add(cut);
    return new WalkedTree(Mask.of(root, cut, columns), below, depths, scoreCount);
  }

  @Override
  public void sum(Block block, int rows) {
    int[] exits = block.exits[0];
    top.find(block.ranks, rows, exits);
    for (int row = 0; row < rows; row += GROUP) {
      findGroup(block.flatRanks, row, exits);
    }
    for (int i = 0; i < weights.scores.length; i++) {
      add(weights.values[i], exits, rows, block.sums[weights.scores[i]]);
    }
  }

  private static void add(float[] values, int[] exits, int rows, float[] sums) {
    for (int row = 0; row < rows; row++) {
      sums[row] += values[exits[row]];
    }
  }

  private int step(int[] ranks, int row, int at) {
    long node = nodes[at];
    return PackedNodes.next(node, ranks[PackedNodes.column(node) + row]);
  }

  // From the bit that says where a row starts, to its leaf.
  private void findGroup(int[] ranks, int row, int[] exits) {
    int a = Integer.numberOfTrailingZeros(exits[row]);
    int b = Integer.numberOfTrailingZeros(exits[row + 1]);
    int c = Integer.numberOfTrailingZeros(exits[row + 2]);
    int d = Integer.numberOfTrailingZeros(exits[row + 3]);
    int e = Integer.numberOfTrailingZeros(exits[row + 4]);
    int f = Integer.numberOfTrailingZeros(exits[row + 5]);
    int g = Integer.numberOfTrailingZeros(exits[row + 6]);
    int h = Integer.numberOfTrailingZeros(exits[row + 7]);
    int steps = 0;
    boolean isMoving;
    do {
      int before = a + b + c + d + e + f + g + h;
      a = step(ranks, row, a);
      b = step(ranks, row + 1, b);
      c = step(ranks, row + 2, c);
      d = step(ranks, row + 3, d);
      e = step(ranks, row + 4, e);
      f = step(ranks, row + 5, f);
      g = step(ranks, row + 6, g);
      h = step(ranks, row + 7, h);
      steps++;
      // Children come after their parents: the sum stays only if every row has arrived.
      isMoving = steps < sureSteps || (!isSure && a + b + c + d + e + f + g + h != before);
    } while (isMoving);
    exits[row] = leafOf[a];
    exits[row + 1] = leafOf[b];
    exits[row + 2] = leafOf[c];
    exits[row + 3] = leafOf[d];
    exits[row + 4] = leafOf[e];
    exits[row + 5] = leafOf[f];
    exits[row + 6] = leafOf[g];
    exits[row + 7] = leafOf[h];
  }
}
