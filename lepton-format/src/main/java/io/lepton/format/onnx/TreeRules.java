package io.lepton.format.onnx;

import java.util.List;

/**
 * Checks that the nodes of a TreeEnsemble refer to nodes and leaves that are there, and that no way
 * down from a root comes back. ONNX Runtime follows them without looking. Stateless.
 */
final class TreeRules {

  private static final long[] NONE = {};

  private TreeRules() {}

  static void check(OnnxNode node) {
    int nodes = ints(node, "nodes_featureids").length;
    for (long root : ints(node, "tree_roots")) {
      checkWithin(node, "tree_roots", root, nodes);
    }
    checkNotNegative(node, "nodes_featureids");
    checkNotNegative(node, "leaf_targetids");
    checkCount(node, "nodes_splits", nodes);
    checkCount(node, "nodes_modes", nodes);
    checkCount(node, "nodes_hitrates", nodes);
    checkCount(node, "leaf_weights", ints(node, "leaf_targetids").length);
    long[] left = children(node, "nodes_trueleafs", "nodes_truenodeids", nodes);
    long[] right = children(node, "nodes_falseleafs", "nodes_falsenodeids", nodes);
    checkAcyclic(node, left, right);
  }

  private static long[] ints(OnnxNode node, String name) {
    long[] values = OperatorRules.ints(node, name);
    return values == null ? NONE : values;
  }

  private static void checkWithin(OnnxNode node, String name, long value, int bound) {
    if (value < 0 || value >= bound) {
      throw OperatorRules.malformed(
          node, "needs %s from 0 to %d, got %d".formatted(name, bound - 1, value));
    }
  }

  private static void checkNotNegative(OnnxNode node, String name) {
    for (long value : ints(node, name)) {
      checkWithin(node, name, value, Integer.MAX_VALUE);
    }
  }

  private static void checkCount(OnnxNode node, String name, long expected) {
    for (OnnxTensorData tensor :
        node.attribute(name).map(OnnxAttribute::tensors).orElse(List.of())) {
      if (tensor.elementCount() != expected) {
        throw OperatorRules.malformed(
            node, "needs %d numbers in %s, got %d".formatted(expected, name, tensor.elementCount()));
      }
    }
  }

  /** Returns the inner nodes below each node, -1 for a leaf. */
  private static long[] children(OnnxNode node, String leafName, String idName, int nodes) {
    long[] isLeaf = ints(node, leafName);
    long[] ids = ints(node, idName);
    if (isLeaf.length != nodes || ids.length != nodes) {
      throw OperatorRules.malformed(
          node, "needs %d numbers in %s and in %s".formatted(nodes, leafName, idName));
    }
    int leaves = ints(node, "leaf_targetids").length;
    for (int i = 0; i < nodes; i++) {
      checkWithin(node, idName, ids[i], isLeaf[i] == 0 ? nodes : leaves);
      ids[i] = isLeaf[i] == 0 ? ids[i] : -1;
    }
    return ids;
  }

  // Ways may meet again, where several values of a feature lead to the same place: a tree in ONNX
  // is a graph without cycles. As in GraphCheck, what cannot be taken away waits for itself.
  private static void checkAcyclic(OnnxNode node, long[] left, long[] right) {
    int[] parents = new int[left.length];
    for (int i = 0; i < left.length; i++) {
      count(parents, left[i], 1);
      count(parents, right[i], 1);
    }
    int[] ready = new int[left.length];
    int size = 0;
    for (int i = 0; i < parents.length; i++) {
      size += parents[i] == 0 ? put(ready, size, i) : 0;
    }
    for (int done = 0; done < size; done++) {
      for (long child : new long[] {left[ready[done]], right[ready[done]]}) {
        size += count(parents, child, -1) ? put(ready, size, (int) child) : 0;
      }
    }
    if (size < left.length) {
      throw OperatorRules.malformed(node, "needs trees without a way back, got one");
    }
  }

  /** Returns true if a node has no parents left. */
  private static boolean count(int[] parents, long child, int added) {
    if (child < 0) {
      return false;
    }
    parents[(int) child] += added;
    return parents[(int) child] == 0;
  }

  private static int put(int[] ready, int size, int node) {
    ready[size] = node;
    return 1;
  }
}
