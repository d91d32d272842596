package io.lepton.format.onnx;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects the tensors of a model from every place that can hold one: initializers, dense and
 * sparse, and attributes, of the graph, of subgraphs, of functions and their defaults, and of the
 * graphs for training. What a type or a flag says does not matter: a tensor that is there is found.
 *
 * <p>For one thread.
 */
final class TensorWalk {

  private final List<OnnxTensorData> tensors = new ArrayList<>();

  private TensorWalk() {}

  static List<OnnxTensorData> allTensors(OnnxModel model) {
    TensorWalk walk = new TensorWalk();
    walk.addGraph(model.graph());
    walk.addGraphs(model.trainingGraphs());
    for (OnnxFunction function : model.functions()) {
      walk.addNodes(function.nodes());
      walk.addAttributes(function.defaults());
    }
    return walk.tensors;
  }

  private void addGraphs(List<OnnxGraph> graphs) {
    for (OnnxGraph graph : graphs) {
      addGraph(graph);
    }
  }

  private void addGraph(OnnxGraph graph) {
    tensors.addAll(graph.initializers());
    addSparse(graph.sparseInitializers());
    addNodes(graph.nodes());
  }

  private void addNodes(List<OnnxNode> nodes) {
    for (OnnxNode node : nodes) {
      addAttributes(node.attributes());
    }
  }

  private void addAttributes(List<OnnxAttribute> attributes) {
    for (OnnxAttribute attribute : attributes) {
      tensors.addAll(attribute.tensors());
      addSparse(attribute.sparseTensors());
      addGraphs(attribute.graphs());
    }
  }

  private void addSparse(List<OnnxSparseTensorData> sparse) {
    for (OnnxSparseTensorData tensor : sparse) {
      tensors.add(tensor.values());
      tensors.add(tensor.indices());
    }
  }
}
