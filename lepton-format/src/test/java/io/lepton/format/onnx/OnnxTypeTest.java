package io.lepton.format.onnx;

import static io.lepton.format.onnx.OnnxElementType.FLOAT;
import static io.lepton.format.onnx.OnnxElementType.INT64;
import static io.lepton.format.onnx.OnnxElementType.STRING;
import static io.lepton.format.onnx.Protos.hex;
import static io.lepton.format.onnx.Protos.readType;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.MalformedInputException;
import io.lepton.format.onnx.OnnxType.MapType;
import io.lepton.format.onnx.OnnxType.OpaqueType;
import io.lepton.format.onnx.OnnxType.OptionalType;
import io.lepton.format.onnx.OnnxType.SequenceType;
import io.lepton.format.onnx.OnnxType.SparseTensorType;
import io.lepton.format.onnx.OnnxType.UnknownType;
import io.lepton.tensor.Shape;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxTypeTest {

  private static final OnnxShape BATCH =
      OnnxShape.of(List.of(OnnxDim.symbol("batch"), OnnxDim.of(4), OnnxDim.open()));

  static Stream<OnnxType> types() {
    return Stream.of(
        OnnxType.tensor(FLOAT),
        OnnxType.tensor(FLOAT, -1, 4),
        OnnxType.tensor(STRING, BATCH),
        OnnxType.tensor(INT64, OnnxShape.unranked()),
        new SparseTensorType(FLOAT, BATCH),
        new SequenceType(new MapType(INT64, OnnxType.tensor(FLOAT, OnnxShape.unranked()))),
        new OptionalType(new SequenceType(OnnxType.tensor(FLOAT, 0))),
        new OpaqueType("com.example", "Thing"));
  }

  @ParameterizedTest
  @MethodSource("types")
  void of_type_readsBackEqual(OnnxType type) {
    assertThat(readType(TypeCodec.write(type))).isEqualTo(type);
  }

  @Test
  void toString_types_areReadable() {
    assertThat(types().map(OnnxType::toString))
        .containsExactly(
            "FLOAT []",
            "FLOAT [?, 4]",
            "STRING [batch, 4, ?]",
            "INT64 [...]",
            "sparse FLOAT [batch, 4, ?]",
            "sequence(map(INT64, FLOAT [...]))",
            "optional(sequence(FLOAT [0]))",
            "opaque('com.example', 'Thing')");
  }

  @Test
  void shape_forTensors_hasSizesAndSymbols() {
    assertThat(BATCH.toShape()).isEqualTo(Shape.of(-1, 4, -1));
    assertThat(BATCH.symbols()).containsExactly("batch", "", "");
    assertThatIllegalStateException().isThrownBy(() -> OnnxShape.unranked().toShape());
  }

  @Test
  void read_negativeSize_isOpen() {
    assertThat(readType(hex("0a13 0801 120f 0a0b 08 feffffffffffffffff01 0a00")))
        .isEqualTo(OnnxType.tensor(FLOAT, -1, -1));
  }

  @Test
  void read_sizeThenSymbol_takesTheLastAsProtobufDoes() {
    assertThat(readType(hex("0a0b 0801 1207 0a05 0804 120162")))
        .isEqualTo(OnnxType.tensor(FLOAT, OnnxShape.of(List.of(OnnxDim.symbol("b")))));
  }

  @Test
  void read_unknownKind_isUnknownAndKept() {
    ProtoMessage type = hex("a206 03 010203");

    assertThat(readType(type)).isEqualTo(new UnknownType());
  }

  @Test
  void read_unknownElementType_isMarked() {
    assertThat(readType(hex("0a02 0863")))
        .isEqualTo(OnnxType.tensor(OnnxElementType.UNRECOGNIZED, OnnxShape.unranked()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0a00 0a00",
        "0a00 2200",
        "0a06 0801 1200 1200",
        "2204 0a00 0a00",
        "2a04 1200 1200",
        "4a04 0a00 0a00"
      })
  void read_partTwice_isMalformed(String hex) {
    assertThatThrownBy(() -> readType(hex(hex))).isInstanceOf(MalformedInputException.class);
  }

  @Test
  void of_unknownTypes_areRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> OnnxValueInfo.of("x", new UnknownType()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OnnxValueInfo.of("x", OnnxType.tensor(OnnxElementType.UNRECOGNIZED)));
  }

  @Test
  void of_brokenDimensions_areRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> OnnxDim.of(-2));
    assertThatIllegalArgumentException().isThrownBy(() -> new OnnxDim(3, "batch"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OnnxShape(false, List.of(OnnxDim.open())));
  }

  @Test
  void withType_valueInfo_keepsItsDocumentation() {
    byte[] file = Protos.file(Protos.wrap(11, hex("0a0178 1204 0a02 0801 1a03 646f63")));
    OnnxValueInfo value = OnnxModel.read(file).graph().inputs().get(0);

    OnnxValueInfo changed = value.withType(OnnxType.tensor(INT64)).withName("y");

    assertThat(changed).hasToString("'y' INT64 []");
    assertThat(new String(changed.message().toBytes(), StandardCharsets.US_ASCII)).contains("doc");
  }
}
