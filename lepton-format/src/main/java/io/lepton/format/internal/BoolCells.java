package io.lepton.format.internal;

import io.lepton.ErrorCode;
import io.lepton.data.ByteColumn;
import io.lepton.data.Column;
import io.lepton.data.Field;

/** Cells of BOOL: {@code true} and {@code false} in any case, 1 and 0. */
final class BoolCells extends CellDecoder {

  BoolCells(Field field, int position, CellSyntax syntax) {
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
    byte[] values = ((ByteColumn) column).values();
    for (int row = cells.firstRow; row < endRow; row++, at += step) {
      int start = marks[at] + 1;
      int end = marks[at + 1] - endShift;
      int value = BoolParser.bool(bytes, start, end);
      if (value < 0) {
        value = closerBool(cells, start, end, column, row);
      }
      values[row] = (byte) value;
    }
  }

  private int closerBool(CellBlock cells, int start, int end, Column column, int row) {
    if (!closer(cells, start, end, column, row)) {
      return 0;
    }
    int value = BoolParser.bool(cells.bytes, from(), to());
    if (value < 0) {
      reject(cells, row, ErrorCode.WRONG_TYPE);
      return 0;
    }
    return value;
  }
}
