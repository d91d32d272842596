package io.lepton.runtime.trees;

import java.util.List;

/**
 * A rough estimate, from measurements on one machine, of whether an ensemble is evaluated faster
 * here than by ONNX Runtime, for which every step in a tree is a branch to guess.
 *
 * <p>A ratio, for which it does not matter how fast the machine is; in nanoseconds a row.
 */
final class Worth {

  /** Below this the whole ensemble is cheap, and the detour to the post-transform dear. */
  private static final double MIN_STEPS = 60;

  private static final double THEIR_STEP = 5;

  private static final double COLUMN = 1;
  private static final double COLUMN_STEP = 1;
  private static final double TREE = 0.5;
  private static final double COMPARISON = 0.08;
  private static final double STEP = 2.8;
  private static final double FINISH = 45;

  /** What it takes to make up for errors of the estimate, and for the memory. */
  private static final double MARGIN = 1.25;

  private Worth() {}

  static boolean isGiven(List<TreeNode> trees) {
    double steps = trees.stream().mapToDouble(tree -> Shape.of(tree).meanDepth()).sum();
    return steps >= MIN_STEPS && ours(trees) * MARGIN <= steps * THEIR_STEP;
  }

  private static double ours(List<TreeNode> trees) {
    Columns columns = new Columns(trees);
    double cost = FINISH;
    for (int column = 0; column < columns.count(); column++) {
      cost += COLUMN + COLUMN_STEP * log2(columns.thresholds(column).size() + 1);
    }
    return cost + trees.stream().mapToDouble(tree -> cost(Shape.of(tree))).sum();
  }

  // Below the mask, a group of rows takes as many steps as the deepest tends to need.
  private static double cost(Shape shape) {
    double masked = TREE + COMPARISON * Math.min(shape.leaves, Mask.MAX_EXITS);
    return shape.leaves <= Mask.MAX_EXITS
        ? masked
        : masked + STEP * Math.max(1, shape.maxDepth - log2(Mask.MAX_EXITS));
  }

  private static double log2(double value) {
    return Math.log(value) / Math.log(2);
  }

  /** Of a tree: how many leaves, and how deep they are. */
  private static final class Shape {
    private int leaves;
    private long depths;
    private int maxDepth;

    static Shape of(TreeNode tree) {
      Shape shape = new Shape();
      shape.add(tree, 0);
      return shape;
    }

    private void add(TreeNode node, int depth) {
      if (node instanceof TreeNode.Split split) {
        add(split.left(), depth + 1);
        add(split.right(), depth + 1);
      } else {
        leaves++;
        depths += depth;
        maxDepth = Math.max(maxDepth, depth);
      }
    }

    double meanDepth() {
      return (double) depths / leaves;
    }
  }
}
