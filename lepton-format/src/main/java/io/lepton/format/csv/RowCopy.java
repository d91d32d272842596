package io.lepton.format.csv;

import io.lepton.data.ByteColumn;
import io.lepton.data.Column;
import io.lepton.data.DecimalColumn;
import io.lepton.data.DoubleColumn;
import io.lepton.data.FloatColumn;
import io.lepton.data.IntColumn;
import io.lepton.data.LongColumn;
import io.lepton.data.ShortColumn;
import io.lepton.data.TextColumn;

/**
 * Copies rows from one column to another of the same type.
 *
 * @param from the first row to copy
 * @param to the row that it goes to, which is not marked missing
 * @param count how many rows
 * @param heapShift what is to be added to where text starts
 */
record RowCopy(int from, int to, int count, int heapShift) {

  /** Copies values and missing marks. */
  void copy(Column source, Column target) {
    int width = source.type().width();
    int first = from * width;
    int at = to * width;
    int length = count * width;
    if (target instanceof DoubleColumn doubles) {
      System.arraycopy(((DoubleColumn) source).values(), first, doubles.values(), at, length);
    } else if (target instanceof LongColumn longs) {
      System.arraycopy(((LongColumn) source).values(), first, longs.values(), at, length);
    } else if (target instanceof IntColumn ints) {
      System.arraycopy(((IntColumn) source).values(), first, ints.values(), at, length);
    } else if (target instanceof FloatColumn floats) {
      System.arraycopy(((FloatColumn) source).values(), first, floats.values(), at, length);
    } else if (target instanceof ByteColumn bytes) {
      System.arraycopy(((ByteColumn) source).values(), first, bytes.values(), at, length);
    } else if (target instanceof ShortColumn shorts) {
      System.arraycopy(((ShortColumn) source).values(), first, shorts.values(), at, length);
    } else if (target instanceof DecimalColumn decimals) {
      System.arraycopy(((DecimalColumn) source).low(), first, decimals.low(), at, length);
      System.arraycopy(((DecimalColumn) source).high(), first, decimals.high(), at, length);
    } else {
      copyText((TextColumn) source, (TextColumn) target, first, at, length);
    }
    if (source.hasNulls()) {
      copyMarks(source, target);
    }
  }

  private void copyText(TextColumn source, TextColumn target, int first, int at, int length) {
    int[] starts = source.starts();
    int[] shifted = target.starts();
    for (int i = 0; i < length; i++) {
      shifted[at + i] = starts[first + i] + heapShift;
    }
    System.arraycopy(source.lengths(), first, target.lengths(), at, length);
  }

  private void copyMarks(Column source, Column target) {
    long[] validity = source.validity();
    int row = from;
    while (row < from + count) {
      // The rows up to the end of the word, those without a value as ones.
      long missing = ~validity[row >>> 6] >>> row;
      int rows = Math.min(Long.SIZE - (row & 63), from + count - row);
      for (; missing != 0; missing &= missing - 1) {
        int index = Long.numberOfTrailingZeros(missing);
        if (index < rows) {
          target.setNull(to + row - from + index);
        }
      }
      row += rows;
    }
  }
}
