package io.lepton.runtime.onnx;

import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxGraph;
import io.lepton.format.onnx.OnnxNode;
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
  private final List<OnnxValueInfo> inputs = new ArrayList<>();
  private final List<OnnxValueInfo> outputs = new ArrayList<>();
  private final List<OnnxNode> nodes = new ArrayList<>();
  private final String index;

  LoopBody(GraphEdit edit) {
    this.edit = edit;
    this.index = edit.freshName("index");
    String goesOn = edit.freshName("goes_on");
    inputs.add(OnnxValueInfo.of(index, OnnxType.tensor(OnnxElementType.INT64)));
    inputs.add(OnnxValueInfo.of(goesOn, OnnxType.tensor(OnnxElementType.BOOL)));
    carryOn(make("Identity", goesOn), OnnxType.tensor(OnnxElementType.BOOL));
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

  /** Says what a value is in the next round, in the order of {@link #carry}. */
  void carryOn(String value, OnnxType type) {
    outputs.add(OnnxValueInfo.of(value, type));
  }

  /** Adds a node of one output, and returns the output's name. */
  String make(String operator, String... values) {
    return make(OnnxNode.of(operator, List.of(values), List.of(edit.freshName("made"))));
  }

  String make(OnnxNode node) {
    nodes.add(node);
    return node.outputs().get(0);
  }

  List<String> makeFour(String operator, String... values) {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      made.add(edit.freshName("made"));
    }
    nodes.add(OnnxNode.of(operator, List.of(values), made));
    return made;
  }

  OnnxGraph graph() {
    return OnnxGraph.named("lepton_loop").withInputs(inputs).withNodes(nodes).withOutputs(outputs);
  }
}
