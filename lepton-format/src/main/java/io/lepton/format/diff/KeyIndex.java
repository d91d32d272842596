package io.lepton.format.diff;

import io.lepton.ErrorCode;
import io.lepton.LimitExceededException;
import java.util.Arrays;

/**
 * The records of A by their keys, and those that are only in B behind them.
 *
 * <p>An open hash table of entry numbers, which are given in the order of addition; the entries lie
 * in arrays. Keys are hashes already: their bits are as good as random.
 */
final class KeyIndex {

  /** What a record takes at least: four longs, a row number, two places in the table. */
  static final int ENTRY_BYTES = 4 * Long.BYTES + Integer.BYTES + 2 * Integer.BYTES;

  private static final int SMALLEST = 1 << 10;
  private static final int LARGEST = 1 << 28;

  private final long maxBytes;
  private long[] hashes = new long[4 * SMALLEST];
  private int[] rowsB = new int[SMALLEST];
  private int[] table = new int[2 * SMALLEST];
  private int size;

  KeyIndex(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  int size() {
    return size;
  }

  /**
   * Returns the entry of a key.
   *
   * @return its number, or -1 if there is none
   */
  int find(RecordHash hash) {
    return table[place(hash.keyHigh(), hash.keyLow())] - 1;
  }

  /** Adds a key that is not there yet. Returns the number of its entry. */
  int add(RecordHash hash) {
    if (size == rowsB.length) {
      grow();
    }
    int entry = size++;
    hashes[4 * entry] = hash.keyHigh();
    hashes[4 * entry + 1] = hash.keyLow();
    hashes[4 * entry + 2] = hash.recordHigh();
    hashes[4 * entry + 3] = hash.recordLow();
    table[place(hash.keyHigh(), hash.keyLow())] = entry + 1;
    return entry;
  }

  /** Says whether the record of an entry is the same as another. */
  boolean sameRecord(int entry, RecordHash hash) {
    return hashes[4 * entry + 2] == hash.recordHigh() && hashes[4 * entry + 3] == hash.recordLow();
  }

  /** Returns which record of B an entry has met, 0 if none. */
  int rowB(int entry) {
    return rowsB[entry];
  }

  void setRowB(int entry, long row) {
    rowsB[entry] = Math.toIntExact(row);
  }

  // Where the key is, or the free place where it would be.
  private int place(long high, long low) {
    int mask = table.length - 1;
    int at = (int) low & mask;
    while (table[at] != 0 && !isAt(table[at] - 1, high, low)) {
      at = at + 1 & mask;
    }
    return at;
  }

  private boolean isAt(int entry, long high, long low) {
    return hashes[4 * entry] == high && hashes[4 * entry + 1] == low;
  }

  private void grow() {
    int capacity = 2 * size;
    long bytes = (long) capacity * ENTRY_BYTES;
    if (bytes > maxBytes || capacity > LARGEST) {
      throw new LimitExceededException(
          ErrorCode.LIMIT_EXCEEDED,
          "The index of keys needs %,d bytes for more than %,d records, may have %,d"
              .formatted(bytes, size, maxBytes));
    }
    hashes = Arrays.copyOf(hashes, 4 * capacity);
    rowsB = Arrays.copyOf(rowsB, capacity);
    table = new int[2 * capacity];
    for (int entry = 0; entry < size; entry++) {
      table[place(hashes[4 * entry], hashes[4 * entry + 1])] = entry + 1;
    }
  }
}
