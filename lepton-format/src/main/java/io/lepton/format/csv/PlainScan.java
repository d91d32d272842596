package io.lepton.format.csv;

import java.util.Arrays;

/**
 * Finds the cells of many records at once, as long as nothing about them is special: no quotes, no
 * blank lines, no comments, and the right number of cells in each.
 *
 * <p>Three passes over a segment of some kilobytes, hardly with a branch:
 *
 * <ol>
 *   <li>{@link ByteFlags} finds delimiters and line ends.
 *   <li>Their positions are written down one after the other, with no regard for records.
 *   <li>With {@code n} columns, every {@code n}th position has to be a line end. {@link ByteFlags}
 *       finds what needs a closer look: line ends, quotes, and what may not be text. Except for the
 *       line ends that are in their places there must be none.
 * </ol>
 *
 * <p><b>Threads.</b> One thread at a time.
 */
final class PlainScan {

  private static final byte[] NONE = new byte[ByteFlags.SEGMENT];

  private final int columns;
  private final byte delimiter;
  private final byte lineEnd;
  private final byte quote;
  private final CellMarks marks;
  private final byte[] segment = new byte[ByteFlags.SEGMENT];
  private final byte[] flags = new byte[ByteFlags.SEGMENT];
  private int next;

  PlainScan(Dialect dialect, int columns, CellMarks marks) {
    this.columns = columns;
    this.delimiter = dialect.delimiter();
    this.lineEnd = dialect.lineEnd();
    this.quote = dialect.quote();
    this.marks = marks;
  }

  /**
   * Finds up to {@code wanted} whole records.
   *
   * @param ascii whether the bytes have not been checked to be text: then ASCII other than NUL is
   *     all that is taken
   * @return how many there are; 0 if there is none, or if something about them is special
   */
  int scan(byte[] bytes, int from, int limit, int wanted, boolean ascii) {
    int length = Math.min(limit - from, ByteFlags.SEGMENT);
    int padded = length + CellMarks.STEP - 1 & -CellMarks.STEP;
    System.arraycopy(bytes, from, segment, 0, length);
    Arrays.fill(segment, length, padded, ByteFlags.FILLER);
    ByteFlags.others(segment, flags, padded, delimiter, lineEnd);
    int records = Math.min(writeMarks(from, padded) / columns, wanted);
    if (records == 0 || !marks.areUsual(bytes, records)) {
      return 0;
    }
    next = marks.lineEndOf(records - 1) + 1;
    return isPlain(from, records, next - from, ascii) ? records : 0;
  }

  private boolean isPlain(int from, int records, int length, boolean ascii) {
    if (ascii) {
      ByteFlags.specials(segment, flags, length, lineEnd, quote);
    } else {
      ByteFlags.either(segment, flags, length, lineEnd, quote);
    }
    for (int record = 0; record < records; record++) {
      flags[marks.lineEndOf(record) - from] = 0;
    }
    return Arrays.equals(flags, 0, length, NONE, 0, length);
  }

  private int writeMarks(int from, int length) {
    int[] positions = marks.begin(from);
    int count = 1;
    for (int at = 0; at < length; at += CellMarks.STEP) {
      count = CellMarks.write(positions, count, from + at, ~ByteFlags.mask(flags, at));
    }
    return count - 1;
  }

  /** After a scan of some records: the first byte after them. */
  int next() {
    return next;
  }
}
