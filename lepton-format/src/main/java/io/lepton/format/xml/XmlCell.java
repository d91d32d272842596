package io.lepton.format.xml;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.data.Column;
import io.lepton.data.ColumnType.Kind;
import io.lepton.data.RecordBatch;
import io.lepton.data.TextColumn;
import io.lepton.format.internal.Base64Printer;
import io.lepton.format.internal.ByteSink;
import io.lepton.format.internal.NumberPrinter;
import io.lepton.format.internal.ValuePrinter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The values of one column: prints that of a row, without what is around it.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
final class XmlCell {

  private final int field;
  private final String name;
  private final Kind kind;
  private final int width;
  private final XmlText text;
  private @Nullable Column column;
  private @Nullable ValuePrinter printer;

  /**
   * Makes a printer.
   *
   * @param batch any batch of the schema, to ask for names and types
   */
  XmlCell(int field, String name, Kind kind, int width, XmlText text) {
    if (width > 1 && (kind == Kind.TEXT || kind == Kind.BYTES)) {
      throw new LeptonException(
          ErrorCode.UNREPRESENTABLE,
          "XML needs one value in column %s, or a vector of numbers; found one of %d texts"
              .formatted(name, width));
    }
    this.field = field;
    this.name = name;
    this.kind = kind;
    this.width = width;
    this.text = text;
  }

  /** Prints values of this batch from now on. */
  void bind(RecordBatch batch) {
    Column bound = batch.column(field);
    column = bound;
    printer = bound instanceof TextColumn ? null : ValuePrinter.of(bound);
  }

  String name() {
    return name;
  }

  private Column column() {
    if (column == null) {
      throw new IllegalStateException("There is no batch");
    }
    return column;
  }

  boolean isPresent(int row) {
    return !column().isNull(row);
  }

  /** Says whether XML can hold the value of a row. */
  boolean isWritable(int row) {
    return kind != Kind.TEXT
        || !(column() instanceof TextColumn texts)
        || XmlText.isWritable(texts.heap(), texts.starts()[row], texts.lengths()[row]);
  }

  /** Says whether a value is text, and nothing but white space. */
  boolean isBlank(int row) {
    if (!(column() instanceof TextColumn texts)) {
      return false;
    }
    int start = texts.starts()[row];
    int end = start + texts.lengths()[row];
    while (start < end && Utf8Text.isSpace(texts.heap()[start])) {
      start++;
    }
    return start == end;
  }

  /** Writes the value of a row. */
  void write(int row, ByteSink sink) throws IOException {
    if (column() instanceof TextColumn texts) {
      writeText(texts, row, sink);
      return;
    }
    for (int i = 0; i < width; i++) {
      if (i > 0) {
        sink.write((byte) ' ');
      }
      writeNumber(row * width + i, sink);
    }
  }

  private void writeText(TextColumn texts, int row, ByteSink sink) throws IOException {
    int start = texts.starts()[row];
    int length = texts.lengths()[row];
    if (kind == Kind.BYTES) {
      Base64Printer.write(texts.heap(), start, length, sink);
    } else {
      text.write(texts.heap(), start, length, sink);
    }
  }

  private void writeNumber(int element, ByteSink sink) throws IOException {
    if (printer == null) {
      throw new IllegalStateException("There is no batch");
    }
    byte[] out = sink.reserve(NumberPrinter.ROOM);
    int at = sink.position();
    sink.moveTo(schemaForm(out, at, printer.print(element, out, at)));
  }

  // XML Schema calls infinity INF.
  private static int schemaForm(byte[] out, int at, int end) {
    int first = out[at] == '-' ? at + 1 : at;
    if (out[first] != 'I') {
      return end;
    }
    out[first + 1] = 'N';
    out[first + 2] = 'F';
    return first + 3;
  }
}
