package io.lepton.runtime.trees;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The trees of an ensemble, built from its attributes.
 *
 * @param roots the trees, in the order in which ONNX Runtime adds them up: that of their nodes
 * @param featureCount how many features a row needs at least
 */
record Forest(List<TreeNode> roots, int featureCount) {

  /**
   * Deeper ones are left to ONNX Runtime: trained trees are not, and the depth is recursed into.
   */
  private static final int MAX_DEPTH = 256;

  private static final int MAX_FEATURES = 1 << 20;

  static Forest of(EnsembleNode node) {
    return new Builder(node).build();
  }

  private static final class Builder {
    private final long[] treeIds;
    private final long[] nodeIds;
    private final long[] features;
    private final long[] trueIds;
    private final long[] falseIds;
    private final long[] missing;
    private final float[] values;
    private final List<String> modes;
    private final Map<Id, Integer> positions = new HashMap<>();
    private final Map<Integer, List<TreeNode.Weight>> weights = new HashMap<>();
    private final boolean[] isUsed;

    Builder(EnsembleNode node) {
      treeIds = node.ints("nodes_treeids");
      nodeIds = node.ints("nodes_nodeids");
      features = node.ints("nodes_featureids");
      trueIds = node.ints("nodes_truenodeids");
      falseIds = node.ints("nodes_falsenodeids");
      missing = node.ints("nodes_missing_value_tracks_true");
      values = node.floats("nodes_values");
      modes = node.strings("nodes_modes");
      isUsed = new boolean[treeIds.length];
      checkSizes();
      indexNodes();
      readWeights(node);
    }

    private record Id(long tree, long node) {}

    private void checkSizes() {
      int count = treeIds.length;
      boolean areEqual =
          nodeIds.length == count
              && features.length == count
              && trueIds.length == count
              && falseIds.length == count
              && values.length == count
              && modes.size() == count
              && (missing.length == 0 || missing.length == count);
      Unsupported.unless(areEqual && count > 0, "attributes of different sizes");
    }

    private void indexNodes() {
      for (int i = 0; i < treeIds.length; i++) {
        Unsupported.unless(
            positions.put(new Id(treeIds[i], nodeIds[i]), i) == null, "a node twice");
        Unsupported.unless(features[i] >= 0 && features[i] < MAX_FEATURES, "a feature's number");
      }
    }

    private void readWeights(EnsembleNode node) {
      long[] scores = node.weightInts("ids");
      long[] nodes = node.weightInts("nodeids");
      long[] trees = node.weightInts("treeids");
      float[] addends = node.weights();
      boolean areEqual =
          nodes.length == scores.length
              && trees.length == scores.length
              && addends.length == scores.length;
      Unsupported.unless(areEqual, "attributes of different sizes");
      for (int i = 0; i < scores.length; i++) {
        boolean isKnown = scores[i] >= 0 && scores[i] < node.scoreCount();
        Unsupported.unless(isKnown && Float.isFinite(addends[i]), "a weight");
        weights
            .computeIfAbsent(position(trees[i], nodes[i]), leaf -> new ArrayList<>(1))
            .add(new TreeNode.Weight((int) scores[i], addends[i]));
      }
    }

    private int position(long tree, long node) {
      Integer position = positions.get(new Id(tree, node));
      if (position == null) {
        throw new Unsupported("a node that is not there");
      }
      return position;
    }

    Forest build() {
      List<TreeNode> roots = new ArrayList<>();
      int featureCount = 0;
      for (int i = 0; i < treeIds.length; i++) {
        if (i == 0 || treeIds[i] != treeIds[i - 1]) {
          roots.add(node(i, 0));
        }
        Unsupported.unless(isUsed[i], "a node that no tree reaches");
        featureCount = Math.max(featureCount, (int) features[i] + 1);
      }
      return new Forest(List.copyOf(roots), featureCount);
    }

    private TreeNode node(int i, int depth) {
      Unsupported.unless(depth <= MAX_DEPTH && !isUsed[i], "the shape of a tree");
      isUsed[i] = true;
      return modes.get(i).equals("LEAF") ? leaf(i) : split(i, depth);
    }

    private TreeNode leaf(int i) {
      List<TreeNode.Weight> own = weights.remove(i);
      if (own == null) {
        throw new Unsupported("a leaf without a weight");
      }
      return new TreeNode.Leaf(List.copyOf(own));
    }

    private TreeNode split(int i, int depth) {
      Unsupported.unless(!weights.containsKey(i), "a weight of a node that is not a leaf");
      TreeNode yes = node(position(treeIds[i], trueIds[i]), depth + 1);
      TreeNode no = node(position(treeIds[i], falseIds[i]), depth + 1);
      return Comparison.of(modes.get(i))
          .split((int) features[i], values[i], missing.length > 0 && missing[i] == 1, yes, no);
    }
  }
}
