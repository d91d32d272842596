package io.lepton.runtime.onnx;

import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxGraph;
import io.lepton.format.onnx.OnnxType;
import io.lepton.format.onnx.OnnxValueInfo;
import java.util.ArrayList;
import java.util.List;

/**
 * The body of a Loop that runs as often as it is told to, put together node by node.
 *
 * <p>For one thread.
 */
final class LoopBody {

  private final GraphEdit edit;
  private final NodeList nodes;
  private final List<OnnxValueInfo> inputs = new ArrayList<>();
  private final List<OnnxValueInfo> outputs = new ArrayList<>();
  private final String index;

  LoopBody(GraphEdit edit) {
    this.edit = edit;
    this.nodes = new NodeList(edit);
    this.index = edit.freshName("index");
    String goesOn = edit.freshName("goes_on");
    inputs.add(OnnxValueInfo.of(index, OnnxType.tensor(OnnxElementType.INT64)));
    inputs.add(OnnxValueInfo.of(goesOn, OnnxType.tensor(OnnxElementType.BOOL)));
    putOut(nodes.make("Identity", goesOn), OnnxType.tensor(OnnxElementType.BOOL));
  }

  /** The nodes of one round. */
  NodeList nodes() {
    return nodes;
  }

  /** The number of the round, from 0. */
  String index() {
    return index;
  }

  /** Begins a value that goes from round to round; returns its name in this round. */
  String carry(OnnxType type) {
    String name = edit.freshName("carried");
    inputs.add(OnnxValueInfo.of(name, type));
    return name;
  }

  /**
   * Says what a value is in the next round, in the order of {@link #carry}; after those, what each
   * round adds to an output of the Loop.
   */
  void putOut(String value, OnnxType type) {
    outputs.add(OnnxValueInfo.of(value, type));
  }

  OnnxGraph graph() {
    return OnnxGraph.named("lepton_loop")
        .withInputs(inputs)
        .withNodes(nodes.nodes())
        .withOutputs(outputs);
  }
}
