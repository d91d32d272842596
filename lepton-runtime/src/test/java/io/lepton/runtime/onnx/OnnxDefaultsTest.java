package io.lepton.runtime.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.MalformedInputException;
import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxGraph;
import io.lepton.format.onnx.OnnxModel;
import io.lepton.format.onnx.OnnxTensorData;
import io.lepton.format.onnx.OnnxType;
import io.lepton.format.onnx.OnnxValueInfo;
import io.lepton.model.InferenceException;
import io.lepton.model.InferenceRequest;
import io.lepton.model.InferenceSession;
import io.lepton.model.InvalidRequestException;
import io.lepton.model.ModelSource;
import io.lepton.model.SessionClosedException;
import io.lepton.model.SessionOptions;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import io.lepton.tensor.TensorSequence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inputs that a model has values for, and names that are there twice. */
class OnnxDefaultsTest {

  private static final Tensor X = Tensor.of(Shape.of(2), 1f, 2f);

  @TempDir private Path folder;

  /** y = x * scale + shift, with values for scale and shift. */
  private static OnnxModel scaled(long irVersion) {
    OnnxModel model =
        TestModels.builder()
            .irVersion(irVersion)
            .input("x", OnnxElementType.FLOAT, 2)
            .initializer("scale", Shape.of(), 10f)
            .initializer("shift", Shape.of(2), 0.5f, 0.25f)
            .node("Mul", List.of("x", "scale"), List.of("product"))
            .node("Add", List.of("product", "shift"), List.of("y"))
            .output("y", OnnxElementType.FLOAT, 2)
            .build();
    OnnxGraph graph = model.graph();
    return model.withGraph(
        graph.withInputs(
            List.of(
                graph.inputs().get(0),
                OnnxValueInfo.of("scale", OnnxType.tensor(OnnxElementType.FLOAT)),
                OnnxValueInfo.of("shift", OnnxType.tensor(OnnxElementType.FLOAT, 2)))));
  }

  private static float[] infer(InferenceSession session, InferenceRequest request) {
    return session.infer(request).output("y").toFloats();
  }

  @Test
  void infer_inputsWithValuesLeftOut_takesTheModelsOwn() {
    try (InferenceSession session = TestModels.open(scaled(8), true)) {
      assertThat(session.metadata().inputs()).hasToString("[x FP32 [2]]");
      assertThat(infer(session, InferenceRequest.of("x", X))).containsExactly(10.5f, 20.25f);
    }
  }

  @Test
  void infer_inputsWithValuesGiven_takesThose() {
    try (InferenceSession session = TestModels.open(scaled(8), true)) {
      InferenceRequest request = InferenceRequest.of("x", X);
      Tensor scale = Tensor.of(Shape.of(), 2f);
      Tensor shift = Tensor.of(Shape.of(2), -1f, -1f);
      for (int i = 0; i < 2; i++) {
        assertThat(infer(session, request.and("scale", scale))).containsExactly(2.5f, 4.25f);
        assertThat(infer(session, request.and("shift", shift))).containsExactly(9, 19);
        assertThat(infer(session, request.and("scale", scale).and("shift", shift).wanting("y")))
            .containsExactly(1, 3);
        assertThat(infer(session, request)).containsExactly(10.5f, 20.25f);
      }
    }
  }

  @Test
  void infer_inputWithValueGivenInOtherShape_isRefused() {
    try (InferenceSession session = TestModels.open(scaled(8), true)) {
      InferenceRequest request =
          InferenceRequest.of("x", X).and("shift", Tensor.of(Shape.of(1), 1f));
      assertThatThrownBy(() -> session.infer(request))
          .isInstanceOf(InvalidRequestException.class)
          .hasMessage("Input shift needs shape [2], got [1]");
    }
  }

  @Test
  void infer_constantOfIrVersion3Given_isUnknown() {
    try (InferenceSession session = TestModels.open(scaled(3), true)) {
      assertThat(infer(session, InferenceRequest.of("x", X))).containsExactly(10.5f, 20.25f);
      InferenceRequest request =
          InferenceRequest.of("x", X).and("scale", Tensor.of(Shape.of(), 2f));
      assertThatThrownBy(() -> session.infer(request))
          .isInstanceOf(InvalidRequestException.class)
          .hasMessage("The model has no input scale, it has x");
    }
  }

