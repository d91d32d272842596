package io.lepton.format.json;

import io.lepton.data.Column;
import io.lepton.data.ColumnType.Kind;
import io.lepton.data.ColumnType.TimeZoneRule;
import io.lepton.data.DoubleColumn;
import io.lepton.data.FloatColumn;
import io.lepton.data.LongColumn;
import io.lepton.data.ShortColumn;
import io.lepton.data.TextColumn;
import io.lepton.format.internal.Base64Printer;
import io.lepton.format.internal.ByteSink;
import io.lepton.format.internal.JsonText;
import io.lepton.format.internal.NumberPrinter;
import io.lepton.format.internal.TemporalPrinter;
import io.lepton.format.internal.ValuePrinter;
import io.lepton.tensor.HalfPrecision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * One member of every record of a batch: prints name and value of a row, in one virtual call.
 *
 * <p>Made anew for each batch, around the arrays of its column.
 */
abstract class JsonCell {

  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
  private static final long NULL_WORD = 0x6c6c756eL;

  private final JsonName name;
  private final Column column;
  private final int width;
  private final boolean nulls;
  private final long room;

  /**
   * Makes a printer.
   *
   * @param room the most bytes that an element takes
   */
  JsonCell(JsonName name, Column column, long room) {
    this.name = name;
    this.column = column;
    this.width = column.type().width();
    this.nulls = column.hasNulls();
    this.room = name.room() + Long.BYTES + width * (room + 1) + 1;
  }

  /**
   * Returns the printer of a column.
   *
   * @param rows how many rows of it will be printed
   * @param nullForNonFinite whether NaN and the infinities become null, rather than strings
   */
  static JsonCell of(JsonName name, Column column, int rows, boolean nullForNonFinite) {
    return switch (column.type().kind()) {
      case TEXT -> new Text(name, (TextColumn) column, rows);
      case BYTES -> new Base64(name, (TextColumn) column, rows);
      case INT64 -> new Longs(name, (LongColumn) column);
      case DATE -> new Quoted(name, column);
      case TIMESTAMP -> new Timestamps(name, (LongColumn) column);
      case FP32 -> new Floats(name, (FloatColumn) column, nullForNonFinite);
      case FP64 -> new Doubles(name, (DoubleColumn) column, nullForNonFinite);
      case FP16, BF16 -> new Floating(name, column, nullForNonFinite);
      default -> new Plain(name, column);
    };
  }

  /** Returns the most bytes that a row takes. */
  final long room() {
    return room;
  }

  /** Prints a row where there is room for it. Returns the offset after the last byte. */
  final int print(int row, byte[] out, int at) {
    int to = name.print(out, at);
    if (nulls && column.isNull(row)) {
      return printNull(out, to);
    }
    return width == 1 ? printValue(row, out, to) : printArray(row * width, out, to);
  }

  private int printArray(int start, byte[] out, int at) {
    int to = at;
    for (int i = 0; i < width; i++) {
      out[to] = ',';
      to = printValue(start + i, out, to + 1);
    }
    out[at] = '[';
    out[to] = ']';
    return to + 1;
  }

  /** Writes a row of any length, piece by piece where it is long. */
  final void write(int row, ByteSink sink) throws IOException {
    sink.moveTo(name.print(sink.reserve(name.room()), sink.position()));
    if (column.isNull(row)) {
      sink.write(NULL, 0, NULL.length);
    } else if (width == 1) {
      writeValue(row, sink);
    } else {
      writeArray(row * width, sink);
    }
  }

  private void writeArray(int start, ByteSink sink) throws IOException {
    for (int i = 0; i < width; i++) {
      sink.write((byte) (i == 0 ? '[' : ','));
      writeValue(start + i, sink);
    }
    sink.write((byte) ']');
  }

  /** Prints an element where there is room for it. Returns the offset after the last byte. */
  abstract int printValue(int element, byte[] out, int at);

  /** Writes an element of any length. */
  void writeValue(int element, ByteSink sink) throws IOException {
    byte[] out = sink.reserve(NumberPrinter.ROOM + 2);
    sink.moveTo(printValue(element, out, sink.position()));
  }

  static int printNull(byte[] out, int at) {
    ByteSink.store(out, at, NULL_WORD);
    return at + NULL.length;
  }

  private static int longest(TextColumn column, int rows) {
    int elements = rows * column.type().width();
    int longest = 0;
    for (int i = 0; i < elements; i++) {
      longest = Math.max(longest, column.lengths()[i]);
    }
    return longest;
  }

  private static final class Text extends JsonCell {
    private final byte[] heap;
    private final int[] starts;
    private final int[] lengths;

    Text(JsonName name, TextColumn column, int rows) {
      super(name, column, JsonText.room(longest(column, rows)) + 2);
      heap = column.heap();
      starts = column.starts();
      lengths = column.lengths();
    }

    @Override
    int printValue(int element, byte[] out, int at) {
      out[at] = '"';
      int end = JsonText.print(heap, starts[element], lengths[element], out, at + 1);
      out[end] = '"';
      return end + 1;
    }

