package io.lepton.runtime.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.ErrorCode;
import io.lepton.format.onnx.OnnxAttribute;
import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxGraph;
import io.lepton.format.onnx.OnnxModel;
import io.lepton.format.onnx.OnnxModelBuilder;
import io.lepton.format.onnx.OnnxNode;
import io.lepton.format.onnx.OnnxType;
import io.lepton.format.onnx.OnnxValueInfo;
import io.lepton.model.InferenceException;
import io.lepton.model.InferenceSession;
import io.lepton.tensor.DataType;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which text inputs take codes, and which do not. */
class TextInputsTest {

  private static final String ML = TestModels.ML;

  private static OnnxModelBuilder text(String... inputs) {
    OnnxModelBuilder builder = TestModels.builder();
    for (String input : inputs) {
      builder.input(input, OnnxElementType.STRING, -1, 1);
    }
    return builder;
  }

  private static OnnxNode oneHot(String from, String to, int zeros, String... categories) {
    return OnnxNode.of(
        ML,
        "OneHotEncoder",
        List.of(from),
        List.of(to),
        OnnxAttribute.ofStrings("cats_strings", categories),
        OnnxAttribute.ofInt("zeros", zeros));
  }

  private static OnnxNode labels(String from, String to, String... keys) {
    long[] values = new long[keys.length];
    Arrays.setAll(values, i -> 100 + i);
    return OnnxNode.of(
        ML,
        "LabelEncoder",
        List.of(from),
        List.of(to),
        OnnxAttribute.ofStrings("keys_strings", keys),
        OnnxAttribute.ofInts("values_int64s", values));
  }

  private static Tensor column(String... texts) {
    return Tensor.of(Shape.of(texts.length, 1), texts);
  }

  private static void assertSame(OnnxModel model, Map<String, Tensor> inputs) {
    try (InferenceSession rewritten = TestModels.open(model, true);
        InferenceSession original = TestModels.open(model, false)) {
      Map<String, Tensor> expected = Outputs.infer(original, inputs);
      Outputs.assertSame(Outputs.infer(rewritten, inputs), expected, "infer");
      Outputs.assertSame(Outputs.bound(rewritten, inputs), expected, "bound");
    }
  }

  private static List<String> coded(OnnxModel model) {
    return List.copyOf(ModelPlan.rewrite(model).inputCodes().codes().keySet());
  }

  @Test
  void rewrite_columnsMetInConcat_shareOneVocabulary() {
    OnnxModel model =
        text("a", "b")
            .node("Concat", List.of("a", "b"), List.of("ab"), OnnxAttribute.ofInt("axis", 1))
            .node(labels("ab", "n", "x", "y", "z"))
            .node(oneHot("a", "hot", 1, "y", "w"))
            .output("n", OnnxElementType.INT64, -1, 2)
            .output("hot", OnnxElementType.FLOAT, -1, 1, 2)
            .build();
    assertThat(coded(model)).containsExactly("a", "b");
    assertThat(ModelPlan.rewrite(model).inputCodes().codes().get("b").vocabulary().terms())
        .containsExactlyInAnyOrder("x", "y", "z", "w");
    assertSame(model, Map.of("a", column("x", "w", "?"), "b", column("z", "?", "y")));
  }

  @Test
  void rewrite_encoderThatRefusesUnknown_refusesWhatItDoesNotKnow() {
    OnnxModel model =
        text("a")
            .node(oneHot("a", "hot", 0, "x", "y"))
            .node(labels("a", "n", "x", "y", "z"))
            .output("n", OnnxElementType.INT64, -1, 1)
            .output("hot", OnnxElementType.FLOAT, -1, 1, 2)
            .build();
    assertSame(model, Map.of("a", column("y", "x")));
    try (InferenceSession session = TestModels.open(model, true)) {
      assertThatThrownBy(() -> Outputs.infer(session, Map.of("a", column("z"))))
          .isInstanceOfSatisfying(
              InferenceException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.INFERENCE_FAILED));
    }
  }

  @Test
  void rewrite_moreCategoriesThanATableHolds_equalsTheOriginal() {
    String[] categories = new String[700];
    Arrays.setAll(categories, i -> "category " + i);
    OnnxModel model =
        text("a")
            .node("Identity", List.of("a"), List.of("b"))
            .node(oneHot("b", "hot", 1, categories))
            .output("hot", OnnxElementType.FLOAT, -1, 1, 700)
            .build();
    assertThat(coded(model)).containsExactly("a");
    assertSame(model, Map.of("a", column("category 0", "category 699", "category")));
  }

  @Test
  void rewrite_textIsAlsoAnOutput_leavesIt() {
    OnnxModel model =
        text("a")
            .node(labels("a", "n", "x"))
            .output("n", OnnxElementType.INT64, -1, 1)
            .output("a", OnnxElementType.STRING, -1, 1)
            .build();
    assertThat(coded(model)).isEmpty();
    assertSame(model, Map.of("a", column("x", "y")));
  }

  @Test
  void rewrite_textFeedsSomethingElse_leavesIt() {
    OnnxModel model =
        text("a")
            .node(labels("a", "n", "x"))
            .node(GraphEdit.cast("a", "number", OnnxElementType.FLOAT))
            .output("n", OnnxElementType.INT64, -1, 1)
            .output("number", OnnxElementType.FLOAT, -1, 1)
            .build();
    assertThat(coded(model)).isEmpty();
    assertSame(model, Map.of("a", column("1.5", "2")));
  }

  @Test
  void rewrite_textIsReadInASubgraph_leavesIt() {
    OnnxGraph branch =
        OnnxGraph.named("branch")
            .withNodes(List.of(labels("a", "inner", "x")))
            .withOutputs(
                List.of(OnnxValueInfo.of("inner", OnnxType.tensor(OnnxElementType.INT64, -1, 1))));
    OnnxModel model =
        text("a")
            .input("c", OnnxElementType.BOOL)
            .node(labels("a", "n", "x"))
            .node(
                "If",
                List.of("c"),
                List.of("m"),
                OnnxAttribute.ofGraph("then_branch", branch),
                OnnxAttribute.ofGraph("else_branch", branch))
            .output("n", OnnxElementType.INT64, -1, 1)
            .output("m", OnnxElementType.INT64, -1, 1)
            .build();
    assertThat(coded(model)).isEmpty();
    Tensor yes = Tensor.allocate(DataType.BOOL, Shape.of());
    assertSame(model, Map.of("a", column("x", "y"), "c", yes));
  }

  @Test
  void rewrite_modelWithoutOnnxsOwnOperators_importsThem() {
    OnnxModel model =
        OnnxModel.builder("test")
            .opset(ML, 3)
            .input("a", OnnxElementType.STRING, -1, 1)
            .node(labels("a", "n", "x", "y"))
            .node(
                ML,
                "LabelEncoder",
                List.of("n"),
                List.of("m"),
                OnnxAttribute.ofInts("keys_int64s", 100),
                OnnxAttribute.ofFloats("values_floats", 0.5f))
            .output("n", OnnxElementType.INT64, -1, 1)
            .output("m", OnnxElementType.FLOAT, -1, 1)
            .build();
    assertThat(coded(model)).containsExactly("a");
    assertSame(model, Map.of("a", column("x", "y", "z")));
  }
}
