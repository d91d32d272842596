package io.lepton.format.onnx;

import static io.lepton.format.onnx.OnnxElementType.FLOAT;
import static io.lepton.format.onnx.OnnxElementType.INT32;
import static io.lepton.format.onnx.OnnxElementType.STRING;
import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the package page and of the builder. */
class OnnxPackageTourTest {

  private static OnnxModel genderModel() {
    return OnnxModel.builder("gender")
        .opset("ai.onnx.ml", 3)
        .opset("", 17)
        .input("gender", STRING, -1)
        .node(
            "ai.onnx.ml",
            "OneHotEncoder",
            List.of("gender"),
            List.of("onehot"),
            OnnxAttribute.ofStrings("cats_strings", "Female", "Male"))
        .output("onehot", FLOAT, -1, 2)
        .build();
  }

  @Test
  void tour_checking_acceptsAModel(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("model.onnx"), genderModel().toBytes());

    OnnxModel model = OnnxModel.read(file);
    Path parent = file.toAbsolutePath().getParent();
    OnnxPreflight.defaults().check(model, parent);
    List<String> inputs = new ArrayList<>();
    for (OnnxValueInfo input : model.graph().requiredInputs()) {
      inputs.add(input.toString());
    }

    assertThat(inputs).containsExactly("'gender' STRING [?]");
  }

  @Test
  void tour_rewriting_replacesTextByCodes() {
    OnnxModel model = genderModel();

    OnnxGraph graph = model.graph();
    OnnxUse use = graph.uses("gender").get(0);
    List<OnnxNode> nodes = new ArrayList<>(graph.nodes());
    nodes.set(
        nodes.indexOf(use.node()),
        OnnxNode.of("Gather", List.of("gender_table", "gender"), use.node().outputs()));
    OnnxTensorData table = OnnxTensorData.of("gender_table", Shape.of(2, 2), 1f, 0f, 0f, 1f);
    OnnxModel changed =
        model.withGraph(
            graph
                .withInputs(List.of(OnnxValueInfo.of("gender", OnnxType.tensor(INT32, -1))))
                .withInitializers(List.of(table))
                .withNodes(nodes));
    byte[] bytes = changed.toBytes();

    OnnxGraph read = OnnxModel.read(bytes).graph();
    assertThat(read.nodes()).hasToString("[Gather '' ['gender_table', 'gender'] -> ['onehot']]");
    assertThat(read.inputs()).hasToString("['gender' INT32 [?]]");
  }

  @Test
  void tour_building_makesAModel() {
    OnnxModel churn =
        OnnxModel.builder("churn")
            .opset("", 17)
            .input("features", FLOAT, -1, 2)
            .initializer("weights", Shape.of(2, 1), 0.8f, -0.05f)
            .initializer("bias", Shape.of(1), 0.1f)
            .node("Gemm", List.of("features", "weights", "bias"), List.of("logit"))
            .node("Sigmoid", List.of("logit"), List.of("probability"))
            .output("probability", FLOAT, -1, 1)
            .metadata("labels", "stays,leaves")
            .build();

    assertThat(churn.graph()).hasToString("'churn': 2 nodes, 1 inputs, 1 outputs, 2 initializers");
  }

  @Test
  void tour_builderClass_makesAModel() {
    OnnxModel model =
        OnnxModel.builder("score")
            .opset("", 17)
            .input("x", OnnxElementType.FLOAT, -1, 2)
            .initializer("w", Shape.of(2, 1), 0.5f, -0.5f)
            .node("MatMul", List.of("x", "w"), List.of("y"))
            .output("y", OnnxElementType.FLOAT, -1, 1)
            .build();

    OnnxPreflight.defaults().check(model);
  }
}
