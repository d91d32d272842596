package io.lepton.format.csv;

import io.lepton.ErrorCode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the cells of one record, byte by byte. It knows everything that a record can be: the
 * header, and those that {@link BlockScan} leaves to it.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
final class RecordScan {

  /** What became of a record. */
  enum Outcome {
    /** It is whole. */
    COMPLETE,
    /** It is a blank line or a comment. */
    SKIPPED,
    /** It does not end within the bytes at hand. */
    INCOMPLETE,
    /** It is not well-formed. */
    FAULTY
  }

  private static final int UNKNOWN = -1;

  private final Dialect dialect;
  private final int maxRecordBytes;
  private final int maxColumns;

  private int[] ends = new int[64];
  private int fields;
  private int start;
  private int end;
  private int next;
  private boolean quoted;
  private int openQuote = UNKNOWN;
  private @Nullable Fault fault;

  RecordScan(Dialect dialect, int maxRecordBytes, int maxColumns) {
    this.dialect = dialect;
    this.maxRecordBytes = maxRecordBytes;
    this.maxColumns = maxColumns;
  }

  /** Scans the record that starts at {@code from}; at least one byte is at hand. */
  Outcome scan(byte[] bytes, int from, int atHand) {
    // No further than a record may reach, so that what is found does not depend on how much is at
    // hand. Two more bytes for the line end, and one to see that it is too long.
    int limit = (int) Math.min(atHand, from + maxRecordBytes + 3L);
    start = from;
    fields = 0;
    quoted = false;
    openQuote = UNKNOWN;
    fault = null;
    if (bytes[from] == dialect.comment() && dialect.hasComment()) {
      return skipLine(bytes, limit);
    }
    int at = from;
    while (true) {
      at = cellEnd(bytes, at, limit);
      if (at < 0) {
        return fault != null ? Outcome.FAULTY : incomplete(limit);
      }
      if (!addEnd(at)) {
        return faulty(ErrorCode.LIMIT_EXCEEDED, from);
      }
      if (bytes[at] == dialect.lineEnd()) {
        return complete(bytes, at);
      }
      at++;
    }
  }

  private Outcome skipLine(byte[] bytes, int limit) {
    int at = start;
    while (at < limit && bytes[at] != dialect.lineEnd()) {
      at++;
    }
    next = at + 1;
    return at < limit ? Outcome.SKIPPED : incomplete(limit);
  }

  private Outcome incomplete(int limit) {
    boolean tooLong = limit - start - 2 > maxRecordBytes;
    return tooLong ? faulty(ErrorCode.LIMIT_EXCEEDED, start) : Outcome.INCOMPLETE;
  }

  private Outcome complete(byte[] bytes, int lineEnd) {
    next = lineEnd + 1;
    boolean crlf =
        dialect.lineEnd() == Dialect.LF && lineEnd > start && bytes[lineEnd - 1] == Dialect.CR;
    end = crlf ? lineEnd - 1 : lineEnd;
    if (end == start) {
      return Outcome.SKIPPED;
    }
    return end - start > maxRecordBytes
        ? faulty(ErrorCode.LIMIT_EXCEEDED, start)
        : Outcome.COMPLETE;
  }

  private Outcome faulty(ErrorCode code, int at) {
    fault = new Fault(code, at);
    return Outcome.FAULTY;
  }

  private boolean addEnd(int at) {
    if (fields == maxColumns) {
      return false;
    }
    if (fields == ends.length) {
      ends = Arrays.copyOf(ends, fields * 2);
    }
    ends[fields++] = at;
    return true;
  }

  /**
   * Where the delimiter or line end after a cell is; below 0 if it is not at hand, or on a fault.
   */
  private int cellEnd(byte[] bytes, int from, int limit) {
    if (from < limit && bytes[from] == dialect.quote()) {
      return quotedCellEnd(bytes, from, limit);
    }
    byte delimiter = dialect.delimiter();
    byte lineEnd = dialect.lineEnd();
    for (int at = from; at < limit; at++) {
      if (bytes[at] == delimiter || bytes[at] == lineEnd) {
        return at;
      }
    }
    return UNKNOWN;
  }

  private int quotedCellEnd(byte[] bytes, int from, int limit) {
    byte quote = dialect.quote();
    quoted = true;
    openQuote = from;
    int at = from + 1;
    while (true) {
      while (at < limit && bytes[at] != quote) {
        at++;
      }
      if (at >= limit) {
        return UNKNOWN;
      }
      if (at + 1 < limit && bytes[at + 1] == quote) {
        at += 2;
      } else {
        return afterClosingQuote(bytes, at + 1, limit);
      }
    }
  }

  private int afterClosingQuote(byte[] bytes, int at, int limit) {
    if (at >= limit) {
      return UNKNOWN;
    }
    openQuote = UNKNOWN;
    if (bytes[at] == dialect.delimiter() || bytes[at] == dialect.lineEnd()) {
      return at;
    }
    if (bytes[at] == Dialect.CR && dialect.lineEnd() == Dialect.LF) {
      if (at + 1 >= limit) {
        return UNKNOWN;
      }
      if (bytes[at + 1] == Dialect.LF) {
        return at + 1;
      }
    }
    fault = new Fault(ErrorCode.TEXT_AFTER_QUOTE, at);
    return UNKNOWN;
  }

  /** After a scan: how many cells there are. */
  int fields() {
    return fields;
  }

  /** After a scan: the byte after each cell, which is a delimiter or the line's last byte. */
  int[] ends() {
    return ends;
  }

  /** After a scan: the first byte of the record. */
  int start() {
    return start;
  }

  /** After a scan: the byte after the last cell of the record, the first of the line end. */
  int end() {
    return end;
  }

  /** After a scan: the first byte of the next record. */
  int next() {
    return next;
  }

  /** After a scan: whether a cell is quoted. */
  boolean isQuoted() {
    return quoted;
  }

  /** After an incomplete scan: the quote that was not closed, or below 0. */
  int openQuote() {
    return openQuote;
  }

  /** After a scan: what is wrong. */
  @Nullable Fault fault() {
    return fault;
  }
}
