package io.lepton.format.fixed;

import io.lepton.data.Column;
import io.lepton.data.ColumnType;
import io.lepton.data.ColumnType.Kind;
import io.lepton.data.RecordBatch;
import io.lepton.data.TextColumn;
import io.lepton.format.fixed.FixedWidthColumn.Alignment;
import io.lepton.format.internal.Base64Printer;
import io.lepton.format.internal.NumberPrinter;
import io.lepton.format.internal.ValuePrinter;
import org.jspecify.annotations.Nullable;

/**
 * One column of what is written: the element of a field at its places.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
final class OutputColumn {

  private final FixedWidthColumn place;
  private final int field;
  private final int element;
  private final Kind kind;
  private @Nullable Column column;
  private @Nullable ValuePrinter printer;

  /** Where the value is that was found last. */
  private byte[] bytes = new byte[NumberPrinter.ROOM];

  private byte[] own = bytes;
  private int start;
  private int end;

  /**
   * Makes a column.
   *
   * @param field the position of the field in the schema
   * @param element which element of a vector it is
   */
  OutputColumn(FixedWidthColumn place, int field, int element, ColumnType type) {
    this.place = place;
    this.field = field;
    this.element = element;
    this.kind = type.kind();
  }

  FixedWidthColumn place() {
    return place;
  }

  void bind(RecordBatch batch) {
    Column bound = batch.column(field);
    column = bound;
    printer = bound instanceof TextColumn ? null : ValuePrinter.of(bound);
  }

  /** Finds the value of a row. Returns false if it is missing. */
  boolean find(int row) {
    if (column == null || column.isNull(row)) {
      return false;
    }
    int index = row * column.type().width() + element;
    if (column instanceof TextColumn texts) {
      findText(texts, index);
    } else if (printer != null) {
      bytes = own;
      start = 0;
      end = printer.print(index, own, 0);
    }
    return true;
  }

  private void findText(TextColumn texts, int index) {
    int length = texts.lengths()[index];
    if (kind == Kind.BYTES) {
      int room = Math.toIntExact(Base64Printer.room(length));
      own = own.length < room ? new byte[room] : own;
      bytes = own;
      start = 0;
      end = Base64Printer.print(texts.heap(), texts.starts()[index], length, own, 0);
    } else {
      bytes = texts.heap();
      start = texts.starts()[index];
      end = start + length;
    }
  }

  byte[] bytes() {
    return bytes;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  /** How much of the padding precedes the value. */
  int before(int padding) {
    return switch (place.alignment()) {
      case LEFT -> 0;
      case RIGHT -> padding;
      case CENTER -> padding / 2;
      case NATURAL -> kind == Kind.TEXT ? 0 : padding;
    };
  }

  /** Whether a sign comes before the padding: zeros are digits of the number. */
  boolean isSignFirst() {
    return place.padding() == '0'
        && place.alignment() != Alignment.LEFT
        && kind != Kind.TEXT
        && kind != Kind.BYTES
        && start < end
        && bytes[start] == '-';
  }
}
