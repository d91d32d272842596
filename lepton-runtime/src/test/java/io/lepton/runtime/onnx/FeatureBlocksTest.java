package io.lepton.runtime.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.format.onnx.OnnxAttribute;
import io.lepton.format.onnx.OnnxDim;
import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxModel;
import io.lepton.format.onnx.OnnxModelBuilder;
import io.lepton.format.onnx.OnnxNode;
import io.lepton.model.InferenceSession;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How far the encoders of real converters are folded into one matrix of features. */
class FeatureBlocksTest {

  private static final String ML = TestModels.ML;
  private static final String[][] CATEGORIES = {{"a", "b"}, {"x", "y", "z"}, {"a", "x", "q", "r"}};

  private static OnnxModelBuilder textInputs() {
    OnnxModelBuilder builder = TestModels.builder();
    builder.input(
        "number", TestModels.tensor(OnnxElementType.FLOAT, OnnxDim.open(), OnnxDim.of(1)));
    for (int i = 0; i < CATEGORIES.length; i++) {
      builder.input(
          "text" + i, TestModels.tensor(OnnxElementType.STRING, OnnxDim.open(), OnnxDim.of(1)));
    }
    return builder;
  }

  private static void oneHot(OnnxModelBuilder builder, String text, int i) {
    builder.node(
        ML,
        "OneHotEncoder",
        List.of(text),
        List.of("hot" + i),
        OnnxAttribute.ofStrings("cats_strings", CATEGORIES[i]));
  }

  /**
   * All columns into one matrix, each picked out, encoded, and all encodings put together again.
   */
  static OnnxModel asFromSkl2onnx() {
    OnnxModelBuilder builder = textInputs();
    List<String> texts = List.of("text0", "text1", "text2");
    builder.node("Concat", texts, List.of("all"), OnnxAttribute.ofInt("axis", 1));
    for (int i = 0; i < CATEGORIES.length; i++) {
      builder.initializer("column" + i, Shape.of(1), (long) i);
      builder.node(
          ML, "ArrayFeatureExtractor", List.of("all", "column" + i), List.of("picked" + i));
      oneHot(builder, "picked" + i, i);
    }
    return builder
        .node(
            "Concat",
            List.of("hot0", "hot1", "hot2"),
            List.of("hot"),
            OnnxAttribute.ofInt("axis", 2))
        .initializer("rows", Shape.of(2), -1L, 9L)
        .node("Reshape", List.of("hot", "rows"), List.of("encoded"))
        .node(
            "Concat",
            List.of("number", "encoded"),
            List.of("features"),
            OnnxAttribute.ofInt("axis", 1))
        .output("features", OnnxElementType.FLOAT, -1, 10)
        .build();
  }

  /** Each column encoded and flattened by itself, some beside a number. */
  private static OnnxModel columnByColumn() {
    OnnxModelBuilder builder = textInputs();
    for (int i = 0; i < CATEGORIES.length; i++) {
      oneHot(builder, "text" + i, i);
      builder.initializer("rows" + i, Shape.of(2), -1L, (long) CATEGORIES[i].length);
      builder.node("Reshape", List.of("hot" + i, "rows" + i), List.of("encoded" + i));
    }
    return builder
        .node(
            "Concat",
            List.of("encoded0", "encoded1", "number", "encoded2"),
            List.of("features"),
            OnnxAttribute.ofInt("axis", -1))
        .output("features", OnnxElementType.FLOAT, -1, 10)
        .build();
  }

  private static List<String> operators(ModelPlan plan) {
    return plan.model().graph().nodes().stream().map(OnnxNode::opType).toList();
  }

  @Test
  void rewrite_columnsFromSkl2onnx_leavesOneConcatAndOneFeed() {
    ModelPlan plan = ModelPlan.rewrite(asFromSkl2onnx());
    assertThat(operators(plan)).containsExactly("Concat");
    assertThat(plan.inputCodes().feeds().values())
        .singleElement()
        .satisfies(feed -> assertThat(feed.width()).isEqualTo(9));
    assertThat(plan.inputCodes().codes().get("text1").vocabulary().terms())
        .containsExactly("x", "y", "z");
  }

  @Test
  void rewrite_columnByColumn_mergesNeighboursOnly() {
    ModelPlan plan = ModelPlan.rewrite(columnByColumn());
    assertThat(operators(plan)).containsExactly("Concat");
    assertThat(plan.inputCodes().feeds().values())
        .extracting(CodedInputs.Feed::width)
        .containsExactly(5, 4);
  }

  @Test
  void infer_merged_equalsTheOriginal() {
    for (OnnxModel model : List.of(asFromSkl2onnx(), columnByColumn())) {
      try (InferenceSession rewritten = TestModels.open(model, true);
          InferenceSession original = TestModels.open(model, false)) {
        for (int rows : new int[] {0, 1, 40}) {
          Map<String, Tensor> inputs = inputs(rows);
          Map<String, Tensor> expected = Outputs.infer(original, inputs);
          Outputs.assertSame(Outputs.infer(rewritten, inputs), expected, rows + " rows");
          Outputs.assertSame(Outputs.bound(rewritten, inputs), expected, rows + " rows");
        }
      }
    }
  }

  private static Map<String, Tensor> inputs(int rows) {
    Random random = new Random(rows);
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    float[] numbers = new float[rows];
    for (int i = 0; i < rows; i++) {
      numbers[i] = random.nextFloat();
    }
    inputs.put("number", Tensor.of(Shape.of(rows, 1), numbers));
    for (int i = 0; i < CATEGORIES.length; i++) {
      List<String> texts = new ArrayList<>();
      for (int row = 0; row < rows; row++) {
        texts.add(List.of("a", "b", "x", "y", "z", "q", "?").get(random.nextInt(7)));
      }
      inputs.put("text" + i, Tensor.of(Shape.of(rows, 1), texts.toArray(String[]::new)));
    }
    return inputs;
  }

  @Test
  void infer_columnsOfTwoLengths_isRefused() {
    try (InferenceSession session = TestModels.open(columnByColumn(), true)) {
      Map<String, Tensor> inputs = inputs(4);
      inputs.put("text1", Tensor.of(Shape.of(3, 1), "x", "y", "z"));
      assertThatThrownBy(() -> Outputs.infer(session, inputs))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Input text1 needs 4 rows like the inputs beside it, got [3, 1]");
    }
  }
}
