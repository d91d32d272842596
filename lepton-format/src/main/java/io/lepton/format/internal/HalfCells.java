package io.lepton.format.internal;

import io.lepton.data.Column;
import io.lepton.data.ColumnType.Kind;
import io.lepton.data.Field;
import io.lepton.data.ShortColumn;
import io.lepton.tensor.HalfPrecision;

/** Cells of FP16 and BF16: read as FP64, then rounded to FP32 and to 16 bits. */
final class HalfCells extends CellDecoder {

  private final boolean brain;

  HalfCells(Field field, int position, CellSyntax syntax) {
    super(field, position, syntax);
    this.brain = field.type().kind() == Kind.BF16;
  }

  @Override
  public void decode(CellBlock cells, Column column) {
    byte[] bytes = cells.bytes;
    int[] marks = cells.marks;
    int at = cells.at;
    int step = cells.step;
    int endShift = cells.endShift;
    int endRow = cells.endRow;
    short[] values = ((ShortColumn) column).values();
    for (int row = cells.firstRow; row < endRow; row++, at += step) {
      int start = marks[at] + 1;
      int end = marks[at + 1] - endShift;
      double value = NumberParser.quickDouble(bytes, start, end);
      if (Double.isNaN(value)) {
        value = DoubleCells.closerDouble(this, cells, start, end, column, row);
      }
      if (!column.isNull(row)) {
        values[row] = narrowed((float) value);
      }
    }
  }

  private short narrowed(float value) {
    return brain ? HalfPrecision.floatToBf16(value) : HalfPrecision.floatToFp16(value);
  }
}
