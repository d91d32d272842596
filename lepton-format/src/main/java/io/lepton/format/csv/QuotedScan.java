package io.lepton.format.csv;

import io.lepton.format.internal.Utf8;
import java.util.Arrays;

/**
 * Finds the cells of many records at once where {@link PlainScan} cannot, because some are quoted,
 * or because they are long.
 *
 * <p>Sixty-four bytes at a time, delimiters and line ends are brought into one mask. Where there is
 * a quote among them, a running exclusive-or over the quotes' mask covers what is inside quotes.
 * This is right only if quotes stand where RFC 4180 has them, so that is checked too; and that what
 * is not ASCII is UTF-8.
 *
 * <p>Like {@link PlainScan} it gives up on a block that has a blank line, a comment, or a record of
 * too many or too few cells; and on one with a quote in the middle of a cell. {@link RecordScan}
 * has to do that.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
final class QuotedScan {

  private final int columns;
  private final byte delimiter;
  private final byte lineEnd;
  private final byte quote;
  private final CellMarks marks;
  private final byte[] segment = new byte[ByteFlags.SEGMENT];
  private final byte[] notMarks = new byte[ByteFlags.SEGMENT];
  private final byte[] specials = new byte[ByteFlags.SEGMENT];
  private int next;

  // The state of a scan between two steps.
  private int lines;
  private long lineBits;
  private long quoteBits;
  private int characterEnd;
  private long inside;
  private boolean afterClosing;
  private boolean quoted;
  private boolean unusual;

  QuotedScan(Dialect dialect, int columns, CellMarks marks) {
    this.columns = columns;
    this.delimiter = dialect.delimiter();
    this.lineEnd = dialect.lineEnd();
    this.quote = dialect.quote();
    this.marks = marks;
  }

  /**
   * Finds up to {@code wanted} whole records.
   *
   * @param from the first byte of a record
   * @param limit the end of the bytes at hand, which need not have been checked to be text
   * @return how many there are; 0 if there is none, or if they are not of the usual kind
   */
  int scan(byte[] bytes, int from, int limit, int wanted) {
    lines = 0;
    characterEnd = from;
    inside = 0;
    afterClosing = false;
    quoted = false;
    unusual = false;
    int complete = findMarks(bytes, from, limit) / columns;
    if (complete == 0 || unusual || lines != complete || !marks.areUsual(bytes, complete)) {
      return 0;
    }
    int records = Math.min(complete, wanted);
    next = marks.lineEndOf(records - 1) + 1;
    return records;
  }

  /** Segment by segment until there is a whole record. Gives up on one of far too many cells. */
  private int findMarks(byte[] bytes, int from, int limit) {
    int[] positions = marks.begin(from);
    int count = 1;
    for (int at = from; at < limit && lines == 0; at += ByteFlags.SEGMENT) {
      if (count > columns) {
        unusual = true;
        break;
      }
      int length = Math.min(limit - at, ByteFlags.SEGMENT);
      flag(bytes, at, length);
      for (int i = 0; i < length; i += CellMarks.STEP) {
        count = CellMarks.write(positions, count, at + i, step(bytes, at + i, i, from, limit));
      }
    }
    return count - 1;
  }

  private void flag(byte[] bytes, int at, int length) {
    int padded = length + CellMarks.STEP - 1 & -CellMarks.STEP;
    System.arraycopy(bytes, at, segment, 0, length);
    Arrays.fill(segment, length, padded, ByteFlags.FILLER);
    ByteFlags.others(segment, notMarks, padded, delimiter, lineEnd);
    ByteFlags.specials(segment, specials, padded, lineEnd, quote);
  }

  private long step(byte[] bytes, int at, int inSegment, int from, int limit) {
    long found = ~ByteFlags.mask(notMarks, inSegment);
    if (inside == 0 && !afterClosing && !ByteFlags.isAny(specials, inSegment)) {
      return found;
    }
    sort(bytes, at, ByteFlags.mask(specials, inSegment), limit);
    if (inside == 0 && !afterClosing && quoteBits == 0) {
      lines += Long.bitCount(lineBits);
      return found;
    }
    long outside = ~insideQuotes(bytes, at, from, limit, found);
    lines += Long.bitCount(lineBits & outside);
    return found & outside;
  }

  /** Tells line ends, quotes, and characters that are not ASCII apart. */
  private void sort(byte[] bytes, int at, long bits, int limit) {
    long lineEnds = 0;
    long quotes = 0;
    for (long rest = bits; rest != 0; rest &= rest - 1) {
      long bit = rest & -rest;
      int position = at + Long.numberOfTrailingZeros(rest);
      byte b = bytes[position];
      if (b == lineEnd) {
        lineEnds |= bit;
      } else if (b == quote && b != 0) {
        quotes |= bit;
      } else if (position >= characterEnd) {
        checkCharacter(bytes, position, limit);
      }
    }
    lineBits = lineEnds;
    quoteBits = quotes;
  }

  // One that is cut off is part of a record that is, too, and which nobody takes.
  private void checkCharacter(byte[] bytes, int at, int limit) {
    int length = Utf8.characterLength(bytes, at, limit);
    unusual |= length < 0;
    characterEnd = length == 0 ? limit : at + length;
  }

  private long insideQuotes(byte[] bytes, int at, int from, int limit, long found) {
    long within = oddCounts(quoteBits) ^ inside;
    long outside = found & ~within;
    long opening = quoteBits & within;
    long closing = quoteBits & ~within;
    boolean first = at == from || afterClosing || isMark(bytes[at - 1]);
    long mayOpen = (outside | closing) << 1 | (first ? 1 : 0);
    long mustEnd = closing << 1 | (afterClosing ? 1 : 0);
    unusual |= (opening & ~mayOpen) != 0;
    unusual |= !areLineEnds(bytes, at, limit, mustEnd & ~(outside | quoteBits));
    inside = within >> 63;
    afterClosing = closing < 0;
    quoted |= quoteBits != 0;
    return within;
  }

  /** For each bit, whether the number of bits set up to and including it is odd. */
  private static long oddCounts(long bits) {
    long odd = bits ^ bits << 1;
    odd ^= odd << 2;
    odd ^= odd << 4;
    odd ^= odd << 8;
    odd ^= odd << 16;
    return odd ^ odd << 32;
  }

  private boolean isMark(byte b) {
    return b == delimiter || b == lineEnd;
  }

  /** Whether a line end of two bytes is all that follows closing quotes. */
  private boolean areLineEnds(byte[] bytes, int at, int limit, long bits) {
    for (long rest = bits; rest != 0; rest &= rest - 1) {
      int position = at + Long.numberOfTrailingZeros(rest);
      boolean lineEnds = bytes[position] == Dialect.CR && bytes[position + 1] == lineEnd;
      if (!lineEnds && position + 1 < limit) {
        return false;
      }
    }
    return true;
  }

  /** After a scan of some rows: the first byte after them. */
  int next() {
    return next;
  }

  /** After a scan: whether there was a quote among the bytes. */
  boolean isQuoted() {
    return quoted;
  }
}
