package io.lepton.runtime.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.format.onnx.OnnxAttribute;
import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxGraph;
import io.lepton.format.onnx.OnnxModel;
import io.lepton.format.onnx.OnnxModelBuilder;
import io.lepton.format.onnx.OnnxNode;
import io.lepton.format.onnx.OnnxPreflight;
import io.lepton.format.onnx.OnnxShape;
import io.lepton.format.onnx.OnnxType;
import io.lepton.format.onnx.OnnxValueInfo;
import io.lepton.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardsTest {

  private static final OnnxElementType FLOAT = OnnxElementType.FLOAT;

  private static OnnxModelBuilder builder(long opset) {
    return OnnxModel.builder("test").opset("", opset).opset("com.microsoft", 1);
  }

  private static OnnxModel normalization(long opset, long... dims) {
    return builder(opset)
        .input("x", FLOAT, dims)
        .node("LpNormalization", List.of("x"), List.of("y"))
        .output("y", FLOAT, dims)
        .build();
  }

  private static List<String> operators(OnnxModel model) {
    return model.graph().allNodes().stream().map(OnnxNode::opType).toList();
  }

  @Test
  void guarded_modelOfOtherOperators_isTheSameObject() {
    OnnxModel model =
        builder(17)
            .input("x", FLOAT, -1)
            .node("Relu", List.of("x"), List.of("y"))
            .output("y", FLOAT, -1)
            .build();
    assertThat(Guards.guarded(model)).isSameAs(model);
  }

  @Test
  void guarded_inputOfFixedSizesThatSuit_isTheSameObject() {
    OnnxModel model = normalization(17, -1, 3);
    assertThat(Guards.guarded(model)).isSameAs(model);
  }

  @ParameterizedTest
  @ValueSource(longs = {7, 9, 10, 12, 13, 21})
  void guarded_inputOfOpenSize_isReadThroughAReshape(long opset) {
    OnnxModel guarded = Guards.guarded(normalization(opset, 3, -1));

    OnnxPreflight.defaults().check(guarded);
    OnnxNode last = guarded.graph().producer("y").orElseThrow();
    assertThat(guarded.graph().producer(last.inputs().get(0)).orElseThrow().opType())
        .isEqualTo("Reshape");
  }

  @Test
  void guarded_operatorSetThatTheRuntimeDoesNotPromise_isTheSameObject() {
    OnnxModel model = normalization(6, -1, -1);
    assertThat(Guards.guarded(model)).isSameAs(model);
  }

  @Test
  void guarded_twoReadersOfOneValue_shareAGuard() {
    OnnxModel model =
        builder(17)
            .input("x", FLOAT, -1, -1)
            .node("LpNormalization", List.of("x"), List.of("y"))
            .node("LpNormalization", List.of("x"), List.of("z"))
            .output("y", FLOAT, -1, -1)
            .output("z", FLOAT, -1, -1)
            .build();
    assertThat(operators(Guards.guarded(model))).containsOnlyOnce("Reshape");
  }

  @Test
  void guarded_nodeOfASubgraph_isGuardedThere() {
    OnnxType open = OnnxType.tensor(FLOAT, OnnxShape.unranked());
    OnnxGraph branch =
        OnnxGraph.named("branch")
            .withNodes(List.of(OnnxNode.of("LpNormalization", List.of("x"), List.of("z"))))
            .withOutputs(List.of(OnnxValueInfo.of("z", open)));
    OnnxModel model =
        builder(17)
            .input("x", FLOAT, -1, -1)
            .input("c", OnnxElementType.BOOL)
            .node(
                "If",
                List.of("c"),
                List.of("y"),
                OnnxAttribute.ofGraph("then_branch", branch),
                OnnxAttribute.ofGraph("else_branch", branch))
            .output("y", FLOAT, -1, -1)
            .build();

    OnnxModel guarded = Guards.guarded(model);

    assertThat(operators(guarded).stream().filter("Reshape"::equals)).hasSize(2);
    assertThat(guarded.graph().nodes()).hasSize(1);
    OnnxPreflight.defaults().check(guarded);
  }

  @Test
  void guarded_namesOfItsOwn_areNoNamesOfTheModel() {
    OnnxModel model =
        builder(17)
            .input("lepton.guard.0", FLOAT, -1, -1)
            .node("LpNormalization", List.of("lepton.guard.0"), List.of("lepton.guard.1"))
            .output("lepton.guard.1", FLOAT, -1, -1)
            .build();
    OnnxPreflight.defaults().check(Guards.guarded(model));
  }

  @Test
  void guarded_constant_isReadAsItIs() {
    OnnxModel model =
        builder(17)
            .initializer("x", Shape.of(1, 1), 1f)
            .node("LpNormalization", List.of("x"), List.of("y"))
            .output("y", FLOAT, 1, 1)
            .build();
    assertThat(Guards.guarded(model)).isSameAs(model);
  }

  @Test
  void need_ofANodeOfAGuard_saysWhatTheOperatorNeeds() {
    OnnxModel guarded = Guards.guarded(normalization(17, 3, -1));
    String reshape = guarded.graph().nodes().get(guarded.graph().nodes().size() - 2).name();
    assertThat(Guards.need(reshape))
        .contains(
            "LpNormalization that makes y needs a dimension number -1 of 1 or more in its input"
                + " number 0");
    assertThat(Guards.need("Reshape_3")).isEmpty();
  }
}
