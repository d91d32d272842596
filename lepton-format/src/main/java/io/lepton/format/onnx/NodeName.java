package io.lepton.format.onnx;

/** How a message calls a node: by its name, or by a value that it makes. Stateless. */
final class NodeName {

  private NodeName() {}

  static String of(OnnxNode node) {
    if (!node.name().isEmpty()) {
      return "Node " + Quoted.of(node.name());
    }
    return node.outputs().isEmpty()
        ? "The node of operator " + Quoted.of(node.opType())
        : "The node that makes " + Quoted.of(node.outputs().get(0));
  }
}
