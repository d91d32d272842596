package io.lepton.format.internal;

import io.lepton.ErrorCode;
import io.lepton.data.Column;
import io.lepton.data.Field;
import io.lepton.data.IntColumn;

/** Cells of DATE. */
final class DateCells extends CellDecoder {

  DateCells(Field field, int position, CellSyntax syntax) {
    super(field, position, syntax);
  }

  @Override
  public void decode(CellBlock cells, Column column) {
    byte[] bytes = cells.bytes;
    int[] marks = cells.marks;
    int at = cells.at;
    int step = cells.step;
    int endShift = cells.endShift;
    int endRow = cells.endRow;
    int[] values = ((IntColumn) column).values();
    for (int row = cells.firstRow; row < endRow; row++, at += step) {
      int start = marks[at] + 1;
      int end = marks[at + 1] - endShift;
      int value = TemporalParser.date(bytes, start, end);
      if (value == TemporalParser.NO_DATE) {
        value = closerDate(cells, start, end, column, row);
      }
      values[row] = value;
    }
  }

  private int closerDate(CellBlock cells, int start, int end, Column column, int row) {
    if (!closer(cells, start, end, column, row)) {
      return 0;
    }
    int value = TemporalParser.date(cells.bytes, from(), to());
    if (value == TemporalParser.NO_DATE
        && !TemporalParser.isLowestDate(cells.bytes, from(), to())) {
      reject(cells, row, ErrorCode.WRONG_TYPE);
    }
    return value;
  }
}
