package io.lepton.format.onnx;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the file itself states of values: the dimensions of inputs, and constants; not what comes of
 * computing. For one thread.
 */
final class KnownValues {

  private final Map<String, long[]> dims = new HashMap<>();
  private final Map<String, OnnxTensorData> constants = new HashMap<>();

  private KnownValues() {}

  static KnownValues of(OnnxGraph graph) {
    KnownValues values = new KnownValues();
    for (OnnxValueInfo input : graph.inputs()) {
      if (input.type() instanceof OnnxType.TensorType tensor && tensor.shape().isRanked()) {
        values.dims.put(input.name(), tensor.shape().toShape().toArray());
      }
    }
    graph.initializers().forEach(tensor -> values.add(tensor.name(), tensor));
    values.addConstants(graph.nodes());
    return values;
  }

  static KnownValues of(OnnxFunction function) {
    KnownValues values = new KnownValues();
    values.addConstants(function.nodes());
    return values;
  }

  private void addConstants(List<OnnxNode> nodes) {
    for (OnnxNode node : nodes) {
      if (node.opType().equals("Constant") && node.outputs().size() == 1) {
        node.attributes()
            .forEach(value -> value.tensors().forEach(t -> add(node.outputs().get(0), t)));
      }
    }
  }

  private void add(String name, OnnxTensorData tensor) {
    dims.put(name, tensor.dims());
    constants.put(name, tensor);
  }

  /** Returns the dimensions of an input of a node, -1 for an open one; nothing if unknown. */
  long @Nullable [] dims(OnnxNode node, int input) {
    return input < node.inputs().size() ? dims.get(node.inputs().get(input)) : null;
  }

  /** Returns an input of a node that is a constant; nothing if it is none. */
  @Nullable OnnxTensorData constant(OnnxNode node, int input) {
    return input < node.inputs().size() ? constants.get(node.inputs().get(input)) : null;
  }
}
