package io.lepton.format.cleaning;

import io.lepton.data.ByteColumn;
import io.lepton.data.Column;
import io.lepton.data.DecimalColumn;
import io.lepton.data.DoubleColumn;
import io.lepton.data.FloatColumn;
import io.lepton.data.IntColumn;
import io.lepton.data.LongColumn;
import io.lepton.data.ShortColumn;
import io.lepton.data.TextColumn;
import java.util.Arrays;

/**
 * Some values of a row as bytes that are equal exactly if the values are. 0 equals -0, and one NaN
 * another, except in 16 bits; texts are compared byte by byte.
 */
final class RowKey {

  private byte[] bytes = new byte[64];
  private int size;

  void clear() {
    size = 0;
  }

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  void add(Column column, int row) {
    put(column.isNull(row) ? 0 : 1, 1);
    int width = column.type().width();
    for (int i = row * width; i < (row + 1) * width && !column.isNull(row); i++) {
      addElement(column, i);
    }
  }

  private void addElement(Column column, int i) {
    if (column instanceof TextColumn text) {
      addText(text.heap(), text.starts()[i], text.lengths()[i]);
    } else if (column instanceof DecimalColumn decimal) {
      put(decimal.low()[i], 8);
      put(decimal.high()[i], 8);
    } else if (column instanceof LongColumn longs) {
      put(longs.values()[i], 8);
    } else if (column instanceof DoubleColumn doubles) {
      // Adding 0 makes 0 of -0.
      put(Double.doubleToLongBits(doubles.values()[i] + 0.0), 8);
    } else if (column instanceof FloatColumn floats) {
      put(Float.floatToIntBits(floats.values()[i] + 0.0f), 4);
    } else {
      put(small(column, i), 4);
    }
  }

  private static int small(Column column, int i) {
    if (column instanceof IntColumn ints) {
      return ints.values()[i];
    }
    return column instanceof ShortColumn shorts
        ? shorts.values()[i]
        : ((ByteColumn) column).values()[i];
  }

  private void addText(byte[] text, int start, int length) {
    // The length first: otherwise "a","bc" would be "ab","c".
    put(length, 4);
    reserve(length);
    System.arraycopy(text, start, bytes, size, length);
    size += length;
  }

  private void put(long value, int count) {
    reserve(count);
    for (int i = 0; i < count; i++) {
      bytes[size++] = (byte) (value >>> 8 * i);
    }
  }

  private void reserve(int count) {
    if (bytes.length - size < count) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(size, count)));
    }
  }
}
