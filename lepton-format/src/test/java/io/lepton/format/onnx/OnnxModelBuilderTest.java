package io.lepton.format.onnx;

import static io.lepton.format.onnx.OnnxElementType.FLOAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.lepton.tensor.Shape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OnnxModelBuilderTest {

  /** A sound model to spoil: y = x + w. */
  private static OnnxModelBuilder addition() {
    return OnnxModel.builder("addition")
        .opset("", 17)
        .input("x", FLOAT, -1)
        .initializer("w", Shape.of(1), 1f)
        .node("Add", List.of("x", "w"), List.of("y"))
        .output("y", FLOAT, -1);
  }

  @Test
  void build_soundModel_readsBack() {
    OnnxModel model =
        OnnxModel.read(
            addition().metadata("k", "v").producer("p", "1").irVersion(9).build().toBytes());

    assertThat(model)
        .hasToString(
            "p 1, IR version 9, 'addition': 1 nodes, 1 inputs, 1 outputs," + " 1 initializers");
    assertThat(model.metadata()).isEqualTo(Map.of("k", "v"));
    assertThat(model.opsetImports()).isEqualTo(Map.of("", 17L));
    assertThat(model.graph().nodes()).hasToString("[Add '' ['x', 'w'] -> ['y']]");
    OnnxCheck.check(model);
  }

  @Test
  void build_sameCallsTwice_givesTheSameBytes() {
    assertThat(addition().build().toBytes()).isEqualTo(addition().build().toBytes());
  }

  @Test
  void build_everything_passesTheCheck() {
    OnnxCheck.check(TestModels.everything());
  }

  @Test
  void build_initializerForInput_isItsDefault() {
    addition().initializer("x", Shape.of(1), 0f).build();
  }

  @Test
  void build_valueReadBeforeItIsMade_isRefused() {
    OnnxModelBuilder builder =
        OnnxModel.builder("g")
            .opset("", 17)
            .input("x", FLOAT)
            .node("Relu", List.of("a"), List.of("b"))
            .node("Relu", List.of("x"), List.of("a"))
            .output("b", FLOAT);

    assertThatIllegalStateException()
        .isThrownBy(builder::build)
        .withMessage("Node Relu '' ['a'] -> ['b'] reads 'a', which nothing before it makes");
  }

  @Test
  void build_valueReadInSubgraphAndMadeByNothing_isRefused() {
    OnnxAttribute branch = OnnxAttribute.ofGraph("then_branch", TestModels.branch("b", "nothing"));

    assertThatIllegalStateException()
        .isThrownBy(addition().node("If", List.of("x"), List.of("z"), branch)::build)
        .withMessageContaining("reads 'nothing'");
  }

  @Test
  void build_valueMadeTwice_isRefused() {
    assertThatIllegalStateException()
        .isThrownBy(addition().node("Relu", List.of("x"), List.of("y"))::build)
        .withMessage("Node Relu '' ['x'] -> ['y']: output 'y' needs a name of its own");
  }

  @Test
  void build_inputTwice_isRefused() {
    assertThatIllegalStateException()
        .isThrownBy(addition().input("x", FLOAT)::build)
        .withMessage("Input 'x' needs a name of its own");
  }

  @Test
  void build_initializerTwice_isRefused() {
    assertThatIllegalStateException()
        .isThrownBy(addition().initializer("w", Shape.of(1), 2f)::build)
        .withMessage("Initializer 'w' needs a name of its own");
  }

  @Test
  void build_initializerWithoutName_isRefused() {
    assertThatIllegalStateException()
        .isThrownBy(addition().initializer("", Shape.of(1), 2f)::build)
        .withMessage("Initializer needs a name");
  }

  @Test
  void build_outputMadeByNothing_isRefused() {
    assertThatIllegalStateException()
        .isThrownBy(addition().output("z", FLOAT)::build)
        .withMessage("Nothing makes the output 'z'");
  }

  @Test
  void build_outputTwice_isRefused() {
    assertThatIllegalStateException()
        .isThrownBy(addition().output("y", FLOAT)::build)
        .withMessage("Output 'y' is declared twice");
  }

  @Test
  void build_noOutput_isRefused() {
    assertThatIllegalStateException()
        .isThrownBy(OnnxModel.builder("g").opset("", 17)::build)
        .withMessage("Graph 'g' needs an output");
  }

  @Test
  void build_domainNotImported_isRefused() {
    OnnxModelBuilder builder =
        addition().node("ai.onnx.ml", "Scaler", List.of("x"), List.of("scaled"));

    assertThatIllegalStateException()
        .isThrownBy(builder::build)
        .withMessage("Node Scaler '' ['x'] -> ['scaled'] needs opset('ai.onnx.ml', ...)");
    assertThat(builder.opset("ai.onnx.ml", 3).build().graph().nodes()).hasSize(2);
  }
}
