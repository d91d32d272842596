package io.lepton.runtime.trees;

import java.util.List;

/** A tree of at most 32 leaves: all of its comparisons are made. */
final class MaskedTree implements CompiledTree {

  private final Mask mask;
  private final LeafWeights weights;

  private MaskedTree(Mask mask, LeafWeights weights) {
    this.mask = mask;
    this.weights = weights;
  }

  static MaskedTree of(TreeNode root, Columns columns, int scoreCount) {
    List<TreeNode> leaves = Frontier.of(root, Mask.MAX_EXITS);
    return new MaskedTree(
        Mask.of(root, leaves, columns),
        LeafWeights.of(leaves.stream().map(TreeNode.Leaf.class::cast).toList(), scoreCount));
  }

  Mask mask() {
    return mask;
  }

  LeafWeights weights() {
    return weights;
  }

  @Override
  public void sum(Block block, int rows) {
    int[] exits = block.exits[0];
    mask.find(block.ranks, rows, exits);
    for (int i = 0; i < weights.scores.length; i++) {
      add(weights.values[i], exits, rows, block.sums[weights.scores[i]]);
    }
  }

  private static void add(float[] values, int[] exits, int rows, float[] sums) {
    for (int row = 0; row < rows; row++) {
      sums[row] += values[Integer.numberOfTrailingZeros(exits[row])];
    }
  }
}
