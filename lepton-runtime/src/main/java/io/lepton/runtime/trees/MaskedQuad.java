package io.lepton.runtime.trees;

import java.util.Arrays;
import java.util.List;

/**
 * Four trees that add to the same scores: their leaves are added in one go, so that a sum is read
 * and written once instead of four times. The order of the additions stays.
 */
final class MaskedQuad implements CompiledTree {

  private final List<MaskedTree> trees;
  private final int[] scores;

  MaskedQuad(List<MaskedTree> trees) {
    this.trees = trees;
    this.scores = trees.get(0).weights().scores;
  }

  /** Says whether trees are four, each with a mask, that add to the same scores. */
  static boolean isPossible(List<? extends CompiledTree> trees) {
    return trees.size() == Block.LANES
        && trees.stream().allMatch(tree -> haveEqualScores(tree, trees.get(0)));
  }

  private static boolean haveEqualScores(CompiledTree tree, CompiledTree other) {
    return tree instanceof MaskedTree a
        && other instanceof MaskedTree b
        && Arrays.equals(a.weights().scores, b.weights().scores);
  }

  @Override
  public void sum(Block block, int rows) {
    int[][] exits = block.exits;
    for (int i = 0; i < exits.length; i++) {
      trees.get(i).mask().find(block.ranks, rows, exits[i]);
    }
    for (int i = 0; i < scores.length; i++) {
      add(i, exits, rows, block.sums[scores[i]]);
    }
  }

  private void add(int addition, int[][] exits, int rows, float[] sums) {
    float[] a = trees.get(0).weights().values[addition];
    float[] b = trees.get(1).weights().values[addition];
    float[] c = trees.get(2).weights().values[addition];
    float[] d = trees.get(3).weights().values[addition];
    int[] exitA = exits[0];
    int[] exitB = exits[1];
    int[] exitC = exits[2];
    int[] exitD = exits[3];
    for (int row = 0; row < rows; row++) {
      float sum = sums[row];
      sum += a[Integer.numberOfTrailingZeros(exitA[row])];
      sum += b[Integer.numberOfTrailingZeros(exitB[row])];
      sum += c[Integer.numberOfTrailingZeros(exitC[row])];
      sum += d[Integer.numberOfTrailingZeros(exitD[row])];
      sums[row] = sum;
    }
  }
}
