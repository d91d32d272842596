package io.lepton.format.cleaning;

import io.lepton.ErrorCode;
import io.lepton.LimitExceededException;

/** A set of 128-bit hashes, two longs each, in a table with open addressing. */
final class KeySet {

  private final long maxKeys;
  private long[] slots = new long[2048];
  private long size;
  private boolean hasZero;

  KeySet(long maxKeys) {
    this.maxKeys = maxKeys;
  }

  /** Adds a hash; returns false if it was there. */
  boolean add(long low, long high) {
    if ((low | high) == 0) {
      // The empty slot's own look.
      boolean isNew = !hasZero;
      hasZero = true;
      return isNew;
    }
    int slot = find(slots, low, high);
    if ((slots[slot] | slots[slot + 1]) != 0) {
      return false;
    }
    if (size == maxKeys) {
      throw new LimitExceededException(
          ErrorCode.LIMIT_EXCEEDED,
          "Finding duplicates needs at most %,d distinct keys, found more".formatted(maxKeys));
    }
    slots[slot] = low;
    slots[slot + 1] = high;
    size++;
    if (size * 4 * 2 > slots.length * 3L) {
      grow();
    }
    return true;
  }

  private void grow() {
    long[] more = new long[slots.length * 2];
    for (int i = 0; i < slots.length; i += 2) {
      if ((slots[i] | slots[i + 1]) != 0) {
        int slot = find(more, slots[i], slots[i + 1]);
        more[slot] = slots[i];
        more[slot + 1] = slots[i + 1];
      }
    }
    slots = more;
  }

  private static int find(long[] slots, long low, long high) {
    int mask = slots.length - 1;
    int slot = (int) (low << 1) & mask;
    while ((slots[slot] | slots[slot + 1]) != 0
        && (slots[slot] != low || slots[slot + 1] != high)) {
      slot = slot + 2 & mask;
    }
    return slot;
  }
}
