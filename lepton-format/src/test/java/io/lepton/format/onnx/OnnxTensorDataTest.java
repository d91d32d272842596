package io.lepton.format.onnx;

import static io.lepton.format.onnx.Protos.hex;
import static io.lepton.format.onnx.Protos.readTensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.ErrorCode;
import io.lepton.MalformedInputException;
import io.lepton.tensor.DataType;
import io.lepton.tensor.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OnnxTensorDataTest {

  private static OnnxTensorData reread(OnnxTensorData tensor) {
    return readTensor(tensor.message());
  }

  // ---- elements ----

  @Test
  void of_eachType_readsBack() {
    assertThat(reread(OnnxTensorData.of("t", Shape.of(2), 1.5f, -0f)).floats())
        .containsExactly(1.5f, -0f);
    assertThat(reread(OnnxTensorData.of("t", Shape.of(2), 1e300, -1.0)).doubles())
        .containsExactly(1e300, -1);
    assertThat(reread(OnnxTensorData.of("t", Shape.of(2), Integer.MIN_VALUE, 1)).longs())
        .containsExactly(Integer.MIN_VALUE, 1);
    assertThat(reread(OnnxTensorData.of("t", Shape.of(2), Long.MIN_VALUE, 1L)).longs())
        .containsExactly(Long.MIN_VALUE, 1);
    assertThat(reread(OnnxTensorData.of("t", Shape.of(2), "grün", "")).strings())
        .containsExactly("grün", "");
  }

  @Test
  void of_wrongNumberOfValues_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OnnxTensorData.of("t", Shape.of(2, 2), 1f, 2f, 3f))
        .withMessage("A tensor FLOAT [2, 2] needs 4 values, got 3");
  }

  @ParameterizedTest
  @CsvSource({
    // data type, raw_data or int32_data as unsigned bits, expected
    "UINT8, 4a02 01ff, '1,255'",
    "INT8, 4a02 01ff, '1,-1'",
    "BOOL, 4a02 0001, '0,1'",
    "UINT16, 4a04 0100 ffff, '1,65535'",
    "INT16, 4a04 0100 ffff, '1,-1'",
    "UINT32, 4a08 01000000 ffffffff, '1,4294967295'",
    "INT32, 4a08 01000000 ffffffff, '1,-1'",
    "UINT64, 4a10 0100000000000000 ffffffffffffffff, '1,-1'",
    "INT64, 4a10 0100000000000000 ffffffffffffffff, '1,-1'",
    "UINT8, 2a03 01 ff01, '1,255'",
    "INT8, 2a0b 01 ffffffffffffffffff01, '1,-1'",
    "INT8, 2a03 01 ff01, '1,-1'",
    "BOOL, 28002801, '0,1'",
    "UINT16, 2a04 01 ffff03, '1,65535'",
    "INT16, 2a0b 01 ffffffffffffffffff01, '1,-1'",
    "INT32, 28 01 28 ffffffffffffffffff01, '1,-1'",
    "UINT32, 5a06 01 ffffffff0f, '1,4294967295'",
    "UINT64, 5a0b 01 ffffffffffffffffff01, '1,-1'",
    "INT64, 3a0b 01 ffffffffffffffffff01, '1,-1'"
  })
  void longs_eachTypeInEachPlace_areDecoded(OnnxElementType type, String data, String expected) {
    OnnxTensorData tensor = readTensor(hex("0802 10" + "%02x".formatted(type.number()) + data));

    assertThat(tensor.longs())
        .containsExactly(
            List.of(expected.split(",")).stream().mapToLong(Long::parseLong).toArray());
  }

  @Test
  void floats_inTypedField_areDecoded() {
    OnnxTensorData tensor = readTensor(hex("0803 1001 25 0000803f 2208 00000040 00004040"));

    assertThat(tensor.floats()).containsExactly(1, 2, 3);
    assertThat(tensor.rawData()).isEmpty();
  }

  @Test
  void doubles_inTypedField_areDecoded() {
    OnnxTensorData tensor =
        readTensor(hex("0a0102 100b 51 000000000000f03f 5208 0000000000000040"));

    assertThat(tensor.doubles()).containsExactly(1, 2);
  }

  @Test
  void rawData_view_isReadOnlyLittleEndianAndShared() {
    byte[] file =
        Protos.file(Protos.wrap(5, OnnxTensorData.of("t", Shape.of(1), 0x01020304).message()));
    ByteBuffer raw = OnnxModel.read(file).graph().initializers().get(0).rawData().orElseThrow();

    assertThat(raw.isReadOnly()).isTrue();
    assertThat(raw.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
    assertThat(raw.getInt(0)).isEqualTo(0x01020304);
    assertThat(raw.remaining()).isEqualTo(4);
    int at = indexOf(file, new byte[] {4, 3, 2, 1});
    file[at] = 5;
    assertThat(raw.getInt(0)).as("not a copy").isEqualTo(0x01020305);
  }

  private static int indexOf(byte[] file, byte[] part) {
    int at = 0;
    while (!ByteBuffer.wrap(file, at, part.length).equals(ByteBuffer.wrap(part))) {
      at++;
    }
    return at;
  }

  @Test
  void withName_tensor_keepsTheElements() {
    OnnxTensorData tensor = OnnxTensorData.of("a", Shape.of(2), 1f, 2f).withName("b");

    assertThat(tensor).hasToString("'b' FLOAT [2]");
    assertThat(tensor.floats()).containsExactly(1, 2);
    assertThat(reread(tensor).floats()).containsExactly(1, 2);
    assertThat(reread(tensor).name()).isEqualTo("b");
  }

  @Test
  void floats_ofAnotherType_saysBoth() {
    assertThatThrownBy(() -> OnnxTensorData.of("t", Shape.of(1), 1L).floats())
        .isInstanceOfSatisfying(
            MalformedInputException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED_MODEL))
        .hasMessage("Tensor 't' needs type FLOAT, got INT64 (number 7)");
  }

  @Test
  void longs_ofFourBits_areRefused() {
    assertThatThrownBy(() -> readTensor(hex("0802 1016 4a0121")).longs())
        .hasMessage("Tensor '' needs a type of integers of 8 bits or more, got INT4 (number 22)");
  }

  @Test
  void floats_external_areRefused() {
    OnnxTensorData tensor =
        readTensor(hex("0801 1001 420177 7001 6a0d 0a08 6c6f636174696f6e 1201 66"));

    assertThat(tensor.isExternal()).isTrue();
    assertThat(tensor.externalData()).isEqualTo(Map.of("location", "f"));
    assertThatThrownBy(tensor::floats)
        .hasMessage("Tensor 'w' needs elements of its own, they lie in external data");
  }

  // ---- type, dimensions and size fit together ----

  @Test
  void floats_fewerThanDimensions_areRefused() {
    assertThatThrownBy(() -> readTensor(hex("0803 1001 420177 4a08 0000000000000000")).floats())
        .hasMessage("Tensor 'w' FLOAT [3] needs 12 bytes of elements, got 8");
  }

  @Test
  void elementCount_dimensionsBeyond64Bits_areRefused() {
    String large = "08 808080808080808040";
    assertThatThrownBy(() -> readTensor(hex(large + large + "1001")).elementCount())
        .isInstanceOf(MalformedInputException.class)
        .hasMessage("Tensor '' needs fewer than 2^63 elements");
    assertThat(readTensor(hex(large + large + "0800 1001")).elementCount()).isZero();
  }

  @Test
  void shape_negativeDimension_isRefused() {
    OnnxTensorData tensor = readTensor(hex("08ffffffffffffffffff01 1001"));

    assertThat(tensor.dims()).containsExactly(-1);
    assertThatThrownBy(tensor::shape)
        .isInstanceOf(MalformedInputException.class)
        .hasMessage("Tensor '' needs dimensions of 0 or more, got -1");
  }

  @Test
  void elementType_unknownNumber_isMarkedAndKept() {
    OnnxTensorData tensor = readTensor(hex("0801 10e707 420177"));

    assertThat(tensor.elementType()).isEqualTo(OnnxElementType.UNRECOGNIZED);
    assertThat(tensor.elementTypeNumber()).isEqualTo(999);
    assertThat(tensor).hasToString("'w' type 999 [1]");
  }

  @Test
  void read_unknownDataLocation_isMalformed() {
    assertThatThrownBy(() -> readTensor(hex("7002")))
        .isInstanceOf(MalformedInputException.class)
        .hasMessageEndingWith("field 14 needs data location 0 or 1, got 2");
  }

  @ParameterizedTest
  @EnumSource
  void of_numberOfType_findsTheType(OnnxElementType type) {
    assertThat(OnnxElementType.of(type.number())).isEqualTo(type);
  }

  @ParameterizedTest
  @EnumSource
  void of_dataTypeOfLepton_hasTheSameSize(DataType type) {
    OnnxElementType elementType = OnnxElementType.of(type);

    assertThat(elementType.dataType()).contains(type);
    assertThat(elementType.sizeBits()).isEqualTo(type.sizeBytes() * 8);
  }
}
