package io.lepton.format.internal;

import io.lepton.data.Column;
import io.lepton.data.ColumnType.Kind;
import io.lepton.data.Field;
import io.lepton.data.ShortColumn;

/** Cells of FP16 and BF16, rounded once. */
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
        start = from();
        end = to();
      }
      if (!column.isNull(row)) {
        values[row] = narrowed(value, bytes, start, end);
      }
    }
  }

  private short narrowed(double value, byte[] bytes, int start, int end) {
    return brain
        ? OnceRounded.toBf16(value, bytes, start, end)
        : OnceRounded.toFp16(value, bytes, start, end);
  }
}