  @Test
  void infer_inputWithValueGivenAfterTheFileChanged_isRefused() throws IOException {
    Path file = folder.resolve("scaled.onnx");
    Files.write(file, scaled(8).toBytes());
    InferenceRequest request = InferenceRequest.of("x", X).and("scale", Tensor.of(Shape.of(), 2f));
    try (InferenceSession session =
        new OnnxBackend().open(ModelSource.of(file), SessionOptions.defaults())) {
      Files.write(file, scaled(9).toBytes());
      assertThatThrownBy(() -> session.infer(request))
          .isInstanceOf(InferenceException.class)
          .hasMessageContaining("Model scaled needs to be read again")
          .hasMessageContaining("it changed since it was opened");
      Files.write(file, scaled(8).toBytes());
      assertThat(infer(session, request)).containsExactly(2.5f, 4.25f);
    }
  }

  @Test
  void close_afterInputsWithValuesWereGiven_endsBoth() {
    InferenceSession session = TestModels.open(scaled(8), true);
    InferenceRequest request = InferenceRequest.of("x", X).and("scale", Tensor.of(Shape.of(), 2f));
    assertThat(infer(session, request)).containsExactly(2.5f, 4.25f);
    session.close();
    assertThatThrownBy(() -> session.infer(request)).isInstanceOf(SessionClosedException.class);
    assertThatThrownBy(() -> session.infer(InferenceRequest.of("x", X)))
        .isInstanceOf(SessionClosedException.class);
  }

  @Test
  void infer_valuesOfEveryTypeInTheModel_areTheDefault() {
    OnnxModel model =
        TestModels.builder()
            .input("x", OnnxElementType.FLOAT, 2)
            .initializer("d", Shape.of(2), 1.5, -1.5)
            .initializer("i", Shape.of(2), 1, -1)
            .initializer("l", Shape.of(1), 1L << 40)
            .initializer("t", Shape.of(1), "tüxt")
            .node("Identity", List.of("x"), List.of("y"))
            .node("Identity", List.of("d"), List.of("dy"))
            .node("Identity", List.of("i"), List.of("iy"))
            .node("Identity", List.of("l"), List.of("ly"))
            .node("Identity", List.of("t"), List.of("ty"))
            .output("y", OnnxElementType.FLOAT, 2)
            .output("dy", OnnxElementType.DOUBLE, 2)
            .output("iy", OnnxElementType.INT32, 2)
            .output("ly", OnnxElementType.INT64, 1)
            .output("ty", OnnxElementType.STRING, 1)
            .build();
    OnnxGraph graph = model.graph();
    OnnxModel open =
        model.withGraph(
            graph
                .withInputs(
                    List.of(
                        graph.inputs().get(0),
                        OnnxValueInfo.of("w", OnnxType.tensor(OnnxElementType.FLOAT, 1)),
                        OnnxValueInfo.of("d", OnnxType.tensor(OnnxElementType.DOUBLE, 2)),
                        OnnxValueInfo.of("i", OnnxType.tensor(OnnxElementType.INT32, 2)),
                        OnnxValueInfo.of("l", OnnxType.tensor(OnnxElementType.INT64, 1)),
                        OnnxValueInfo.of("t", OnnxType.tensor(OnnxElementType.STRING, 1))))
                .withInitializers(
                    List.of(
                        OnnxTensorData.of("w", Shape.of(1), 1f),
                        graph.initializers().get(0),
                        graph.initializers().get(1),
                        graph.initializers().get(2),
                        graph.initializers().get(3))));
    try (InferenceSession session = TestModels.open(open, true)) {
      InferenceRequest given = InferenceRequest.of("x", X).and("w", Tensor.of(Shape.of(1), 2f));
      Map<String, Tensor> all = session.infer(given).outputs();
      assertThat(all.get("dy").getDouble(1)).isEqualTo(-1.5);
      assertThat(all.get("iy").toLongs()).containsExactly(1, -1);
      assertThat(all.get("ly").toLongs()).containsExactly(1L << 40);
      assertThat(all.get("ty").toStrings()).containsExactly("tüxt");
    }
  }

