package io.lepton.runtime.guard;

import io.lepton.format.onnx.OnnxGraph;
import io.lepton.format.onnx.OnnxNode;
import io.lepton.format.onnx.OnnxTensorData;
import io.lepton.format.onnx.OnnxType;
import io.lepton.format.onnx.OnnxValueInfo;
import io.lepton.tensor.Shape;
import java.util.HashMap;
import java.util.HashSet;
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
 * what leaves shapes as they are. What comes another way has a guard all the same.
 *
 * <p>For one model that is being opened.
 */
public final class LeastSizes {

  private static final int FLAT = Windows.FLAT;

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
  private final Set<String> pooled = new HashSet<>();

  private LeastSizes(OnnxGraph graph) {
    this.graph = graph;
  }

  /**
   * Computes the least sizes.
   *
   * @param graph the graph of a model, with nodes in the order in which they can run; others are
   *     not followed
   * @return by name of an input the least size of each dimension, 0 for any; most models need none
   */
  public static Map<String, Shape> of(OnnxGraph graph) {
    if (!Suspects.havePooling(graph)) {
      return Map.of();
    }
    Map<String, Shape> found = new HashMap<>();
    followed(graph).leasts.forEach((input, least) -> found.put(input, Shape.of(least)));
    return found;
  }

  /** Returns the poolings that the least sizes are enough for, by what they read. */
  static Set<String> pooled(OnnxGraph graph) {
    return followed(graph).pooled;
  }

  private static LeastSizes followed(OnnxGraph graph) {
    LeastSizes sizes = new LeastSizes(graph);
    if (Suspects.havePooling(graph)) {
      graph.requiredInputs().forEach(sizes::begin);
      graph.nodes().forEach(sizes::follow);
    }
    return sizes;
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
      case "QLinearConv" -> slid(first, Windows.of(node, Windows.kernel(node)), false);
      case "Conv" -> slid(first, Windows.of(node, Windows.kernel(node, graph)), true);
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

  private @Nullable Known pooled(OnnxNode node, Known from) {
    Known known = slid(from, Windows.of(node, Windows.kernel(node)), from.isInBlocks);
    if (known == null || known.dims[2] == null || known.dims[3] == null) {
      return null;
    }
    pooled.add(node.inputs().get(0));
    if (from.isInBlocks) {
      require(known.dims[2]);
      require(known.dims[3]);
    }
    return known;
  }

  private void require(Slide dim) {
    long[] least = leasts.computeIfAbsent(dim.input(), input -> new long[FLAT]);
    least[dim.axis()] = Math.max(least[dim.axis()], dim.least());
  }

  // The batch stays, channels are new, and both others are slid over.
  private static @Nullable Known slid(Known from, Window @Nullable [] windows, boolean isInBlocks) {
    if (windows == null) {
      return null;
    }
    @Nullable Slide[] dims = new Slide[FLAT];
    dims[0] = from.dims[0];
    for (int i = 0; i < windows.length; i++) {
      Slide before = from.dims[2 + i];
      dims[2 + i] = before == null ? null : before.through(windows[i]);
    }
    return new Known(dims, isInBlocks);
  }

  private static @Nullable Known transposed(OnnxNode node, Known from) {
    long[] order = Windows.ints(node, "perm", null);
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
    long[] pads = Windows.pads(node, graph);
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

  /** Says that an input is too small. */
  public static String mismatch(String input, int axis, long least, long found) {
    List<Object> values = List.of(input, axis, least, found);
    return "Input %s needs dimension number %d to be %d or more for a pooling behind it, got %d"
        .formatted(values.toArray());
  }
}
