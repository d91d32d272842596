package io.lepton.format.internal;

import io.lepton.data.ByteColumn;
import io.lepton.data.Column;
import io.lepton.data.Field;
import io.lepton.data.ShortColumn;

/** Cells of INT8, UINT8, INT16 and UINT16. */
final class SmallIntCells extends CellDecoder {

  private final WholeRange range;
  private int[] values = {};

  SmallIntCells(Field field, int position, CellSyntax syntax) {
    super(field, position, syntax);
    this.range = WholeRange.of(field.type());
  }

  // One loop for both widths, and a copy that costs next to nothing.
  @Override
  public void decode(CellBlock cells, Column column) {
    if (values.length < column.capacity()) {
      values = new int[column.capacity()];
    }
    decodeInts(cells, column);
    if (column instanceof ByteColumn narrow) {
      byte[] bytes = narrow.values();
      for (int row = cells.firstRow; row < cells.endRow; row++) {
        bytes[row] = (byte) values[row];
      }
    } else {
      short[] shorts = ((ShortColumn) column).values();
      for (int row = cells.firstRow; row < cells.endRow; row++) {
        shorts[row] = (short) values[row];
      }
    }
  }

  private void decodeInts(CellBlock cells, Column column) {
    byte[] bytes = cells.bytes;
    int[] marks = cells.marks;
    int at = cells.at;
    int step = cells.step;
    int endShift = cells.endShift;
    int endRow = cells.endRow;
    int[] ints = values;
    long lowest = range.lowest();
    long highest = range.highest();
    for (int row = cells.firstRow; row < endRow; row++, at += step) {
      int start = marks[at] + 1;
      int end = marks[at + 1] - endShift;
      long value = NumberParser.quickLong(bytes, start, end);
      if (value < lowest || value > highest) {
        value = range.closer(this, cells, start, end, column, row);
      }
      ints[row] = (int) value;
    }
  }
}
