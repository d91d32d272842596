package io.lepton.format.internal;

import io.lepton.ErrorCode;
import io.lepton.data.Column;
import io.lepton.data.Field;
import io.lepton.data.TextColumn;
import java.nio.ByteBuffer;
import java.util.Base64;

/** Cells of BYTES, written in Base64 (RFC 4648 section 4): decoded in place. */
final class Base64Cells extends CellDecoder {

  Base64Cells(Field field, int position, CellSyntax syntax) {
    super(field, position, syntax);
  }

  @Override
  public void decode(CellBlock cells, Column column) {
    int at = cells.at;
    for (int row = cells.firstRow; row < cells.endRow; row++) {
      int start = cells.marks[at] + 1;
      decodeCell(cells, start, cells.marks[at + 1] - cells.endShift, (TextColumn) column, row);
      at += cells.step;
    }
  }

  private void decodeCell(CellBlock cells, int start, int end, TextColumn column, int row) {
    // No bytes at all are a value: two quotes with nothing between them.
    if (cells.quoted && end - start == 2 && cells.bytes[start] == syntax().quote) {
      column.set(row, start, 0);
      return;
    }
    if (!closer(cells, start, end, column, row)) {
      return;
    }
    try {
      ByteBuffer decoded =
          Base64.getDecoder().decode(ByteBuffer.wrap(cells.bytes, from(), to() - from()));
      decoded.get(cells.bytes, from(), decoded.limit());
      column.set(row, from(), decoded.limit());
    } catch (IllegalArgumentException e) {
      column.set(row, from(), 0);
      reject(cells, row, ErrorCode.WRONG_TYPE);
    }
  }
}
