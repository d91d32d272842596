package io.lepton.format.internal;

import io.lepton.ErrorCode;
import io.lepton.data.Column;
import io.lepton.data.Field;
import io.lepton.data.LongColumn;
import org.jspecify.annotations.Nullable;

/** Cells of INT64 and UINT64. */
final class LongCells extends CellDecoder {

  private final boolean unsigned;

  LongCells(Field field, int position, CellSyntax syntax) {
    super(field, position, syntax);
    this.unsigned = field.type().isUnsigned();
  }

  @Override
  public void decode(CellBlock cells, Column column) {
    byte[] bytes = cells.bytes;
    int[] marks = cells.marks;
    int at = cells.at;
    int step = cells.step;
    int endShift = cells.endShift;
    int endRow = cells.endRow;
    long[] values = ((LongColumn) column).values();
    // The quick way declines with the lowest number of all.
    long floor = unsigned ? 0 : NumberParser.NO_LONG + 1;
    for (int row = cells.firstRow; row < endRow; row++, at += step) {
      int start = marks[at] + 1;
      int end = marks[at + 1] - endShift;
      long value = NumberParser.quickLong(bytes, start, end);
      if (value < floor) {
        value = closerLong(cells, start, end, column, row);
      }
      values[row] = value;
    }
  }

  private long closerLong(CellBlock cells, int start, int end, Column column, int row) {
    if (!closer(cells, start, end, column, row)) {
      return 0;
    }
    @Nullable ErrorCode problem = NumberParser.longProblem(cells.bytes, from(), to(), unsigned);
    if (problem != null) {
      reject(cells, row, problem);
      return 0;
    }
    return NumberParser.longValue(cells.bytes, from(), to());
  }
}
