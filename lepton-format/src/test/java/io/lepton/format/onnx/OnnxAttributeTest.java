package io.lepton.format.onnx;

import static io.lepton.format.onnx.Protos.hex;
import static io.lepton.format.onnx.Protos.readAttribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.ErrorCode;
import io.lepton.MalformedInputException;
import io.lepton.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxAttributeTest {

  private static OnnxAttribute reread(OnnxAttribute attribute) {
    return readAttribute(attribute.message());
  }

  @Test
  void of_eachType_readsBack() {
    assertThat(reread(OnnxAttribute.ofFloat("a", 1.5f)).floatValue()).isEqualTo(1.5f);
    assertThat(reread(OnnxAttribute.ofInt("a", -2)).intValue()).isEqualTo(-2);
    assertThat(reread(OnnxAttribute.ofString("a", "grün")).stringValue()).isEqualTo("grün");
    assertThat(reread(OnnxAttribute.ofFloats("a", 1, -0f)).floats()).containsExactly(1, -0f);
    assertThat(reread(OnnxAttribute.ofInts("a", Long.MIN_VALUE, 0)).ints())
        .containsExactly(Long.MIN_VALUE, 0);
    assertThat(reread(OnnxAttribute.ofStrings("a", "x", "")).strings()).containsExactly("x", "");
    OnnxTensorData tensor = OnnxTensorData.of("", Shape.of(1), 3L);
    assertThat(reread(OnnxAttribute.ofTensor("a", tensor)).tensorValue().longs())
        .containsExactly(3);
    assertThat(reread(OnnxAttribute.ofGraph("a", OnnxGraph.named("g"))).graphValue().name())
        .isEqualTo("g");
  }

  @Test
  void floats_packedAndNot_areBothRead() {
    // onnx.proto declares them unpacked; protobuf readers take both, even mixed.
    OnnxAttribute attribute =
        readAttribute(hex("0a0161 3d 0000803f 3a08 00000040 00004040 a00106"));

    assertThat(attribute.floats()).containsExactly(1, 2, 3);
  }

  @Test
  void ints_packedAndNot_areBothRead() {
    OnnxAttribute attribute =
        readAttribute(hex("0a0161 4001 4203 02 ac02 40ffffffffffffffffff01 a00107"));

    assertThat(attribute.ints()).containsExactly(1, 2, 300, -1);
  }

  @Test
  void type_missingAsInIrVersion1_isThatOfTheValue() {
    assertThat(readAttribute(hex("0a0161 1805")).type()).isEqualTo(OnnxAttribute.Type.INT);
    assertThat(readAttribute(hex("0a0161 4a0178 4a0179")).strings()).containsExactly("x", "y");
    assertThat(readAttribute(hex("0a0161")).type()).isEqualTo(OnnxAttribute.Type.UNDEFINED);
  }

  @Test
  void type_unknownNumber_isUndefined() {
    assertThat(readAttribute(hex("0a0161 a00163")).type()).isEqualTo(OnnxAttribute.Type.UNDEFINED);
  }

  @Test
  void value_leftOutByProto3Writer_isZero() {
    assertThat(readAttribute(hex("a00101")).floatValue()).isZero();
    assertThat(readAttribute(hex("a00102")).intValue()).isZero();
    assertThat(readAttribute(hex("a00103")).stringValue()).isEmpty();
    assertThat(readAttribute(hex("a00103")).bytesValue()).isEmpty();
    assertThat(readAttribute(hex("a00107")).ints()).isEmpty();
  }

  @Test
  void types_ofTypeProtos_areRead() {
    OnnxAttribute attribute = readAttribute(hex("7a04 0a02 0801 7a04 0a02 0807 a0010e"));

    assertThat(attribute.types()).hasToString("[FLOAT [...], INT64 [...]]");
  }

  @Test
  void sparseTensors_ofSparseTensor_areRead() {
    OnnxAttribute attribute = readAttribute(hex("b2010b 0a05 0801 420176 1200 1805 a0010b"));

    OnnxSparseTensorData tensor = attribute.sparseTensors().get(0);
    assertThat(tensor.name()).isEqualTo("v");
    assertThat(tensor.dims()).containsExactly(5);
    assertThat(tensor.values().dims()).containsExactly(1);
    assertThat(tensor.indices().dims()).isEmpty();
  }

  @Test
  void intValue_ofFloat_saysBothTypes() {
    assertThatThrownBy(() -> OnnxAttribute.ofFloat("axis", 1).intValue())
        .isInstanceOfSatisfying(
            MalformedInputException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED_MODEL))
        .hasMessage("Attribute 'axis' needs type INT, got FLOAT");
  }

  @Test
  void intValue_ofReferenceToFunctionAttribute_saysSo() {
    OnnxAttribute attribute = readAttribute(hex("0a0161 aa010162 a00102"));

    assertThat(attribute.reference()).isEqualTo("b");
    assertThatThrownBy(attribute::intValue)
        .hasMessage("Attribute 'a' needs a value, got a reference to 'b'");
  }

  @Test
  void tensorValue_leftOut_isMalformed() {
    assertThatThrownBy(() -> readAttribute(hex("0a0161 a00104")).tensorValue())
        .isInstanceOf(MalformedInputException.class)
        .hasMessage("Attribute 'a' needs 1 value, got 0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2a00 2a00",
        "3200 3200",
        "7200 7200",
        "b20104 0a00 1200 b20104 0a00 1200",
        "b20106 0a00 0a00 1200",
        "b20102 0a00",
        "3a03 000000",
        "4201 80",
        "420b ffffffffffffffffffff01",
        "20 00",
        "1500"
      })
  void read_broken_isMalformed(String hex) {
    assertThatThrownBy(() -> readAttribute(hex(hex)))
        .isInstanceOfSatisfying(
            MalformedInputException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED_MODEL));
  }

  @Test
  void toString_nameWithControlCharacters_isHarmless() {
    assertThat(OnnxAttribute.ofInt("a\n\u001b[31m\u202e", 1)).hasToString("'a??[31m?' INT");
    assertThat(OnnxAttribute.ofInt("x".repeat(500), 1).toString()).hasSizeLessThan(100);
  }
}
