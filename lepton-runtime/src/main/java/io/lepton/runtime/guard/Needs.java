package io.lepton.runtime.guard;

import io.lepton.format.onnx.OnnxAttribute;
import io.lepton.format.onnx.OnnxNode;
import io.lepton.runtime.guard.Need.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known to end the process in ONNX Runtime 1.28 when it comes with the request, found by
 * running each case of ONNX's node suite on other shapes and values than its own. What comes with
 * the file is refused by {@link io.lepton.format.onnx.OnnxPreflight}. Stateless.
 */
final class Needs {

  private static final int RANK_OF_SEQUENCES = 3;

  private Needs() {}

  /** Returns what a node needs; nothing for most. */
  static List<Need> of(OnnxNode node, KnownDims known) {
    return switch (node.opType()) {
      case "Attention" -> attention(node);
      case "BiasGelu" -> List.of(Need.all(1));
      case "ConvTranspose" -> isFlat(node, known) ? List.of() : List.of(Need.from(0, 2));
      case "DynamicQuantizeMatMul" -> List.of(Need.all(2));
      case "DFT" -> fourier(node);
      case "FeatureVectorizer" -> rows(node);
      case "GRU" -> List.of(Need.rank(0, RANK_OF_SEQUENCES, 0b111));
      case "GridSample" -> samples(node);
      case "Inverse" -> List.of(Need.of(0, Kind.SQUARE));
      case "LSTM" -> List.of(Need.rank(0, RANK_OF_SEQUENCES, batch(node)));
      case "LpNormalization" -> List.of(Need.at(0, number(node, "axis", -1), 1));
      case "AveragePool", "MaxPool" -> pooling(node, known);
      case "MultiHeadAttention" -> List.of(Need.all(0), Need.at(2, -1, 1));
      case "RNN" -> List.of(Need.rank(0, RANK_OF_SEQUENCES, 0));
      case "ReverseSequence" -> List.of(new Need(0, Kind.HAS_AXIS, 1, 0));
      case "RotaryEmbedding" -> List.of(Need.at(0, -1, 1));
      case "SkipLayerNormalization", "SkipSimplifiedLayerNormalization" ->
          List.of(Need.of(1, Kind.UNLESS_FIRST_IS_EMPTY), Need.all(2));
      case "STFT" -> List.of(Need.of(2, Kind.UNLESS_FIRST_IS_EMPTY), Need.of(3, Kind.NOT_ZERO));
      case "SplitToSequence" -> List.of(Need.of(1, Kind.NOT_ZERO));
      case "TopK" -> List.of(Need.before(0, number(node, "axis", -1)));
      case "Trilu" -> List.of(Need.of(1, Kind.WITHIN_32_BITS));
      case "Unique" -> rowsOfUnique(node);
      default -> List.of();
    };
  }

  static long number(OnnxNode node, String name, long other) {
    return node.attribute(name)
        .filter(attribute -> isValue(attribute, OnnxAttribute.Type.INT))
        .map(OnnxAttribute::intValue)
        .orElse(other);
  }

  private static boolean isValue(OnnxAttribute attribute, OnnxAttribute.Type type) {
    return attribute.type() == type && attribute.reference().isEmpty();
  }

  // The number of heads is a dimension unless an attribute says it; no sizes are no crash.
  private static List<Need> attention(OnnxNode node) {
    boolean isOfOnnx = node.domain().isEmpty() || node.domain().equals("ai.onnx");
    return isOfOnnx && node.attribute("kv_num_heads").isEmpty()
        ? List.of(Need.at(1, 1, 1))
        : List.of();
  }

  // Pictures of two dimensions go another way.
  private static boolean isFlat(OnnxNode node, KnownDims known) {
    return node.inputs().size() > 1 && known.rank(node.inputs().get(1)) == 4
        || node.attribute("kernel_shape").isPresent() && size(node, "kernel_shape") == 2;
  }

  private static int size(OnnxNode node, String name) {
    return node.attribute(name)
        .filter(attribute -> isValue(attribute, OnnxAttribute.Type.INTS))
        .map(attribute -> attribute.ints().length)
        .orElse(0);
  }

  private static long batch(OnnxNode node) {
    return number(node, "layout", 0) == 0 ? 0b010 : 0b001;
  }

  private static boolean isGiven(OnnxNode node, int input) {
    return node.inputs().size() > input && !node.inputs().get(input).isEmpty();
  }

  private static List<Need> rowsOfUnique(OnnxNode node) {
    int axis = (int) number(node, "axis", 0);
    return node.attribute("axis").isPresent()
        ? List.of(new Need(0, Kind.UNLESS_AXIS_IS_EMPTY, axis, 1))
        : List.of();
  }

  // Backwards, of one half, n numbers stand for 2 (n - 1).
  private static List<Need> fourier(OnnxNode node) {
    boolean isHalf = number(node, "inverse", 0) != 0 && number(node, "onesided", 0) != 0;
    long least = isHalf ? 2 : 1;
    return isGiven(node, 2)
        ? List.of(new Need(0, Kind.AT_GIVEN, 2, least))
        : List.of(Need.at(0, number(node, "axis", isAttribute(node) ? 1 : -2), least));
  }

  private static boolean isAttribute(OnnxNode node) {
    return node.attribute("axis").isPresent();
  }

  private static List<Need> pooling(OnnxNode node, KnownDims known) {
    Window[] windows = Windows.of(node, Windows.kernel(node));
    if (windows == null || node.inputs().isEmpty() || known.isPooled(node.inputs().get(0))) {
      return List.of();
    }
    List<Need> needs = new ArrayList<>();
    for (int i = 0; i < windows.length; i++) {
      if (windows[i].least(1) > 1) {
        needs.add(Need.at(0, 2 + i, windows[i].least(1)));
      }
    }
    return needs;
  }

  private static List<Need> samples(OnnxNode node) {
    boolean isOfZeros =
        node.attribute("padding_mode")
            .filter(mode -> isValue(mode, OnnxAttribute.Type.STRING))
            .map(mode -> mode.stringValue().equals("zeros"))
            .orElse(node.attribute("padding_mode").isEmpty());
    return isOfZeros ? List.of() : List.of(Need.from(0, 2));
  }

  private static List<Need> rows(OnnxNode node) {
    List<Need> needs = new ArrayList<>();
    for (int input = 0; input < node.inputs().size(); input++) {
      needs.add(Need.of(input, Kind.ROWS));
    }
    return needs;
  }
}
