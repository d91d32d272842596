package io.lepton.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lepton.tensor.HalfPrecision;
import java.math.BigInteger;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnTest {

  static Iterable<ColumnType> types() {
    return ColumnTypeTest.all();
  }

  @ParameterizedTest
  @MethodSource("types")
  void allocate_anyType_givesTheDocumentedClass(ColumnType type) {
    Class<?> expected =
        switch (type.kind()) {
          case BOOL, INT8, UINT8 -> ByteColumn.class;
          case INT16, UINT16, FP16, BF16 -> ShortColumn.class;
          case INT32, UINT32, DATE -> IntColumn.class;
          case INT64, UINT64, TIMESTAMP -> LongColumn.class;
          case FP32 -> FloatColumn.class;
          case FP64 -> DoubleColumn.class;
          case TEXT, BYTES -> TextColumn.class;
          case DECIMAL -> DecimalColumn.class;
        };
    Column column = Column.allocate(type, 5);
    assertThat(column).isInstanceOf(expected);
    assertThat(column.type()).isEqualTo(type);
    assertThat(column.capacity()).isEqualTo(5);
    assertThat(column.hasNulls()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void allocate_withoutRoom_isRefused(int capacity) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Column.allocate(ColumnType.TEXT, capacity))
        .withMessageContaining("got " + capacity);
  }

  @ParameterizedTest
  @MethodSource("types")
  void setNull_anyType_putsTheNeutralValueIntoTheWholeSlot(ColumnType type) {
    Column column = Column.allocate(type, 4);
    for (int row = 0; row < 4; row++) {
      fill(column, row, row + 1);
    }
    column.setNull(2);
    assertThat(column.isNull(2)).isTrue();
    assertNeutral(column, 2);
    assertHolds(column, 1, 2);
    assertHolds(column, 3, 4);
  }

  @ParameterizedTest
  @MethodSource("types")
  void copyRow_ofAValue_copiesTheWholeSlot(ColumnType type) {
    Column column = Column.allocate(type, 3);
    fill(column, 0, 11);
    fill(column, 1, 22);
    column.setNull(2);
    column.copyRow(1, 2);
    assertThat(column.isNull(2)).isFalse();
    assertThat(column.hasNulls()).isFalse();
    assertHolds(column, 2, 22);
    assertHolds(column, 0, 11);
  }

  @ParameterizedTest
  @MethodSource("types")
  void copyRow_ofAMissingValue_copiesTheMark(ColumnType type) {
    Column column = Column.allocate(type, 3);
    fill(column, 1, 22);
    column.setNull(0);
    column.copyRow(0, 1);
    assertThat(column.isNull(1)).isTrue();
    assertNeutral(column, 1);
  }

  @Test
  void setNull_twice_countsOnce() {
    Column column = Column.allocate(ColumnType.INT32, 4);
    column.setNull(1);
    column.setNull(1);
    column.setPresent(1);
    assertThat(column.hasNulls()).isFalse();
    column.setPresent(1);
    column.setNull(0);
    assertThat(column.hasNulls()).isTrue();
  }

  @Test
  void clear_forgetsAllMarks() {
    Column column = Column.allocate(ColumnType.INT32, 130);
    column.setNull(0);
    column.setNull(129);
    column.clear();
    assertThat(column.hasNulls()).isFalse();
    assertThat(column.isNull(0)).isFalse();
    assertThat(column.isNull(129)).isFalse();
  }

  @Test
  void validity_bits_areSetWhereThereIsAValue() {
    Column column = Column.allocate(ColumnType.INT32, 70);
    column.setNull(0);
    column.setNull(65);
    assertThat(column.validity()).hasSize(2);
    assertThat(column.validity()[0] & 0b11).isEqualTo(0b10);
    assertThat(column.validity()[1] & 0b11).isEqualTo(0b01);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void marks_afterRandomCalls_areThoseOfAModel(long seed) {
    Random random = new Random(seed);
    int capacity = 1 + random.nextInt(200);
    Column column = Column.allocate(ColumnType.INT64, capacity);
    BitSet missing = new BitSet();
    for (int step = 0; step < 2_000; step++) {
      int row = random.nextInt(capacity);
      int other = random.nextInt(capacity);
      switch (random.nextInt(40)) {
        case 0 -> {
          column.clear();
          missing.clear();
        }
        case 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 -> {
          column.copyRow(row, other);
          missing.set(other, missing.get(row));
        }
        case 11, 12, 13, 14, 15, 16, 17, 18, 19, 20 -> {
          column.setPresent(row);
          missing.clear(row);
        }
        default -> {
          column.setNull(row);
          missing.set(row);
        }
      }
      assertThat(column.hasNulls())
          .as("seed %d, step %d", seed, step)
          .isEqualTo(!missing.isEmpty());
    }
    for (int row = 0; row < capacity; row++) {
      assertThat(column.isNull(row)).as("seed %d, row %d", seed, row).isEqualTo(missing.get(row));
    }
  }

  @Test
  void get_ofAVector_isTheFirstElementOfTheRow() {
    LongColumn column = (LongColumn) Column.allocate(ColumnType.INT64.vector(3), 2);
    column.values()[3] = 7;
    assertThat(column.get(1)).isEqualTo(7);
    assertThat(column.values()).hasSize(6);
  }

  private static void fill(Column column, int row, int value) {
    int width = column.type().width();
    for (int i = 0; i < width; i++) {
      int at = row * width + i;
      if (column instanceof ByteColumn bytes) {
        bytes.values()[at] = (byte) (value + i);
      } else if (column instanceof ShortColumn shorts) {
        shorts.values()[at] = (short) (value + i);
      } else if (column instanceof IntColumn ints) {
        ints.values()[at] = value + i;
      } else if (column instanceof LongColumn longs) {
        longs.values()[at] = (long) value + i;
      } else if (column instanceof FloatColumn floats) {
        floats.values()[at] = value + i;
      } else if (column instanceof DoubleColumn doubles) {
        doubles.values()[at] = value + i;
      } else if (column instanceof DecimalColumn decimals) {
        decimals.set(at, BigInteger.valueOf(value + i).shiftLeft(64));
      } else if (column instanceof TextColumn texts) {
        texts.append(at, new byte[] {(byte) (value + i)}, 0, 1);
      }
    }
  }

  private static void assertHolds(Column column, int row, int value) {
    int width = column.type().width();
    for (int i = 0; i < width; i++) {
      assertThat(element(column, row * width + i)).isEqualTo((double) (value + i));
    }
  }

  private static void assertNeutral(Column column, int row) {
    Double neutral = column.type().isFloatingPoint() ? Double.NaN : 0.0;
    int width = column.type().width();
    for (int i = 0; i < width; i++) {
      assertThat(neutralElement(column, row * width + i)).isEqualTo(neutral);
    }
  }

  private static double neutralElement(Column column, int at) {
    return switch (column.type().kind()) {
      case FP16 -> HalfPrecision.fp16ToFloat(((ShortColumn) column).values()[at]);
      case BF16 -> HalfPrecision.bf16ToFloat(((ShortColumn) column).values()[at]);
      default -> element(column, at);
    };
  }

  private static double element(Column column, int at) {
    if (column instanceof ByteColumn bytes) {
      return bytes.values()[at];
    } else if (column instanceof ShortColumn shorts) {
      return shorts.values()[at];
    } else if (column instanceof IntColumn ints) {
      return ints.values()[at];
    } else if (column instanceof LongColumn longs) {
      return longs.values()[at];
    } else if (column instanceof FloatColumn floats) {
      return floats.values()[at];
    } else if (column instanceof DoubleColumn doubles) {
      return doubles.values()[at];
    } else if (column instanceof DecimalColumn decimals) {
      return decimals.high()[at] + (double) decimals.low()[at];
    }
    TextColumn texts = (TextColumn) column;
    return texts.lengths()[at] == 0 ? 0 : texts.heap()[texts.starts()[at]];
  }
}
