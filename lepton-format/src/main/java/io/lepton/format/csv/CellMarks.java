package io.lepton.format.csv;

import io.lepton.format.internal.CellBlock;

/**
 * Where the cells of a block of records are: the positions of what stands between them, as the
 * scans write them down.
 *
 * <p>In records that follow each other without a gap the line end before a record is the mark
 * before its first cell, so that there is one mark a cell. Otherwise each record has one more, for
 * the byte before it.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
final class CellMarks {

  /** Bytes whose marks are written down at once. */
  static final int STEP = 64;

  /** Positions written down at once, whether there are as many or not. */
  private static final int BURST = 12;

  private final byte lineEnd;
  private final int comment;
  private final int columns;
  private final int maxRecordBytes;
  private final int[] positions;
  private int step;
  private int lineEndShift;

  CellMarks(Dialect dialect, int columns, int maxRecordBytes, int capacity) {
    this.lineEnd = dialect.lineEnd();
    this.comment = dialect.hasComment() ? dialect.comment() : -1;
    this.columns = columns;
    this.maxRecordBytes = maxRecordBytes;
    this.positions = new int[capacity + STEP + BURST + 1];
  }

  /** Begins anew with records that follow each other; the first one starts at {@code from}. */
  int[] begin(int from) {
    positions[0] = from - 1;
    return positions;
  }

  /**
   * Writes down the positions of a mask's bits.
   *
   * @param positions where to
   * @param count how many there are already
   * @param at the position of bit 0
   * @param bits the marks among {@link #STEP} bytes
   * @return how many there are now
   */
  static int write(int[] positions, int count, int at, long bits) {
    long rest = bits;
    int added = Long.bitCount(bits);
    for (int i = 0; i < BURST; i++) {
      positions[count + i] = at + Long.numberOfTrailingZeros(rest);
      rest &= rest - 1;
    }
    for (int i = BURST; i < added; i++) {
      positions[count + i] = at + Long.numberOfTrailingZeros(rest);
      rest &= rest - 1;
    }
    return count + added;
  }

  /**
   * Checks that marks written down one after the other make records of the usual kind: each ends
   * with a line end, all of the same sort; none is blank, a comment, or too long. That there are no
   * other line ends among them is for the caller to know.
   */
  boolean areUsual(byte[] bytes, int records) {
    int start = positions[0] + 1;
    int shift = lineEndShift(bytes, positions[columns]);
    int unusual = 0;
    for (int record = 0, last = columns; record < records; record++, last += columns) {
      int lineAt = positions[last];
      int length = lineAt - shift - start;
      // Below zero if the record is blank or too long.
      unusual |= length - 1 | maxRecordBytes - length;
      if (bytes[lineAt] != lineEnd
          || lineEndShift(bytes, lineAt) != shift
          || bytes[start] == comment) {
        return false;
      }
      start = lineAt + 1;
    }
    step = columns;
    lineEndShift = shift;
    return unusual >= 0;
  }

  // A line end without a byte before it is a blank line at the very beginning.
  private int lineEndShift(byte[] bytes, int lineAt) {
    return lineEnd == Dialect.LF && lineAt > 0 && bytes[lineAt - 1] == Dialect.CR ? 1 : 0;
  }

  /** The position of the line end of a record, among records that follow each other. */
  int lineEndOf(int record) {
    return positions[(record + 1) * columns];
  }

  /** Takes over a record that was found by other means. */
  void put(int row, RecordScan record) {
    step = columns + 1;
    lineEndShift = 0;
    int first = row * step;
    positions[first] = record.start() - 1;
    System.arraycopy(record.ends(), 0, positions, first + 1, columns);
    positions[first + columns] = record.end();
  }

  /** Points a block at the cells of a column. */
  void select(CellBlock cells, int column) {
    cells.select(positions, column, step, column == columns - 1 ? lineEndShift : 0);
  }
}
