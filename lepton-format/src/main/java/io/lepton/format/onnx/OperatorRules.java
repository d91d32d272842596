package io.lepton.format.onnx;

import io.lepton.ErrorCode;
import io.lepton.MalformedInputException;
import io.lepton.format.onnx.OnnxAttribute.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known to crash ONNX Runtime 1.28 when it is out of range, found by breaking models on
 * purpose: numbers that it divides by, that it cuts to 32 bits, or that it counts by, and inputs
 * that it looks at although they were left out. Stateless.
 *
 * <p>A rule refuses nothing that ONNX allows and ONNX Runtime survives.
 */
final class OperatorRules {

  /**
   * The numbers that an attribute may hold.
   *
   * @param least the least
   * @param most the most
   */
  private record Range(long least, long most) {}

  private static final Range COUNT = new Range(1, Integer.MAX_VALUE);
  private static final Range INDEX = new Range(0, Integer.MAX_VALUE);

  // The square of a block is counted in 32 bits.
  private static final Range BLOCK = new Range(1, 1 << 15);

  private static final Map<String, Range> RANGES =
      Map.ofEntries(
          Map.entry("group", COUNT),
          Map.entry("strides", COUNT),
          Map.entry("dilations", COUNT),
          Map.entry("kernel_shape", new Range(1, 1 << 24)),
          Map.entry("blocksize", BLOCK),
          Map.entry("q_num_heads", COUNT),
          Map.entry("kv_num_heads", COUNT),
          Map.entry("num_heads", COUNT),
          Map.entry("hidden_size", COUNT),
          Map.entry("num_groups", COUNT),
          Map.entry("num_outputs", COUNT),
          Map.entry("batch_dims", INDEX));

  /** From which input on none may be left out by an empty name. */
  private static final Map<String, Integer> NO_GAPS_FROM =
      Map.ofEntries(
          Map.entry("Concat", 0),
          Map.entry("Einsum", 0),
          Map.entry("Max", 0),
          Map.entry("Mean", 0),
          Map.entry("Min", 0),
          Map.entry("Sum", 0),
          Map.entry("SequenceConstruct", 0),
          Map.entry("SequenceMap", 0),
          Map.entry("FeatureVectorizer", 0),
          Map.entry("QLinearConcat", 0),
          Map.entry("DFT", 2),
          Map.entry("LayerNormalization", 2),
          Map.entry("Loop", 2),
          Map.entry("Scan", 1),
          Map.entry("ReduceL1", 1),
          Map.entry("ReduceL2", 1),
          Map.entry("ReduceLogSum", 1),
          Map.entry("ReduceLogSumExp", 1),
          Map.entry("ReduceMax", 1),
          Map.entry("ReduceMean", 1),
          Map.entry("ReduceMin", 1),
          Map.entry("ReduceProd", 1),
          Map.entry("ReduceSum", 1),
          Map.entry("ReduceSumSquare", 1));

  private OperatorRules() {}

  /**
   * Checks one node.
   *
   * @throws MalformedInputException naming the node and what is wrong with it
   */
  static void check(OnnxNode node, ValueShapes shapes) {
    for (OnnxAttribute attribute : node.attributes()) {
      Range range = RANGES.get(attribute.name());
      if (range != null && attribute.reference().isEmpty()) {
        checkRange(node, attribute, range);
      }
    }
    checkGaps(node);
    switch (node.opType()) {
      case "Split" -> checkSplit(node);
      case "LSTM" -> checkHidden(node, shapes, 4);
      case "GRU" -> checkHidden(node, shapes, 3);
      case "RNN" -> checkHidden(node, shapes, 1);
      case "Resize" -> checkResize(node, shapes);
      case "TreeEnsemble" -> TreeRules.check(node);
      default -> {}
    }
  }

  private static void checkRange(OnnxNode node, OnnxAttribute attribute, Range range) {
    for (long number : numbers(attribute)) {
      if (number < range.least() || number > range.most()) {
        throw malformed(
            node,
            "needs %s from %d to %d, got %d"
                .formatted(attribute.name(), range.least(), range.most(), number));
      }
    }
  }

  private static long[] numbers(OnnxAttribute attribute) {
    return switch (attribute.type()) {
      case INT -> new long[] {attribute.intValue()};
      case INTS -> attribute.ints();
      default -> new long[0];
    };
  }

  private static void checkGaps(OnnxNode node) {
    Integer from = NO_GAPS_FROM.get(node.opType());
    if (from == null) {
      return;
    }
    List<String> inputs = node.inputs();
    for (int i = from; i < inputs.size(); i++) {
      if (inputs.get(i).isEmpty()) {
        throw malformed(node, "needs no empty name as its input number %d".formatted(i));
      }
    }
  }

  private static void checkSplit(OnnxNode node) {
    Optional<OnnxAttribute> count = node.attribute("num_outputs");
    if (count.isPresent() && count.get().type() == Type.INT && isValue(count.get())) {
      long outputs = count.get().intValue();
      if (outputs != node.outputs().size()) {
        throw malformed(
            node,
            "needs %d outputs by its num_outputs, got %d"
                .formatted(outputs, node.outputs().size()));
      }
    }
  }

  private static boolean isValue(OnnxAttribute attribute) {
    return attribute.reference().isEmpty();
  }

  /** Compares the size of a recurrent layer with its weights, of as many gates. */
  private static void checkHidden(OnnxNode node, ValueShapes shapes, int gates) {
    Optional<OnnxAttribute> size = node.attribute("hidden_size");
    if (size.isPresent() && size.get().type() == Type.INT && isValue(size.get())) {
      long hidden = size.get().intValue();
      checkDim(node, shapes, 1, 1, gates * hidden);
      checkDim(node, shapes, 2, 1, gates * hidden);
      checkDim(node, shapes, 2, 2, hidden);
    }
  }

  private static void checkDim(
      OnnxNode node, ValueShapes shapes, int input, int axis, long expected) {
    long[] dims = shapes.ofInput(node, input);
    if (dims != null && (dims.length <= axis || isOther(dims[axis], expected))) {
      throw malformed(
          node,
          "needs %d as dimension %d of its input number %d"
              .formatted(expected, axis, input));
    }
  }

  private static boolean isOther(long dim, long expected) {
    return dim >= 0 && dim != expected;
  }

  // Scales and sizes are copied to places for as many dimensions as tensors have at most.
  private static void checkResize(OnnxNode node, ValueShapes shapes) {
    for (int input = 1; input < 4; input++) {
      long[] dims = shapes.ofInput(node, input);
      if (dims != null && dims.length == 1 && dims[0] > 16) {
        throw malformed(
            node, "needs at most 16 elements in its input number %d, got %d".formatted(input, dims[0]));
      }
    }
  }

  static MalformedInputException malformed(OnnxNode node, String problem) {
    return new MalformedInputException(
        ErrorCode.MALFORMED_MODEL,
        "%s of operator %s %s".formatted(NodeName.of(node), Quoted.of(node.opType()), problem));
  }

  /** Returns the numbers of an attribute; nothing if it is not there or of another type. */
  static long @Nullable [] ints(OnnxNode node, String name) {
    return node.attribute(name)
        .filter(attribute -> attribute.type() == Type.INTS && isValue(attribute))
        .map(OnnxAttribute::ints)
        .orElse(null);
  }
}