    @Override
    void writeValue(int element, ByteSink sink) throws IOException {
      sink.write((byte) '"');
      JsonText.write(heap, starts[element], lengths[element], sink);
      sink.write((byte) '"');
    }
  }

  private static final class Base64 extends JsonCell {
    private final byte[] heap;
    private final int[] starts;
    private final int[] lengths;

    Base64(JsonName name, TextColumn column, int rows) {
      super(name, column, Base64Printer.room(longest(column, rows)) + 2);
      heap = column.heap();
      starts = column.starts();
      lengths = column.lengths();
    }

    @Override
    int printValue(int element, byte[] out, int at) {
      out[at] = '"';
      int end = Base64Printer.print(heap, starts[element], lengths[element], out, at + 1);
      out[end] = '"';
      return end + 1;
    }

    @Override
    void writeValue(int element, ByteSink sink) throws IOException {
      sink.write((byte) '"');
      Base64Printer.write(heap, starts[element], lengths[element], sink);
      sink.write((byte) '"');
    }
  }

  /** A value without quotation marks. */
  private static final class Plain extends JsonCell {
    private final ValuePrinter printer;

    Plain(JsonName name, Column column) {
      super(name, column, NumberPrinter.ROOM);
      printer = ValuePrinter.of(column);
    }

    @Override
    int printValue(int element, byte[] out, int at) {
      return printer.print(element, out, at);
    }
  }

  /** The most usual kinds of all have a class of their own, which saves a call each. */
  private static final class Longs extends JsonCell {
    private final long[] values;

    Longs(JsonName name, LongColumn column) {
      super(name, column, NumberPrinter.ROOM);
      values = column.values();
    }

    @Override
    int printValue(int element, byte[] out, int at) {
      return NumberPrinter.print(values[element], out, at);
    }
  }

  private static final class Timestamps extends JsonCell {
    private final long[] values;
    private final boolean utc;

    Timestamps(JsonName name, LongColumn column) {
      super(name, column, NumberPrinter.ROOM + 2);
      values = column.values();
      utc = column.type().zone() == TimeZoneRule.UTC;
    }

    @Override
    int printValue(int element, byte[] out, int at) {
      out[at] = '"';
      int end = TemporalPrinter.printTimestamp(values[element], utc, out, at + 1);
      out[end] = '"';
      return end + 1;
    }
  }

  private static final class Quoted extends JsonCell {
    private final ValuePrinter printer;

    Quoted(JsonName name, Column column) {
      super(name, column, NumberPrinter.ROOM + 2);
      printer = ValuePrinter.of(column);
    }

    @Override
    int printValue(int element, byte[] out, int at) {
      out[at] = '"';
      int end = printer.print(element, out, at + 1);
      out[end] = '"';
      return end + 1;
    }
  }

  /** Numbers that JSON may have no word for. */
  private abstract static class NumberCell extends JsonCell {
    private final boolean nullForNonFinite;

    NumberCell(JsonName name, Column column, boolean nullForNonFinite) {
      super(name, column, NumberPrinter.ROOM);
      this.nullForNonFinite = nullForNonFinite;
    }

    final int printNonFinite(double value, byte[] out, int at) {
      if (nullForNonFinite) {
        return printNull(out, at);
      }
      out[at] = '"';
      int end = NumberPrinter.print(value, out, at + 1);
      out[end] = '"';
      return end + 1;
    }
  }

  private static final class Floats extends NumberCell {
    private final float[] values;

    Floats(JsonName name, FloatColumn column, boolean nullForNonFinite) {
      super(name, column, nullForNonFinite);
      values = column.values();
    }

    @Override
    int printValue(int element, byte[] out, int at) {
      float value = values[element];
      return Float.isFinite(value)
          ? NumberPrinter.print(value, out, at)
          : printNonFinite(value, out, at);
    }
  }

  private static final class Doubles extends NumberCell {
    private final double[] values;

    Doubles(JsonName name, DoubleColumn column, boolean nullForNonFinite) {
      super(name, column, nullForNonFinite);
      values = column.values();
    }

    @Override
    int printValue(int element, byte[] out, int at) {
      double value = values[element];
      return Double.isFinite(value)
          ? NumberPrinter.print(value, out, at)
          : printNonFinite(value, out, at);
    }
  }

  private static final class Floating extends NumberCell {
    private final short[] values;
    private final boolean brain;

    Floating(JsonName name, Column column, boolean nullForNonFinite) {
      super(name, column, nullForNonFinite);
      values = ((ShortColumn) column).values();
      brain = column.type().kind() == Kind.BF16;
    }

    @Override
    int printValue(int element, byte[] out, int at) {
      short bits = values[element];
      float value = brain ? HalfPrecision.bf16ToFloat(bits) : HalfPrecision.fp16ToFloat(bits);
      return Float.isFinite(value)
          ? NumberPrinter.print(value, out, at)
          : printNonFinite(value, out, at);
    }
  }
}
