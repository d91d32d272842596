package io.lepton.format.csv;

import io.lepton.ErrorCode;
import io.lepton.format.internal.ByteFeed;
import io.lepton.format.internal.Utf8;
import java.io.IOException;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The part of the input that is at hand: in the array of the batch that is being filled, and with a
 * line end after the last record. It is checked to be text when someone asks for that.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
final class InputWindow {

  private static final int SLACK = CellMarks.STEP + Long.BYTES;
  private static final byte[] NOTHING = {};

  private final ByteFeed feed;
  private byte lineEnd = Dialect.LF;

  private IntFunction<byte[]> room = size -> NOTHING;
  private byte[] bytes = NOTHING;
  private int position;

  /** The end of what is known to be text. */
  private int checked;

  /** The end of what was read: perhaps in the middle of a character. */
  private int end;

  /** Where in the input the first byte of the array lies. */
  private long base;

  private boolean ended;
  private boolean lineEndAdded;
  private @Nullable Fault fault;

  InputWindow(ByteFeed feed, long base) {
    this.feed = feed;
    this.base = base;
  }

  /** Says which byte ends a line, once it is known. */
  void setLineEnd(byte newLineEnd) {
    lineEnd = newLineEnd;
    if (lineEndAdded) {
      end--;
      checked = position;
      fault = null;
      finish();
    }
  }

  /**
   * Begins anew in another array, with nothing at hand.
   *
   * @param newRoom gives the array, at least as long as asked for and with its content kept
   * @param expectedBytes how much will probably be read
   */
  void open(IntFunction<byte[]> newRoom, int expectedBytes) {
    room = newRoom;
    bytes = newRoom.apply(expectedBytes + SLACK);
    position = 0;
    checked = 0;
    end = 0;
    ended = false;
    lineEndAdded = false;
    fault = null;
  }

  /**
   * Begins anew with a copy of bytes that are all there is to read.
   *
   * @param newRoom gives the array that they are copied to
   * @param content the bytes
   * @param length how many of them
   * @param last whether the input ends with them, or goes on elsewhere
   */
  void open(IntFunction<byte[]> newRoom, byte[] content, int length, boolean last) {
    open(newRoom, length + 1);
    System.arraycopy(content, 0, bytes, 0, length);
    end = length;
    if (last) {
      ended = true;
      finish();
    }
  }

  /** Gives back what was not consumed. */
  void close() {
    int last = lineEndAdded ? end - 1 : end;
    feed.giveBack(bytes, position, Math.max(last, position));
    base += position;
    room = size -> NOTHING;
    bytes = NOTHING;
  }

  /** Reads on: so many bytes, or up to the end. Not to be called once {@link #hasEnded}. */
  void readMore(int wanted) throws IOException {
    int needed = Math.addExact(Math.addExact(end, wanted), SLACK + 1);
    if (bytes.length < needed) {
      bytes = room.apply((int) Math.min(Math.max(needed, end * 2L), Integer.MAX_VALUE - 8));
    }
    int done = 0;
    while (done < wanted && !ended) {
      int piece = Math.min(wanted - done, ByteFeed.PIECE);
      int count = feed.fill(bytes, end, piece);
      ended = count < piece;
      end += count;
      done += count;
    }
    if (ended) {
      finish();
    }
  }

  private void finish() {
    lineEndAdded = end > position && bytes[end - 1] != lineEnd;
    if (lineEndAdded) {
      bytes[end++] = lineEnd;
    }
  }

  byte[] bytes() {
    return bytes;
  }

  int position() {
    return position;
  }

  /** The end of what was read, which need not be text. */
  int end() {
    return end;
  }

  /** The end of the text: what follows it, if anything, is cut off or a {@link #fault}. */
  int limit() {
    if (checked < end && fault == null) {
      check();
    }
    return checked;
  }

  // What was consumed unchecked must have been ASCII.
  private void check() {
    checked = Utf8.validUntil(bytes, Math.max(checked, position), end);
    if (checked < end && !Utf8.isCutOff(bytes, checked, end)) {
      boolean nul = bytes[checked] == 0;
      fault = new Fault(nul ? ErrorCode.NUL_BYTE : ErrorCode.INVALID_ENCODING, checked);
    }
  }

  void moveTo(int newPosition) {
    position = newPosition;
  }

  /** Whether nothing more can be read, because of the end or because of a fault. */
  boolean hasEnded() {
    return ended || fault != null;
  }

  /** What follows the text at hand, if it is not text. */
  @Nullable Fault fault() {
    return fault;
  }

  long byteOffset(int index) {
    return base + index;
  }
}
