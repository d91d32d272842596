package io.lepton.format.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lepton.ErrorCode;
import io.lepton.MalformedInputException;
import io.lepton.tensor.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** External data that is given in memory, and what becomes of it. */
class InlinedDataTest {

  private static final OnnxTensorData WEIGHTS =
      OnnxTensorData.of("weights", Shape.of(2), 1f, 2f).withExternalData("w.bin", 4, 8);

  private static OnnxModel model(OnnxTensorData tensor) {
    return OnnxModel.builder("test")
        .opset("", 17)
        .input("x", OnnxElementType.FLOAT, 2)
        .initializer(tensor)
        .node("Add", List.of("x", "weights"), List.of("y"))
        .output("y", OnnxElementType.FLOAT, 2)
        .build();
  }

  private static ByteBuffer file(float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes;
  }

  @Test
  void withExternalData_ofATensor_isExternalAndFoundAgain() {
    OnnxModel read = OnnxModel.read(model(WEIGHTS).toBytes());
    assertThat(read.externalTensors()).hasSize(1);
    assertThat(read.externalTensors().get(0).externalData())
        .isEqualTo(Map.of("location", "w.bin", "offset", "4", "length", "8"));
  }

  @Test
  void withExternalData_fileGiven_isInsideTheModel() {
    OnnxModel inlined = model(WEIGHTS).withExternalData(Map.of("w.bin", file(9, 5, 6, 9)));
    OnnxModel read = OnnxModel.read(inlined.toBytes());
    assertThat(read.externalTensors()).isEmpty();
    assertThat(read.graph().initializer("weights").orElseThrow().floats()).containsExactly(5, 6);
    OnnxCheck.check(read);
  }

  @Test
  void withExternalData_insideASubgraph_isFoundThere() {
    OnnxGraph branch =
        OnnxGraph.named("branch")
            .withInitializers(List.of(WEIGHTS))
            .withNodes(List.of(OnnxNode.of("Identity", List.of("weights"), List.of("b"))))
            .withOutputs(
                List.of(
                    OnnxValueInfo.of(
                        "b", OnnxType.tensor(OnnxElementType.FLOAT, OnnxShape.of(2)))));
    OnnxModel model =
        OnnxModel.builder("test")
            .opset("", 17)
            .input("c", OnnxElementType.BOOL)
            .node(
                "If",
                List.of("c"),
                List.of("y"),
                OnnxAttribute.ofGraph("then_branch", branch),
                OnnxAttribute.ofGraph("else_branch", branch))
            .output("y", OnnxElementType.FLOAT, 2)
            .build();
    OnnxModel inlined = model.withExternalData(Map.of("w.bin", file(9, 5, 6)));
    assertThat(model.externalTensors()).hasSize(2);
    assertThat(OnnxModel.read(inlined.toBytes()).externalTensors()).isEmpty();
  }

  @Test
  void withExternalData_nothingGiven_isTheSameModel() {
    OnnxModel model = model(WEIGHTS);
    assertThat(model.withExternalData(Map.of())).isSameAs(model);
  }

  @Test
  void withExternalData_fileMissing_namesTensorAndFile() {
    assertThatExceptionOfType(MalformedInputException.class)
        .isThrownBy(() -> model(WEIGHTS).withExternalData(Map.of("other.bin", file(1))))
        .withMessage("Tensor 'weights' needs the external data 'w.bin', which was not given")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED_MODEL));
  }

  @Test
  void withExternalData_fileTooShort_saysHowMuchThereIs() {
    assertThatExceptionOfType(MalformedInputException.class)
        .isThrownBy(() -> model(WEIGHTS).withExternalData(Map.of("w.bin", file(1, 2))))
        .withMessage(
            "Tensor 'weights' needs 8 bytes from byte 4 of its external file, which has 8");
  }

  @Test
  void withExternalData_lengthThatIsNotTheTensors_isRefused() {
    OnnxTensorData wrong = WEIGHTS.withExternalData("w.bin", 0, 4);
    assertThatExceptionOfType(MalformedInputException.class)
        .isThrownBy(() -> model(wrong).withExternalData(Map.of("w.bin", file(1, 2))))
        .withMessageContaining("needs 8 bytes of external data, got 4");
  }
}
