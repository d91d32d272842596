package io.lepton.format.onnx;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Checks that the nodes of tree ensembles refer to nodes and leaves that are there, and that no way
 * down from a root comes back. ONNX Runtime follows them without looking: out of its memory, or for
 * ever. Stateless.
 */
final class TreeRules {

  private static final long[] NONE = {};
  private static final int ATTRIBUTE_STRINGS = 9;
  private static final int BRANCH_MEMBER = 6;

  private TreeRules() {}

  // ---- TreeEnsemble, since version 5 ----

  static void check(OnnxNode node) {
    int nodes = ints(node, "nodes_featureids").length;
    int leaves = ints(node, "leaf_targetids").length;
    checkWithin(node, "tree_roots", nodes);
    checkWithin(node, "nodes_featureids", Integer.MAX_VALUE);
    checkWithin(node, "leaf_targetids", Integer.MAX_VALUE);
    checkCount(node, "nodes_splits", nodes);
    checkCount(node, "nodes_modes", nodes);
    checkCount(node, "nodes_hitrates", nodes);
    checkCount(node, "leaf_weights", leaves);
    checkMembers(node);
    int[] left = children(node, "nodes_trueleafs", "nodes_truenodeids", nodes, leaves);
    int[] right = children(node, "nodes_falseleafs", "nodes_falsenodeids", nodes, leaves);
    checkAcyclic(node, left, right);
  }

  private static long[] ints(OnnxNode node, String name) {
    long[] values = OperatorRules.ints(node, name);
    return values == null ? NONE : values;
  }

  private static void checkWithin(OnnxNode node, String name, long bound) {
    for (long value : ints(node, name)) {
      checkWithin(node, name, value, bound);
    }
  }

  private static void checkWithin(OnnxNode node, String name, long value, long bound) {
    if (value < 0 || value >= bound) {
      throw OperatorRules.malformed(
          node, "needs %s from 0 to %d, got %d".formatted(name, bound - 1, value));
    }
  }

  // One set of values after the other, each up to a NaN, for each node that asks for a set.
  private static void checkMembers(OnnxNode node) {
    long asked =
        tensors(node, "nodes_modes")
            .filter(modes -> modes.elementType() == OnnxElementType.UINT8)
            .flatMapToLong(modes -> Arrays.stream(modes.longs()))
            .filter(mode -> mode == BRANCH_MEMBER)
            .count();
    long sets = tensors(node, "membership_values").mapToLong(TreeRules::sets).sum();
    if (sets < asked) {
      throw OperatorRules.malformed(
          node,
          "needs %d sets in membership_values, each with NaN at its end, got %d"
              .formatted(asked, sets));
    }
  }

  private static Stream<OnnxTensorData> tensors(OnnxNode node, String name) {
    return node.attribute(name).stream()
        .flatMap(attribute -> attribute.tensors().stream())
        .filter(tensor -> !tensor.isExternal());
  }

  private static long sets(OnnxTensorData values) {
    return switch (values.elementType()) {
      case FLOAT -> sets(values.floats());
      case DOUBLE -> Arrays.stream(values.doubles()).filter(Double::isNaN).count();
      default -> 0;
    };
  }

  private static long sets(float[] values) {
    long sets = 0;
    for (float value : values) {
      sets += Float.isNaN(value) ? 1 : 0;
    }
    return sets;
  }

  private static void checkCount(OnnxNode node, String name, long expected) {
    for (OnnxTensorData tensor :
        node.attribute(name).map(OnnxAttribute::tensors).orElse(List.of())) {
      if (tensor.elementCount() != expected) {
        throw OperatorRules.malformed(
            node,
            "needs %d numbers in %s, got %d".formatted(expected, name, tensor.elementCount()));
      }
    }
  }

  private static void checkCount(OnnxNode node, String name, int found, int expected) {
    if (found != expected) {
      throw OperatorRules.malformed(
          node, "needs %d numbers in %s, got %d".formatted(expected, name, found));
    }
  }

  /** Returns the inner nodes below each node, -1 for a leaf. */
  private static int[] children(
      OnnxNode node, String leafName, String idName, int nodes, int leaves) {
    long[] isLeaf = ints(node, leafName);
    long[] ids = ints(node, idName);
    checkCount(node, leafName, isLeaf.length, nodes);
    checkCount(node, idName, ids.length, nodes);
    int[] children = new int[nodes];
    for (int i = 0; i < nodes; i++) {
      checkWithin(node, idName, ids[i], isLeaf[i] == 0 ? nodes : leaves);
      children[i] = isLeaf[i] == 0 ? (int) ids[i] : -1;
    }
    return children;
  }

  // ---- TreeEnsembleClassifier and TreeEnsembleRegressor ----

