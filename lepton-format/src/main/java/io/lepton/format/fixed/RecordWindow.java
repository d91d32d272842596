package io.lepton.format.fixed;

import io.lepton.ErrorCode;
import io.lepton.format.internal.ByteFeed;
import io.lepton.format.internal.Swar;
import io.lepton.format.internal.Utf8;
import java.io.IOException;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The part of the input that is at hand, in the array of the batch that is being filled, record by
 * record.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
final class RecordWindow {

  private static final int SLACK = 2 * Long.BYTES;
  private static final byte[] NOTHING = {};
  private static final long LINE_FEEDS = Swar.fill('\n');
  private static final long RETURNS = Swar.fill('\r');
  private static final byte UNKNOWN = 0;

  private final ByteFeed feed;
  private final Places places;
  private final int recordWidth;
  private final int maxRecordBytes;

  private IntFunction<byte[]> room = size -> NOTHING;
  private byte[] bytes = NOTHING;
  private int position;
  private int checked;
  private int end;

  /** What is left of a character, at the beginning, that a record of so many bytes has cut. */
  private int rest;

  private long base;
  private byte lineEnd = UNKNOWN;
  private boolean ended;
  private @Nullable Fault fault;

  private int start;
  private int limit;
  private boolean cutOff;

  /**
   * Makes a window on the beginning of the input.
   *
   * @param places what a place is
   * @param recordWidth places of a record, or 0 if line ends end records
   * @param base how many bytes of the input come before
   */
  RecordWindow(ByteFeed feed, Places places, int recordWidth, int maxRecordBytes, long base) {
    this.feed = feed;
    this.places = places;
    this.recordWidth = recordWidth;
    this.maxRecordBytes = maxRecordBytes;
    this.base = base;
  }

  /**
   * Begins anew in another array, with nothing at hand.
   *
   * @param newRoom gives the array, at least as long as asked for and with its content kept
   * @param expectedBytes how much will probably be read
   */
  void open(IntFunction<byte[]> newRoom, int expectedBytes) throws IOException {
    room = newRoom;
    bytes = newRoom.apply(expectedBytes + SLACK);
    position = 0;
    checked = rest;
    end = 0;
    ended = false;
    fault = null;
    readMore(expectedBytes);
  }

  /** Gives back what was not consumed. */
  void close() {
    rest = 0;
    while (position + rest < checked && (bytes[position + rest] & 0xc0) == 0x80) {
      rest++;
    }
    feed.giveBack(bytes, position, end);
    base += position;
    room = size -> NOTHING;
    bytes = NOTHING;
  }

  /** Gives back everything since {@link #open}. */
  void rewind() {
    position = 0;
    close();
  }

  private void readMore(int wanted) throws IOException {
    int needed = Math.addExact(Math.addExact(end, wanted), SLACK);
    if (bytes.length < needed) {
      bytes = room.apply((int) Math.min(Math.max(needed, end * 2L), Integer.MAX_VALUE - 8));
    }
    int count = feed.fill(bytes, end, wanted);
    ended = count < wanted;
    end += count;
    checked = Utf8.validUntil(bytes, checked, end);
    if (checked < end && (ended || !Utf8.isCutOff(bytes, checked, end))) {
      boolean nul = bytes[checked] == 0;
      fault = new Fault(nul ? ErrorCode.NUL_BYTE : ErrorCode.INVALID_ENCODING, base + checked);
    }
  }

  /** Reads as much again; false if there is no more, or a record has its maximal length. */
  private boolean readMore() throws IOException {
    int atHand = end - position;
    if (ended || fault != null) {
      return false;
    }
    if (atHand - 2 > maxRecordBytes) {
      fault = tooLong();
      return false;
    }
    readMore(Math.max(ByteFeed.PIECE, atHand));
    return true;
  }

  private Fault tooLong() {
    return new Fault(ErrorCode.LIMIT_EXCEEDED, base + position);
  }

  /**
   * Goes on to the next record that is not an empty line.
   *
   * @return false at the end of the input, and if reading cannot go on because of a {@link #fault}
   */
  boolean next() throws IOException {
    do {
      if (!(recordWidth > 0 ? nextPlaces() : nextLine())) {
        return false;
      }
    } while (recordWidth == 0 && start == limit);
    if (limit - start > maxRecordBytes) {
      fault = new Fault(ErrorCode.LIMIT_EXCEEDED, base + start);
      return false;
    }
    return true;
  }

  private boolean nextLine() throws IOException {
    int from = position;
    while (true) {
      int at = lineEnd == UNKNOWN ? firstLineEnd(from) : find(lineEnd, from);
      if (at >= 0) {
        take(at, at + 1);
        return true;
      }
      // A CR may be all there is of a CR LF so far.
      from = Math.max(position, checked - 1);
      if (!readMore()) {
        return lastLine();
      }
    }
  }

  private void take(int newLimit, int next) {
    start = position;
    boolean twoBytes = lineEnd == '\n' && newLimit > start && bytes[newLimit - 1] == '\r';
    limit = twoBytes ? newLimit - 1 : newLimit;
    position = next;
  }

  private boolean lastLine() {
    if (fault != null || position == checked) {
      return false;
    }
    boolean returned = bytes[checked - 1] == '\r';
    start = position;
    limit = returned ? checked - 1 : checked;
    position = checked;
    return true;
  }

  // The first line end says which byte ends all lines: LF, also after CR, or CR alone.
  private int firstLineEnd(int from) {
    for (int at = from; at < checked; at++) {
      if (bytes[at] == '\n') {
        lineEnd = '\n';
        return at;
      }
      if (bytes[at] == '\r' && at + 1 < checked) {
        lineEnd = (byte) (bytes[at + 1] == '\n' ? '\n' : '\r');
        return bytes[at + 1] == '\n' ? at + 1 : at;
      }
    }
    return -1;
  }

  private int find(byte wanted, int from) {
    long pattern = wanted == '\n' ? LINE_FEEDS : RETURNS;
    int at = from;
    for (; at + Long.BYTES <= checked; at += Long.BYTES) {
      long found = Swar.zeros(Swar.load(bytes, at) ^ pattern);
      if (found != 0) {
        return at + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    while (at < checked && bytes[at] != wanted) {
      at++;
    }
    return at < checked ? at : -1;
  }

  private boolean nextPlaces() throws IOException {
    while (true) {
      int at = places.after(bytes, position, checked, recordWidth);
      if (at >= 0) {
        start = position;
        limit = at;
        position = at;
        return true;
      }
      if (!readMore()) {
        return lastPlaces();
      }
    }
  }

  // What follows the last record may be a line end that some program has put there.
  private boolean lastPlaces() {
    if (fault != null || isLineEnds(position, checked)) {
      return false;
    }
    start = position;
    limit = checked;
    position = checked;
    cutOff = true;
    return true;
  }

  private boolean isLineEnds(int from, int to) {
    for (int at = from; at < to; at++) {
      // Ctrl-Z ended a file in CP/M and DOS.
      if (bytes[at] != '\n' && bytes[at] != '\r' && bytes[at] != 0x1a) {
        return false;
      }
    }
    return true;
  }

  byte[] bytes() {
    return bytes;
  }

  /** The first byte of the record. */
  int start() {
    return start;
  }

  /** The end of the record, without its line end. */
  int limit() {
    return limit;
  }

  /** Whether the record is the last one and has too few places. */
  boolean isCutOff() {
    return cutOff;
  }

  /** How many bytes were taken since {@link #open}. */
  int consumed() {
    return position;
  }

  /** Why reading cannot go on, if it cannot. */
  @Nullable Fault fault() {
    return fault;
  }
}
