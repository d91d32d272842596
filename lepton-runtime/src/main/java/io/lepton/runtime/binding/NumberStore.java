package io.lepton.runtime.binding;

import io.lepton.ErrorCode;
import io.lepton.data.ByteColumn;
import io.lepton.data.Column;
import io.lepton.data.ColumnType;
import io.lepton.data.DoubleColumn;
import io.lepton.data.FloatColumn;
import io.lepton.data.IntColumn;
import io.lepton.data.LongColumn;
import io.lepton.data.ShortColumn;
import io.lepton.tensor.DataType;
import io.lepton.tensor.HalfPrecision;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Stores values of any numeric column as elements of one type. Whole numbers must fit; fractions
 * are rounded to the nearest value where the element is floating point, and refused where it is
 * not.
 */
final class NumberStore {

  private final DataType type;
  private final ByteBuffer memory;

  NumberStore(DataType type, ByteBuffer memory) {
    this.type = type;
    this.memory = memory;
  }

  /**
   * Stores a value.
   *
   * @return null, or what is wrong with the value
   */
  @Nullable ErrorCode put(int element, Column column, int row) {
    if (type.isFloatingPoint()) {
      putFloating(element, column.isNull(row) ? Double.NaN : doubleAt(column, row));
      return null;
    }
    if (column.isNull(row)) {
      return ErrorCode.MISSING_VALUE;
    }
    return column.type().isFloatingPoint()
        ? putRounded(element, doubleAt(column, row))
        : putWhole(element, longAt(column, row), column.type().kind() == ColumnType.Kind.UINT64);
  }

  private void putFloating(int element, double value) {
    switch (type) {
      case FP64 -> memory.putDouble(element * 8, value);
      case FP32 -> memory.putFloat(element * 4, (float) value);
      case FP16 -> memory.putShort(element * 2, HalfPrecision.floatToFp16((float) value));
      default -> memory.putShort(element * 2, HalfPrecision.floatToBf16((float) value));
    }
  }

  private @Nullable ErrorCode putRounded(int element, double value) {
    if (value != Math.rint(value)) {
      return ErrorCode.WRONG_TYPE;
    }
    if (value >= 0x1p63 && value < 0x1p64) {
      return putWhole(element, (long) (value - 0x1p63) ^ Long.MIN_VALUE, true);
    }
    return value >= -0x1p63 && value < 0x1p63
        ? putWhole(element, (long) value, false)
        : ErrorCode.OUT_OF_RANGE;
  }

  private @Nullable ErrorCode putWhole(int element, long value, boolean unsigned) {
    if (!fits(value, unsigned)) {
      return ErrorCode.OUT_OF_RANGE;
    }
    switch (type.sizeBytes()) {
      case 1 -> memory.put(element, (byte) value);
      case 2 -> memory.putShort(element * 2, (short) value);
      case 4 -> memory.putInt(element * 4, (int) value);
      default -> memory.putLong(element * 8, value);
    }
    return null;
  }

  private boolean fits(long value, boolean unsigned) {
    boolean huge = unsigned && value < 0;
    return switch (type) {
      case BOOL -> value == 0 || value == 1;
      case INT64 -> !huge;
      case UINT64 -> unsigned || value >= 0;
      default -> !huge && fitsBits(value, type.sizeBytes() * 8);
    };
  }

  private boolean fitsBits(long value, int bits) {
    return type.isUnsigned()
        ? value >= 0 && value < 1L << bits
        : value >= -(1L << bits - 1) && value < 1L << bits - 1;
  }

  private static double doubleAt(Column column, int row) {
    if (column instanceof DoubleColumn doubles) {
      return doubles.get(row);
    }
    if (column instanceof FloatColumn floats) {
      return floats.get(row);
    }
    ColumnType.Kind kind = column.type().kind();
    if (kind == ColumnType.Kind.FP16) {
      return HalfPrecision.fp16ToFloat(((ShortColumn) column).get(row));
    }
    if (kind == ColumnType.Kind.BF16) {
      return HalfPrecision.bf16ToFloat(((ShortColumn) column).get(row));
    }
    long value = longAt(column, row);
    boolean huge = kind == ColumnType.Kind.UINT64 && value < 0;
    return huge ? 2.0 * (value >>> 1 | value & 1) : value;
  }

  private static long longAt(Column column, int row) {
    boolean unsigned = column.type().isUnsigned();
    if (column instanceof LongColumn longs) {
      return longs.get(row);
    }
    if (column instanceof IntColumn ints) {
      return unsigned ? Integer.toUnsignedLong(ints.get(row)) : ints.get(row);
    }
    if (column instanceof ShortColumn shorts) {
      return unsigned ? Short.toUnsignedLong(shorts.get(row)) : shorts.get(row);
    }
    byte value = ((ByteColumn) column).get(row);
    return unsigned ? Byte.toUnsignedLong(value) : value;
  }
}
