package io.lepton.format.csv;

import io.lepton.data.Column;
import io.lepton.data.TextColumn;
import io.lepton.format.internal.Base64Printer;
import io.lepton.format.internal.ByteSink;
import io.lepton.format.internal.NumberPrinter;
import io.lepton.format.internal.ValuePrinter;
import java.io.IOException;

/**
 * The cells of one column of a batch: prints those of a row, each with a delimiter after it.
 *
 * <p>Made anew for each batch, around the arrays of its column.
 */
abstract class CsvCell {

  private final CsvStyle style;
  private final byte delimiter;
  private final Column column;
  private final boolean nulls;
  private final boolean first;
  private final int width;
  private final long room;

  /**
   * Makes a printer.
   *
   * @param first whether it is the first column
   * @param room the most bytes that an element takes
   */
  CsvCell(CsvStyle style, Column column, boolean first, long room) {
    this.style = style;
    this.delimiter = style.delimiter();
    this.column = column;
    this.nulls = column.hasNulls();
    this.first = first;
    this.width = column.type().width();
    this.room = width * (1 + Math.max(room, style.missing().length));
  }

  /**
   * Returns the printer of a column.
   *
   * @param first whether it is the first column
   * @param rows how many rows of it will be printed
   */
  static CsvCell of(CsvStyle style, Column column, boolean first, int rows) {
    return switch (column.type().kind()) {
      case TEXT -> new Text(style, (TextColumn) column, first, rows);
      case BYTES -> new Base64(style, (TextColumn) column, first, rows);
      default ->
          style.isUnusual() ? new Unusual(style, column, first) : new Plain(style, column, first);
    };
  }

  /** Returns the most bytes that a row takes. */
  final long room() {
    return room;
  }

  final CsvStyle style() {
    return style;
  }

  /** Says whether an element is the first cell of a line. */
  final boolean isFirst(int element) {
    return first && (width == 1 || element % width == 0);
  }

  /** Prints a row where there is room for it. Returns the offset after the last byte. */
  final int print(int row, byte[] out, int at) {
    boolean missing = nulls && column.isNull(row);
    if (width > 1) {
      return printElements(row * width, missing, out, at);
    }
    int to = missing ? printMissing(out, at) : printValue(row, out, at);
    out[to] = delimiter;
    return to + 1;
  }

  private int printElements(int start, boolean missing, byte[] out, int at) {
    int to = at;
    for (int element = start; element < start + width; element++) {
      to = missing ? printMissing(out, to) : printValue(element, out, to);
      out[to] = delimiter;
      to++;
    }
    return to;
  }

  private int printMissing(byte[] out, int at) {
    byte[] missing = style.missing();
    System.arraycopy(missing, 0, out, at, missing.length);
    return at + missing.length;
  }

  /** Writes a row of any length, piece by piece where it is long. */
  final void write(int row, ByteSink sink) throws IOException {
    boolean missing = nulls && column.isNull(row);
    for (int element = row * width; element < (row + 1) * width; element++) {
      if (!isFirst(element)) {
        sink.write(delimiter);
      }
      if (missing) {
        sink.write(style.missing(), 0, style.missing().length);
      } else {
        writeValue(element, sink);
      }
    }
  }

  /** Prints an element where there is room for it. Returns the offset after the last byte. */
  abstract int printValue(int element, byte[] out, int at);

  /** Writes an element of any length. */
  void writeValue(int element, ByteSink sink) throws IOException {
    byte[] out = sink.reserve(Unusual.ROOM);
    sink.moveTo(printValue(element, out, sink.position()));
  }

  private static int longest(TextColumn column, int rows) {
    int elements = rows * column.type().width();
    int longest = 0;
    for (int i = 0; i < elements; i++) {
      longest = Math.max(longest, column.lengths()[i]);
    }
    return longest;
  }

  private static final class Text extends CsvCell {
    private final CsvText text;
    private final byte[] heap;
    private final int[] starts;
    private final int[] lengths;

    Text(CsvStyle style, TextColumn column, boolean first, int rows) {
      super(style, column, first, CsvText.room(longest(column, rows)));
      text = style.text();
      heap = column.heap();
      starts = column.starts();
      lengths = column.lengths();
    }

    @Override
    int printValue(int element, byte[] out, int at) {
      return text.print(heap, starts[element], lengths[element], isFirst(element), out, at);
    }

    @Override
    void writeValue(int element, ByteSink sink) throws IOException {
      text.write(heap, starts[element], lengths[element], isFirst(element), sink);
    }
  }

  /** Bytes: none at all are in quotes, like empty text. */
  private static final class Base64 extends CsvCell {
    private final TextColumn column;

    Base64(CsvStyle style, TextColumn column, boolean first, int rows) {
      super(style, column, first, CsvText.room(encodedLength(longest(column, rows))));
      this.column = column;
    }

    private static int encodedLength(int length) {
      return (int) Math.min(Base64Printer.room(length), Integer.MAX_VALUE);
    }

    @Override
    int printValue(int element, byte[] out, int at) {
      byte[] encoded = encoded(element);
      return style().text().print(encoded, 0, encoded.length, isFirst(element), out, at);
    }

    @Override
    void writeValue(int element, ByteSink sink) throws IOException {
      byte[] encoded = encoded(element);
      style().text().write(encoded, 0, encoded.length, isFirst(element), sink);
    }

    private byte[] encoded(int element) {
      int length = column.lengths()[element];
      byte[] encoded = new byte[Math.toIntExact(Base64Printer.room(length))];
      Base64Printer.print(column.heap(), column.starts()[element], length, encoded, 0);
      return encoded;
    }
  }

  private static final class Plain extends CsvCell {
    private final ValuePrinter printer;

    Plain(CsvStyle style, Column column, boolean first) {
      super(style, column, first, NumberPrinter.ROOM);
      this.printer = ValuePrinter.of(column);
    }

    @Override
    int printValue(int element, byte[] out, int at) {
      return printer.print(element, out, at);
    }
  }

  /** Numbers and dates where they, too, may need quotes. */
  private static final class Unusual extends CsvCell {
    static final int ROOM = (int) CsvText.room(NumberPrinter.ROOM);

    private final ValuePrinter printer;
    private final byte[] value = new byte[NumberPrinter.ROOM];

    Unusual(CsvStyle style, Column column, boolean first) {
      super(style, column, first, ROOM);
      this.printer = ValuePrinter.of(column);
    }

    @Override
    int printValue(int element, byte[] out, int at) {
      int length = printer.print(element, value, 0);
      return style().text().print(value, 0, length, isFirst(element), out, at);
    }
  }
}
