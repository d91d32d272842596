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
    model.trainingGraphs().forEach(walk::addGraph);
    for (OnnxFunction function : model.functions()) {
      function.nodes().forEach(walk::addNode);
      function.defaults().forEach(walk::addAttribute);
    }
    return walk.tensors;
  }

  private void addGraph(OnnxGraph graph) {
    tensors.addAll(graph.initializers());
    graph.sparseInitializers().forEach(this::addSparse);
    graph.nodes().forEach(this::addNode);
  }

  private void addNode(OnnxNode node) {
    node.attributes().forEach(this::addAttribute);
  }

  private void addAttribute(OnnxAttribute attribute) {
    tensors.addAll(attribute.tensors());
    attribute.sparseTensors().forEach(this::addSparse);
    attribute.graphs().forEach(this::addGraph);
  }

  private void addSparse(OnnxSparseTensorData tensor) {
    tensors.add(tensor.values());
    tensors.add(tensor.indices());
  }
}
