package io.lepton.format.onnx;

import java.util.HashMap;
import java.util.Map;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * The operators that ONNX Runtime 1.28 knows, by domain, with the versions of the operator set that
 * have them: ONNX 1.22 as far as it is released, the operators of ONNX 1.0 that ONNX Runtime kept,
 * and its own. Stateless.
 *
 * <p>Left out are those that only move data between devices, and those that stand for a file of an
 * execution provider: no model from outside has a use for them.
 *
 * <p>Sources: onnx/defs/operator_sets.h, operator_sets_ml.h and operator_sets_preview.h of onnx
 * 1.22.0; docs/ContribOperators.md of onnxruntime; and the answers of ONNX Runtime 1.28.0 to a
 * model of one node for each operator and version.
 */
final class OperatorTable {

  // Name, first version if not 1, last version if there is one.
  private static final String ONNX =
      """
      Abs Acos:7 Acosh:9 Add Affine:1-9 AffineGrid:20 And ArgMax ArgMin Asin:7 Asinh:9 Atan:7
      Atanh:9 Attention:23 AveragePool BatchNormalization Bernoulli:15 BitCast:26 BitShift:11
      BitwiseAnd:18 BitwiseNot:18 BitwiseOr:18 BitwiseXor:18 BlackmanWindow:17 Cast CastLike:15
      Ceil Celu:12 CenterCropPad:18 Clip Col2Im:18 Compress:9 Concat ConcatFromSequence:11
      Constant ConstantOfShape:9 Conv ConvInteger:10 ConvTranspose Cos:7 Cosh:9 Crop:1-9
      CumProd:26 CumSum:11 DFT:17 DeformConv:19 DepthToSpace DequantizeLinear:10 Det:11 Div
      Dropout DynamicQuantizeLinear:11 DynamicSlice:1-9 Einsum:12 Elu Equal Erf:9 Exp Expand:8
      EyeLike:9 Flatten Floor GRU GRUUnit:1-9 Gather GatherElements:11 GatherND:11 Gelu:20 Gemm
      GivenTensorFill:1-9 GlobalAveragePool GlobalLpPool GlobalMaxPool Greater GreaterOrEqual:12
      GridSample:16 GroupNormalization:18 HammingWindow:17 HannWindow:17 HardSigmoid HardSwish:14
      Hardmax Identity If ImageDecoder:20 ImageScaler:1-9 InstanceNormalization IsInf:10 IsNaN:9
      LRN LSTM LayerNormalization LeakyRelu Less LessOrEqual:12 Log LogSoftmax Loop
      LpNormalization LpPool MatMul MatMulInteger:10 Max MaxPool MaxRoiPool MaxUnpool:9 Mean
      MeanVarianceNormalization MelWeightMatrix:17 Min Mish:18 Mod:10 Mul Multinomial:7 Neg
      NegativeLogLikelihoodLoss:12 NonMaxSuppression:10 NonZero:9 Not OneHot:9 Optional:15
      OptionalGetElement:15 OptionalHasElement:15 Or PRelu Pad ParametricSoftplus:1-9 Pow
      QLinearConv:10 QLinearMatMul:10 QuantizeLinear:10 RMSNormalization:23 RNN RandomNormal
      RandomNormalLike RandomUniform RandomUniformLike Range:11 Reciprocal ReduceL1 ReduceL2
      ReduceLogSum ReduceLogSumExp ReduceMax ReduceMean ReduceMin ReduceProd ReduceSum
      ReduceSumSquare RegexFullMatch:20 Relu Reshape Resize:10 ReverseSequence:10 RoiAlign:10
      RotaryEmbedding:23 Round:11 STFT:17 Scale:1-9 ScaledTanh:1-9 Scan:8 Scatter:9-10
      ScatterElements:11 ScatterND:11 Selu SequenceAt:11 SequenceConstruct:11 SequenceEmpty:11
      SequenceErase:11 SequenceInsert:11 SequenceLength:11 SequenceMap:17 Shape Shrink:9 Sigmoid
      Sign:9 SimplifiedLayerNormalization Sin:7 Sinh:9 Size Slice Softmax
      SoftmaxCrossEntropyLoss:12 Softplus Softsign SpaceToDepth Split SplitToSequence:11 Sqrt
      Squeeze StringConcat:20 StringNormalizer:10 StringSplit:20 Sub Sum Swish:24 Tan:7 Tanh
      TensorScatter:24 TfIdfVectorizer:9 ThresholdedRelu Tile TopK Transpose Trilu:14 Unique:11
      Unsqueeze Upsample:1-9 Where:9 Xor
      """;

  private static final String ML =
      """
      ArrayFeatureExtractor Binarizer CastMap CategoryMapper DictVectorizer FeatureVectorizer
      Imputer LabelEncoder LinearClassifier LinearRegressor Normalizer OneHotEncoder SVMClassifier
      SVMRegressor Scaler TreeEnsemble:5 TreeEnsembleClassifier:1-4 TreeEnsembleRegressor:1-4
      ZipMap
      """;

