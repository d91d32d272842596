package io.lepton.runtime.trees;

import io.lepton.format.onnx.OnnxAttribute;
import io.lepton.format.onnx.OnnxNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The attributes of a TreeEnsembleClassifier or TreeEnsembleRegressor, under one name each.
 *
 * <p>Only attributes that are understood: one more, such as the double-precision {@code
 * nodes_values_as_tensor}, and the node is not taken.
 */
final class EnsembleNode {

  private static final String DOMAIN = "ai.onnx.ml";
  private static final Set<String> COMMON =
      Set.of(
          "base_values",
          "nodes_falsenodeids",
          "nodes_featureids",
          "nodes_hitrates",
          "nodes_missing_value_tracks_true",
          "nodes_modes",
          "nodes_nodeids",
          "nodes_treeids",
          "nodes_truenodeids",
          "nodes_values",
          "post_transform");
  private static final Set<String> CLASSIFIER =
      Set.of(
          "class_ids",
          "class_nodeids",
          "class_treeids",
          "class_weights",
          "classlabels_int64s",
          "classlabels_strings");
  private static final Set<String> REGRESSOR =
      Set.of(
          "aggregate_function",
          "n_targets",
          "target_ids",
          "target_nodeids",
          "target_treeids",
          "target_weights");

  private final OnnxNode node;
  private final boolean isClassifier;

  private EnsembleNode(OnnxNode node, boolean isClassifier) {
    this.node = node;
    this.isClassifier = isClassifier;
  }

  static Optional<EnsembleNode> of(OnnxNode node) {
    if (node.isOperator(DOMAIN, "TreeEnsembleClassifier")) {
      return Optional.of(new EnsembleNode(node, true)).filter(EnsembleNode::isUnderstood);
    }
    return node.isOperator(DOMAIN, "TreeEnsembleRegressor")
        ? Optional.of(new EnsembleNode(node, false)).filter(EnsembleNode::isUnderstood)
        : Optional.empty();
  }

  private boolean isUnderstood() {
    Set<String> seen = new HashSet<>();
    return node.inputs().size() == 1
        && node.attributes().stream()
            .allMatch(attribute -> isUnderstood(attribute) && seen.add(attribute.name()));
  }

  private boolean isUnderstood(OnnxAttribute attribute) {
    Set<String> own = isClassifier ? CLASSIFIER : REGRESSOR;
    return attribute.reference().isEmpty()
        && (COMMON.contains(attribute.name()) || own.contains(attribute.name()));
  }

  boolean isClassifier() {
    return isClassifier;
  }

  /**
   * Returns what is called {@code class_…} in the one operator and {@code target_…} in the other.
   */
  long[] weightInts(String name) {
    return ints((isClassifier ? "class_" : "target_") + name);
  }

  float[] weights() {
    return floats(isClassifier ? "class_weights" : "target_weights");
  }

  long[] ints(String name) {
    return node.attribute(name).map(OnnxAttribute::ints).orElseGet(() -> new long[0]);
  }

  float[] floats(String name) {
    return node.attribute(name).map(OnnxAttribute::floats).orElseGet(() -> new float[0]);
  }

  List<String> strings(String name) {
    return node.attribute(name).map(OnnxAttribute::strings).orElseGet(List::of);
  }

  String string(String name, String fallback) {
    return node.attribute(name).map(OnnxAttribute::stringValue).orElse(fallback);
  }

  /** Returns how many classes or targets there are. */
  long scoreCount() {
    if (!isClassifier) {
      return node.attribute("n_targets").map(OnnxAttribute::intValue).orElse(0L);
    }
    List<String> texts = strings("classlabels_strings");
    return texts.isEmpty() ? ints("classlabels_int64s").length : texts.size();
  }
}
