package io.lepton.format.internal;

import io.lepton.ErrorCode;
import io.lepton.data.Column;
import io.lepton.data.DecimalColumn;
import io.lepton.data.Field;
import org.jspecify.annotations.Nullable;

/** Cells of DECIMAL. */
final class DecimalCells extends CellDecoder {

  private final DecimalParser parser;

  DecimalCells(Field field, int position, CellSyntax syntax) {
    super(field, position, syntax);
    this.parser = new DecimalParser(field.type());
  }

  @Override
  public void decode(CellBlock cells, Column column) {
    int at = cells.at;
    for (int row = cells.firstRow; row < cells.endRow; row++) {
      int start = cells.marks[at] + 1;
      if (closer(cells, start, cells.marks[at + 1] - cells.endShift, column, row)) {
        decodeCell(cells, (DecimalColumn) column, row);
      }
      at += cells.step;
    }
  }

  private void decodeCell(CellBlock cells, DecimalColumn column, int row) {
    @Nullable ErrorCode problem = parser.parse(cells.bytes, from(), to(), column, row);
    if (problem != null) {
      column.set(row, 0);
      reject(cells, row, problem);
    }
  }
}
