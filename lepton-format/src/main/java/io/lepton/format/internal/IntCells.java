package io.lepton.format.internal;

import io.lepton.data.Column;
import io.lepton.data.Field;
import io.lepton.data.IntColumn;

/** Cells of INT32 and UINT32. */
final class IntCells extends CellDecoder {

  private final WholeRange range;

  IntCells(Field field, int position, CellSyntax syntax) {
    super(field, position, syntax);
    this.range = WholeRange.of(field.type());
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
    long lowest = range.lowest();
    long highest = range.highest();
    for (int row = cells.firstRow; row < endRow; row++, at += step) {
      int start = marks[at] + 1;
      int end = marks[at + 1] - endShift;
      long value = NumberParser.quickLong(bytes, start, end);
      if (value < lowest || value > highest) {
        value = range.closer(this, cells, start, end, column, row);
      }
      values[row] = (int) value;
    }
  }
}
