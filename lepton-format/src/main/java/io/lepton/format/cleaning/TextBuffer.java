package io.lepton.format.cleaning;

import io.lepton.data.TextColumn;
import java.util.Arrays;

/** New text of a column: grows as needed, and is written over with the next rows. */
final class TextBuffer {

  /** What readers of whole words may look at behind the last text. */
  private static final int SLACK = 8;

  private byte[] bytes = new byte[256];
  private int size;
  private int[] starts = {};
  private int[] lengths = {};

  /** Forgets what was there. A column that shares it keeps the old array. */
  void begin(int rows) {
    size = 0;
    if (starts.length < rows) {
      starts = new int[rows];
      lengths = new int[rows];
    }
    Arrays.fill(starts, 0, rows, -1);
  }

  void append(int row, byte[] source, int start, int length) {
    int needed = Math.addExact(size, Math.addExact(length, SLACK));
    if (needed > bytes.length) {
      int doubled = (int) Math.min(bytes.length * 2L, Integer.MAX_VALUE - 8L);
      bytes = Arrays.copyOf(bytes, Math.max(needed, doubled));
    }
    System.arraycopy(source, start, bytes, size, length);
    starts[row] = size;
    lengths[row] = length;
    size += length;
  }

  boolean isHeapOf(TextColumn column) {
    return column.heap() == bytes;
  }

  void append(int row, byte[] source) {
    append(row, source, 0, source.length);
  }

  /** Lets a column hold the new texts, and its own ones where there is no new one. */
  void putInto(TextColumn column, int rows) {
    for (int row = 0; row < rows; row++) {
      if (starts[row] < 0) {
        append(row, column.heap(), column.starts()[row], column.lengths()[row]);
      }
    }
    column.shareHeap(bytes);
    for (int row = 0; row < rows; row++) {
      column.set(row, starts[row], lengths[row]);
    }
  }
}
