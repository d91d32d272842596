package io.lepton.runtime.trees;

/**
 * ONNX's comparisons of a feature with a node's value, each brought to "the key is greater than a
 * threshold".
 *
 * <p>In ONNX a NaN makes no comparison true; a node may say that a NaN feature counts as true all
 * the same. Where NaN has to lie for that, above every number or below, is a part of the column.
 */
enum Comparison {
  LEQ(false, false),
  LT(false, true),
  GT(true, false),
  GTE(true, true);

  // Whether true lies above the threshold, and whether the value itself does, too.
  private final boolean isTrueAbove;
  private final boolean isValueAbove;

  Comparison(boolean isTrueAbove, boolean isValueAbove) {
    this.isTrueAbove = isTrueAbove;
    this.isValueAbove = isValueAbove;
  }

  /**
   * Returns a comparison by ONNX's name. Not all: equality is not a matter of order, and ONNX
   * Runtime merges nodes that test for it.
   */
  static Comparison of(String mode) {
    return switch (mode) {
      case "BRANCH_LEQ" -> LEQ;
      case "BRANCH_LT" -> LT;
      case "BRANCH_GT" -> GT;
      case "BRANCH_GTE" -> GTE;
      default -> throw new Unsupported("a node's mode");
    };
  }

  TreeNode.Split split(int feature, float value, boolean isNanTrue, TreeNode yes, TreeNode no) {
    TreeNode.Column column = new TreeNode.Column(feature, isTrueAbove != isNanTrue);
    int threshold = Float.isNaN(value) ? nanThreshold(isNanTrue) : threshold(value);
    return isTrueAbove
        ? new TreeNode.Split(column, threshold, no, yes)
        : new TreeNode.Split(column, threshold, yes, no);
  }

  private int threshold(float value) {
    return OrderedFloat.key(value) - (isValueAbove ? 1 : 0);
  }

  // A value of NaN makes the comparison false for every number.
  private int nanThreshold(boolean isNanTrue) {
    if (!isTrueAbove) {
      return Integer.MIN_VALUE;
    }
    return isNanTrue ? OrderedFloat.INFINITY : Integer.MAX_VALUE;
  }
}
