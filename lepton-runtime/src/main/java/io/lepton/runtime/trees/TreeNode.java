package io.lepton.runtime.trees;

import java.util.List;

/** A node of a tree, in the one form to which all of ONNX's comparisons are brought. */
sealed interface TreeNode {

  /**
   * Goes right if the key of a feature is greater than a threshold, and left otherwise.
   *
   * @param column which keys: the feature, and where its NaNs lie
   * @param threshold an {@link OrderedFloat} key
   * @param left where keys up to the threshold go
   * @param right where greater ones go
   */
  record Split(Column column, int threshold, TreeNode left, TreeNode right) implements TreeNode {}

  /**
   * An end.
   *
   * @param weights what it adds to which scores, in the order of the additions
   */
  record Leaf(List<Weight> weights) implements TreeNode {}

  /**
   * A feature as it is compared.
   *
   * @param feature its position in a row
   * @param isNanLow whether NaN is less than every threshold; it is greater than every number
   *     otherwise
   */
  record Column(int feature, boolean isNanLow) {

    int nanKey() {
      return isNanLow ? Integer.MIN_VALUE : Integer.MAX_VALUE;
    }
  }

  /**
   * What a leaf adds to one score.
   *
   * @param score which one
   * @param value how much
   */
  record Weight(int score, float value) {}
}
