package io.lepton.runtime.onnx;

import static io.lepton.format.onnx.OnnxAttribute.ofFloat;
import static io.lepton.format.onnx.OnnxAttribute.ofFloats;
import static io.lepton.format.onnx.OnnxAttribute.ofInt;
import static io.lepton.format.onnx.OnnxAttribute.ofInts;
import static io.lepton.format.onnx.OnnxAttribute.ofString;
import static io.lepton.format.onnx.OnnxAttribute.ofStrings;

import io.lepton.format.onnx.OnnxAttribute;
import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxModel;
import io.lepton.format.onnx.OnnxModelBuilder;
import io.lepton.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One small model for each operator that trusts its attributes, of classical machine learning and
 * of ONNX Runtime's own: what the shared models have few of.
 */
final class SeedModels {

  private static final String MS = "com.microsoft";
  private static final String ML = TestModels.ML;
  private static final OnnxElementType FLOAT = OnnxElementType.FLOAT;
  private static final OnnxElementType INT64 = OnnxElementType.INT64;
  private static final OnnxElementType TEXT = OnnxElementType.STRING;

  private final Map<String, OnnxModel> models = new LinkedHashMap<>();

  private SeedModels() {}

  /** Writes all models into folders of their own. */
  static void writeTo(Path folder) throws IOException {
    SeedModels seeds = new SeedModels();
    seeds.addLinear();
    seeds.addVectorMachines();
    seeds.addTrees();
    seeds.addPreparation();
    seeds.addAttention();
    seeds.addQuantized();
    seeds.addFused();
    for (Map.Entry<String, OnnxModel> model : seeds.models.entrySet()) {
      Path file = Files.createDirectories(folder.resolve(model.getKey())).resolve("model.onnx");
      Files.write(file, model.getValue().toBytes());
    }
  }

  private static OnnxModelBuilder builder() {
    return OnnxModel.builder("seed").opset("", 21).opset(ML, 3).opset(MS, 1);
  }

