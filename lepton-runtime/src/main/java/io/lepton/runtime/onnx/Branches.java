package io.lepton.runtime.onnx;

import io.lepton.format.onnx.OnnxAttribute;
import io.lepton.format.onnx.OnnxGraph;
import io.lepton.format.onnx.OnnxNode;
import io.lepton.format.onnx.OnnxType;
import io.lepton.format.onnx.OnnxValueInfo;
import java.util.List;

/** Makes If nodes of one output. Stateless. */
final class Branches {

  private Branches() {}

  /**
   * Returns a node that does one thing or the other.
   *
   * @param value what the node makes: the first output of the last node in either branch
   * @param type its type
   */
  static OnnxNode choose(
      String condition,
      List<OnnxNode> then,
      List<OnnxNode> otherwise,
      String value,
      OnnxType type) {
    return OnnxNode.of(
        "If",
        List.of(condition),
        List.of(value),
        OnnxAttribute.ofGraph("then_branch", branch(then, type)),
        OnnxAttribute.ofGraph("else_branch", branch(otherwise, type)));
  }

  private static OnnxGraph branch(List<OnnxNode> nodes, OnnxType type) {
    String made = nodes.get(nodes.size() - 1).outputs().get(0);
    return OnnxGraph.named("lepton_branch")
        .withNodes(nodes)
        .withOutputs(List.of(OnnxValueInfo.of(made, type)));
  }
}
