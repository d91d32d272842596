package io.lepton.runtime.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.format.onnx.OnnxAttribute;
import io.lepton.format.onnx.OnnxDim;
import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxModel;
import io.lepton.format.onnx.OnnxModelBuilder;
import io.lepton.format.onnx.OnnxType;
import io.lepton.model.InferenceSession;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random classifiers with text labels answer the same, bit for bit, rewritten and as they are. */
class ClassifierRewritingFuzzTest {

  private static final String ML = TestModels.ML;
  private static final int FEATURES = 3;
  private static final int MODELS = 90;
  private static final String[] TRANSFORMS = {"NONE", "SOFTMAX", "LOGISTIC", "SOFTMAX_ZERO"};

  private static List<Long> seeds() {
    List<Long> seeds = new ArrayList<>();
    for (long i = 0; i < MODELS; i++) {
      seeds.add(90_000 + i);
    }
    return seeds;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void rewritten_randomClassifier_equalsTheOriginal(long seed) {
    Random random = new Random(seed);
    int classes = 2 + random.nextInt(3);
    OnnxModel model = model(random, (int) (seed % 5), classes);
    try (InferenceSession rewritten = TestModels.open(model, true);
        InferenceSession original = TestModels.open(model, false)) {
      for (int rows : new int[] {1, 6, 6, 700}) {
        Map<String, Tensor> inputs = Map.of("x", rows(random, rows));
        Map<String, Tensor> expected = Outputs.infer(original, inputs);
        String what = "seed " + seed + ", " + rows + " rows";
        Outputs.assertSame(Outputs.infer(rewritten, inputs), expected, what);
        Outputs.assertSame(Outputs.bound(rewritten, inputs), expected, what);
        Outputs.assertSame(Outputs.bound(original, inputs), expected, what);
      }
      try (var bound = rewritten.bind(Map.of("x", Shape.of(1, FEATURES)))) {
        assertThat(bound.outputCodes("text")).as("seed " + seed).isPresent();
      }
    }
  }

  private static Tensor rows(Random random, int rows) {
    float[] values = new float[rows * FEATURES];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (random.nextInt(12)) {
            case 0 -> Float.NaN;
            case 1 -> Float.POSITIVE_INFINITY;
            case 2 -> 0;
            default -> (float) random.nextGaussian() * 3;
          };
    }
    return Tensor.of(Shape.of(rows, FEATURES), values);
  }

  private static OnnxModel model(Random random, int kind, int classes) {
    String[] labels = new String[classes];
    Arrays.setAll(labels, i -> "class " + (char) ('z' - i));
    OnnxModelBuilder builder =
        TestModels.builder()
            .input(
                "x",
                TestModels.tensor(OnnxElementType.FLOAT, TestModels.batch(), OnnxDim.of(FEATURES)));
    switch (kind) {
      case 0 -> linear(builder, random, labels);
      case 1 -> tree(builder, random, labels);
      case 2 -> svm(builder, random, labels, false);
      case 3 -> svm(builder, random, labels, true);
      default -> picked(builder, random, labels);
    }
    if (kind < 4 && random.nextBoolean()) {
      builder.node("Identity", List.of("label"), List.of("text"));
    } else {
      builder.node("Reshape", List.of("label", "flat"), List.of("text"));
      builder.initializer("flat", Shape.of(1), -1L);
    }
    builder.output("text", TestModels.tensor(OnnxElementType.STRING, TestModels.batch()));
    return zipped(builder, random, kind, labels).build();
  }

  /** The scores, as a tensor or as maps. */
  private static OnnxModelBuilder zipped(
      OnnxModelBuilder builder, Random random, int kind, String[] labels) {
    boolean isOneColumnAClass = kind < 3;
    if (isOneColumnAClass && random.nextBoolean()) {
      OnnxType map =
          new OnnxType.MapType(OnnxElementType.STRING, OnnxType.tensor(OnnxElementType.FLOAT));
      return builder
          .node(
              ML,
              "ZipMap",
              List.of("scores"),
              List.of("maps"),
              OnnxAttribute.ofStrings("classlabels_strings", labels))
          .output("maps", new OnnxType.SequenceType(map));
    }
    return builder.output("scores", OnnxElementType.FLOAT, -1, -1);
  }

  private static float[] floats(Random random, int count) {
    float[] floats = new float[count];
    for (int i = 0; i < count; i++) {
      floats[i] = (float) random.nextGaussian();
    }
    return floats;
  }

  private static OnnxAttribute transform(Random random) {
    return OnnxAttribute.ofString("post_transform", TRANSFORMS[random.nextInt(TRANSFORMS.length)]);
  }

  private static void linear(OnnxModelBuilder builder, Random random, String[] labels) {
    int scores = labels.length == 2 && random.nextBoolean() ? 1 : labels.length;
    builder.node(
        ML,
        "LinearClassifier",
        List.of("x"),
        List.of("label", "scores"),
        OnnxAttribute.ofStrings("classlabels_strings", labels),
        OnnxAttribute.ofFloats("coefficients", floats(random, scores * FEATURES)),
        OnnxAttribute.ofFloats("intercepts", floats(random, scores)),
        OnnxAttribute.ofInt("multi_class", random.nextInt(2)),
        transform(random));
  }

