package io.lepton.runtime.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.ErrorCode;
import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxModel;
import io.lepton.model.BoundInference;
import io.lepton.model.InferenceException;
import io.lepton.model.InferenceRequest;
import io.lepton.model.InferenceSession;
import io.lepton.tensor.DataType;
import io.lepton.tensor.HalfPrecision;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every type goes in and out, bit for bit. */
class OnnxTypesTest {

  private static final long SEED = 20260819;

  /** Random bits, with the extremes first. */
  private static Tensor bits(DataType type, Shape shape) {
    Tensor tensor = Tensor.allocate(type, shape);
    byte[] random = new byte[tensor.data().remaining()];
    new Random(SEED).nextBytes(random);
    int size = type.sizeBytes();
    for (int i = 0; i < random.length; i++) {
      boolean isFirst = i < size;
      boolean isSecond = i >= size && i < 2 * size;
      random[i] = isFirst ? (byte) 0xff : isSecond && i == 2 * size - 1 ? (byte) 0x80 : random[i];
      random[i] = isSecond && i < 2 * size - 1 ? 0 : random[i];
      random[i] = type == DataType.BOOL ? (byte) (random[i] & 1) : random[i];
    }
    tensor.data().put(random);
    return tensor;
  }

  private static byte[] bytes(Tensor tensor) {
    byte[] bytes = new byte[tensor.data().remaining()];
    tensor.data().get(bytes);
    return bytes;
  }

  private static OnnxModel identity(DataType type, long... sizes) {
    return TestModels.identity(OnnxElementType.of(type), sizes);
  }

