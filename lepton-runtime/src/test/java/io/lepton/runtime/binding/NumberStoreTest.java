package io.lepton.runtime.binding;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.ErrorCode;
import io.lepton.data.ByteColumn;
import io.lepton.data.Column;
import io.lepton.data.ColumnType;
import io.lepton.data.DoubleColumn;
import io.lepton.data.IntColumn;
import io.lepton.data.LongColumn;
import io.lepton.data.ShortColumn;
import io.lepton.tensor.DataType;
import io.lepton.tensor.HalfPrecision;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NumberStoreTest {

  private final DoubleColumn doubles = (DoubleColumn) Column.allocate(ColumnType.FP64, 1);
  private final LongColumn longs = (LongColumn) Column.allocate(ColumnType.INT64, 1);

  private static Tensor one(DataType type) {
    return Tensor.allocate(type, Shape.of(1));
  }

  private static @Nullable ErrorCode put(Tensor tensor, Column column) {
    return new NumberStore(tensor.type(), tensor.data()).put(0, column, 0);
  }

  private @Nullable ErrorCode putDouble(double value, DataType type) {
    doubles.values()[0] = value;
    return put(one(type), doubles);
  }

  private @Nullable ErrorCode putLong(long value, DataType type) {
    longs.values()[0] = value;
    return put(one(type), longs);
  }

  @Test
  void put_wholeDoubleIntoInteger_isExact() {
    Tensor tensor = one(DataType.INT64);
    doubles.values()[0] = -9007199254740992.0;
    assertThat(put(tensor, doubles)).isNull();
    assertThat(tensor.getLong(0)).isEqualTo(-9007199254740992L);
  }

  @Test
  void put_fractionIntoInteger_isRefused() {
    assertThat(putDouble(1.5, DataType.INT64)).isEqualTo(ErrorCode.WRONG_TYPE);
  }

  @Test
  void put_doubleBeyondInteger_isRefused() {
    assertThat(putDouble(0x1p63, DataType.INT64)).isEqualTo(ErrorCode.OUT_OF_RANGE);
    assertThat(putDouble(Double.POSITIVE_INFINITY, DataType.INT64))
        .isEqualTo(ErrorCode.OUT_OF_RANGE);
    assertThat(putDouble(-1, DataType.UINT64)).isEqualTo(ErrorCode.OUT_OF_RANGE);
  }

  @Test
  void put_doubleBeyondSignedIntoUnsigned_isExact() {
    Tensor tensor = one(DataType.UINT64);
    doubles.values()[0] = 0x1.8p63;
    assertThat(put(tensor, doubles)).isNull();
    assertThat(Long.toUnsignedString(tensor.getLong(0))).isEqualTo("13835058055282163712");
  }

  @Test
  void put_longBeyondNarrowInteger_isRefused() {
    assertThat(putLong(128, DataType.INT8)).isEqualTo(ErrorCode.OUT_OF_RANGE);
    assertThat(putLong(-129, DataType.INT8)).isEqualTo(ErrorCode.OUT_OF_RANGE);
    assertThat(putLong(127, DataType.INT8)).isNull();
    assertThat(putLong(65_535, DataType.UINT16)).isNull();
    assertThat(putLong(65_536, DataType.UINT16)).isEqualTo(ErrorCode.OUT_OF_RANGE);
    assertThat(putLong(-1, DataType.UINT64)).isEqualTo(ErrorCode.OUT_OF_RANGE);
    assertThat(putLong(2, DataType.BOOL)).isEqualTo(ErrorCode.OUT_OF_RANGE);
  }

  @Test
  void put_unsignedLongBeyondSigned_isRefusedForSigned() {
    LongColumn unsigned = (LongColumn) Column.allocate(ColumnType.UINT64, 1);
    unsigned.values()[0] = -1;
    assertThat(put(one(DataType.INT64), unsigned)).isEqualTo(ErrorCode.OUT_OF_RANGE);
    assertThat(put(one(DataType.UINT64), unsigned)).isNull();
  }

  @Test
  void put_unsignedLongIntoFloatingPoint_isNotNegative() {
    LongColumn unsigned = (LongColumn) Column.allocate(ColumnType.UINT64, 1);
    unsigned.values()[0] = -1;
    Tensor tensor = one(DataType.FP64);
    assertThat(put(tensor, unsigned)).isNull();
    assertThat(tensor.getDouble(0)).isEqualTo(0x1p64);
  }

  @Test
  void put_narrowUnsignedColumns_areNotNegative() {
    IntColumn ints = (IntColumn) Column.allocate(ColumnType.UINT32, 1);
    ints.values()[0] = -1;
    ByteColumn bytes = (ByteColumn) Column.allocate(ColumnType.UINT8, 1);
    bytes.values()[0] = -1;
    Tensor tensor = one(DataType.FP32);
    put(tensor, ints);
    assertThat(tensor.getDouble(0)).isEqualTo((float) 4294967295.0);
    put(tensor, bytes);
    assertThat(tensor.getDouble(0)).isEqualTo(255);
  }

  @Test
  void put_missingValue_isNaNOrRefused() {
    longs.setNull(0);
    Tensor tensor = one(DataType.FP32);
    assertThat(put(tensor, longs)).isNull();
    assertThat(tensor.getDouble(0)).isNaN();
    assertThat(put(one(DataType.INT32), longs)).isEqualTo(ErrorCode.MISSING_VALUE);
  }

  @Test
  void put_halfPrecisionEitherWay_keepsTheValue() {
    ShortColumn halves = (ShortColumn) Column.allocate(ColumnType.FP16, 1);
    halves.values()[0] = HalfPrecision.floatToFp16(1.5f);
    for (DataType type : new DataType[] {DataType.FP16, DataType.BF16, DataType.FP64}) {
      Tensor tensor = one(type);
      put(tensor, halves);
      assertThat(tensor.getDouble(0)).isEqualTo(1.5);
    }
  }
}
