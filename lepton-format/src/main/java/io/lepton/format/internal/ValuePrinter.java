package io.lepton.format.internal;

import io.lepton.data.ByteColumn;
import io.lepton.data.Column;
import io.lepton.data.ColumnType.TimeZoneRule;
import io.lepton.data.DecimalColumn;
import io.lepton.data.DoubleColumn;
import io.lepton.data.FloatColumn;
import io.lepton.data.IntColumn;
import io.lepton.data.LongColumn;
import io.lepton.data.ShortColumn;
import io.lepton.tensor.HalfPrecision;

/**
 * Prints the elements of one column, of any type but text and bytes, without quotation marks: what
 * text formats have in common.
 *
 * <p>A 16-bit floating point number is printed as the {@code float} of the same value.
 */
@FunctionalInterface
public interface ValuePrinter {

  /**
   * Prints an element. Whether it is missing is not looked at.
   *
   * @param element the row, or {@code row * width + i} where a row has more than one
   * @param out where to print; needs {@link NumberPrinter#ROOM}
   * @param at the offset of the first byte
   * @return the offset after the last byte
   */
  int print(int element, byte[] out, int at);

  /**
   * Returns a printer for a column.
   *
   * @param column the column; read at each call
   * @return the printer
   * @throws IllegalArgumentException if it is a column of text or bytes
   */
  static ValuePrinter of(Column column) {
    return switch (column.type().kind()) {
      case BOOL -> bool(((ByteColumn) column).values());
      case INT8 -> int8(((ByteColumn) column).values());
      case UINT8 -> uint8(((ByteColumn) column).values());
      case INT16 -> int16(((ShortColumn) column).values());
      case UINT16 -> uint16(((ShortColumn) column).values());
      case FP16 -> fp16(((ShortColumn) column).values());
      case BF16 -> bf16(((ShortColumn) column).values());
      case INT32 -> int32(((IntColumn) column).values());
      case UINT32 -> uint32(((IntColumn) column).values());
      case DATE -> date(((IntColumn) column).values());
      case INT64 -> int64(((LongColumn) column).values());
      case UINT64 -> uint64(((LongColumn) column).values());
      case TIMESTAMP ->
          timestamp(((LongColumn) column).values(), column.type().zone() == TimeZoneRule.UTC);
      case FP32 -> fp32(((FloatColumn) column).values());
      case FP64 -> fp64(((DoubleColumn) column).values());
      case DECIMAL -> decimal((DecimalColumn) column);
      case TEXT, BYTES ->
          throw new IllegalArgumentException("Needs a type of fixed size, got " + column.type());
    };
  }

  private static ValuePrinter bool(byte[] values) {
    // Without a branch, since which of the two it is, is hard to predict.
    return (element, out, at) -> {
      int isTrue = -(values[element] & 0xff) >>> 31;
      ByteSink.store(out, at, Words.FALSE ^ (Words.FALSE ^ Words.TRUE) & -isTrue);
      return at + 5 - isTrue;
    };
  }

  private static ValuePrinter int8(byte[] values) {
    return (element, out, at) -> NumberPrinter.print((long) values[element], out, at);
  }

  private static ValuePrinter uint8(byte[] values) {
    return (element, out, at) -> NumberPrinter.print(values[element] & 0xffL, out, at);
  }

  private static ValuePrinter int16(short[] values) {
    return (element, out, at) -> NumberPrinter.print((long) values[element], out, at);
  }

  private static ValuePrinter uint16(short[] values) {
    return (element, out, at) -> NumberPrinter.print(values[element] & 0xffffL, out, at);
  }

  private static ValuePrinter fp16(short[] values) {
    return (element, out, at) ->
        NumberPrinter.print(HalfPrecision.fp16ToFloat(values[element]), out, at);
  }

  private static ValuePrinter bf16(short[] values) {
    return (element, out, at) ->
        NumberPrinter.print(HalfPrecision.bf16ToFloat(values[element]), out, at);
  }

  private static ValuePrinter int32(int[] values) {
    return (element, out, at) -> NumberPrinter.print((long) values[element], out, at);
  }

  private static ValuePrinter uint32(int[] values) {
    return (element, out, at) -> NumberPrinter.print(values[element] & 0xffff_ffffL, out, at);
  }

  private static ValuePrinter date(int[] values) {
    return (element, out, at) -> TemporalPrinter.printDate(values[element], out, at);
  }

  private static ValuePrinter int64(long[] values) {
    return (element, out, at) -> NumberPrinter.print(values[element], out, at);
  }

  private static ValuePrinter uint64(long[] values) {
    return (element, out, at) -> NumberPrinter.printUnsigned(values[element], out, at);
  }

  private static ValuePrinter timestamp(long[] values, boolean utc) {
    return (element, out, at) -> TemporalPrinter.printTimestamp(values[element], utc, out, at);
  }

  private static ValuePrinter fp32(float[] values) {
    return (element, out, at) -> NumberPrinter.print(values[element], out, at);
  }

  private static ValuePrinter fp64(double[] values) {
    return (element, out, at) -> NumberPrinter.print(values[element], out, at);
  }

  private static ValuePrinter decimal(DecimalColumn column) {
    return (element, out, at) -> NumberPrinter.print(column, element, out, at);
  }
}