  /** Stumps: one comparison, two leaves. */
  private static void tree(OnnxModelBuilder builder, Random random, String[] labels) {
    int trees = 1 + random.nextInt(5);
    boolean isBinary = labels.length == 2 && random.nextBoolean();
    boolean isPositive = random.nextBoolean();
    int weightsPerLeaf = isBinary ? 1 : labels.length;
    int leaves = 2 * trees;
    long[] treeIds = new long[3 * trees];
    long[] nodeIds = new long[3 * trees];
    long[] features = new long[3 * trees];
    long[] whenTrue = new long[3 * trees];
    long[] whenFalse = new long[3 * trees];
    float[] values = floats(random, 3 * trees);
    String[] modes = new String[3 * trees];
    for (int i = 0; i < treeIds.length; i++) {
      treeIds[i] = i / 3;
      nodeIds[i] = i % 3;
      features[i] = random.nextInt(FEATURES);
      whenTrue[i] = i % 3 == 0 ? 1 : 0;
      whenFalse[i] = i % 3 == 0 ? 2 : 0;
      modes[i] = i % 3 == 0 ? "BRANCH_LEQ" : "LEAF";
    }
    long[] classTrees = new long[leaves * weightsPerLeaf];
    long[] classNodes = new long[classTrees.length];
    long[] classIds = new long[classTrees.length];
    float[] weights = floats(random, classTrees.length);
    for (int i = 0; i < classTrees.length; i++) {
      int leaf = i / weightsPerLeaf;
      classTrees[i] = leaf / 2;
      classNodes[i] = 1 + leaf % 2;
      classIds[i] = isBinary ? 0 : i % weightsPerLeaf;
      weights[i] = isPositive ? Math.abs(weights[i]) : weights[i];
    }
    List<OnnxAttribute> attributes = new ArrayList<>();
    attributes.add(OnnxAttribute.ofStrings("classlabels_strings", labels));
    attributes.add(OnnxAttribute.ofInts("nodes_treeids", treeIds));
    attributes.add(OnnxAttribute.ofInts("nodes_nodeids", nodeIds));
    attributes.add(OnnxAttribute.ofInts("nodes_featureids", features));
    attributes.add(OnnxAttribute.ofInts("nodes_truenodeids", whenTrue));
    attributes.add(OnnxAttribute.ofInts("nodes_falsenodeids", whenFalse));
    attributes.add(OnnxAttribute.ofFloats("nodes_values", values));
    attributes.add(OnnxAttribute.ofStrings("nodes_modes", modes));
    attributes.add(OnnxAttribute.ofInts("class_treeids", classTrees));
    attributes.add(OnnxAttribute.ofInts("class_nodeids", classNodes));
    attributes.add(OnnxAttribute.ofInts("class_ids", classIds));
    attributes.add(OnnxAttribute.ofFloats("class_weights", weights));
    attributes.add(transform(random));
    if (random.nextBoolean()) {
      int bases = isBinary ? 1 : labels.length;
      attributes.add(OnnxAttribute.ofFloats("base_values", floats(random, bases)));
    }
    builder.node(
        ML,
        "TreeEnsembleClassifier",
        List.of("x"),
        List.of("label", "scores"),
        attributes.toArray(OnnxAttribute[]::new));
  }

  private static void svm(
      OnnxModelBuilder builder, Random random, String[] labels, boolean hasVectors) {
    int classes = labels.length;
    int vectors = 2 * classes;
    long[] perClass = new long[classes];
    Arrays.fill(perClass, 2);
    List<OnnxAttribute> attributes = new ArrayList<>();
    attributes.add(OnnxAttribute.ofStrings("classlabels_strings", labels));
    attributes.add(OnnxAttribute.ofString("kernel_type", hasVectors ? "RBF" : "LINEAR"));
    attributes.add(OnnxAttribute.ofFloats("kernel_params", 0.3f, 0f, 3f));
    attributes.add(OnnxAttribute.ofFloats("rho", floats(random, classes * (classes - 1) / 2)));
    attributes.add(transform(random));
    if (hasVectors) {
      attributes.add(OnnxAttribute.ofInts("vectors_per_class", perClass));
      attributes.add(OnnxAttribute.ofFloats("support_vectors", floats(random, vectors * FEATURES)));
      attributes.add(
          OnnxAttribute.ofFloats("coefficients", floats(random, vectors * (classes - 1))));
    } else {
      attributes.add(OnnxAttribute.ofFloats("coefficients", floats(random, classes * FEATURES)));
    }
    builder.node(
        ML,
        "SVMClassifier",
        List.of("x"),
        List.of("label", "scores"),
        attributes.toArray(OnnxAttribute[]::new));
  }

  /** The label of the largest score, picked from a constant, as converters of neural nets do. */
  private static void picked(OnnxModelBuilder builder, Random random, String[] labels) {
    boolean isGather = random.nextBoolean();
    builder
        .initializer(
            "w", Shape.of(FEATURES, labels.length), floats(random, FEATURES * labels.length))
        .node("MatMul", List.of("x", "w"), List.of("scores"))
        .node(
            "ArgMax",
            List.of("scores"),
            List.of("best"),
            OnnxAttribute.ofInt("axis", 1),
            OnnxAttribute.ofInt("keepdims", 0))
        .initializer("labels", Shape.of(labels.length), labels)
        .node(
            isGather ? "" : ML,
            isGather ? "Gather" : "ArrayFeatureExtractor",
            List.of("labels", "best"),
            List.of("label"));
  }
}