  @Test
  void infer_sequenceBesideInputWithValue_goesIntoBothModels() {
    OnnxType sequence = new OnnxType.SequenceType(OnnxType.tensor(OnnxElementType.FLOAT, 2));
    OnnxModel model =
        TestModels.builder()
            .input("s", sequence)
            .initializer("at", Shape.of(), 0L)
            .node("SequenceAt", List.of("s", "at"), List.of("y"))
            .output("y", OnnxElementType.FLOAT, 2)
            .build();
    OnnxModel open =
        model.withGraph(
            model
                .graph()
                .withInputs(
                    List.of(
                        OnnxValueInfo.of("s", sequence),
                        OnnxValueInfo.of("at", OnnxType.tensor(OnnxElementType.INT64)))));
    try (InferenceSession session = TestModels.open(open, true)) {
      InferenceRequest request =
          InferenceRequest.of("s", TensorSequence.of(X, Tensor.of(Shape.of(2), 3f, 4f)));
      assertThat(infer(session, request)).containsExactly(1, 2);
      assertThat(infer(session, request.and("at", Tensor.of(Shape.of(), 1L))))
          .containsExactly(3, 4);
    }
  }

  @Test
  void infer_outputNamedTwice_isThereOnce() {
    OnnxModel model = TestModels.identity(OnnxElementType.FLOAT, 2);
    OnnxValueInfo output = model.graph().outputs().get(0);
    OnnxModel twice = model.withGraph(model.graph().withOutputs(List.of(output, output)));
    try (InferenceSession session = TestModels.open(twice, true)) {
      for (int i = 0; i < 2; i++) {
        assertThat(session.infer(InferenceRequest.of("x", X)).outputs()).containsOnlyKeys("y");
        assertThat(infer(session, InferenceRequest.of("x", X))).containsExactly(1, 2);
      }
    }
  }

  @Test
  void open_inputNamedTwice_isRefused() {
    OnnxModel model = TestModels.identity(OnnxElementType.FLOAT, 2);
    OnnxValueInfo input = model.graph().inputs().get(0);
    OnnxModel twice = model.withGraph(model.graph().withInputs(List.of(input, input)));
    assertThatThrownBy(() -> TestModels.open(twice, true))
        .isInstanceOf(MalformedInputException.class)
        .hasMessageContaining("Value 'x' is made twice");
  }

  @Test
  void infer_outputIsAConstant_isTheConstantEachTime() {
    OnnxModel model =
        TestModels.builder()
            .input("x", OnnxElementType.FLOAT, 2)
            .initializer("w", Shape.of(2), 7f, 8f)
            .node("Identity", List.of("x"), List.of("y"))
            .output("y", OnnxElementType.FLOAT, 2)
            .output("w", OnnxElementType.FLOAT, 2)
            .build();
    try (InferenceSession session = TestModels.open(model, true)) {
      for (int i = 0; i < 3; i++) {
        Map<String, Tensor> outputs = session.infer(InferenceRequest.of("x", X)).outputs();
        assertThat(outputs.get("w").toFloats()).containsExactly(7, 8);
        assertThat(outputs.get("y").toFloats()).containsExactly(1, 2);
      }
    }
  }

  @Test
  void infer_modelWithoutInputs_answers() {
    OnnxModel model =
        TestModels.builder()
            .initializer("w", Shape.of(2), 7f, 8f)
            .node("Neg", List.of("w"), List.of("y"))
            .output("y", OnnxElementType.FLOAT, 2)
            .build();
    try (InferenceSession session = TestModels.open(model, true)) {
      for (int i = 0; i < 2; i++) {
        assertThat(infer(session, InferenceRequest.of(Map.of()))).containsExactly(-7, -8);
      }
    }
  }
}