  private static final String MICROSOFT =
      """
      Attention AttnLSTM BeamSearch BiasAdd BiasDropout BiasGelu BiasSoftmax BiasSplitGelu
      BifurcationDetector BitmaskBiasDropout BitmaskDropout CDist CausalConvWithState ComplexMul
      ComplexMulConj ConvTransposeWithDynamicPads CropAndResize DecoderAttention
      DecoderMaskedMultiHeadAttention DecoderMaskedSelfAttention DequantizeBFP DequantizeLinear
      DequantizeWithOrder DynamicQuantizeLSTM DynamicQuantizeMatMul DynamicTimeWarping
      EmbedLayerNormalization ExpandDims FastGelu FusedConv FusedGemm FusedMatMul
      FusedMatMulActivation GatedRelativePositionBias GatherBlockQuantized GatherND Gelu
      GemmFastGelu GemmFloat8 GemmaRotaryEmbedding GreedySearch GridSample GroupNorm
      GroupQueryAttention Inverse Irfft IsAllFinite LinearAttention LongformerAttention MatMulBnb4
      MatMulFpQ4 MatMulInteger16 MatMulIntegerToFloat MatMulNBits MatMulNBitsMlp MatMulNBitsQkv
      MaxpoolWithMask MoE MulInteger MultiHeadAttention MurmurHash3 NGramRepeatBlock NhwcConv
      NhwcFusedConv NhwcMaxPool PackedAttention PackedMultiHeadAttention Pad PagedAttention
      QAttention QEmbedLayerNormalization QGemm QLinearAdd QLinearAveragePool QLinearConcat
      QLinearConv QLinearGlobalAveragePool QLinearLeakyRelu QLinearMul QLinearReduceMean
      QLinearSigmoid QLinearSoftmax QLinearWhere QMoE QOrderedAttention QOrderedGelu
      QOrderedLayerNormalization QOrderedLongformerAttention QOrderedMatMul QuantizeBFP
      QuantizeLinear QuantizeWithOrder QuickGelu Range ReduceSumInteger RelativePositionBias
      RemovePadding RestorePadding Rfft RotaryEmbedding Sampling SkipGroupNorm
      SkipLayerNormalization SkipSimplifiedLayerNormalization SparseAttention SparseToDenseMatMul
      Tokenizer TorchEmbedding TransposeMatMul Trilu UnfoldTensor Unique WhisperBeamSearch
      WordConvEmbedding
      """;

  // What ONNX Runtime writes when it saves an optimised graph.
  private static final String NCHWC =
      """
      AveragePool Conv GlobalAveragePool GlobalMaxPool MaxPool ReorderInput ReorderOutput Upsample
      """;

  private static final String TRAINING = "Adagrad Adam Gradient Momentum";

  private static final Domain STANDARD = new Domain(26, operators(ONNX));

  /** Apart: most models need none of them, and there is a start to be quick with. */
  private static final class Others {

    private static final Map<String, Domain> DOMAINS =
        Map.of(
            "ai.onnx.ml", new Domain(5, operators(ML)),
            "ai.onnx.preview.training", new Domain(1, operators(TRAINING)),
            "com.microsoft", new Domain(1, operators(MICROSOFT)),
            "com.microsoft.nchwc", new Domain(1, operators(NCHWC)));
  }

  private OperatorTable() {}

  /**
   * The operators of one domain.
   *
   * @param lastVersion the newest operator set that the runtime vouches for
   * @param operators when there is which, by name
   */
  record Domain(long lastVersion, Map<String, Versions> operators) {}

  /**
   * The operator sets that have an operator.
   *
   * @param first the first
   * @param last the last, or the largest number there is
   */
  record Versions(long first, long last) {

    private static final Versions ALL = new Versions(1, Long.MAX_VALUE);

    boolean contains(long version) {
      return version >= first && version <= last;
    }

    private static Versions parse(String range) {
      int dash = range.indexOf('-');
      return dash < 0
          ? new Versions(Long.parseLong(range), Long.MAX_VALUE)
          : new Versions(
              Long.parseLong(range.substring(0, dash)), Long.parseLong(range.substring(dash + 1)));
    }
  }

  /** Returns a domain that the runtime knows; its name is the canonical one. */
  static @Nullable Domain domain(String name) {
    return name.isEmpty() ? STANDARD : Others.DOMAINS.get(name);
  }

  private static Map<String, Versions> operators(String table) {
    Map<String, Versions> operators = new HashMap<>();
    for (StringTokenizer entries = new StringTokenizer(table); entries.hasMoreTokens(); ) {
      String entry = entries.nextToken();
      int colon = entry.indexOf(':');
      operators.put(
          colon < 0 ? entry : entry.substring(0, colon),
          colon < 0 ? Versions.ALL : Versions.parse(entry.substring(colon + 1)));
    }
    return Map.copyOf(operators);
  }
}
