package io.lepton.runtime.trees;

import java.util.ArrayList;
import java.util.List;

/**
 * What the leaves of one tree add, as additions that are the same for every leaf: the score, and a
 * weight for each leaf.
 *
 * <p>A leaf that has nothing for an addition adds zero. That changes no bit: a sum that began with
 * positive zero is never negative zero.
 */
final class LeafWeights {

  final int[] scores;
  final float[][] values;

  private LeafWeights(int[] scores, float[][] values) {
    this.scores = scores;
    this.values = values;
  }

  /**
   * Lines up the weights of all leaves.
   *
   * @param leaves the leaves in their order
   * @param scoreCount how many scores there are
   */
  static LeafWeights of(List<TreeNode.Leaf> leaves, int scoreCount) {
    List<Integer> scores = new ArrayList<>();
    List<float[]> values = new ArrayList<>();
    for (int score = 0; score < scoreCount; score++) {
      for (float[] addition : additions(leaves, score)) {
        scores.add(score);
        values.add(addition);
      }
    }
    return new LeafWeights(
        scores.stream().mapToInt(Integer::intValue).toArray(), values.toArray(float[][]::new));
  }

  // A leaf may add to one score more than once; the additions keep their order.
  private static List<float[]> additions(List<TreeNode.Leaf> leaves, int score) {
    List<float[]> additions = new ArrayList<>();
    for (int leaf = 0; leaf < leaves.size(); leaf++) {
      int turn = 0;
      for (TreeNode.Weight weight : leaves.get(leaf).weights()) {
        if (weight.score() == score) {
          if (turn == additions.size()) {
            additions.add(new float[leaves.size()]);
          }
          additions.get(turn++)[leaf] = weight.value();
        }
      }
    }
    return additions;
  }
}
