package io.lepton.format.internal;

import io.lepton.data.Column;
import io.lepton.data.Field;
import io.lepton.data.TextColumn;

/** Cells of text: views of the bytes where they lie. Doubled quotes are closed up in place. */
final class TextCells extends CellDecoder {

  TextCells(Field field, int position, CellSyntax syntax) {
    super(field, position, syntax);
  }

  @Override
  public void decode(CellBlock cells, Column column) {
    if (syntax().hasTokens) {
      decodeSpecial(cells, (TextColumn) column);
    } else if (cells.quoted) {
      decodeQuoted(cells, (TextColumn) column);
    } else {
      decodePlain(cells, (TextColumn) column);
    }
  }

  private void decodePlain(CellBlock cells, TextColumn column) {
    int[] marks = cells.marks;
    int at = cells.at;
    int step = cells.step;
    int endShift = cells.endShift;
    int endRow = cells.endRow;
    int[] textStarts = column.starts();
    int[] textLengths = column.lengths();
    for (int row = cells.firstRow; row < endRow; row++, at += step) {
      int start = marks[at] + 1;
      int length = marks[at + 1] - endShift - start;
      textStarts[row] = start;
      textLengths[row] = length;
      if (length == 0) {
        empty(cells, column, row);
      }
    }
  }

  private void empty(CellBlock cells, TextColumn column, int row) {
    if (syntax().emptyIsMissing) {
      missing(cells, column, row);
    }
  }

  private void decodeQuoted(CellBlock cells, TextColumn column) {
    byte[] bytes = cells.bytes;
    int[] marks = cells.marks;
    int at = cells.at;
    int step = cells.step;
    int endShift = cells.endShift;
    int endRow = cells.endRow;
    int quote = syntax().quote;
    int[] textStarts = column.starts();
    int[] textLengths = column.lengths();
    for (int row = cells.firstRow; row < endRow; row++, at += step) {
      int start = marks[at] + 1;
      int end = marks[at + 1] - endShift;
      textStarts[row] = start;
      textLengths[row] = end - start;
      if (bytes[start] == quote && start < end) {
        textStarts[row] = start + 1;
        textLengths[row] = unquoted(bytes, start + 1, end - 1, quote);
      } else if (start == end) {
        empty(cells, column, row);
      }
    }
  }

  private void decodeSpecial(CellBlock cells, TextColumn column) {
    int at = cells.at;
    byte[] bytes = cells.bytes;
    int quote = cells.quoted ? syntax().quote : -1;
    for (int row = cells.firstRow; row < cells.endRow; row++) {
      int start = cells.marks[at] + 1;
      int end = cells.marks[at + 1] - cells.endShift;
      if (start < end && bytes[start] == quote) {
        column.set(row, start + 1, unquoted(bytes, start + 1, end - 1, quote));
      } else if (syntax().isMissing(bytes, start, end)) {
        missing(cells, column, row);
      } else {
        column.set(row, start, end - start);
      }
      at += cells.step;
    }
  }

  /** Closes up doubled quotes and returns the length of what remains. */
  static int unquoted(byte[] bytes, int start, int end, int quote) {
    int at = start;
    long quotes = Swar.fill(quote);
    while (at + 8 <= end && Swar.zeros(Swar.load(bytes, at) ^ quotes) == 0) {
      at += 8;
    }
    while (at < end && bytes[at] != quote) {
      at++;
    }
    int out = at;
    while (at < end) {
      byte b = bytes[at];
      bytes[out++] = b;
      at += b == quote ? 2 : 1;
    }
    return out - start;
  }
}
