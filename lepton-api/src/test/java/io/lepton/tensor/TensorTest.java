package io.lepton.tensor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class TensorTest {

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "BYTES")
  void allocate_anyNumericType_givesZerosInDirectNativeMemory(DataType type) {
    Tensor tensor = Tensor.allocate(type, Shape.of(2, 3));
    assertThat(tensor.type()).isEqualTo(type);
    assertThat(tensor.size()).isEqualTo(6);
    assertThat(tensor.data().isDirect()).isTrue();
    assertThat(tensor.data().order()).isEqualTo(ByteOrder.nativeOrder());
    assertThat(tensor.data().remaining()).isEqualTo(6 * type.sizeBytes());
    assertThat(tensor.toFloats()).containsOnly(0f).hasSize(6);
    assertThat(tensor).hasToString(type + " [2, 3]");
  }

  @Test
  void of_floats_comeBack() {
    Tensor tensor = Tensor.of(Shape.of(2, 2), 1f, -2.5f, Float.NaN, Float.POSITIVE_INFINITY);
    assertThat(tensor.type()).isEqualTo(DataType.FP32);
    assertThat(tensor.toFloats()).containsExactly(1f, -2.5f, Float.NaN, Float.POSITIVE_INFINITY);
    assertThat(tensor.getDouble(1)).isEqualTo(-2.5);
  }

  @Test
  void of_doubles_comeBackExactly() {
    Tensor tensor = Tensor.of(Shape.of(2), Math.PI, Double.MIN_VALUE);
    assertThat(tensor.type()).isEqualTo(DataType.FP64);
    assertThat(tensor.getDouble(0)).isEqualTo(Math.PI);
    assertThat(tensor.getDouble(1)).isEqualTo(Double.MIN_VALUE);
    assertThat(tensor.toFloats()[0]).isEqualTo((float) Math.PI);
  }

  @Test
  void of_longsBeyondTwoToThe53_comeBackExactly() {
    long[] values = {(1L << 53) + 1, -(1L << 53) - 1, Long.MAX_VALUE, Long.MIN_VALUE};
    Tensor tensor = Tensor.of(Shape.of(4), values);
    assertThat(tensor.type()).isEqualTo(DataType.INT64);
    assertThat(tensor.toLongs()).isEqualTo(values);
  }

  @Test
  void of_ints_comeBack() {
    Tensor tensor = Tensor.of(Shape.of(1, 3), Integer.MIN_VALUE, 0, Integer.MAX_VALUE);
    assertThat(tensor.type()).isEqualTo(DataType.INT32);
    assertThat(tensor.toLongs()).containsExactly(Integer.MIN_VALUE, 0, Integer.MAX_VALUE);
    assertThat(tensor.getDouble(0)).isEqualTo(-0x1p31);
  }

  @Test
  void of_strings_comeBackAsUtf8() {
    Tensor tensor = Tensor.of(Shape.of(3), "Zoë", "", "日本");
    assertThat(tensor.type()).isEqualTo(DataType.BYTES);
    assertThat(tensor.toStrings()).containsExactly("Zoë", "", "日本");
    assertThat(tensor.bytes(0)).isEqualTo("Zoë".getBytes(UTF_8));
    assertThat(tensor.size()).isEqualTo(3);
  }

  @Test
  void ofBytes_anyBytes_areKeptAsTheyAre() {
    byte[] bytes = {0, -1, 127};
    Tensor tensor = Tensor.ofBytes(Shape.of(1), bytes);
    assertThat(tensor.bytes(0)).isSameAs(bytes);
  }

  @Test
  void getLong_ofUnsignedTypes_isNeverNegativeBelow64Bits() {
    assertThat(filled(DataType.UINT8).getLong(0)).isEqualTo(0xffL);
    assertThat(filled(DataType.UINT16).getLong(0)).isEqualTo(0xffffL);
    assertThat(filled(DataType.UINT32).getLong(0)).isEqualTo(0xffffffffL);
    assertThat(filled(DataType.UINT64).getLong(0)).isEqualTo(-1L);
    assertThat(Long.toUnsignedString(filled(DataType.UINT64).getLong(0)))
        .isEqualTo("18446744073709551615");
  }

  @Test
  void getLong_ofSignedTypes_isSigned() {
    assertThat(filled(DataType.INT8).getLong(0)).isEqualTo(-1);
    assertThat(filled(DataType.INT16).getLong(0)).isEqualTo(-1);
    assertThat(filled(DataType.INT32).getLong(0)).isEqualTo(-1);
    assertThat(filled(DataType.INT64).getLong(0)).isEqualTo(-1);
  }

  private static Tensor filled(DataType type) {
    Tensor tensor = Tensor.allocate(type, Shape.of(1));
    ByteBuffer data = tensor.data();
    while (data.hasRemaining()) {
      data.put((byte) -1);
    }
    return tensor;
  }

  @ParameterizedTest
  @ValueSource(
      longs = {0, 1, Long.MAX_VALUE, Long.MIN_VALUE, -1, -1024, -1025, -2047, -2049, -3073, -512})
  void getDouble_ofUint64_isTheNearestDouble(long bits) {
    Tensor tensor = Tensor.allocate(DataType.UINT64, Shape.of(1));
    tensor.data().putLong(0, bits);
    assertThat(tensor.getDouble(0))
        .isEqualTo(new BigInteger(Long.toUnsignedString(bits)).doubleValue());
  }

  @Test
  void getDouble_ofHalfPrecision_isExact() {
    Tensor fp16 = Tensor.allocate(DataType.FP16, Shape.of(2));
    fp16.data().putShort(2, HalfPrecision.floatToFp16(-0.5f));
    assertThat(fp16.getDouble(1)).isEqualTo(-0.5);
    Tensor bf16 = Tensor.allocate(DataType.BF16, Shape.of(2));
    bf16.data().putShort(2, HalfPrecision.floatToBf16(3.0f));
    assertThat(bf16.getDouble(1)).isEqualTo(3.0);
    assertThat(bf16.toFloats()).containsExactly(0f, 3f);
  }

  @Test
  void getLong_ofBool_isZeroOrOne() {
    Tensor tensor = Tensor.allocate(DataType.BOOL, Shape.of(2));
    tensor.data().put(1, (byte) 1);
    assertThat(tensor.toLongs()).containsExactly(0, 1);
  }

  @ParameterizedTest
  @EnumSource(names = {"FP16", "BF16", "FP32", "FP64", "BYTES"})
  void getLong_ofOtherTypes_isRefused(DataType type) {
    Tensor tensor =
        type == DataType.BYTES ? Tensor.of(Shape.of(1), "1") : Tensor.allocate(type, Shape.of(1));
    assertThatIllegalStateException()
        .isThrownBy(() -> tensor.getLong(0))
        .withMessage("A tensor of " + type + " has no whole numbers");
  }

  @Test
  void calls_ofTheOtherFamily_areRefused() {
    Tensor text = Tensor.of(Shape.of(1), "secret");
    assertThatIllegalStateException().isThrownBy(text::data);
    assertThatIllegalStateException().isThrownBy(() -> text.getDouble(0));
    assertThatIllegalStateException().isThrownBy(text::toFloats);
    Tensor number = Tensor.of(Shape.of(1), 1f);
    assertThatIllegalStateException().isThrownBy(() -> number.text(0));
    assertThatIllegalStateException().isThrownBy(number::toStrings);
  }

  @Test
  void of_theWrongNumberOfValues_isRefusedWithoutThem() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tensor.of(Shape.of(2, 2), 41f, 42f, 43f))
        .withMessage("A tensor FP32 [2, 2] needs 4 values, got 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tensor.of(Shape.of(2), "secret"))
        .withMessage("A tensor BYTES [2] needs 2 values, got 1");
  }

  @Test
  void shapes_openOrTooLarge_areRefusedAsArguments() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tensor.allocate(DataType.FP32, Shape.of(Shape.ANY, 4)))
        .withMessage("A tensor needs known dimensions, got FP32 [-1, 4]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tensor.allocate(DataType.FP32, Shape.of(1 << 29)))
        .withMessageContaining("smaller than 2 GiB");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tensor.allocate(DataType.FP32, Shape.of(Long.MAX_VALUE, 3)));
    assertThatIllegalArgumentException().isThrownBy(() -> Tensor.of(Shape.of(-1), 1f));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tensor.allocate(DataType.BYTES, Shape.of(1)));
  }

  @Test
  void indexes_outsideTheTensor_areRefused() {
    Tensor tensor = Tensor.of(Shape.of(2), 1f, 2f);
    for (int index : new int[] {-1, 2, 1 << 30, Integer.MIN_VALUE}) {
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> tensor.getDouble(index));
    }
    Tensor longs = Tensor.of(Shape.of(2), 1L, 2L);
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> longs.getLong(1 << 29));
  }

  @Test
  void wrap_memory_isSharedFromItsFirstByte() {
    ByteBuffer memory = ByteBuffer.allocateDirect(64).order(ByteOrder.BIG_ENDIAN).position(8);
    Tensor tensor = Tensor.wrap(DataType.INT32, Shape.of(2), memory);
    memory.order(ByteOrder.nativeOrder()).putInt(0, 77);
    assertThat(tensor.toLongs()).containsExactly(77, 0);
    assertThat(tensor.data().capacity()).isEqualTo(8);
    assertThat(memory.position()).isEqualTo(8);
  }

  @Test
  void wrap_heapOrTooLittleMemory_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tensor.wrap(DataType.FP32, Shape.of(1), ByteBuffer.allocate(4)))
        .withMessage("A tensor FP32 [1] needs 4 bytes of direct memory, got 4 bytes of heap");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tensor.wrap(DataType.FP32, Shape.of(2), ByteBuffer.allocateDirect(7)))
        .withMessage("A tensor FP32 [2] needs 8 bytes of direct memory, got 7 bytes");
  }

  @Test
  void data_eachTime_isANewViewAtTheStart() {
    Tensor tensor = Tensor.of(Shape.of(2), 1f, 2f);
    tensor.data().getFloat();
    assertThat(tensor.data().position()).isZero();
    tensor.data().putFloat(0, 9f);
    assertThat(tensor.toFloats()).containsExactly(9f, 2f);
  }

  @Test
  void tensors_withoutElements_areFine() {
    assertThat(Tensor.allocate(DataType.FP32, Shape.of(0, 4)).toFloats()).isEmpty();
    assertThat(Tensor.allocate(DataType.FP32, Shape.of()).size()).isEqualTo(1);
    assertThat(Tensor.of(Shape.of(0), new String[0]).toStrings()).isEmpty();
  }

  @Test
  void toString_neverShowsElements() {
    assertThat(Tensor.of(Shape.of(1), "secret")).hasToString("BYTES [1]");
    assertThat(Tensor.of(Shape.of(1), 41f)).hasToString("FP32 [1]");
  }

  @ParameterizedTest
  @EnumSource
  void dataType_families_areWhatTheirNamesSay(DataType type) {
    assertThat(type.isUnsigned()).isEqualTo(type.name().startsWith("UINT"));
    assertThat(type.isFloatingPoint()).isEqualTo(type.name().matches("B?FP?\\d+"));
    int bits = Integer.parseInt("0" + type.name().replaceAll("\\D", ""));
    int expected = type == DataType.BOOL ? 1 : bits / 8;
    assertThat(type.sizeBytes()).isEqualTo(expected);
  }
}
