package io.lepton.format.quality;

import io.lepton.ErrorCode;
import io.lepton.LimitExceededException;

/**
 * Which keys were seen, by fingerprints of 128 bits, and in which row first.
 *
 * <p>An open hash table, probed one slot after the other, at most five eighths full. A key takes 39
 * to 77 bytes, and in a table of less than 24 MB up to 154.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
final class KeyTable {

  /** What {@link #putIfAbsent} returns for a new key. */
  static final long NEW = -1;

  private static final int WORDS = 3;
  private static final int FIRST_SLOTS = 1 << 10;

  /**
   * Up to so many, a table grows by more than it needs: to move keys costs more than to add them.
   */
  private static final int SMALL_SLOTS = 1 << 20;

  /** As many as one array holds. */
  private static final int MAX_SLOTS = 1 << 29;

  private final long maxKeys;
  private final String rule;

  /** A slot: the fingerprint, and the row plus one, 0 where the slot is free. */
  private long[] slots = new long[WORDS * FIRST_SLOTS];

  private int mask = FIRST_SLOTS - 1;
  private long size;

  /**
   * Makes an empty table.
   *
   * @param maxKeys how many keys it may hold
   * @param rule the rule that it serves, for messages
   */
  KeyTable(long maxKeys, String rule) {
    this.maxKeys = maxKeys;
    this.rule = rule;
  }

  /**
   * Adds a key.
   *
   * @param low half of its fingerprint
   * @param high the other half
   * @param row where it is, at least 0
   * @return {@link #NEW}, or the row of the key if it was there already
   * @throws LimitExceededException if there are too many
   */
  long putIfAbsent(long low, long high, long row) {
    int at = find(low, high);
    if (slots[at + 2] != 0) {
      return slots[at + 2] - 1;
    }
    slots[at] = low;
    slots[at + 1] = high;
    slots[at + 2] = row + 1;
    size++;
    if (size > (mask + 1L) * 5 / 8 || size > maxKeys) {
      grow();
    }
    return NEW;
  }

  boolean contains(long low, long high) {
    return slots[find(low, high) + 2] != 0;
  }

  private int find(long low, long high) {
    int slot = (int) low & mask;
    int at = slot * WORDS;
    while (slots[at + 2] != 0 && (slots[at] != low || slots[at + 1] != high)) {
      slot = slot + 1 & mask;
      at = slot * WORDS;
    }
    return at;
  }

  private void grow() {
    int oldSlots = mask + 1;
    if (size > maxKeys || oldSlots == MAX_SLOTS) {
      throw new LimitExceededException(
          ErrorCode.LIMIT_EXCEEDED,
          "Rule %s may keep %,d distinct keys; there are more"
              .formatted(rule, Math.min(size - 1, maxKeys)));
    }
    long[] old = slots;
    int factor = oldSlots < SMALL_SLOTS ? 4 : 2;
    slots = new long[factor * old.length];
    mask = factor * oldSlots - 1;
    for (int at = 0; at < old.length; at += WORDS) {
      if (old[at + 2] != 0) {
        System.arraycopy(old, at, slots, find(old[at], old[at + 1]), WORDS);
      }
    }
  }
}
