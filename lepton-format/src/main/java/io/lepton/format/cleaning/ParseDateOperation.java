package io.lepton.format.cleaning;

import io.lepton.data.Column;
import io.lepton.data.IntColumn;
import io.lepton.data.LongColumn;
import io.lepton.data.TextColumn;

/** Makes dates or timestamps of texts. */
final class ParseDateOperation extends Operation {

  private final int from;
  private final int to;
  private final Reading reading;
  private final OnFailure onFailure;

  /** Makes a number of a text. */
  @FunctionalInterface
  interface Reading {

    /** Returns days or microseconds since 1970, or {@link DatePattern#NO_VALUE}. */
    long read(byte[] bytes, int start, int end);
  }

  ParseDateOperation(int position, int from, int to, Reading reading, OnFailure onFailure) {
    super(position);
    this.from = from;
    this.to = to;
    this.reading = reading;
    this.onFailure = onFailure;
  }

  @Override
  void apply(Rows rows) {
    TextColumn texts = rows.text(from);
    Column column = rows.column(to);
    column.clear();
    for (int row = 0; row < rows.count(); row++) {
      if (texts.isNull(row)) {
        column.setNull(row);
        continue;
      }
      look();
      int start = texts.starts()[row];
      if (set(column, row, reading.read(texts.heap(), start, start + texts.lengths()[row]))) {
        change();
      } else {
        fail(rows, to, row, onFailure, "needs " + column.type() + " in the form of the pattern");
      }
    }
  }

  private static boolean set(Column column, int row, long value) {
    boolean isDate = column instanceof IntColumn;
    if (value == DatePattern.NO_VALUE || isDate && value != (int) value) {
      return false;
    }
    if (column instanceof IntColumn days) {
      days.values()[row] = (int) value;
    } else {
      ((LongColumn) column).values()[row] = value;
    }
    return true;
  }
}
