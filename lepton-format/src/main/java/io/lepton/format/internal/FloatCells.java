package io.lepton.format.internal;

import io.lepton.data.Column;
import io.lepton.data.Field;
import io.lepton.data.FloatColumn;

/** Cells of FP32, rounded once: as {@link Float#parseFloat} does it. */
final class FloatCells extends CellDecoder {

  FloatCells(Field field, int position, CellSyntax syntax) {
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
    float[] values = ((FloatColumn) column).values();
    for (int row = cells.firstRow; row < endRow; row++, at += step) {
      int start = marks[at] + 1;
      int end = marks[at + 1] - endShift;
      double value = NumberParser.quickDouble(bytes, start, end);
      if (Double.isNaN(value)) {
        value = DoubleCells.closerDouble(this, cells, start, end, column, row);
        start = from();
        end = to();
      }
      values[row] = OnceRounded.toFloat(value, bytes, start, end);
    }
  }
}
