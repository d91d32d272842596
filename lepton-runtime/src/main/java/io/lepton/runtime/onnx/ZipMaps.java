package io.lepton.runtime.onnx;

import io.lepton.MalformedInputException;
import io.lepton.format.onnx.OnnxAttribute;
import io.lepton.format.onnx.OnnxDim;
import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxGraph;
import io.lepton.format.onnx.OnnxNode;
import io.lepton.format.onnx.OnnxShape;
import io.lepton.format.onnx.OnnxType;
import io.lepton.format.onnx.OnnxValueInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * ZipMap turns a row of scores into a map from label to score. Its input says the same as a tensor,
 * and the runtime returns that without one object a number. Stateless.
 */
final class ZipMaps {

  private static final String ML = "ai.onnx.ml";

  private static final Set<String> KEEPS_COLUMNS = Set.of("Identity", "Cast", "Normalizer");
  private static final Set<String> KEEPS_RANK = Set.of("Identity", "Cast", "Normalizer", "Softmax");

  private ZipMaps() {}

  /** Returns the ZipMap that makes an output. */
  static Optional<OnnxNode> of(OnnxGraph graph, String output) {
    return graph.producer(output).filter(node -> node.isOperator(ML, "ZipMap"));
  }

  /** Returns the labels of a classifier's or a ZipMap's columns, as text. */
  static List<String> labels(OnnxNode node) {
    try {
      return node.attribute("classlabels_strings")
          .map(OnnxAttribute::strings)
          .filter(labels -> !labels.isEmpty())
          .or(() -> node.attribute("classlabels_int64s").map(ZipMaps::texts))
          .or(() -> node.attribute("classlabels_ints").map(ZipMaps::texts))
          .orElse(List.of());
    } catch (MalformedInputException e) {
      // The runtime has the better words for it.
      return List.of();
    }
  }

  private static List<String> texts(OnnxAttribute ints) {
    return Arrays.stream(ints.ints()).mapToObj(Long::toString).toList();
  }

  /** Removes every ZipMap that makes an output, and returns the outputs that are tensors now. */
  static Set<String> rewrite(GraphEdit edit) {
    Set<String> changed = new HashSet<>();
    for (OnnxValueInfo output : edit.graph().outputs()) {
      Optional<OnnxNode> zipMap = of(edit.graph(), output.name());
      if (zipMap.isPresent() && rewrite(edit, output.name(), zipMap.get())) {
        changed.add(output.name());
      }
    }
    return changed;
  }

  private static boolean rewrite(GraphEdit edit, String output, OnnxNode zipMap) {
    List<String> labels = labels(zipMap);
    boolean isReadElsewhere = !edit.graph().uses(output).isEmpty();
    boolean isWhole = zipMap.inputs().size() == 1 && !labels.isEmpty();
    if (isReadElsewhere || !isWhole || !hasRows(edit.graph(), zipMap.inputs().get(0))) {
      return false;
    }
    edit.replace(zipMap, List.of(OnnxNode.of("Identity", zipMap.inputs(), zipMap.outputs())));
    OnnxShape shape = OnnxShape.of(List.of(OnnxDim.open(), OnnxDim.of(labels.size())));
    edit.declareOutput(output, OnnxElementType.FLOAT, shape);
    return true;
  }

  // A ZipMap takes one row without a batch dimension as well, and makes a batch of it.
  private static boolean hasRows(OnnxGraph graph, String scores) {
    for (OnnxNode node : upstream(graph, scores, KEEPS_RANK)) {
      if (isClassifier(node)) {
        return true;
      }
    }
    return Stream.concat(graph.inputs().stream(), graph.valueInfos().stream())
        .anyMatch(info -> info.name().equals(scores) && isMatrix(info));
  }

  static boolean isClassifier(OnnxNode node) {
    return node.isOperator(ML, "LinearClassifier")
        || node.isOperator(ML, "TreeEnsembleClassifier")
        || node.isOperator(ML, "SVMClassifier");
  }

  private static boolean isMatrix(OnnxValueInfo info) {
    return info.type() instanceof OnnxType.TensorType tensor
        && tensor.shape().isRanked()
        && tensor.shape().dims().size() == 2;
  }

  /** Returns what the columns of an output stand for, if it comes from a classifier. */
  static List<String> columnLabels(OnnxGraph graph, String output) {
    for (OnnxNode node : upstream(graph, output, KEEPS_COLUMNS)) {
      if (node.isOperator(ML, "ZipMap") || isClassifier(node)) {
        return labels(node);
      }
    }
    return List.of();
  }

  /** Returns the node that makes a value, and those before it as long as they are of some kinds. */
  private static List<OnnxNode> upstream(OnnxGraph graph, String value, Set<String> kinds) {
    List<OnnxNode> nodes = new ArrayList<>();
    String next = value;
    // A broken model may go round in circles.
    while (!next.isEmpty() && nodes.size() <= graph.nodes().size()) {
      OnnxNode node = graph.producer(next).orElse(null);
      // The first output of a classifier is the label.
      if (node == null || (isClassifier(node) && node.outputs().indexOf(next) != 1)) {
        break;
      }
      nodes.add(node);
      next = kinds.contains(node.opType()) && !node.inputs().isEmpty() ? node.inputs().get(0) : "";
    }
    return nodes;
  }
}
