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
    int at = cells.at;
    for (int row = cells.firstRow; row < cells.endRow; row++) {
      int start = cells.marks[at] + 1;
      int end = cells.marks[at + 1] - cells.endShift;
      long value = NumberParser.quickLong(cells.bytes, start, end);
      if (value < range.lowest() || value > range.highest()) {
        value = range.closer(this, cells, start, end, column, row);
      }
      values[row] = (int) value;
      at += cells.step;
    }
  }
}
