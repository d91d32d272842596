package io.lepton.format.quality;

import io.lepton.data.Column;
import io.lepton.data.RecordBatch;
import java.util.Arrays;

/** Bitmaps of rows: bit {@code r & 63} of word {@code r >>> 6} is that of row {@code r}. */
final class Bits {

  private Bits() {}

  static int words(int rows) {
    return rows + 63 >>> 6;
  }

  /** Returns an array with a bit for each of so many rows: the one given if it is long enough. */
  static long[] room(long[] bitmap, int rows) {
    return bitmap.length < words(rows) ? new long[words(rows)] : bitmap;
  }

  static void clear(long[] bitmap, int rows) {
    Arrays.fill(bitmap, 0, words(rows), 0);
  }

  /** Sets the bits of all rows and no others. */
  static void all(long[] bitmap, int rows) {
    Arrays.fill(bitmap, 0, words(rows), -1);
    clip(bitmap, rows);
  }

  /** Clears the bits behind the last row. */
  static void clip(long[] bitmap, int rows) {
    if ((rows & 63) != 0) {
      bitmap[rows >>> 6] &= ~(-1L << rows);
    }
  }

  /** Clears the bits of rows whose value is missing. */
  static void keepPresent(Column column, long[] bitmap, int rows) {
    if (column.hasNulls()) {
      long[] validity = column.validity();
      for (int word = 0; word < words(rows); word++) {
        bitmap[word] &= validity[word];
      }
    }
  }

  /** Sets the bits of rows that have a value in each of the columns, and no others. */
  static void present(RecordBatch batch, int[] columns, long[] bitmap) {
    int rows = batch.rowCount();
    all(bitmap, rows);
    for (int column : columns) {
      keepPresent(batch.column(column), bitmap, rows);
    }
  }

  static int count(long[] bitmap, int rows) {
    int count = 0;
    for (int word = 0; word < words(rows); word++) {
      count += Long.bitCount(bitmap[word]);
    }
    return count;
  }

  static boolean isEmpty(long[] bitmap, int rows) {
    long any = 0;
    for (int word = 0; word < words(rows); word++) {
      any |= bitmap[word];
    }
    return any == 0;
  }

  static void add(long[] to, long[] more, int rows) {
    for (int word = 0; word < words(rows); word++) {
      to[word] |= more[word];
    }
  }

  static boolean get(long[] bitmap, int row) {
    return (bitmap[row >>> 6] >>> row & 1) != 0;
  }

  static void set(long[] bitmap, int row) {
    bitmap[row >>> 6] |= 1L << row;
  }

  /** Returns the next row whose bit is set, from a row on; or {@code rows} if there is none. */
  static int next(long[] bitmap, int from, int rows) {
    for (int row = from; row < rows; row = (row | 63) + 1) {
      long rest = bitmap[row >>> 6] >>> row;
      if (rest != 0) {
        return Math.min(row + Long.numberOfTrailingZeros(rest), rows);
      }
    }
    return rows;
  }
}
