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

  private final OnnxGraph graph;
  private final Map<String, Picture> values = new HashMap<>();
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
        && tensor.shape().dims().size() == Windows.FLAT) {
      values.put(input.name(), Picture.of(input.name(), tensor.shape().toShape()));
    }
  }

  private void follow(OnnxNode node) {
    Picture known = made(node);
    if (known != null && !node.outputs().isEmpty()) {
      values.put(node.outputs().get(0), known);
    }
  }

  private @Nullable Picture made(OnnxNode node) {
    if (!node.domain().isEmpty() || node.inputs().isEmpty()) {
      return null;
    }
    Picture first = values.get(node.inputs().get(0));
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
      case "QLinearConv" -> first.through(Windows.of(node, Windows.kernel(node)), false);
      case "Conv" -> first.through(Windows.of(node, Windows.kernel(node, graph)), true);
      case "MaxPool", "AveragePool" -> pooled(node, first);
      case "Concat" -> stacked(node);
      case "Pad" -> first.padded(Windows.pads(node, graph));
      case "Transpose" -> first.turned(Windows.ints(node, "perm", null));
      default -> null;
    };
  }

  private @Nullable Picture joined(OnnxNode node) {
    Picture least = null;
    for (String input : node.inputs()) {
      Picture known = values.get(input);
      if (known == null && !isOfOne(input)) {
        return null;
      }
      least = known == null ? least : Picture.sooner(least, known);
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
    for (int i = Math.max(0, dims.length - 2); i < dims.length; i++) {
      if (dims[i] != 1) {
        return false;
      }
    }
    return true;
  }

  private @Nullable Picture pooled(OnnxNode node, Picture from) {
    Picture known = from.through(Windows.of(node, Windows.kernel(node)), from.isInBlocks());
    if (known == null || known.dims()[2] == null || known.dims()[3] == null) {
      return null;
    }
    pooled.add(node.inputs().get(0));
    if (from.isInBlocks()) {
      require(known.dims()[2]);
      require(known.dims()[3]);
    }
    return known;
  }

  private void require(Slide dim) {
    long[] least = leasts.computeIfAbsent(dim.input(), input -> new long[Windows.FLAT]);
    least[dim.axis()] = Math.max(least[dim.axis()], dim.least());
  }

  /** Of channels side by side, which are of one size. */
  private @Nullable Picture stacked(OnnxNode node) {
    Picture least = null;
    for (String input : node.inputs()) {
      Picture known = values.get(input);
      if (known == null || Needs.number(node, "axis", 0) != 1) {
        return null;
      }
      least = Picture.sooner(least, known);
    }
    return least == null ? null : least.inBlocks();
  }

  /** Says that an input is too small. */
  public static String mismatch(String input, int axis, long least, long found) {
    List<Object> values = List.of(input, axis, least, found);
    return "Input %s needs dimension number %d to be %d or more for a pooling behind it, got %d"
        .formatted(values.toArray());
  }
}