  @ParameterizedTest
  @EnumSource(names = "BYTES", mode = EnumSource.Mode.EXCLUDE)
  void infer_anyType_keepsEveryBit(DataType type) {
    try (InferenceSession session = TestModels.open(identity(type, -1, 3), true)) {
      Tensor input = bits(type, Shape.of(5, 3));
      for (int i = 0; i < 3; i++) {
        Tensor output = session.infer(InferenceRequest.of("x", input)).outputs().get("y");
        assertThat(output.type()).isEqualTo(type);
        assertThat(output.shape()).isEqualTo(Shape.of(5, 3));
        assertThat(bytes(output)).isEqualTo(bytes(input));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {"BYTES", "UINT16", "UINT32", "UINT64"},
      mode = EnumSource.Mode.EXCLUDE)
  void infer_asInTheFile_keepsEveryBit(DataType type) {
    try (InferenceSession session = TestModels.open(identity(type, -1), false)) {
      Tensor input = bits(type, Shape.of(7));
      Tensor output = session.infer(InferenceRequest.of("x", input)).outputs().get("y");
      assertThat(bytes(output)).isEqualTo(bytes(input));
    }
  }

  @ParameterizedTest
  @EnumSource(names = "BYTES", mode = EnumSource.Mode.EXCLUDE)
  void bind_anyType_keepsEveryBit(DataType type) {
    try (InferenceSession session = TestModels.open(identity(type, -1), true);
        BoundInference bound = session.bind(Map.of("x", Shape.of(9)))) {
      ByteBuffer source = bits(type, Shape.of(9)).data();
      for (int i = 0; i < 3; i++) {
        bound.input("x").data().put(source.rewind());
        bound.run();
        assertThat(bound.output("y").type()).isEqualTo(type);
        assertThat(bytes(bound.output("y"))).isEqualTo(bytes(bound.input("x")));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void infer_scalar_staysScalar(DataType type) {
    try (InferenceSession session = TestModels.open(identity(type), true)) {
      Tensor input = type == DataType.BYTES ? Tensor.of(Shape.of(), "é") : bits(type, Shape.of());
      for (int i = 0; i < 2; i++) {
        Tensor output = session.infer(InferenceRequest.of("x", input)).outputs().get("y");
        assertThat(output.shape()).isEqualTo(Shape.of());
        assertThat(output.size()).isEqualTo(1);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void infer_dimensionOfZero_returnsNoElements(DataType type) {
    try (InferenceSession session = TestModels.open(identity(type, -1, 2), true)) {
      Shape none = Shape.of(0, 2);
      Tensor input = type == DataType.BYTES ? Tensor.ofBytes(none) : Tensor.allocate(type, none);
      for (int i = 0; i < 2; i++) {
        Tensor output = session.infer(InferenceRequest.of("x", input)).outputs().get("y");
        assertThat(output.shape()).isEqualTo(none);
        assertThat(output.type()).isEqualTo(type);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"UINT16", "UINT32", "UINT64"})
  void infer_unsignedInput_reachesTheModelUnsigned(DataType type) {
    OnnxModel toDouble =
        TestModels.builder()
            .input("x", OnnxElementType.of(type), -1)
            .node(GraphEdit.cast("x", "y", OnnxElementType.DOUBLE))
            .output("y", OnnxElementType.DOUBLE, -1)
            .build();
    try (InferenceSession session = TestModels.open(toDouble, true)) {
      Tensor input = bits(type, Shape.of(64));
      Tensor output = session.infer(InferenceRequest.of("x", input)).outputs().get("y");
      for (int i = 0; i < input.size(); i++) {
        assertThat(output.getDouble(i)).isEqualTo(input.getDouble(i));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"UINT16", "UINT32", "UINT64"})
  void infer_unsignedOutputAsInTheFile_keepsEveryBit(DataType type) {
    DataType signed = DataType.valueOf(type.name().substring(1));
    OnnxModel toUnsigned =
        TestModels.builder()
            .input("x", OnnxElementType.of(signed), -1)
            .node(GraphEdit.cast("x", "y", OnnxElementType.of(type)))
            .output("y", OnnxElementType.of(type), -1)
            .build();
    try (InferenceSession session = TestModels.open(toUnsigned, false)) {
      Tensor input = bits(signed, Shape.of(64));
      Tensor output = session.infer(InferenceRequest.of("x", input)).outputs().get("y");
      assertThat(output.type()).isEqualTo(type);
      assertThat(bytes(output)).isEqualTo(bytes(input));
    }
  }

  @Test
  void open_unsignedInputAsInTheFile_isRefusedWithTheWayOut() {
    assertThatThrownBy(() -> TestModels.open(identity(DataType.UINT32, -1), false))
        .isInstanceOfSatisfying(
            InferenceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_REFUSED))
        .hasMessageContaining("Input x needs UINT32")
        .hasMessageContaining("open the model with rewriting");
  }

  @Test
  void infer_outputOfTwoRanksOfText_keepsItsOrder() {
    try (InferenceSession session = TestModels.open(identity(DataType.BYTES, -1, -1), true)) {
      Tensor input = Tensor.of(Shape.of(2, 3), "a", "", "ü", "四", "e e", "\n");
      Tensor output = session.infer(InferenceRequest.of("x", input)).outputs().get("y");
      assertThat(output.shape()).isEqualTo(Shape.of(2, 3));
      assertThat(output.toStrings()).containsExactly("a", "", "ü", "四", "e e", "\n");
    }
  }

  @Test
  void infer_outputIsAnInput_isPassedThrough() {
    OnnxModel model =
        TestModels.builder()
            .input("x", OnnxElementType.FLOAT, -1)
            .node("Neg", List.of("x"), List.of("y"))
            .output("x", OnnxElementType.FLOAT, -1)
            .output("y", OnnxElementType.FLOAT, -1)
            .build();
    try (InferenceSession session = TestModels.open(model, true);
        BoundInference bound = session.bind(Map.of("x", Shape.of(2)))) {
      for (int i = 1; i < 4; i++) {
        Tensor x = Tensor.of(Shape.of(2), i, 2f);
        Map<String, Tensor> outputs = session.infer(InferenceRequest.of("x", x)).outputs();
        assertThat(outputs.get("x").toFloats()).containsExactly(i, 2);
        assertThat(outputs.get("y").toFloats()).containsExactly(-i, -2);
        bound.input("x").data().putFloat(0, i);
        bound.run();
        assertThat(bound.output("x").toFloats()).containsExactly(i, 0);
      }
    }
  }

  /** What the runtime rounds a million floats of all sizes to is what HalfPrecision does. */
  @ParameterizedTest
  @EnumSource(names = {"FP16", "BF16"})
  void infer_castOfAMillionFloats_roundsAsHalfPrecision(DataType type) {
    Random random = new Random(SEED);
    Tensor floats = Tensor.allocate(DataType.FP32, Shape.of(1_000_000));
    for (int i = 0; i < floats.size(); i++) {
      int bits = random.nextInt();
      // Ties and their neighbours are rare among random bits.
      bits = i % 3 == 0 ? bits & 0xffff_f000 | 0x1000 : i % 3 == 1 ? bits & 0xffff_8000 : bits;
      bits = i % 2 == 0 ? bits : bits & 0x8fff_ffff | 0x3000_0000;
      floats.data().putInt(4 * i, bits);
    }
    OnnxModel cast =
        TestModels.builder()
            .input("x", OnnxElementType.FLOAT, -1)
            .node(GraphEdit.cast("x", "y", OnnxElementType.of(type)))
            .output("y", OnnxElementType.of(type), -1)
            .build();
    try (InferenceSession session = TestModels.open(cast, true)) {
      Tensor output = session.infer(InferenceRequest.of("x", floats)).output("y");
      long different = 0;
      for (int i = 0; i < floats.size(); i++) {
        float value = floats.data().getFloat(4 * i);
        short expected =
            type == DataType.FP16
                ? HalfPrecision.floatToFp16(value)
                : HalfPrecision.floatToBf16(value);
        boolean isSame = output.data().getShort(2 * i) == expected;
        different += isSame || (Float.isNaN(value) && Double.isNaN(output.getDouble(i))) ? 0 : 1;
      }
      assertThat(different).isZero();
    }
  }
}