  private static float[] floats(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (i % 7 - 3) / 4f;
    }
    return values;
  }

  /** A model of one node on one input of numbers. */
  private void add(
      String domain, String operator, Shape shape, List<String> outputs, OnnxAttribute... options) {
    OnnxModelBuilder builder = builder().input("x", FLOAT, shape.toArray());
    finish(builder, domain, operator, List.of("x"), outputs, options);
  }

  /** A model of one node whose first inputs are given and whose others are constants of numbers. */
  private void add(
      String operator, int given, List<Shape> shapes, int outputs, OnnxAttribute... options) {
    OnnxModelBuilder builder = builder();
    List<String> inputs = new ArrayList<>();
    for (int i = 0; i < shapes.size(); i++) {
      Shape shape = shapes.get(i);
      inputs.add("x" + i);
      if (i < given) {
        builder.input("x" + i, FLOAT, shape.toArray());
      } else {
        builder.initializer("x" + i, shape, floats((int) shape.elementCount()));
      }
    }
    List<String> names = List.of("y", "y1", "y2", "y3").subList(0, outputs);
    finish(builder, MS, operator, inputs, names, options);
  }

  private void finish(
      OnnxModelBuilder builder,
      String domain,
      String operator,
      List<String> inputs,
      List<String> outputs,
      OnnxAttribute... options) {
    builder.node(domain, operator, inputs, outputs, options);
    outputs.forEach(output -> builder.output(output, type(output)));
    models.put(operator + models.size(), builder.build());
  }

  private static OnnxElementType type(String output) {
    return switch (output) {
      case "label", "codes" -> INT64;
      case "ints" -> OnnxElementType.INT32;
      case "bytes" -> OnnxElementType.UINT8;
      case "texts" -> TEXT;
      default -> FLOAT;
    };
  }

  private void addLinear() {
    Shape shape = Shape.of(Shape.ANY, 3);
    add(
        ML,
        "LinearClassifier",
        shape,
        List.of("label", "scores"),
        ofFloats("coefficients", floats(9)),
        ofFloats("intercepts", floats(3)),
        ofInts("classlabels_ints", 0, 1, 2),
        ofString("post_transform", "SOFTMAX"));
    add(
        ML,
        "LinearRegressor",
        shape,
        List.of("y"),
        ofFloats("coefficients", floats(6)),
        ofFloats("intercepts", floats(2)),
        ofInt("targets", 2));
    add(ML, "Normalizer", shape, List.of("y"), ofString("norm", "L2"));
    add(
        ML,
        "Scaler",
        shape,
        List.of("y"),
        ofFloats("offset", floats(3)),
        ofFloats("scale", floats(3)));
    add(
        ML,
        "Imputer",
        shape,
        List.of("y"),
        ofFloats("imputed_value_floats", floats(3)),
        ofFloat("replaced_value_float", 0));
    add(ML, "Binarizer", shape, List.of("y"), ofFloat("threshold", 0.5f));
  }

  private void addVectorMachines() {
    Shape shape = Shape.of(Shape.ANY, 2);
    add(
        ML,
        "SVMClassifier",
        shape,
        List.of("label", "scores"),
        ofInts("classlabels_ints", 0, 1),
        ofFloats("coefficients", floats(4)),
        ofFloats("kernel_params", 0.5f, 0, 3),
        ofString("kernel_type", "RBF"),
        ofFloats("support_vectors", floats(8)),
        ofInts("vectors_per_class", 2, 2),
        ofFloats("rho", 0.1f),
        ofFloats("prob_a", 0.1f),
        ofFloats("prob_b", 0.2f));
    add(
        ML,
        "SVMRegressor",
        shape,
        List.of("y"),
        ofFloats("coefficients", floats(3)),
        ofFloats("kernel_params", 0.5f, 0, 3),
        ofString("kernel_type", "POLY"),
        ofInt("n_supports", 3),
        ofFloats("rho", 0.1f),
        ofFloats("support_vectors", floats(6)));
  }

  private void addTrees() {
    OnnxAttribute[] tree = {
      ofInts("nodes_treeids", 0, 0, 0, 1),
      ofInts("nodes_nodeids", 0, 1, 2, 0),
      ofInts("nodes_featureids", 1, 0, 0, 0),
      ofFloats("nodes_values", 0.5f, 0, 0, 0),
      ofStrings("nodes_modes", "BRANCH_LEQ", "LEAF", "LEAF", "LEAF"),
      ofInts("nodes_truenodeids", 1, 0, 0, 0),
      ofInts("nodes_falsenodeids", 2, 0, 0, 0)
    };
    add(
        ML,
        "TreeEnsembleRegressor",
        Shape.of(Shape.ANY, 2),
        List.of("y"),
        with(
            tree,
            ofInts("target_treeids", 0, 0, 1),
            ofInts("target_nodeids", 1, 2, 0),
            ofInts("target_ids", 0, 1, 1),
            ofFloats("target_weights", 1, 2, 3),
            ofInt("n_targets", 2)));
    add(
        ML,
        "TreeEnsembleClassifier",
        Shape.of(Shape.ANY, 2),
        List.of("label", "scores"),
        with(
            tree,
            ofInts("class_treeids", 0, 0, 1),
            ofInts("class_nodeids", 1, 2, 0),
            ofInts("class_ids", 0, 1, 2),
            ofFloats("class_weights", 1, 2, 3),
            ofInts("classlabels_int64s", 0, 1, 2)));
  }

  private static OnnxAttribute[] with(OnnxAttribute[] first, OnnxAttribute... second) {
    List<OnnxAttribute> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(second));
    return all.toArray(OnnxAttribute[]::new);
  }

  private void addPreparation() {
    finish(
        builder().input("x", TEXT, Shape.ANY, 1),
        ML,
        "LabelEncoder",
        List.of("x"),
        List.of("codes"),
        ofStrings("keys_strings", "", "a"),
        ofInts("values_int64s", 1, 2),
        ofInt("default_int64", -1));
    finish(
        builder().input("x", TEXT, Shape.ANY, 1),
        ML,
        "CategoryMapper",
        List.of("x"),
        List.of("codes"),
        ofStrings("cats_strings", "", "a"),
        ofInts("cats_int64s", 1, 2),
        ofInt("default_int64", -1));
    finish(
        builder().input("x", INT64, Shape.ANY, 1),
        ML,
        "OneHotEncoder",
        List.of("x"),
        List.of("y"),
        ofInts("cats_int64s", 0, 1, 2),
        ofInt("zeros", 1));
    finish(
        builder().input("x", FLOAT, Shape.ANY, 3).initializer("i", Shape.of(2), 0L, 2L),
        ML,
        "ArrayFeatureExtractor",
        List.of("x", "i"),
        List.of("y"));
    finish(
        builder().input("x", FLOAT, Shape.ANY, 2).input("z", FLOAT, Shape.ANY, 3),
        ML,
        "FeatureVectorizer",
        List.of("x", "z"),
        List.of("y"),
        ofInts("inputdimensions", 2, 3));
    finish(
        builder().input("x", INT64, 6),
        "",
        "TfIdfVectorizer",
        List.of("x"),
        List.of("y"),
        ofString("mode", "TFIDF"),
        ofInt("min_gram_length", 1),
        ofInt("max_gram_length", 2),
        ofInt("max_skip_count", 1),
        ofInts("ngram_counts", 0, 2),
        ofInts("ngram_indexes", 0, 1, 2),
        ofInts("pool_int64s", 0, 1, 0, 1),
        ofFloats("weights", 1, 2, 3));
    finish(
        builder().input("x", TEXT, Shape.ANY),
        MS,
        "Tokenizer",
        List.of("x"),
        List.of("texts"),
        ofInt("mark", 1),
        ofInt("mincharnum", 1),
        ofString("pad_value", "#"),
        ofStrings("separators", " "));
  }

  private void addAttention() {
    add(
        "Attention",
        1,
        List.of(Shape.of(1, 2, 8), Shape.of(8, 24), Shape.of(24)),
        1,
        ofInt("num_heads", 2));
    add(
        "MultiHeadAttention",
        3,
        List.of(Shape.of(1, 2, 8), Shape.of(1, 2, 8), Shape.of(1, 2, 8)),
        1,
        ofInt("num_heads", 2));
    finish(
        builder()
            .input("q", FLOAT, 1, 2, 16)
            .input("k", FLOAT, 1, 2, 8)
            .input("v", FLOAT, 1, 2, 8)
            .initializer("pk", Shape.of(1, 1, 0, 8), floats(0))
            .initializer("l", Shape.of(1), 1)
            .initializer("t", Shape.of(1), 2),
        MS,
        "GroupQueryAttention",
        List.of("q", "k", "v", "pk", "pk", "l", "t"),
        List.of("y", "y1", "y2"),
        ofInt("num_heads", 2),
        ofInt("kv_num_heads", 1));
    finish(
        builder()
            .input("x", FLOAT, 1, 2, 3, 4)
            .input("p", INT64, 1, 3)
            .initializer("c", Shape.of(4, 2), floats(8)),
        MS,
        "RotaryEmbedding",
        List.of("x", "p", "c", "c"),
        List.of("y"),
        ofInt("interleaved", 0),
        ofInt("num_heads", 2));
    finish(
        builder()
            .input("a", OnnxElementType.INT32, 1, 3)
            .initializer("w", Shape.of(4, 4), floats(16))
            .initializer("g", Shape.of(4), floats(4)),
        MS,
        "EmbedLayerNormalization",
        List.of("a", "", "w", "w", "", "g", "g"),
        List.of("y", "ints"),
        ofFloat("epsilon", 1e-5f));
  }

  private void addQuantized() {
    finish(
        builder().input("x", FLOAT, 2, 32).initializer("s", Shape.of(4), floats(4)),
        MS,
        "QuantizeLinear",
        List.of("x", "s"),
        List.of("bytes"),
        ofInt("axis", 0));
    finish(
        builder().input("x", FLOAT, 2, 4).initializer("i", Shape.of(2), 0, 1),
        MS,
        "GatherND",
        List.of("x", "i"),
        List.of("y"));
    finish(
        builder()
            .input("x", FLOAT, 1, 32)
            .input("b", OnnxElementType.UINT8, 4, 1, 16)
            .initializer("s", Shape.of(4), floats(4)),
        MS,
        "MatMulNBits",
        List.of("x", "b", "s"),
        List.of("y"),
        ofInt("K", 32),
        ofInt("N", 4),
        ofInt("bits", 4),
        ofInt("block_size", 32));
    finish(
        builder()
            .input("x", OnnxElementType.UINT8, 2, 3)
            .initializer("s", Shape.of(), 0.5f)
            .input("z", OnnxElementType.UINT8),
        MS,
        "QLinearAdd",
        List.of("x", "s", "z", "x", "s", "z", "s", "z"),
        List.of("bytes"));
    finish(
        builder()
            .input("x", OnnxElementType.UINT8, 1, 2, 4, 4)
            .initializer("s", Shape.of(), 0.5f)
            .input("z", OnnxElementType.UINT8),
        MS,
        "QLinearAveragePool",
        List.of("x", "s", "z", "s", "z"),
        List.of("bytes"),
        ofInts("kernel_shape", 2, 2),
        ofInts("strides", 1, 1));
    finish(
        builder()
            .input("x", FLOAT, 2, 4)
            .input("b", OnnxElementType.INT8, 4, 3)
            .initializer("s", Shape.of(), 0.5f),
        MS,
        "DynamicQuantizeMatMul",
        List.of("x", "b", "s"),
        List.of("y"));
    finish(
        builder()
            .input("d", OnnxElementType.UINT8, 4, 16)
            .input("i", INT64, 2)
            .initializer("s", Shape.of(4, 1), floats(4)),
        MS,
        "GatherBlockQuantized",
        List.of("d", "i", "s"),
        List.of("y"),
        ofInt("bits", 4),
        ofInt("block_size", 32),
        ofInt("gather_axis", 0),
        ofInt("quantize_axis", 1));
  }

  private void addFused() {
    add("FusedMatMul", 2, List.of(Shape.of(2, 3), Shape.of(3, 4)), 1, ofInt("transA", 0));
    add(
        "FusedConv",
        1,
        List.of(Shape.of(1, 2, 5, 5), Shape.of(2, 1, 3, 3), Shape.of(2)),
        1,
        ofInt("group", 2),
        ofInts("kernel_shape", 3, 3),
        ofInts("pads", 1, 1, 1, 1),
        ofString("activation", "Relu"));
    add(
        "FusedGemm",
        1,
        List.of(Shape.of(2, 3), Shape.of(3, 4), Shape.of(4)),
        1,
        ofString("activation", "Relu"));
    add("BiasGelu", 1, List.of(Shape.of(2, 4), Shape.of(4)), 1);
    add(
        "SkipLayerNormalization",
        2,
        List.of(Shape.of(1, 2, 4), Shape.of(1, 2, 4), Shape.of(4), Shape.of(4)),
        1);
    add("CDist", 2, List.of(Shape.of(2, 3), Shape.of(4, 3)), 1, ofString("metric", "euclidean"));
    add("GridSample", 2, List.of(Shape.of(1, 1, 3, 3), Shape.of(1, 2, 2, 2)), 1);
    add("Inverse", 1, List.of(Shape.of(2, 2)), 1);
    add("UnfoldTensor", 1, List.of(Shape.of(2, 6)), 1, ofInt("size", 2), ofInt("step", 2));
    finish(
        builder().input("i", INT64, 1, 4).input("s", FLOAT, 1, 8),
        MS,
        "NGramRepeatBlock",
        List.of("i", "s"),
        List.of("y"),
        ofInt("ngram_size", 2));
    finish(
        builder().input("i", OnnxElementType.INT32, 1, 4).input("s", FLOAT, 2, 8),
        MS,
        "MoE",
        List.of("s", "s", "s", "", "s"),
        List.of("y"),
        ofInt("k", 1));
  }
}
