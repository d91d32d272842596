package io.lepton.format.fixed;

import io.lepton.data.ColumnType.Kind;
import io.lepton.format.fixed.FixedWidthColumn.Alignment;
import io.lepton.format.internal.Swar;

/**
 * What of the places of a cell is padding.
 *
 * <p>Immutable and safe for use by many threads.
 */
final class ColumnCut {

  private final byte padding;
  private final long paddings;
  private final boolean left;
  private final boolean right;
  private final boolean blanks;

  /** Makes the cut of a column. */
  ColumnCut(FixedWidthColumn column, Kind kind) {
    boolean text = kind == Kind.TEXT;
    Alignment alignment = column.alignment();
    this.padding = (byte) column.padding();
    this.paddings = Swar.fill(padding);
    this.left = alignment != Alignment.LEFT && !(alignment == Alignment.NATURAL && text);
    this.right = alignment != Alignment.RIGHT && !(alignment == Alignment.NATURAL && !text);
    this.blanks = !text;
  }

  /** Returns where the value in some bytes begins; {@code end} if there is none. */
  int start(byte[] bytes, int start, int end) {
    int at = start;
    while (blanks && at < end && FixedWidthReader.isBlank(bytes[at])) {
      at++;
    }
    // A number of nothing but zeros is one, and not missing.
    int last = padding == '0' ? end - 1 : end;
    while (left && at < last && bytes[at] == padding && isPaddingBefore(bytes, at, end)) {
      at++;
    }
    return at;
  }

  // A zero before anything but a digit is the number's own: 0.5, 0E0.
  private boolean isPaddingBefore(byte[] bytes, int at, int end) {
    return padding != '0' || at + 1 < end && bytes[at + 1] != '.' && bytes[at + 1] != 'E';
  }

  /** Returns where the value that begins at {@code start} ends. */
  int end(byte[] bytes, int start, int end) {
    int at = end;
    while (blanks && at > start && FixedWidthReader.isBlank(bytes[at - 1])) {
      at--;
    }
    if (right) {
      while (at - Long.BYTES >= start && Swar.load(bytes, at - Long.BYTES) == paddings) {
        at -= Long.BYTES;
      }
      while (at > start && bytes[at - 1] == padding) {
        at--;
      }
    }
    return at;
  }
}
