package io.lepton.format.onnx;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The dimensions of values that the file states: of inputs and constants, not of what nodes make.
 * For one thread.
 */
final class ValueShapes {

  private static final ValueShapes NONE = new ValueShapes();

  private final Map<String, long[]> dims = new HashMap<>();

  private ValueShapes() {}

  static ValueShapes none() {
    return NONE;
  }

  static ValueShapes of(OnnxGraph graph) {
    ValueShapes shapes = new ValueShapes();
    for (OnnxValueInfo input : graph.inputs()) {
      if (input.type() instanceof OnnxType.TensorType tensor && tensor.shape().isRanked()) {
        shapes.dims.put(input.name(), tensor.shape().toShape().toArray());
      }
    }
    graph.initializers().forEach(tensor -> shapes.dims.put(tensor.name(), tensor.dims()));
    return shapes;
  }

  /** Returns the dimensions of an input of a node, -1 for an open one; nothing if unknown. */
  long @Nullable [] ofInput(OnnxNode node, int index) {
    return index < node.inputs().size() ? dims.get(node.inputs().get(index)) : null;
  }
}
