package io.lepton.runtime.guard;

import io.lepton.format.onnx.OnnxAttribute;
import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxGraph;
import io.lepton.format.onnx.OnnxNode;
import io.lepton.format.onnx.OnnxTensorData;
import io.lepton.format.onnx.OnnxType;
import io.lepton.format.onnx.OnnxValueInfo;
import io.lepton.tensor.Shape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How large the inputs of a model have to be, so that each pooling has a result. ONNX Runtime pools
 * in blocks of channels where it can, and divides by the number of results there.
 *
 * <p>A Reshape in front of the pooling would take the blocks apart, which costs more than the
 * pooling. So sizes are followed from the inputs of the model through convolutions, poolings and
 * what leaves shapes as they are; what comes another way is not known, and not looked at.
 *
 * <p>For one model that is being opened.
 */
public final class LeastSizes {

  private static final int FLAT = 4;

  private static final Set<String> LEAVE_SHAPES =
      Set.of(
          "Abs",
          "BatchNormalization",
          "Cast",
          "Clip",
          "DequantizeLinear",
          "Dropout",
          "DynamicQuantizeLinear",
          "Elu",
          "Exp",
          "Gelu",
          "HardSigmoid",
          "HardSwish",
          "Identity",
          "InstanceNormalization",
          "LRN",
          "LeakyRelu",
          "Mish",
          "Neg",
          "PRelu",
          "QuantizeLinear",
          "Relu",
          "Selu",
          "Sigmoid",
          "Softplus",
          "Sqrt",
          "Tanh",
          "ThresholdedRelu");

  private static final Set<String> JOIN = Set.of("Add", "Sub", "Mul", "Div", "Max", "Min", "Sum");

  /**
   * What is known of a value.
   *
   * @param dims where its dimensions come from; nothing where that is not known
   * @param isInBlocks whether its channels may be in blocks
   */
  private record Known(@Nullable Slide[] dims, boolean isInBlocks) {}

  private final OnnxGraph graph;
  private final Map<String, Known> values = new HashMap<>();
  private final Map<String, long[]> leasts = new HashMap<>();

  private LeastSizes(OnnxGraph graph) {
    this.graph = graph;
  }

  /**
   * Computes the least sizes.
   *
   * @param graph the graph of a model, with nodes in the order in which they can run; others are
   *     not looked at
   * @return by name of an input the least size of each dimension, 0 for any; most models need none
   */
  public static Map<String, Shape> of(OnnxGraph graph) {
    if (graph.nodes().stream().noneMatch(LeastSizes::isPooling)) {
      return Map.of();
    }
    LeastSizes sizes = new LeastSizes(graph);
    graph.inputs().forEach(sizes::begin);
    graph.nodes().forEach(sizes::follow);
    Map<String, Shape> found = new HashMap<>();
    sizes.leasts.forEach((input, least) -> found.put(input, Shape.of(least)));
    return found;
  }

  private static boolean isPooling(OnnxNode node) {
    return node.isOperator("", "MaxPool") || node.isOperator("", "AveragePool");
  }

  private void begin(OnnxValueInfo input) {
    if (input.type() instanceof OnnxType.TensorType tensor
        && tensor.shape().dims().size() == FLAT) {
      @Nullable Slide[] dims = new Slide[FLAT];
      for (int axis = 0; axis < FLAT; axis++) {
        dims[axis] = Slide.of(input.name(), axis);
      }
      values.put(input.name(), new Known(dims, fillsBlocks(tensor.shape().toShape())));
    }
  }

  // Blocks are of 8 or 16 channels. Convolutions fill them up, others take them if they are full.
  private static boolean fillsBlocks(Shape shape) {
    return shape.dimension(1) == Shape.ANY || shape.dimension(1) % 8 == 0;
  }

  private void follow(OnnxNode node) {
    Known known = made(node);
    if (known != null && !node.outputs().isEmpty()) {
      values.put(node.outputs().get(0), known);
    }
  }

  private @Nullable Known made(OnnxNode node) {
    if (!node.domain().isEmpty() || node.inputs().isEmpty()) {
      return null;
    }
    Known first = values.get(node.inputs().get(0));
    if (LEAVE_SHAPES.contains(node.opType())) {
      return first;
    }
    if (JOIN.contains(node.opType())) {
      return joined(node);
    }
    if (first == null) {
      return null;
    }
    return switch (node.opType()) {
      case "Conv" -> slid(node, first, kernel(node), true);
      case "MaxPool", "AveragePool" -> pooled(node, first);
      case "Concat" -> stacked(node);
      case "Pad" -> padded(node, first);
      case "Transpose" -> transposed(node, first);
      default -> null;
    };
  }

  // Sizes are equal, or 1 and stretched: of two that are known the one that is there sooner.
  private @Nullable Known joined(OnnxNode node) {
    Known least = null;
    for (String input : node.inputs()) {
      Known known = values.get(input);
      if (known == null && !isOfOne(input)) {
        return null;
      }
      least = known == null || least != null && depth(least) <= depth(known) ? least : known;
    }
    return least;
  }

