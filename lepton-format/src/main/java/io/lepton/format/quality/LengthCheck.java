package io.lepton.format.quality;

import io.lepton.data.RecordBatch;
import io.lepton.data.TextColumn;
import io.lepton.format.internal.Utf8;

/**
 * Lengths of texts in code points, or of bytes.
 *
 * <p>A text of n bytes has n / 4 to n code points: mostly that says enough, and the text itself is
 * not looked at.
 */
final class LengthCheck extends Check {

  private final boolean isText;
  private final int minimum;
  private final int maximum;

  LengthCheck(int column, boolean isText, int minimum, int maximum) {
    super(column);
    this.isText = isText;
    this.minimum = minimum;
    this.maximum = maximum;
  }

  @Override
  boolean find(RecordBatch batch, long[] failed) {
    TextColumn column = (TextColumn) batch.column(columns()[0]);
    int rows = batch.rowCount();
    int[] lengths = column.lengths();
    // Without code points of several bytes, the first loop is the whole of it.
    int safeMinimum =
        (int) Math.min(isText && minimum > 0 ? 4L * minimum - 3 : minimum, Integer.MAX_VALUE);
    if (!any(lengths, rows, safeMinimum, maximum)) {
      return false;
    }
    long any = 0;
    for (int base = 0; base < rows; base += Long.SIZE) {
      long doubtful = word(lengths, base, Math.min(rows, base + Long.SIZE), safeMinimum, maximum);
      long word = failing(column, base, doubtful & column.validity()[base >>> 6]);
      failed[base >>> 6] = word;
      any |= word;
    }
    return any != 0;
  }

  private static long word(int[] lengths, int from, int to, int minimum, int maximum) {
    long word = 0;
    for (int row = from; row < to; row++) {
      int signs = lengths[row] - minimum | maximum - lengths[row];
      word |= (long) (signs >>> 31) << row;
    }
    return word;
  }

  /** Returns those of some rows that fail. */
  private long failing(TextColumn column, int base, long doubtful) {
    long word = 0;
    for (long left = doubtful; left != 0; left &= left - 1) {
      int row = base + Long.numberOfTrailingZeros(left);
      word |= fails(column, row) ? 1L << row : 0;
    }
    return word;
  }

  private static boolean any(int[] lengths, int rows, int minimum, int maximum) {
    int any = 0;
    for (int row = 0; row < rows; row++) {
      any |= lengths[row] - minimum | maximum - lengths[row];
    }
    return any < 0;
  }

  private boolean fails(TextColumn column, int row) {
    int bytes = column.lengths()[row];
    if (!isText || bytes < minimum) {
      return bytes < minimum || bytes > maximum;
    }
    if (bytes <= maximum && bytes / 4 >= minimum) {
      return false;
    }
    int length = Utf8.codePoints(column.heap(), column.starts()[row], bytes);
    return length < minimum || length > maximum;
  }
}
