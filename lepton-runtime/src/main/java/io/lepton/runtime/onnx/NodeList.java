package io.lepton.runtime.onnx;

import io.lepton.format.onnx.OnnxNode;
import io.lepton.format.onnx.OnnxTensorData;
import io.lepton.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Nodes on their way into a graph, each of which may read what those before it make.
 *
 * <p>For one thread.
 */
final class NodeList {

  private final GraphEdit edit;
  private final List<OnnxNode> nodes = new ArrayList<>();

  NodeList(GraphEdit edit) {
    this.edit = edit;
  }

  List<OnnxNode> nodes() {
    return nodes;
  }

  /** Returns a name that no value has yet. */
  String fresh() {
    return edit.freshName("made");
  }

  /** Adds a node of one output, and returns the output's name. */
  String make(String operator, String... values) {
    return add(OnnxNode.of(operator, List.of(values), List.of(fresh())));
  }

  /** Adds a constant of integers, and returns its name. */
  String constant(Shape shape, long... values) {
    return add(GraphEdit.constant(fresh(), OnnxTensorData.of("", shape, values)));
  }

  /** Adds a node, and returns the name of its first output. */
  String add(OnnxNode node) {
    nodes.add(node);
    return node.outputs().get(0);
  }
}
