package io.lepton.format.onnx;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the file itself states of values: the dimensions of inputs, and constants; not what comes of
 * computing. For one thread.
 */
final class KnownValues {

  private final Map<String, long[]> dims = new HashMap<>();
  private final Set<String> unranked = new HashSet<>();
  private final Map<String, OnnxTensorData> constants = new HashMap<>();

  private KnownValues() {}

  static KnownValues of(OnnxGraph graph) {
    KnownValues values = new KnownValues();
    for (OnnxValueInfo input : graph.inputs()) {
      if (input.type() instanceof OnnxType.TensorType tensor) {
        values.addInput(input.name(), tensor.shape());
      }
    }
    for (OnnxTensorData tensor : graph.initializers()) {
      values.add(tensor.name(), tensor);
    }
    values.addConstants(graph.nodes());
    return values;
  }

  static KnownValues of(OnnxFunction function) {
    KnownValues values = new KnownValues();
    values.addConstants(function.nodes());
    return values;
  }

  private void addInput(String name, OnnxShape shape) {
    if (shape.isRanked()) {
      dims.put(name, shape.toShape().toArray());
    } else {
      unranked.add(name);
    }
  }

  private void addConstants(List<OnnxNode> nodes) {
    for (OnnxNode node : nodes) {
      if (node.opType().equals("Constant") && node.outputs().size() == 1) {
        addConstant(node);
      }
    }
  }

  private void addConstant(OnnxNode node) {
    for (OnnxAttribute value : node.attributes()) {
      for (OnnxTensorData tensor : value.tensors()) {
        add(node.outputs().get(0), tensor);
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

  /** Says whether an input of a node is one of the graph for which it declares no dimensions. */
  boolean isWithoutRank(OnnxNode node, int input) {
    return input < node.inputs().size() && unranked.contains(node.inputs().get(input));
  }

  /** Returns an input of a node that is a constant; nothing if it is none. */
  @Nullable OnnxTensorData constant(OnnxNode node, int input) {
    return input < node.inputs().size() ? constants.get(node.inputs().get(input)) : null;
  }
}
