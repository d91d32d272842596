package io.lepton.runtime.guard;

import io.lepton.format.onnx.OnnxAttribute;
import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxGraph;
import io.lepton.format.onnx.OnnxNode;
import io.lepton.format.onnx.OnnxTensorData;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads from nodes how their windows slide over pictures. Stateless. */
final class Windows {

  /** Batch, channels, height and width. */
  static final int FLAT = 4;

  private Windows() {}

  /** Returns the windows over height and width; nothing if the node does not say, or has others. */
  static Window @Nullable [] of(OnnxNode node, long @Nullable [] kernel) {
    long[] strides = ints(node, "strides", new long[] {1, 1});
    long[] dilations = ints(node, "dilations", new long[] {1, 1});
    long[] pads = ints(node, "pads", new long[4]);
    if (kernel == null || strides == null || dilations == null || pads == null) {
      return null;
    }
    if (kernel.length != 2 || strides.length != 2 || dilations.length != 2 || pads.length != 4) {
      return null;
    }
    Window[] windows = new Window[2];
    for (int i = 0; i < 2; i++) {
      long width = (kernel[i] - 1) * dilations[i] + 1;
      windows[i] = window(node, width, strides[i], pads[i] + pads[2 + i]);
    }
    return windows;
  }

  private static Window window(OnnxNode node, long width, long stride, long padding) {
    String auto =
        node.attribute("auto_pad")
            .filter(attribute -> attribute.type() == OnnxAttribute.Type.STRING)
            .map(OnnxAttribute::stringValue)
            .orElse("NOTSET");
    boolean isUp = Needs.number(node, "ceil_mode", 0) != 0;
    return switch (auto) {
      case "SAME_UPPER", "SAME_LOWER" -> Window.same(stride);
      case "VALID" -> new Window(width, stride, 0, isUp);
      default -> new Window(width, stride, padding, isUp);
    };
  }

  /** Returns the kernel of a pooling. */
  static long @Nullable [] kernel(OnnxNode node) {
    return ints(node, "kernel_shape", null);
  }

  /** Returns the kernel of a convolution, which its weights tell as well. */
  static long @Nullable [] kernel(OnnxNode node, OnnxGraph graph) {
    long[] given = kernel(node);
    if (given != null || node.inputs().size() < 2) {
      return given;
    }
    long[] weights =
        graph.initializer(node.inputs().get(1)).map(OnnxTensorData::dims).orElse(new long[0]);
    return weights.length == FLAT ? Arrays.copyOfRange(weights, 2, FLAT) : null;
  }

  /** Returns what Pad adds, if it is a constant. */
  static long @Nullable [] pads(OnnxNode node, OnnxGraph graph) {
    long[] given = ints(node, "pads", null);
    if (given != null || node.inputs().size() != 2) {
      return given;
    }
    return graph
        .initializer(node.inputs().get(1))
        .filter(pads -> !pads.isExternal() && pads.elementType() == OnnxElementType.INT64)
        .map(OnnxTensorData::longs)
        .orElse(null);
  }

  static long @Nullable [] ints(OnnxNode node, String name, long @Nullable [] other) {
    return node.attribute(name)
        .filter(attribute -> attribute.type() == OnnxAttribute.Type.INTS)
        .map(OnnxAttribute::ints)
        .orElse(other);
  }
}
