package io.lepton.runtime.onnx;

import io.lepton.format.onnx.OnnxAttribute;
import io.lepton.format.onnx.OnnxDim;
import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxGraph;
import io.lepton.format.onnx.OnnxModel;
import io.lepton.format.onnx.OnnxNode;
import io.lepton.format.onnx.OnnxShape;
import io.lepton.format.onnx.OnnxType;
import io.lepton.format.onnx.OnnxType.TensorType;
import io.lepton.format.onnx.OnnxValueInfo;
import io.lepton.runtime.trees.ClassLabels;
import io.lepton.runtime.trees.CompiledTrees;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A model cut in two before the tree ensemble that it ends with: what makes the features is left to
 * the runtime, the trees are evaluated by {@link CompiledTrees}.
 *
 * <p>Only where the features are put together by a Concat along the columns, so that they are known
 * to be a matrix, and where what the ensemble returns is returned by the model as it is.
 *
 * @param original the model that is cut
 * @param node the tree ensemble
 * @param trees the same, compiled
 */
record TreeSplit(OnnxModel original, OnnxNode node, CompiledTrees trees) {

  static Optional<TreeSplit> of(OnnxModel model) {
    OnnxGraph graph = model.graph();
    for (OnnxNode node : graph.nodes()) {
      if (isTrees(node) && isLast(graph, node) && isMatrix(graph, node.inputs().get(0))) {
        return CompiledTrees.of(node)
            .filter(trees -> areNumbers(trees.labels()))
            .map(trees -> new TreeSplit(model, node, trees));
      }
    }
    return Optional.empty();
  }

  private static boolean isTrees(OnnxNode node) {
    boolean isEnsemble =
        node.isOperator("ai.onnx.ml", "TreeEnsembleClassifier")
            || node.isOperator("ai.onnx.ml", "TreeEnsembleRegressor");
    return isEnsemble && node.inputs().size() == 1 && !node.outputs().isEmpty();
  }

  private static boolean isLast(OnnxGraph graph, OnnxNode node) {
    return graph.output(node.inputs().get(0)).isEmpty()
        && node.outputs().stream().allMatch(name -> isOutputOnly(graph, name));
  }

  private static boolean isOutputOnly(OnnxGraph graph, String name) {
    return !name.isEmpty() && graph.output(name).isPresent() && graph.uses(name).isEmpty();
  }

  private static boolean isMatrix(OnnxGraph graph, String features) {
    return graph
        .producer(features)
        .filter(producer -> producer.isOperator("", "Concat"))
        .flatMap(concat -> concat.attribute("axis"))
        .filter(axis -> axis.type() == OnnxAttribute.Type.INT && axis.intValue() == 1)
        .isPresent();
  }

  private static boolean areNumbers(Optional<ClassLabels> labels) {
    return labels.isEmpty() || !labels.get().areTexts();
  }

  /** The name of the features. */
  String features() {
    return node.inputs().get(0);
  }

  /** The name of the output that the trees' values are. */
  String values() {
    return node.outputs().get(node.outputs().size() - 1);
  }

  /** The name of the output that the labels are; nothing for a regressor. */
  Optional<String> labels() {
    return node.outputs().size() == 2 ? Optional.of(node.outputs().get(0)) : Optional.empty();
  }

  /** Returns the part before the trees: their features are its last output. */
  OnnxModel front() {
    OnnxGraph graph = original.graph();
    List<OnnxNode> nodes = new ArrayList<>(graph.nodes());
    nodes.remove(node);
    List<OnnxValueInfo> outputs = new ArrayList<>(graph.outputs());
    outputs.removeIf(output -> node.outputs().contains(output.name()));
    outputs.add(matrix(features()));
    return original.withGraph(graph.withNodes(nodes).withOutputs(outputs));
  }

  /** Returns the trees alone, for the runtime. */
  OnnxModel alone() {
    OnnxGraph graph = original.graph();
    List<OnnxValueInfo> outputs = new ArrayList<>(graph.outputs());
    outputs.removeIf(output -> !node.outputs().contains(output.name()));
    return original.withGraph(
        OnnxGraph.named("trees")
            .withNodes(List.of(node))
            .withInputs(List.of(matrix(features())))
            .withOutputs(outputs.stream().map(TreeSplit::ofAnyShape).toList()));
  }

  private static OnnxValueInfo matrix(String name) {
    OnnxShape shape = OnnxShape.of(List.of(OnnxDim.open(), OnnxDim.open()));
    return OnnxValueInfo.of(name, OnnxType.tensor(OnnxElementType.FLOAT, shape));
  }

  private static OnnxValueInfo ofAnyShape(OnnxValueInfo output) {
    OnnxElementType type = ((TensorType) output.type()).elementType();
    return output.withType(OnnxType.tensor(type, OnnxShape.unranked()));
  }
}
