package io.lepton.bench.cli;

import static io.lepton.format.onnx.OnnxElementType.FLOAT;
import static io.lepton.format.onnx.OnnxElementType.INT64;
import static io.lepton.format.onnx.OnnxElementType.STRING;

import io.lepton.format.onnx.OnnxAttribute;
import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxModel;
import io.lepton.format.onnx.OnnxModelBuilder;
import io.lepton.tensor.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Small models whose answers can be worked out in the head. */
final class TestModels {

  private static final String ML = "ai.onnx.ml";

  private TestModels() {}

  /** {@code points = age + 100 * (city is Rome) + 200 * (city is Oslo)}; other cities score 0. */
  static Path tolerant(Path dir) throws IOException {
    return people(dir, 1);
  }

  /** The same, but a city that is neither is an error. */
  static Path strict(Path dir) throws IOException {
    return people(dir, 0);
  }

  private static Path people(Path dir, int zeros) throws IOException {
    OnnxModelBuilder builder =
        OnnxModel.builder("people")
            .opset("", 17)
            .opset(ML, 3)
            .input("age", FLOAT, -1, 1)
            .input("city", STRING, -1, 1)
            .initializer("flat", Shape.of(2), -1L, 2L)
            .initializer("weights", Shape.of(3, 1), 1f, 100f, 200f)
            .node(
                ML,
                "OneHotEncoder",
                List.of("city"),
                List.of("city_encoded"),
                OnnxAttribute.ofStrings("cats_strings", "Rome", "Oslo"),
                OnnxAttribute.ofInt("zeros", zeros))
            .node("Reshape", List.of("city_encoded", "flat"), List.of("city_onehot"))
            .node(
                "Concat",
                List.of("age", "city_onehot"),
                List.of("features"),
                OnnxAttribute.ofInt("axis", 1))
            .node("MatMul", List.of("features", "weights"), List.of("points"))
            .output("points", FLOAT, -1, 1);
    return save(builder, dir.resolve("people.onnx"));
  }

  /** {@code total = x1 + 10 * x2 + 100 * x3} of one matrix input. */
  static Path matrix(Path dir) throws IOException {
    OnnxModelBuilder builder =
        OnnxModel.builder("matrix")
            .opset("", 17)
            .input("features", FLOAT, -1, 3)
            .initializer("weights", Shape.of(3, 1), 1f, 10f, 100f)
            .node("MatMul", List.of("features", "weights"), List.of("total"))
            .output("total", FLOAT, -1, 1);
    return save(builder, dir.resolve("matrix.onnx"));
  }

  /** {@code same = count}, both INT64. */
  static Path counter(Path dir) throws IOException {
    return save(identity(INT64, "Identity"), dir.resolve("counter.onnx"));
  }

  /** Uses an operator that there is not. */
  static Path unknownOperator(Path dir) throws IOException {
    return save(identity(FLOAT, "FluxCapacitor"), dir.resolve("unknown.onnx"));
  }

  private static OnnxModelBuilder identity(OnnxElementType type, String operator) {
    return OnnxModel.builder("identity")
        .opset("", 17)
        .input("count", type, -1, 1)
        .node(operator, List.of("count"), List.of("same"))
        .output("same", type, -1, 1);
  }

  /** Takes its weights from a file in the folder above its own. */
  static Path externalData(Path dir) throws IOException {
    byte[] entry = concat(text(1, "location"), text(2, "../weights.bin"));
    byte[] tensor =
        concat(
            number(1, 1), // dims: 1
            number(2, 1), // data_type: FLOAT
            text(8, "w"), // name
            message(13, entry), // external_data
            number(14, 1)); // data_location: EXTERNAL
    byte[] node = concat(text(1, "w"), text(2, "y"), text(4, "Identity"));
    byte[] type = message(1, concat(number(1, 1), message(2, message(1, number(1, 1)))));
    byte[] output = concat(text(1, "y"), message(2, type));
    byte[] graph = concat(message(1, node), text(2, "g"), message(5, tensor), message(12, output));
    byte[] model = concat(number(1, 8), message(7, graph), message(8, number(2, 17)));
    Path folder = Files.createDirectories(dir.resolve("external"));
    Files.write(dir.resolve("weights.bin"), new byte[4]);
    return Files.write(folder.resolve("model.onnx"), model);
  }

  // Protobuf by hand: the graph builder makes no model that is not sound.
  private static byte[] number(int field, int value) {
    return new byte[] {(byte) (field << 3), (byte) value};
  }

  private static byte[] text(int field, String value) {
    return message(field, value.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] message(int field, byte[] content) {
    if (content.length > 127) {
      return concat(
          new byte[] {
            (byte) (field << 3 | 2),
            (byte) (content.length & 0x7f | 0x80),
            (byte) (content.length >> 7)
          },
          content);
    }
    return concat(new byte[] {(byte) (field << 3 | 2), (byte) content.length}, content);
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static Path save(OnnxModelBuilder builder, Path file) throws IOException {
    return Files.write(file, builder.build().toBytes());
  }
}
