package io.lepton.runtime.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.MalformedInputException;
import io.lepton.format.onnx.OnnxGraph;
import io.lepton.format.onnx.OnnxModel;
import io.lepton.format.onnx.OnnxTensorData;
import io.lepton.model.InferenceRequest;
import io.lepton.model.InferenceSession;
import io.lepton.model.ModelSource;
import io.lepton.model.SessionOptions;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import io.lepton.tensor.TensorSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real models, whose tensors are taken out of them and given beside them. */
class OnnxExternalDataTest {

  private static final SessionOptions DEFAULTS = SessionOptions.defaults();
  private static final String WEIGHTS = "weights/model.bin";

  /** A model, and what was taken out of it. */
  private record Split(OnnxModel model, byte[] weights) {

    static Split of(OnnxModel whole) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      List<OnnxTensorData> tensors = new ArrayList<>();
      for (OnnxTensorData tensor : whole.graph().initializers()) {
        ByteBuffer raw = tensor.rawData().orElse(null);
        if (raw == null || !raw.hasRemaining()) {
          tensors.add(tensor);
          continue;
        }
        byte[] bytes = new byte[raw.remaining()];
        raw.get(bytes);
        tensors.add(tensor.withExternalData(WEIGHTS, out.size(), bytes.length));
        out.writeBytes(bytes);
      }
      OnnxGraph graph = whole.graph().withInitializers(tensors);
      return new Split(whole.withGraph(graph), out.toByteArray());
    }
  }

  private static Tensor ask(InferenceSession session) {
    TensorSpec input = session.metadata().inputs().get(0);
    long[] dimensions = input.shape().toArray();
    for (int i = 0; i < dimensions.length; i++) {
      dimensions[i] = Math.max(1, dimensions[i]);
    }
    Tensor tensor = Tensor.allocate(input.type(), Shape.of(dimensions));
    Random random = new Random(42);
    for (int i = 0; i < tensor.size(); i++) {
      tensor.data().putFloat(4 * i, random.nextFloat());
    }
    return session
        .infer(InferenceRequest.of(input.name(), tensor))
        .outputs()
        .values()
        .iterator()
        .next();
  }

  private static void assertSame(InferenceSession found, OnnxModel whole) throws IOException {
    try (InferenceSession expected =
        new OnnxBackend().open(ModelSource.of("whole", whole.toBytes()), DEFAULTS)) {
      assertThat(ask(found).data()).isEqualTo(ask(expected).data());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mnist-cnn", "light-squeezenet"})
  void open_weightsInMemory_answersAsTheWholeModel(String name) throws IOException {
    Path file = SharedFiles.find("models/third-party/" + name + "/model.onnx");
    OnnxModel whole = OnnxModel.read(file);
    Split split = Split.of(whole);
    assertThat(split.weights()).hasSizeGreaterThan(1000);
    ByteBuffer direct = ByteBuffer.allocateDirect(split.weights().length).put(split.weights());
    ModelSource source =
        ModelSource.of(
            name, ByteBuffer.wrap(split.model().toBytes()), Map.of(WEIGHTS, direct.flip()));
    try (InferenceSession session = new OnnxBackend().open(source, DEFAULTS)) {
      assertSame(session, whole);
    }
  }

  @Test
  void open_weightsInAFile_answersAsTheWholeModel(@TempDir Path folder) throws IOException {
    OnnxModel whole = OnnxModel.read(SharedFiles.find("models/third-party/mnist-cnn/model.onnx"));
    Split split = Split.of(whole);
    Files.createDirectory(folder.resolve("weights"));
    Files.write(folder.resolve(WEIGHTS), split.weights());
    Path file = Files.write(folder.resolve("model.onnx"), split.model().toBytes());
    try (InferenceSession session = new OnnxBackend().open(ModelSource.of(file), DEFAULTS)) {
      assertSame(session, whole);
      assertThat(session.statistics().nativeBytes()).isGreaterThan(split.weights().length);
    }
  }

  @Test
  void open_otherWeightsInMemory_isAnotherSession() throws IOException {
    OnnxModel model = OnnxModel.read(OnnxBytes.withExternalBias("bias.bin"));
    try (InferenceSession one = new OnnxBackend().open(withBias(model, 0x3f), DEFAULTS);
        InferenceSession other = new OnnxBackend().open(withBias(model, 0x40), DEFAULTS)) {
      assertThat(y(one)).containsExactly(11, 20);
      assertThat(y(other)).containsExactly(14, 20);
    }
  }

  private static ModelSource withBias(OnnxModel model, int highByte) {
    byte[] bias = {0, 0, (byte) 0x80, (byte) highByte, 0, 0, 0, 0};
    return ModelSource.of(
        "m", ByteBuffer.wrap(model.toBytes()), Map.of("bias.bin", ByteBuffer.wrap(bias)));
  }

  private static float[] y(InferenceSession session) {
    Tensor x = Tensor.of(Shape.of(2), 10f, 20f);
    InferenceRequest request = InferenceRequest.of("x", x).and("t", Tensor.of(Shape.of(1), "a"));
    return session.infer(request).outputs().get("y").toFloats();
  }

  @Test
  void open_weightsNotGiven_namesTensorAndFile() {
    ModelSource source =
        ModelSource.of(
            "m",
            ByteBuffer.wrap(OnnxBytes.withExternalBias("bias.bin")),
            Map.of("other.bin", ByteBuffer.allocate(8)));
    assertThatThrownBy(() -> new OnnxBackend().open(source, DEFAULTS))
        .isInstanceOf(MalformedInputException.class)
        .hasMessage("Tensor 'bias' needs the external data 'bias.bin', which was not given");
  }
}