  static void checkClassic(OnnxNode node) {
    long[] trees = ints(node, "nodes_treeids");
    long[] ids = ints(node, "nodes_nodeids");
    checkCount(node, "nodes_nodeids", ids.length, trees.length);
    checkWithin(node, "nodes_featureids", Integer.MAX_VALUE);
    checkOutputs(node);
    TreePlaces places = new TreePlaces(node, trees, ids);
    BitSet leaves = leaves(node);
    int[] left = children(node, "nodes_truenodeids", places, leaves, trees.length);
    int[] right = children(node, "nodes_falsenodeids", places, leaves, trees.length);
    checkAcyclic(node, left, right);
  }

  private static void checkOutputs(OnnxNode node) {
    checkWithin(node, "class_ids", Math.max(2, labels(node)));
    long targets =
        node.attribute("n_targets")
            .filter(count -> count.type() == OnnxAttribute.Type.INT && count.reference().isEmpty())
            .map(OnnxAttribute::intValue)
            .orElse((long) Integer.MAX_VALUE);
    checkWithin(node, "target_ids", targets);
  }

  private static long labels(OnnxNode node) {
    long texts =
        node.attribute("classlabels_strings")
            .map(labels -> ProtoArrays.count(labels.message(), ATTRIBUTE_STRINGS))
            .orElse(0L);
    return texts + ints(node, "classlabels_int64s").length;
  }

  // Of millions of nodes: the modes are looked at where they lie.
  private static BitSet leaves(OnnxNode node) {
    BitSet leaves = new BitSet();
    node.attribute("nodes_modes").ifPresent(modes -> addLeaves(modes, leaves));
    return leaves;
  }

  private static void addLeaves(OnnxAttribute modes, BitSet leaves) {
    int index = 0;
    for (ProtoCursor field = modes.message().fields(); field.next(); ) {
      if (field.number() == ATTRIBUTE_STRINGS) {
        leaves.set(index++, field.asLenientText().equals("LEAF"));
      }
    }
  }

  private static int[] children(
      OnnxNode node, String name, TreePlaces places, BitSet leaves, int nodes) {
    long[] ids = ints(node, name);
    checkCount(node, name, ids.length, nodes);
    int[] children = new int[nodes];
    for (int i = 0; i < nodes; i++) {
      children[i] = leaves.get(i) ? -1 : places.of(i, name, ids[i]);
    }
    return children;
  }

  /** Where the node of a number is in its tree. */
  private static final class TreePlaces {

    private final OnnxNode node;
    private final long[] trees;
    private final long[] ids;
    private final int[] starts;
    private final Map<Long, Map<Long, Integer>> scattered = new HashMap<>();

    TreePlaces(OnnxNode node, long[] trees, long[] ids) {
      this.node = node;
      this.trees = trees;
      this.ids = ids;
      this.starts = new int[trees.length];
      for (int i = 1; i < trees.length; i++) {
        starts[i] = trees[i] == trees[i - 1] ? starts[i - 1] : i;
      }
    }

    /** Most files have the nodes of a tree together, the one of number n at place n. */
    int of(int from, String name, long id) {
      long place = starts[from] + id;
      if (id >= 0 && place < ids.length && isNode((int) place, trees[from], id)) {
        return (int) place;
      }
      Integer found = scattered().getOrDefault(trees[from], Map.of()).get(id);
      if (found == null) {
        throw OperatorRules.malformed(
            node, "needs nodes of its trees in %s, number %d is in none".formatted(name, id));
      }
      return found;
    }

    private boolean isNode(int place, long tree, long id) {
      return trees[place] == tree && ids[place] == id;
    }

    private Map<Long, Map<Long, Integer>> scattered() {
      if (scattered.isEmpty()) {
        for (int i = 0; i < ids.length; i++) {
          scattered.computeIfAbsent(trees[i], tree -> new HashMap<>()).put(ids[i], i);
        }
      }
      return scattered;
    }
  }

  // ---- all ----

  // Ways may meet again, where several values of a feature lead to the same place: a tree in ONNX
  // is a graph without cycles. As in GraphCheck, what cannot be taken away waits for itself.
  private static void checkAcyclic(OnnxNode node, int[] left, int[] right) {
    int[] parents = new int[left.length];
    Arrays.stream(left).filter(child -> child >= 0).forEach(child -> parents[child]++);
    Arrays.stream(right).filter(child -> child >= 0).forEach(child -> parents[child]++);
    int[] ready = new int[left.length];
    int size = 0;
    for (int i = 0; i < parents.length; i++) {
      size += parents[i] == 0 ? put(ready, size, i) : 0;
    }
    for (int done = 0; done < size; done++) {
      size += release(parents, left[ready[done]], ready, size);
      size += release(parents, right[ready[done]], ready, size);
    }
    if (size < left.length) {
      throw OperatorRules.malformed(node, "needs trees without a way back, got one");
    }
  }

  private static int release(int[] parents, int child, int[] ready, int size) {
    return child >= 0 && --parents[child] == 0 ? put(ready, size, child) : 0;
  }

  private static int put(int[] ready, int size, int node) {
    ready[size] = node;
    return 1;
  }
}
