package io.lepton.format.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Which values a column has and how often, for as many distinct ones as there is room.
 *
 * <p>At first it is exact: {@link #addAll} counts every value, until one more would be too many.
 * From then on it is told only of a sample, {@link #addSampled}, and holds those that are frequent:
 * when it is full, every count is lowered by the median count and what falls to zero leaves (Misra
 * and Gries 1982 with the clearing of Anderson et al., <i>A High-Performance Algorithm for
 * Identifying Frequent Items in Data Streams</i>, 2017). A count is then too low by {@link #lost}
 * at most, apart from the chance of the sample.
 *
 * <p>An open hash table of pairs of key and count. Whoever crafts keys that all want one slot makes
 * it give up being exact, not slow: a search ends after a fixed number of slots.
 */
final class ValueTable {

  /** What a free slot holds as its key; a value that has this key is not counted exactly. */
  static final long FREE = 0x8f1bbcdcbfa53e0bL;

  private static final int MOST_PROBES = 48;

  /** Room for so many values that of few of them hardly two want one slot. */
  private static final int FIRST_BITS = 7;

  private static final int MEDIAN_OF = 64;
  private static final int MOST_THINNING = 16;

  /** Slots a value: the fewer are taken, the fewer searches go on to the next. */
  private static final int ROOM_BITS = 2;

  /** A sample fills this part of the slots at most: a half. */
  private static final int SAMPLE_ROOM_BITS = 1;

  private final int limit;
  private final long seed;
  private final boolean hasHashes;
  private int bits = FIRST_BITS;
  private long[] slots = free(FIRST_BITS);
  private @Nullable Object @Nullable [] notes;
  private int size;
  private long lost;
  private long heaviest = 1;
  private int thinning = 1;

  /**
   * Makes an empty table.
   *
   * @param limit how many distinct values are counted exactly
   * @param seed what the keys are mixed with
   * @param hasHashes whether the keys are hashes already, and need no mixing
   */
  ValueTable(int limit, long seed, boolean hasHashes) {
    this.hasHashes = hasHashes;
    this.limit = limit;
    this.seed = seed;
  }

  private static long[] free(int bits) {
    long[] fresh = new long[2 << bits];
    Arrays.fill(fresh, FREE);
    return fresh;
  }

  int size() {
    return size;
  }

  long lost() {
    return lost;
  }

  /** Returns how many values of a sample there are to one that the table needs to be told of. */
  int thinning() {
    return thinning;
  }

  /** Returns how many values one sampled value stood for, at most. */
  long heaviest() {
    return heaviest;
  }

  /**
   * Counts values exactly.
   *
   * @param keys the values
   * @param from the first
   * @param to where to stop
   * @param noteOf what to keep with a value that is new, by its position; may give null
   * @return {@code to}, or the first value that there is no room for
   */
  int addAll(long[] keys, int from, int to, IntFunction<? extends @Nullable Object> noteOf) {
    int at = from;
    while (true) {
      at = countKnown(keys, at, to);
      if (at == to || !addOne(keys[at], at, noteOf)) {
        return at;
      }
      at++;
    }
  }

  private boolean addOne(long key, int position, IntFunction<? extends @Nullable Object> noteOf) {
    int slot = key == FREE ? -1 : find(key);
    if (slot >= 0 && slots[slot] == key) {
      slots[slot + 1]++;
      return true;
    }
    return slot >= 0 && size < limit && add(key, 1, noteOf.apply(position));
  }

  /** Counts values up to the first that does not lie in one of the first two slots it wants. */
  private int countKnown(long[] keys, int from, int to) {
    long[] table = slots;
    boolean plain = hasHashes;
    for (int i = from; i < to; i++) {
      long key = keys[i];
      int slot = (int) (plain ? key : Mix.of(key, seed)) << 1 & table.length - 2;
      if (table[slot] != key) {
        slot = slot + 2 & table.length - 2;
        if (table[slot] != key) {
          return i;
        }
      }
      if (key == FREE) {
        return i;
      }
      table[slot + 1]++;
    }
    return to;
  }

  /**
   * Counts a value exactly.
   *
   * @param key the value
   * @param times how often
   * @param note kept if the value is new
   * @return false if there is no room for it
   */
  boolean add(long key, long times, @Nullable Object note) {
    if (key == FREE) {
      return false;
    }
    int slot = find(key);
    if (slot >= 0 && slots[slot] == FREE) {
      if (size == limit) {
        return false;
      }
      if (isCrowded(ROOM_BITS)) {
        rebuild(bits + 1, 0);
        slot = find(key);
      }
    }
    return slot >= 0 && put(slot, key, times, note);
  }

  private boolean isCrowded(int roomBits) {
    return size >= slots.length >>> 1 + roomBits;
  }

  private boolean put(int slot, long key, long times, @Nullable Object note) {
    if (slots[slot] == FREE) {
      slots[slot] = key;
      slots[slot + 1] = times;
      size++;
      if (note != null) {
        note(slot, note);
      }
    } else {
      slots[slot + 1] += times;
    }
    return true;
  }

  private void note(int slot, Object note) {
    if (notes == null) {
      notes = new @Nullable Object[slots.length >>> 1];
    }
    notes[slot >>> 1] = note;
  }

  /**
   * Counts a value of a sample.
   *
   * @param key the value
   * @param weight how many values it stands for
   * @param position its position
   * @param noteOf what to keep with a value that comes again, by its position
   */
  void addSampled(
      long key, long weight, int position, IntFunction<? extends @Nullable Object> noteOf) {
    heaviest = Math.max(heaviest, weight);
    int slot = key == FREE ? -1 : find(key);
    if (slot < 0) {
      return;
    }
    if (slots[slot] != FREE) {
      slots[slot + 1] += weight;
      // A value that comes once is not frequent: what it looks like is not worth the time.
      if (notes == null || notes[slot >>> 1] == null) {
        noteLate(slot, noteOf.apply(position));
      }
    } else {
      insertSampled(slot, key, weight, null);
    }
  }

  private void noteLate(int slot, @Nullable Object note) {
    if (note != null) {
      note(slot, note);
    }
  }

  private void insertSampled(int slot, long key, long weight, @Nullable Object note) {
    if (!isCrowded(SAMPLE_ROOM_BITS)) {
      put(slot, key, weight, note);
      return;
    }
    if (slots.length >>> 1 + ROOM_BITS < limit) {
      rebuild(bits + 1, 0);
    } else {
      lower();
    }
    int now = find(key);
    if (now >= 0) {
      put(now, key, weight, note);
    }
  }

  // Where hardly anything stays, nothing is frequent, and looking at fewer values does no harm.
  private void lower() {
    long median = medianCount();
    int before = size;
    lost += median;
    rebuild(bits, median);
    if (size < before >> 3) {
      thinning = Math.min(MOST_THINNING, thinning << 2);
    }
  }

  // Of some of the counts: which lie where is up to the hash, so that they are a fair choice.
  private long medianCount() {
    long[] counts = new long[MEDIAN_OF];
    int n = 0;
    for (int slot = 0; slot < slots.length && n < counts.length; slot += 2) {
      if (slots[slot] != FREE) {
        counts[n++] = slots[slot + 1];
      }
    }
    Arrays.sort(counts, 0, n);
    return counts[n / 2];
  }

  private void rebuild(int newBits, long lowerBy) {
    long[] old = slots;
    @Nullable Object @Nullable [] oldNotes = notes;
    bits = newBits;
    slots = free(newBits);
    notes = null;
    size = 0;
    for (int slot = 0; slot < old.length; slot += 2) {
      if (old[slot] != FREE && old[slot + 1] > lowerBy) {
        Object note = oldNotes == null ? null : oldNotes[slot >>> 1];
        put(find(old[slot], slots.length), old[slot], old[slot + 1] - lowerBy, note);
      }
    }
  }

  /** Returns the slot of a key, or a free one for it, or -1 if neither is near. */
  private int find(long key) {
    return find(key, MOST_PROBES);
  }

  private int find(long key, int probes) {
    int mask = slots.length - 1;
    int slot = (int) (hasHashes ? key : Mix.of(key, seed)) << 1 & mask;
    for (int probe = 0; probe < probes; probe++) {
      if (slots[slot] == key || slots[slot] == FREE) {
        return slot;
      }
      slot = slot + 2 & mask;
    }
    return -1;
  }

  /** Adds the frequent values of another table, where one of the two is a sample. */
  void mergeSampled(ValueTable other) {
    heaviest = Math.max(heaviest, other.heaviest);
    thinning = Math.max(thinning, other.thinning);
    lost += other.lost;
    other.forEach(this::mergeEntry);
  }

  void mergeEntry(long key, long count, @Nullable Object note) {
    int slot = find(key);
    if (slot < 0) {
      return;
    }
    if (slots[slot] == FREE) {
      insertSampled(slot, key, count, note);
    } else {
      slots[slot + 1] += count;
      if (notes == null || notes[slot >>> 1] == null) {
        noteLate(slot, note);
      }
    }
  }

  /** Returns the values in no particular order, in a list of the caller's own. */
  List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    forEach((key, count, note) -> entries.add(new Entry(key, count, note)));
    return entries;
  }

  void forEach(EntryUse use) {
    long[] table = slots;
    @Nullable Object @Nullable [] kept = notes;
    for (int slot = 0; slot < table.length; slot += 2) {
      if (table[slot] != FREE) {
        use.accept(table[slot], table[slot + 1], kept == null ? null : kept[slot >>> 1]);
      }
    }
  }

  /**
   * A value of the table.
   *
   * @param key the value
   * @param count how often it came
   * @param note what was kept with it
   */
  record Entry(long key, long count, @Nullable Object note) {}

  /** What to do with a value of the table. */
  @FunctionalInterface
  interface EntryUse {

    /**
     * Is told of a value.
     *
     * @param key the value
     * @param count how often it came
     * @param note what was kept with it
     */
    void accept(long key, long count, @Nullable Object note);
  }
}
