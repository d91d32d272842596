package io.lepton.runtime.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.format.onnx.OnnxElementType;
import io.lepton.model.InferenceRequest;
import io.lepton.model.InferenceSession;
import io.lepton.model.ModelSource;
import io.lepton.model.SessionOptions;
import io.lepton.runtime.onnx.ProtoTree.Field;
import io.lepton.runtime.onnx.ProtoTree.Kind;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Models of more than 2 GiB: the file of the model itself stays small, as protobuf has it, and the
 * tensors lie in a file beside it, at offsets beyond 32 bits. The file has holes and takes no place
 * on the disk.
 */
@Timeout(120)
class LargeExternalDataTest {

  private static final String DATA = "weights.bin";

  /** Writes a model of two gathers, each from one of two tensors that lie one after the other. */
  private static Path write(Path folder, long elements) throws IOException {
    long bytes = elements * Float.BYTES;
    try (RandomAccessFile data = new RandomAccessFile(folder.resolve(DATA).toFile(), "rw")) {
      data.setLength(2 * bytes);
      writeFloat(data, 0, 1);
      writeFloat(data, bytes - Float.BYTES, 2);
      writeFloat(data, bytes, 3);
      writeFloat(data, 2 * bytes - Float.BYTES, 4);
    }
    ProtoTree model = ProtoTree.read(gathers());
    List<ProtoTree> tensors = model.all(Kind.TENSOR);
    for (int i = 0; i < 2; i++) {
      moveOut(tensors.get(i), elements, i * bytes);
    }
    return Files.write(folder.resolve("model.onnx"), model.toBytes());
  }

  private static void writeFloat(RandomAccessFile data, long offset, float value)
      throws IOException {
    data.seek(offset);
    data.writeInt(Integer.reverseBytes(Float.floatToIntBits(value)));
  }

  private static byte[] gathers() {
    return TestModels.builder()
        .input("i", OnnxElementType.INT64, -1)
        .initializer("first", Shape.of(1), 0f)
        .initializer("second", Shape.of(1), 0f)
        .node("Gather", List.of("first", "i"), List.of("a"))
        .node("Gather", List.of("second", "i"), List.of("b"))
        .output("a", OnnxElementType.FLOAT, -1)
        .output("b", OnnxElementType.FLOAT, -1)
        .build()
        .toBytes();
  }

  private static void moveOut(ProtoTree tensor, long elements, long offset) {
    tensor.remove(1);
    tensor.remove(9);
    tensor.fields.add(0, Field.ofNumber(1, elements));
    tensor.fields.add(entry("location", DATA));
    tensor.fields.add(entry("offset", Long.toString(offset)));
    tensor.fields.add(entry("length", Long.toString(elements * Float.BYTES)));
    tensor.fields.add(Field.ofNumber(14, 1));
  }

  private static Field entry(String key, String value) {
    ProtoTree entry = new ProtoTree(Kind.ENTRY);
    entry.fields.add(Field.ofBytes(1, key.getBytes(StandardCharsets.UTF_8)));
    entry.fields.add(Field.ofBytes(2, value.getBytes(StandardCharsets.UTF_8)));
    return Field.ofMessage(13, entry);
  }

  private static void assertEndsAreRead(Path model, long elements, boolean rewriting)
      throws IOException {
    SessionOptions options = SessionOptions.defaults().withRewriting(rewriting);
    try (InferenceSession session = new OnnxBackend().open(ModelSource.of(model), options)) {
      Tensor ends = Tensor.of(Shape.of(2), 0L, elements - 1);
      var outputs = session.infer(InferenceRequest.of("i", ends)).outputs();
      assertThat(outputs.get("a").toFloats()).containsExactly(1, 2);
      assertThat(outputs.get("b").toFloats()).containsExactly(3, 4);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void open_externalDataWithOffsets_isRead(boolean rewriting, @TempDir Path folder)
      throws IOException {
    assertEndsAreRead(write(folder, 1_000), 1_000, rewriting);
  }

  @Test
  @EnabledIfSystemProperty(named = "lepton.soak", matches = "true")
  void open_externalDataOfMoreThan2GiB_isRead(@TempDir Path folder) throws IOException {
    long elements = 300_000_000;
    assertEndsAreRead(write(folder, elements), elements, true);
  }

  @Test
  @EnabledIfSystemProperty(named = "lepton.soak", matches = "true")
  void open_oneTensorOfMoreThan2GiB_isRead(@TempDir Path folder) throws IOException {
    long elements = 600_000_000;
    assertEndsAreRead(write(folder, elements), elements, true);
  }
}
