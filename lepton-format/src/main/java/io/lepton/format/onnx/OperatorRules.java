package io.lepton.format.onnx;

import io.lepton.ErrorCode;
import io.lepton.MalformedInputException;
import io.lepton.format.onnx.OnnxAttribute.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known to crash ONNX Runtime 1.28 when it is out of range, found by breaking models on
 * purpose: numbers that it divides by, that it cuts to 32 bits, or that it counts by, and inputs
 * that it looks at although they were left out. Stateless.
 *
 * <p>A rule refuses nothing that models are made of: each was tried on all models of the node suite
 * of ONNX.
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
  private static final Range BITS = new Range(1, 32);

  // Tensors have fewer dimensions; larger numbers are cut to 32 bits, and may then be in range.
  private static final Range AXIS = new Range(-128, 127);

  // Loops go that often for each word of a text.
  private static final Range LENGTH = new Range(0, 1000);

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
          Map.entry("max_skip_count", LENGTH),
          Map.entry("max_gram_length", LENGTH),
          Map.entry("num_groups", COUNT),
          Map.entry("num_outputs", COUNT),
          Map.entry("batch_dims", INDEX),
          Map.entry("bits", BITS),
          Map.entry("axis", AXIS),
          Map.entry("axes", AXIS),
          Map.entry("batch_axis", AXIS),
          Map.entry("gather_axis", AXIS),
          Map.entry("quantize_axis", AXIS),
          Map.entry("time_axis", AXIS));

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

  /** The inputs that hold a number for each dimension of a tensor, or for some of them. */
  private static final Map<String, int[]> PER_DIMENSION =
      Map.ofEntries(
          Map.entry("CenterCropPad", new int[] {1}),
          Map.entry("Col2Im", new int[] {1, 2}),
          Map.entry("ConstantOfShape", new int[] {0}),
          Map.entry("AffineGrid", new int[] {1}),
          Map.entry("Expand", new int[] {1}),
          Map.entry("MaxUnpool", new int[] {2}),
          Map.entry("Pad", new int[] {1, 3}),
          Map.entry("Reshape", new int[] {1}),
          Map.entry("Resize", new int[] {1, 2, 3}),
          Map.entry("Slice", new int[] {1, 2, 3, 4}),
          Map.entry("Squeeze", new int[] {1}),
          Map.entry("Tile", new int[] {1}),
          Map.entry("Unsqueeze", new int[] {1}),
          Map.entry("Upsample", new int[] {1}));

  /** More dimensions than tensors have. */
  private static final long MOST_NUMBERS = 128;

  /** Two numbers for each of eight dimensions. */
  private static final long MOST_NUMBERS_OF_RESIZE = 16;

  private OperatorRules() {}

  /**
   * Checks one node.
   *
   * @throws MalformedInputException naming the node and what is wrong with it
   */
  static void check(OnnxNode node, KnownValues values) {
    for (OnnxAttribute attribute : node.attributes()) {
      Range range = RANGES.get(attribute.name());
      if (range != null && isValue(attribute)) {
        checkRange(node, attribute, range);
      }
    }
    checkGaps(node);
    checkPerDimension(node, values);
    checkOne(node, values);
  }

  private static void checkOne(OnnxNode node, KnownValues values) {
    switch (node.opType()) {
      case "Attention" -> checkAttention(node, values);
      case "BiasGelu" -> checkNoZeroIn(node, values, 1);
      case "CastLike" -> checkCastLike(node, values);
      case "ConvTranspose" -> checkNoZero(node, values, 2);
      case "DynamicQuantizeMatMul" -> checkNoZeroIn(node, values, 2);
      case "GatherBlockQuantized", "MatMulNBits" -> checkBlocks(node);
      case "Inverse", "RotaryEmbedding" -> checkNoZero(node, values, 1);
      case "LayerNormalization" -> checkAxis(node, values);
      case "ReverseSequence" -> checkHasRank(node, values, 0);
      case "FeatureVectorizer" -> checkFeatures(node, values);
      case "MultiHeadAttention", "SkipLayerNormalization", "SkipSimplifiedLayerNormalization" ->
          checkNoZero(node, values, 3);
      case "Normalizer" -> checkRank(node, values, 0);
      case "Split" -> checkSplit(node);
      case "SplitToSequence" -> checkSplitSize(node, values);
      case "LSTM" -> checkHidden(node, values, 4);
      case "GRU" -> checkHidden(node, values, 3);
      case "RNN" -> checkHidden(node, values, 1);
      case "RandomNormal", "RandomNormalLike" -> checkSpread(node);
      case "RandomUniform", "RandomUniformLike" -> checkBounds(node);
      case "STFT" -> checkIsList(node, values, 2);
      case "AffineGrid",
          "ReduceL1",
          "ReduceL2",
          "ReduceLogSum",
          "ReduceLogSumExp",
          "ReduceMax",
          "ReduceMean",
          "ReduceMin",
          "ReduceProd",
          "ReduceSum",
          "ReduceSumSquare" ->
          checkIsList(node, values, 1);
      case "Unique" -> checkUnique(node, values);
      case "TfIdfVectorizer" -> checkWeights(node);
      case "TreeEnsemble" -> TreeRules.check(node);
      case "TreeEnsembleClassifier", "TreeEnsembleRegressor" -> TreeRules.checkClassic(node);
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
  private static void checkHidden(OnnxNode node, KnownValues values, int gates) {
    for (int input = 0; input < 3; input++) {
      checkHasRank(node, values, input);
    }
    checkRankOfWeights(node, values, 1);
    checkRankOfWeights(node, values, 2);
    Optional<OnnxAttribute> size = node.attribute("hidden_size");
    if (size.isPresent() && size.get().type() == Type.INT && isValue(size.get())) {
      long hidden = size.get().intValue();
      checkDim(node, values, 1, 1, gates * hidden);
      checkDim(node, values, 2, 1, gates * hidden);
      checkDim(node, values, 2, 2, hidden);
    }
  }

  private static void checkRankOfWeights(OnnxNode node, KnownValues values, int input) {
    long[] dims = values.dims(node, input);
    if (dims != null && dims.length != 3) {
      throw malformed(
          node, "needs 3 dimensions in its input number %d, got %d".formatted(input, dims.length));
    }
  }

  // The C++ library ends the process if it is asked for other random numbers.
  private static void checkSpread(OnnxNode node) {
    if (!(number(node, "scale", 1) > 0)) {
      throw malformed(node, "needs a scale above 0");
    }
  }

  private static void checkBounds(OnnxNode node) {
    if (!(number(node, "low", 0) <= number(node, "high", 1))) {
      throw malformed(node, "needs a low that is no more than its high");
    }
  }

  private static float number(OnnxNode node, String name, float other) {
    return node.attribute(name)
        .filter(attribute -> attribute.type() == Type.FLOAT && isValue(attribute))
        .map(OnnxAttribute::floatValue)
        .orElse(other);
  }

  private static void checkDim(
      OnnxNode node, KnownValues values, int input, int axis, long expected) {
    long[] dims = values.dims(node, input);
    if (dims != null && (dims.length <= axis || isOther(dims[axis], expected))) {
      throw malformed(
          node, "needs %d as dimension %d of its input number %d".formatted(expected, axis, input));
    }
  }

  private static boolean isOther(long dim, long expected) {
    return dim >= 0 && dim != expected;
  }

  // Some are copied to places for as many dimensions as tensors have at most; of others there is
  // made a tensor of so many dimensions.
  private static void checkPerDimension(OnnxNode node, KnownValues values) {
    int[] inputs = PER_DIMENSION.get(node.opType());
    if (inputs == null) {
      return;
    }
    long most = node.opType().equals("Resize") ? MOST_NUMBERS_OF_RESIZE : MOST_NUMBERS;
    for (int input : inputs) {
      long[] dims = values.dims(node, input);
      if (dims != null && isMore(dims, most)) {
        throw malformed(
            node,
            "needs at most %d numbers in its input number %d, got more".formatted(most, input));
      }
    }
  }

  private static boolean isMore(long[] dims, long most) {
    long count = 1;
    for (long dim : dims) {
      if (dim > most || count * Math.max(dim, 1) > most) {
        return true;
      }
      count *= Math.max(dim, 1);
    }
    return false;
  }

  // ONNX Runtime turns it into a Cast and folds that, and then reads the first input of a node that
  // has none.
  private static void checkCastLike(OnnxNode node, KnownValues values) {
    OnnxTensorData constant = values.constant(node, 0);
    if (constant != null && constant.elementType() == OnnxElementType.FLOAT16) {
      throw malformed(node, "needs to be a Cast where its input is a FLOAT16 constant");
    }
  }

  private static void checkNoZero(OnnxNode node, KnownValues values, int inputs) {
    for (int input = 0; input < inputs; input++) {
      checkNoZeroIn(node, values, input);
    }
  }

  private static void checkNoZeroIn(OnnxNode node, KnownValues values, int input) {
    long[] dims = values.dims(node, input);
    if (dims != null && Arrays.stream(dims).anyMatch(dim -> dim == 0)) {
      throw malformed(
          node, "needs dimensions of 1 or more in its input number %d, got 0".formatted(input));
    }
  }

  /** All inputs are rows side by side, each as wide as it says, and copied unseen. */
  private static void checkFeatures(OnnxNode node, KnownValues values) {
    long[] widths = ints(node, "inputdimensions");
    long rows = Long.MIN_VALUE;
    for (int input = 0; input < node.inputs().size(); input++) {
      checkRank(node, values, input);
      long[] dims = values.dims(node, input);
      long width = widths == null || input >= widths.length ? -1 : widths[input];
      if (dims != null) {
        checkDim(node, values, input, dims.length - 1, width);
        long own = dims.length == 1 ? 1 : dims[0];
        if (rows != Long.MIN_VALUE && own != rows) {
          throw malformed(node, "needs as many rows in input number %d as before".formatted(input));
        }
        rows = own;
      }
    }
  }

  // Their length is looked up where there is none.
  private static void checkIsList(OnnxNode node, KnownValues values, int input) {
    long[] dims = values.dims(node, input);
    if (dims != null && dims.length == 0) {
      throw malformed(node, "needs a list as its input number %d, got one number".formatted(input));
    }
  }

  private static void checkRank(OnnxNode node, KnownValues values, int input) {
    long[] dims = values.dims(node, input);
    if (dims != null && (dims.length < 1 || dims.length > 2)) {
      throw malformed(
          node,
          "needs 1 or 2 dimensions in its input number %d, got %d".formatted(input, dims.length));
    }
  }

  private static void checkAttention(OnnxNode node, KnownValues values) {
    if (node.domain().equals("com.microsoft")) {
      // Optional by its definition, and read all the same.
      if (node.inputs().size() < 3 || node.inputs().get(2).isEmpty()) {
        throw malformed(node, "needs a bias, its input number 2");
      }
      return;
    }
    for (int input = 0; input < node.inputs().size(); input++) {
      checkHasRank(node, values, input);
    }
  }

  // It is indexed by dimension before anything is known of it.
  private static void checkHasRank(OnnxNode node, KnownValues values, int input) {
    if (values.isWithoutRank(node, input)) {
      throw malformed(
          node,
          "needs a declared shape for the input of the model that is its input number %d"
              .formatted(input));
    }
  }

  // The weight of an n-gram is looked up by its place in the output.
  private static void checkWeights(OnnxNode node) {
    long[] places = ints(node, "ngram_indexes");
    Optional<OnnxAttribute> weights = node.attribute("weights");
    if (places == null || weights.isEmpty() || weights.get().type() != Type.FLOATS) {
      return;
    }
    int count = isValue(weights.get()) ? weights.get().floats().length : 0;
    for (long place : places) {
      if (place < 0 || count > 0 && place >= count) {
        throw malformed(
            node, "needs ngram_indexes from 0 to %d, got %d".formatted(count - 1, place));
      }
    }
  }

  private static void checkBlocks(OnnxNode node) {
    for (OnnxAttribute size : node.attributes()) {
      if (size.name().equals("block_size") && isValue(size)) {
        checkRange(node, size, COUNT);
      }
    }
  }

  private static void checkAxis(OnnxNode node, KnownValues values) {
    long[] dims = values.dims(node, 0);
    Optional<OnnxAttribute> axis = node.attribute("axis");
    if (dims != null && axis.isPresent() && isValue(axis.get())) {
      checkRange(node, axis.get(), new Range(-dims.length, dims.length - 1L));
    }
  }

  private static void checkUnique(OnnxNode node, KnownValues values) {
    if (node.attribute("axis").isPresent()) {
      checkNoZero(node, values, 1);
    }
  }

  private static void checkSplitSize(OnnxNode node, KnownValues values) {
    OnnxTensorData size = values.constant(node, 1);
    if (size != null && size.dims().length == 0 && !size.isExternal() && size.longs()[0] < 1) {
      throw malformed(node, "needs parts of 1 or more, got " + size.longs()[0]);
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
