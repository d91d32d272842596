package io.lepton.format.internal;

import io.lepton.ErrorCode;
import io.lepton.data.Column;
import io.lepton.data.DoubleColumn;
import io.lepton.data.Field;

/** Cells of FP64. */
final class DoubleCells extends CellDecoder {

  DoubleCells(Field field, int position, CellSyntax syntax) {
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
    double[] values = ((DoubleColumn) column).values();
    for (int row = cells.firstRow; row < endRow; row++, at += step) {
      int start = marks[at] + 1;
      int end = marks[at + 1] - endShift;
      double value = NumberParser.quickDouble(bytes, start, end);
      if (Double.isNaN(value)) {
        value = closerDouble(this, cells, start, end, column, row);
      }
      values[row] = value;
    }
  }

  /** The number in a cell that the quick way declined; NaN if it is missing or wrong. */
  static double closerDouble(
      CellDecoder decoder, CellBlock cells, int start, int end, Column column, int row) {
    if (!decoder.closer(cells, start, end, column, row)) {
      return Double.NaN;
    }
    double value = NumberParser.doubleValue(cells.bytes, decoder.from(), decoder.to());
    if (Double.isNaN(value) && !NumberParser.isNan(cells.bytes, decoder.from(), decoder.to())) {
      decoder.reject(cells, row, ErrorCode.WRONG_TYPE);
    }
    return value;
  }
}
