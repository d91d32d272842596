package io.lepton.runtime.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.format.onnx.OnnxAttribute;
import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxModel;
import io.lepton.format.onnx.OnnxModelBuilder;
import io.lepton.format.onnx.OnnxNode;
import io.lepton.model.BoundInference;
import io.lepton.model.InferenceSession;
import io.lepton.model.SessionClosedException;
import io.lepton.model.SessionOptions;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeStageTest {

  private static final int TREES = 200;
  private static final int SPLITS = 7;
  private static final int NODES = 15;
  private static final int COLUMNS = 12;

  private static final OnnxModel MODEL = model("LOGISTIC").build();

  /** Two blocks of columns side by side, and boosted trees of depth 3 on them. */
  private static OnnxModelBuilder model(String transform) {
    return TestModels.builder()
        .input("a", OnnxElementType.FLOAT, -1, 5)
        .input("b", OnnxElementType.FLOAT, -1, COLUMNS - 5)
        .node("Concat", List.of("a", "b"), List.of("x"), OnnxAttribute.ofInt("axis", 1))
        .node(trees(transform))
        .output("label", OnnxElementType.STRING, -1)
        .output("probabilities", OnnxElementType.FLOAT, -1, 2);
  }

  private static OnnxNode trees(String transform) {
    Random random = new Random(42);
    long[] trees = new long[TREES * NODES];
    long[] ids = new long[TREES * NODES];
    long[] features = new long[TREES * NODES];
    long[] yes = new long[TREES * NODES];
    long[] no = new long[TREES * NODES];
    float[] thresholds = new float[TREES * NODES];
    String[] modes = new String[TREES * NODES];
    for (int i = 0; i < trees.length; i++) {
      int id = i % NODES;
      boolean isSplit = id < SPLITS;
      trees[i] = i / NODES;
      ids[i] = id;
      modes[i] = isSplit ? "BRANCH_LEQ" : "LEAF";
      features[i] = isSplit ? random.nextInt(COLUMNS) : 0;
      thresholds[i] = isSplit ? random.nextInt(9) - 4 : 0;
      yes[i] = isSplit ? 2 * id + 1 : 0;
      no[i] = isSplit ? 2 * id + 2 : 0;
    }
    int leaves = NODES - SPLITS;
    long[] leafTrees = new long[TREES * leaves];
    long[] leafIds = new long[TREES * leaves];
    float[] weights = new float[TREES * leaves];
    for (int i = 0; i < leafTrees.length; i++) {
      leafTrees[i] = i / leaves;
      leafIds[i] = SPLITS + i % leaves;
      weights[i] = (float) random.nextGaussian() / 10;
    }
    return OnnxNode.of(
        TestModels.ML,
        "TreeEnsembleClassifier",
        List.of("x"),
        List.of("label", "probabilities"),
        OnnxAttribute.ofInts("nodes_treeids", trees),
        OnnxAttribute.ofInts("nodes_nodeids", ids),
        OnnxAttribute.ofInts("nodes_featureids", features),
        OnnxAttribute.ofStrings("nodes_modes", modes),
        OnnxAttribute.ofFloats("nodes_values", thresholds),
        OnnxAttribute.ofInts("nodes_truenodeids", yes),
        OnnxAttribute.ofInts("nodes_falsenodeids", no),
        OnnxAttribute.ofInts("class_treeids", leafTrees),
        OnnxAttribute.ofInts("class_nodeids", leafIds),
        OnnxAttribute.ofInts("class_ids", new long[leafTrees.length]),
        OnnxAttribute.ofFloats("class_weights", weights),
        OnnxAttribute.ofStrings("classlabels_strings", "stays", "leaves"),
        OnnxAttribute.ofString("post_transform", transform));
  }

  private static Map<String, Tensor> inputs(int rows, long seed) {
    Random random = new Random(seed);
    return Map.of("a", matrix(random, rows, 5), "b", matrix(random, rows, COLUMNS - 5));
  }

  /** Values at, between and beside thresholds, and missing ones. */
  private static Tensor matrix(Random random, int rows, int columns) {
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(10) == 0 ? Float.NaN : (random.nextInt(21) - 10) / 2f;
    }
    return Tensor.of(Shape.of(rows, columns), values);
  }

  private static BoundInference bind(InferenceSession session, int rows) {
    return session.bind(Map.of("a", Shape.of(rows, 5), "b", Shape.of(rows, COLUMNS - 5)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 31, 32, 33, 1000})
  void bind_anyNumberOfRows_equalsTheRuntimeBitByBit(int rows) {
    for (String transform : List.of("LOGISTIC", "NONE", "SOFTMAX")) {
      OnnxModel model = model(transform).build();
      try (InferenceSession rewritten = TestModels.open(model, true);
          InferenceSession original = TestModels.open(model, false)) {
        Map<String, Tensor> inputs = inputs(rows, rows);
        Map<String, Tensor> expected = Outputs.infer(original, inputs);
        Outputs.assertSame(Outputs.bound(rewritten, inputs), expected, transform);
      }
    }
  }

  @Test
  void bind_manyRows_evaluatesTheTreesItself() {
    try (InferenceSession session = TestModels.open(MODEL, true);
        BoundInference bound = bind(session, 1024)) {
      assertThat(bound).isInstanceOf(TreeBinding.class);
    }
  }

  @Test
  void bind_fewRows_leavesTheTreesToTheRuntime() {
    try (InferenceSession session = TestModels.open(MODEL, true);
        BoundInference bound = bind(session, 4)) {
      assertThat(bound).isInstanceOf(OnnxBinding.class);
    }
  }

  @Test
  void bind_treesThatNameAColumnFarAway_leavesThemToTheRuntime() {
    OnnxNode trees = trees("LOGISTIC");
    long[] features = trees.attribute("nodes_featureids").orElseThrow().ints();
    features[0] = 1_000_000;
    List<OnnxAttribute> attributes = new ArrayList<>(trees.attributes());
    attributes.removeIf(attribute -> attribute.name().equals("nodes_featureids"));
    attributes.add(OnnxAttribute.ofInts("nodes_featureids", features));
    OnnxModel wide =
        TestModels.builder()
            .input("a", OnnxElementType.FLOAT, -1, 5)
            .input("b", OnnxElementType.FLOAT, -1, -1)
            .node("Concat", List.of("a", "b"), List.of("x"), OnnxAttribute.ofInt("axis", 1))
            .node(trees.withAttributes(attributes))
            .output("label", OnnxElementType.STRING, -1)
            .output("probabilities", OnnxElementType.FLOAT, -1, 2)
            .build();
    try (InferenceSession session = TestModels.open(wide, true);
        BoundInference bound = bind(session, 100)) {
      assertThat(bound).isInstanceOf(OnnxBinding.class);
    }
  }

  @Test
  void bind_severalIntraOpThreads_leavesTheTreesToTheRuntime() {
    SessionOptions two = SessionOptions.defaults().withIntraOpThreads(2);
    try (InferenceSession session = TestModels.open(MODEL, two);
        BoundInference bound = bind(session, 1024)) {
      assertThat(bound).isInstanceOf(OnnxBinding.class);
    }
  }

  @Test
  void bind_entriesForTheRuntime_leavesTheTreesToIt() {
    SessionOptions entries =
        SessionOptions.defaults().withConfigEntry("session.set_denormal_as_zero", "1");
    try (InferenceSession session = TestModels.open(MODEL, entries);
        BoundInference bound = bind(session, 1024)) {
      assertThat(bound).isInstanceOf(OnnxBinding.class);
    }
  }

  @Test
  void run_againWithOtherRows_answersThose() {
    try (InferenceSession session = TestModels.open(MODEL, true);
        BoundInference bound = bind(session, 100)) {
      for (int seed = 0; seed < 5; seed++) {
        Map<String, Tensor> inputs = inputs(100, seed);
        inputs.forEach((name, tensor) -> bound.input(name).data().put(tensor.data()));
        bound.run();
        float[] expected = Outputs.infer(session, inputs).get("probabilities").toFloats();
        assertThat(bound.output("probabilities").toFloats()).isEqualTo(expected);
      }
    }
  }

  @Test
  void output_beforeTheFirstRun_isRefused() {
    try (InferenceSession session = TestModels.open(MODEL, true);
        BoundInference bound = bind(session, 100)) {
      assertThatThrownBy(() -> bound.output("label")).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> bound.output("nothing"))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void run_afterTheSessionIsClosed_isRefused() {
    try (InferenceSession session = TestModels.open(MODEL, true);
        BoundInference bound = bind(session, 100)) {
      bound.run();
      session.close();
      assertThatThrownBy(bound::run).isInstanceOf(SessionClosedException.class);
      assertThat(bound.output("probabilities").shape()).isEqualTo(Shape.of(100, 2));
    }
  }

  @Test
  void close_bindingAfterItsSession_doesNothingWrong() {
    InferenceSession session = TestModels.open(MODEL, true);
    BoundInference bound = bind(session, 100);
    bound.run();
    session.close();
    bound.close();
    bound.close();
    assertThatThrownBy(() -> bind(session, 100)).isInstanceOf(SessionClosedException.class);
  }

  @Test
  void of_outputThatGoesOn_isNotCut() {
    OnnxModel goesOn =
        model("NONE")
            .node("Identity", List.of("probabilities"), List.of("copy"))
            .output("copy", OnnxElementType.FLOAT, -1, 2)
            .build();
    assertThat(TreeSplit.of(goesOn)).isEmpty();
  }

  @Test
  void of_featuresThatAreNoConcat_areNotCut() {
    OnnxModel plain =
        TestModels.builder()
            .input("x", OnnxElementType.FLOAT, -1, COLUMNS)
            .node(trees("NONE"))
            .output("label", OnnxElementType.STRING, -1)
            .output("probabilities", OnnxElementType.FLOAT, -1, 2)
            .build();
    assertThat(TreeSplit.of(plain)).isEmpty();
  }

  @Test
  void bind_otherOutputsBesideTheTrees_comeFromTheRuntime() {
    OnnxModel model =
        model("LOGISTIC")
            .node("Neg", List.of("a"), List.of("negative"))
            .output("negative", OnnxElementType.FLOAT, -1, 5)
            .build();
    Map<String, Tensor> inputs = inputs(64, 7);
    try (InferenceSession rewritten = TestModels.open(model, true);
        InferenceSession original = TestModels.open(model, false)) {
      Map<String, Tensor> expected = Outputs.infer(original, inputs);
      Outputs.assertSame(Outputs.bound(rewritten, inputs), expected, "beside");
    }
  }
}