  // A constant of other sizes would stretch what it is added to.
  private boolean isOfOne(String value) {
    OnnxTensorData constant = graph.initializer(value).orElse(null);
    if (constant == null) {
      return false;
    }
    long[] dims = constant.dims();
    return dims.length < 2 || dims[dims.length - 1] == 1 && dims[dims.length - 2] == 1;
  }

  private static int depth(Known known) {
    int depth = 0;
    for (Slide dim : known.dims) {
      depth = Math.max(depth, dim == null ? 0 : dim.depth());
    }
    return depth;
  }

  private long @Nullable [] kernel(OnnxNode node) {
    long[] given = ints(node, "kernel_shape", null);
    if (given != null || node.inputs().size() < 2) {
      return given;
    }
    long[] weights =
        graph.initializer(node.inputs().get(1)).map(OnnxTensorData::dims).orElse(new long[0]);
    return weights.length == FLAT ? Arrays.copyOfRange(weights, 2, FLAT) : null;
  }

  private @Nullable Known pooled(OnnxNode node, Known from) {
    Known known = slid(node, from, ints(node, "kernel_shape", null), from.isInBlocks);
    if (known != null && from.isInBlocks) {
      require(known.dims[2]);
      require(known.dims[3]);
    }
    return known;
  }

  private void require(@Nullable Slide dim) {
    if (dim != null && dim.depth() > 0) {
      long[] least = leasts.computeIfAbsent(dim.input(), input -> new long[FLAT]);
      least[dim.axis()] = Math.max(least[dim.axis()], dim.least());
    }
  }

  // The batch stays, channels are new, and both others are slid over.
  private static @Nullable Known slid(
      OnnxNode node, Known from, long @Nullable [] kernel, boolean isInBlocks) {
    long[] strides = ints(node, "strides", new long[] {1, 1});
    long[] dilations = ints(node, "dilations", new long[] {1, 1});
    long[] pads = ints(node, "pads", new long[4]);
    if (kernel == null || kernel.length != 2) {
      return null;
    }
    if (strides == null || dilations == null || pads == null) {
      return null;
    }
    if (strides.length != 2 || dilations.length != 2 || pads.length != 4) {
      return null;
    }
    @Nullable Slide[] dims = new Slide[FLAT];
    dims[0] = from.dims[0];
    for (int i = 0; i < 2; i++) {
      Slide before = from.dims[2 + i];
      long width = (kernel[i] - 1) * dilations[i] + 1;
      Window window = window(node, width, strides[i], pads[i] + pads[2 + i]);
      dims[2 + i] = before == null ? null : before.through(window);
    }
    return new Known(dims, isInBlocks);
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

  private static @Nullable Known transposed(OnnxNode node, Known from) {
    long[] order = ints(node, "perm", null);
    if (order == null || order.length != FLAT) {
      return null;
    }
    @Nullable Slide[] dims = new Slide[FLAT];
    for (int i = 0; i < FLAT; i++) {
      if (order[i] < 0 || order[i] >= FLAT) {
        return null;
      }
      dims[i] = from.dims[(int) order[i]];
    }
    return new Known(dims, true);
  }

  /** Of channels side by side, which are of one size. */
  private @Nullable Known stacked(OnnxNode node) {
    Known least = null;
    for (String input : node.inputs()) {
      Known known = values.get(input);
      if (known == null || Needs.number(node, "axis", 0) != 1) {
        return null;
      }
      least = least != null && depth(least) <= depth(known) ? least : known;
    }
    return least == null ? null : new Known(least.dims, true);
  }

  private @Nullable Known padded(OnnxNode node, Known from) {
    long[] pads = pads(node);
    if (pads == null || pads.length != 2 * FLAT || pads[0] + pads[FLAT] != 0) {
      return null;
    }
    @Nullable Slide[] dims = new Slide[FLAT];
    for (int i = 0; i < FLAT; i++) {
      dims[i] = padded(from.dims[i], pads[i] + pads[FLAT + i]);
    }
    return new Known(dims, from.isInBlocks);
  }

  private static @Nullable Slide padded(@Nullable Slide before, long padding) {
    return before == null || padding == 0
        ? before
        : before.through(new Window(1, 1, padding, false));
  }

  private long @Nullable [] pads(OnnxNode node) {
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

  private static long @Nullable [] ints(OnnxNode node, String name, long @Nullable [] other) {
    return node.attribute(name)
        .filter(attribute -> attribute.type() == OnnxAttribute.Type.INTS)
        .map(OnnxAttribute::ints)
        .orElse(other);
  }

  /** Says that an input is too small. */
  public static String mismatch(String input, int axis, long least, long found) {
    List<Object> values = List.of(input, axis, least, found);
    return "Input %s needs dimension number %d to be %d or more for a pooling behind it, got %d"
        .formatted(values.toArray());
  }
}
