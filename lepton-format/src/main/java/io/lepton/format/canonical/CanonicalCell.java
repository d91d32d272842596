package io.lepton.format.canonical;

import io.lepton.data.Column;
import io.lepton.data.ColumnType.Kind;
import io.lepton.data.DoubleColumn;
import io.lepton.data.FloatColumn;
import io.lepton.data.LongColumn;
import io.lepton.data.ShortColumn;
import io.lepton.data.TextColumn;
import io.lepton.format.internal.Base64Printer;
import io.lepton.format.internal.ByteSink;
import io.lepton.format.internal.JsonText;
import io.lepton.format.internal.NumberPrinter;
import io.lepton.format.internal.ValuePrinter;
import io.lepton.tensor.HalfPrecision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.IntToDoubleFunction;

/** Writes one member of every record of a batch: what comes before the value, and the value. */
abstract class CanonicalCell {

  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NEGATIVE_ZERO = "\"-0\"".getBytes(StandardCharsets.US_ASCII);

  private final byte[] before;
  private final Column column;
  private final int width;

  /**
   * Makes a writer.
   *
   * @param before what comes before the value, such as {@code ,"name":}
   */
  CanonicalCell(byte[] before, Column column) {
    this.before = before;
    this.column = column;
    this.width = column.type().width();
  }

  static CanonicalCell of(byte[] before, Column column) {
    Kind kind = column.type().kind();
    return switch (kind) {
      case TEXT -> new Text(before, (TextColumn) column);
      case BYTES -> new Base64(before, (TextColumn) column);
      case INT64, UINT64 -> new Long64(before, (LongColumn) column);
      case FP16, BF16, FP32, FP64 -> new Floating(before, column, reader(column));
      case DATE, TIMESTAMP, DECIMAL -> new Printed(before, column, true);
      default -> new Printed(before, column, false);
    };
  }

  private static IntToDoubleFunction reader(Column column) {
    if (column instanceof DoubleColumn doubles) {
      double[] values = doubles.values();
      return element -> values[element];
    } else if (column instanceof FloatColumn floats) {
      float[] values = floats.values();
      return element -> values[element];
    }
    short[] values = ((ShortColumn) column).values();
    return column.type().kind() == Kind.FP16
        ? element -> HalfPrecision.fp16ToFloat(values[element])
        : element -> HalfPrecision.bf16ToFloat(values[element]);
  }

  final void write(int row, ByteSink sink) throws IOException {
    sink.write(before, 0, before.length);
    if (column.isNull(row)) {
      sink.write(NULL, 0, NULL.length);
    } else if (width == 1) {
      writeElement(row, sink);
    } else {
      writeArray(row * width, sink);
    }
  }

  private void writeArray(int start, ByteSink sink) throws IOException {
    for (int i = 0; i < width; i++) {
      sink.write((byte) (i == 0 ? '[' : ','));
      writeElement(start + i, sink);
    }
    sink.write((byte) ']');
  }

  abstract void writeElement(int element, ByteSink sink) throws IOException;

  private static final class Text extends CanonicalCell {

    private final TextColumn column;

    Text(byte[] before, TextColumn column) {
      super(before, column);
      this.column = column;
    }

    @Override
    void writeElement(int element, ByteSink sink) throws IOException {
      sink.write((byte) '"');
      JsonText.write(column.heap(), column.starts()[element], column.lengths()[element], sink);
      sink.write((byte) '"');
    }
  }

  private static final class Base64 extends CanonicalCell {

    private final TextColumn column;

    Base64(byte[] before, TextColumn column) {
      super(before, column);
      this.column = column;
    }

    @Override
    void writeElement(int element, ByteSink sink) throws IOException {
      sink.write((byte) '"');
      Base64Printer.write(column.heap(), column.starts()[element], column.lengths()[element], sink);
      sink.write((byte) '"');
    }
  }

  /** Integers that may be too large for a JSON number to hold. */
  private static final class Long64 extends CanonicalCell {

    private final long[] values;
    private final boolean unsigned;

    Long64(byte[] before, LongColumn column) {
      super(before, column);
      values = column.values();
      unsigned = column.type().isUnsigned();
    }

    @Override
    void writeElement(int element, ByteSink sink) throws IOException {
      byte[] out = sink.reserve(NumberPrinter.ROOM + 2);
      long value = values[element];
      sink.moveTo(
          isSafe(value)
              ? NumberPrinter.print(value, out, sink.position())
              : printQuoted(value, out, sink.position()));
    }

    // An unsigned number above 2^63 looks negative, but is never small.
    private boolean isSafe(long value) {
      return value <= EcmaNumber.MAX_SAFE_INTEGER
          && value >= (unsigned ? 0 : -EcmaNumber.MAX_SAFE_INTEGER);
    }

    private int printQuoted(long value, byte[] out, int at) {
      out[at] = '"';
      int end =
          unsigned
              ? NumberPrinter.printUnsigned(value, out, at + 1)
              : NumberPrinter.print(value, out, at + 1);
      out[end] = '"';
      return end + 1;
    }
  }

  private static final class Floating extends CanonicalCell {

    private final IntToDoubleFunction values;

    Floating(byte[] before, Column column, IntToDoubleFunction values) {
      super(before, column);
      this.values = values;
    }

    @Override
    void writeElement(int element, ByteSink sink) throws IOException {
      double value = values.applyAsDouble(element);
      if (Double.doubleToRawLongBits(value) == Long.MIN_VALUE) {
        sink.write(NEGATIVE_ZERO, 0, NEGATIVE_ZERO.length);
      } else if (Double.isFinite(value)) {
        byte[] out = sink.reserve(EcmaNumber.ROOM);
        sink.moveTo(EcmaNumber.print(value, out, sink.position()));
      } else {
        writeWord(value, sink);
      }
    }

    private static void writeWord(double value, ByteSink sink) throws IOException {
      byte[] out = sink.reserve(NumberPrinter.ROOM + 2);
      int at = sink.position();
      out[at] = '"';
      int end = NumberPrinter.print(value, out, at + 1);
      out[end] = '"';
      sink.moveTo(end + 1);
    }
  }

  /** Values that are printed as all text formats print them. */
  private static final class Printed extends CanonicalCell {

    private final ValuePrinter printer;
    private final int quote;

    Printed(byte[] before, Column column, boolean quoted) {
      super(before, column);
      printer = ValuePrinter.of(column);
      quote = quoted ? 1 : 0;
    }

    @Override
    void writeElement(int element, ByteSink sink) throws IOException {
      byte[] out = sink.reserve(NumberPrinter.ROOM + 2);
      int at = sink.position();
      out[at] = '"';
      int end = printer.print(element, out, at + quote);
      out[end] = '"';
      sink.moveTo(end + quote);
    }
  }
}
