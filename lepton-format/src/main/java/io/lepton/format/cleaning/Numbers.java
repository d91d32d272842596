package io.lepton.format.cleaning;

import io.lepton.data.ByteColumn;
import io.lepton.data.Column;
import io.lepton.data.ColumnType;
import io.lepton.data.DecimalColumn;
import io.lepton.data.DoubleColumn;
import io.lepton.data.FloatColumn;
import io.lepton.data.IntColumn;
import io.lepton.data.LongColumn;
import io.lepton.data.ShortColumn;
import io.lepton.tensor.HalfPrecision;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Reads and writes the values of any column of numbers as {@code double}: dates as days, timestamps
 * as microseconds. Beyond 2^53 integers are rounded.
 */
final class Numbers {

  private Numbers() {}

  static boolean isNumber(ColumnType type) {
    return switch (type.kind()) {
      case BOOL, TEXT, BYTES -> false;
      default -> true;
    };
  }

  /** Returns a value, NaN where it is missing. */
  static double get(Column column, int row) {
    if (column.isNull(row)) {
      return Double.NaN;
    }
    return switch (column.type().kind()) {
      case FP64 -> ((DoubleColumn) column).get(row);
      case FP32 -> ((FloatColumn) column).get(row);
      case FP16 -> HalfPrecision.fp16ToFloat(((ShortColumn) column).values()[row]);
      case BF16 -> HalfPrecision.bf16ToFloat(((ShortColumn) column).values()[row]);
      case DECIMAL -> ((DecimalColumn) column).get(row).doubleValue();
      case UINT64 -> unsigned(((LongColumn) column).get(row));
      default -> whole(column, row);
    };
  }

  private static double unsigned(long value) {
    // Half of it, with the last bit kept for rounding, fits the signed type.
    return value >= 0 ? value : (value >>> 1 | value & 1) * 2.0;
  }

  /** Returns a value of a type that a long holds. */
  private static long whole(Column column, int row) {
    return switch (column.type().kind()) {
      case INT8 -> ((ByteColumn) column).values()[row];
      case UINT8 -> ((ByteColumn) column).values()[row] & 0xFF;
      case INT16 -> ((ShortColumn) column).values()[row];
      case UINT16 -> ((ShortColumn) column).values()[row] & 0xFFFF;
      case INT32, DATE -> ((IntColumn) column).values()[row];
      case UINT32 -> ((IntColumn) column).values()[row] & 0xFFFF_FFFFL;
      case INT64, TIMESTAMP -> ((LongColumn) column).values()[row];
      default -> throw new IllegalArgumentException("Not a column of numbers: " + column.type());
    };
  }

  /** Sets a value, rounded half to even to what the type holds, and cut to its range. */
  static void set(Column column, int row, double value) {
    column.setPresent(row);
    switch (column.type().kind()) {
      case FP64 -> ((DoubleColumn) column).values()[row] = value;
      case FP32 -> ((FloatColumn) column).values()[row] = (float) value;
      case FP16 -> ((ShortColumn) column).values()[row] = HalfPrecision.floatToFp16((float) value);
      case BF16 -> ((ShortColumn) column).values()[row] = HalfPrecision.floatToBf16((float) value);
      case DECIMAL -> setDecimal((DecimalColumn) column, row, value);
      case UINT64 -> ((LongColumn) column).values()[row] = toUnsigned(Math.rint(value));
      default -> setWhole(column, row, Math.rint(value));
    }
  }

  private static void setDecimal(DecimalColumn column, int row, double value) {
    ColumnType type = column.type();
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(type.scale(), RoundingMode.HALF_EVEN);
    BigDecimal most = BigDecimal.TEN.pow(type.precision()).subtract(BigDecimal.ONE);
    BigDecimal bound = most.movePointLeft(type.scale());
    column.set(row, rounded.min(bound).max(bound.negate()).unscaledValue());
  }

  private static long toUnsigned(double value) {
    if (value < 0x1p63) {
      return (long) Math.max(value, 0);
    }
    return value >= 0x1p64 ? -1 : (long) (value / 2) << 1;
  }

  private static void setWhole(Column column, int row, double value) {
    switch (column.type().kind()) {
      case INT8 -> ((ByteColumn) column).values()[row] = (byte) cut(value, -0x80, 0x7F);
      case UINT8 -> ((ByteColumn) column).values()[row] = (byte) cut(value, 0, 0xFF);
      case INT16 -> ((ShortColumn) column).values()[row] = (short) cut(value, -0x8000, 0x7FFF);
      case UINT16 -> ((ShortColumn) column).values()[row] = (short) cut(value, 0, 0xFFFF);
      case INT32, DATE -> ((IntColumn) column).values()[row] = (int) value;
      case UINT32 -> ((IntColumn) column).values()[row] = (int) cut(value, 0, 0xFFFF_FFFFL);
      case INT64, TIMESTAMP -> ((LongColumn) column).values()[row] = (long) value;
      default -> throw new IllegalArgumentException("Not a column of numbers: " + column.type());
    }
  }

  private static long cut(double value, long least, long most) {
    return (long) Math.min(Math.max(value, least), most);
  }
}
