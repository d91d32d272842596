package io.lepton.format.json;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.LimitExceededException;
import io.lepton.data.ReadLimits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the records of an object of arrays together, a line each: the elements of all columns that
 * are in the same place.
 *
 * <p>Each column is read by a cursor of its own, piece by piece, so that the document may be of any
 * size.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
final class ColumnLines extends RecordLines {

  /** Bytes of all windows together, and of one of them. */
  private static final int ALL_WINDOWS = 16 << 20;

  private static final int MAX_WINDOW = 256 << 10;
  private static final int MIN_WINDOW = 1 << 10;

  private final ColumnIndex index;
  private final ReadLimits limits;
  private final long sourceBytes;
  private final List<ColumnCursor> cursors = new ArrayList<>();
  private final LineBuffer line;
  private long row;
  private @Nullable LeptonException fault;

  /**
   * Makes lines.
   *
   * @param sourceBytes how long the source is
   */
  ColumnLines(ColumnText text, ColumnIndex index, ReadLimits limits, long sourceBytes) {
    this.index = index;
    this.limits = limits;
    this.sourceBytes = sourceBytes;
    this.line = new LineBuffer(limits.maxRecordBytes());
    int columns = index.columns().size();
    int window = Math.min(Math.max(ALL_WINDOWS / Math.max(columns, 1), MIN_WINDOW), MAX_WINDOW);
    for (ColumnIndex.Entry column : index.columns()) {
      cursors.add(new ColumnCursor(text, column, cursors.isEmpty() ? "{" : ",", window));
    }
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = 0;
    while (count < length && (line.hasMore() || nextLine())) {
      count += line.give(bytes, offset + count, length - count);
    }
    return count == 0 && length > 0 ? -1 : count;
  }

  private boolean nextLine() throws IOException {
    if (row == index.rows() || fault != null) {
      return false;
    }
    row++;
    line.clear();
    for (ColumnCursor cursor : cursors) {
      cursor.next(line);
    }
    line.append((byte) '}');
    line.append((byte) '\n');
    if (line.isFull()) {
      fault =
          new LimitExceededException(
              ErrorCode.LIMIT_EXCEEDED,
              "A record may have %d bytes; record %d has more"
                  .formatted(limits.maxRecordBytes(), row));
      return false;
    }
    return true;
  }

  @Override
  @Nullable LeptonException fault() {
    return fault;
  }

  // All columns advance together, each in its own part of the document.
  @Override
  long bytesRead() {
    return index.rows() == 0 ? sourceBytes : (long) ((double) sourceBytes / index.rows() * row);
  }

  @Override
  boolean mayBeEmpty() {
    return true;
  }

  @Override
  public void close() {
    row = index.rows();
  }
}
