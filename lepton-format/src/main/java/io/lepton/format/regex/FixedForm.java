package io.lepton.format.regex;

import io.lepton.format.internal.Swar;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of a fixed number of ASCII characters, each of some ranges, as codes, numbers of
 * accounts and dates have: eight bytes are compared with their ranges at once, several times as
 * fast as an automaton steps through them.
 *
 * <p>A byte below 128 plus 128 - low has its highest bit set if the byte is not below the low end
 * of a range, and plus 127 - high if it is above the high end. A sum of the two never carries into
 * the next byte.
 *
 * <p>Immutable and safe for use by many threads.
 */
final class FixedForm {

  /** How many values at most are compared at once. */
  static final int GROUP = Long.SIZE;

  private static final int WORD = Long.BYTES;
  private static final int MOST_BYTES = 64;
  private static final int MOST_RANGES = 4;
  private static final int LAST_ASCII = 0x7F;

  private final int length;

  /** Where each word of a value begins; the last may overlap the one before. */
  private final int[] offsets;

  /** For each word and each of its ranges: what is added to compare with the low and high end. */
  private final long[][] toLow;

  private final long[][] toHigh;

  private FixedForm(List<boolean[]> sets) {
    length = sets.size();
    offsets = new int[(length + WORD - 1) / WORD];
    toLow = new long[offsets.length][];
    toHigh = new long[offsets.length][];
    for (int word = 0; word < offsets.length; word++) {
      offsets[word] = Math.max(0, Math.min(word * WORD, length - WORD));
      layOut(word, sets.subList(offsets[word], Math.min(length, offsets[word] + WORD)));
    }
  }

  /**
   * Makes a form of the sets of bytes that may stand at each position.
   *
   * @param sets one set of 256 a position
   * @return the form, or null if it has no positions or is too long, or if a set has bytes that are
   *     not ASCII or too many ranges
   */
  static @Nullable FixedForm of(List<boolean[]> sets) {
    boolean fits = !sets.isEmpty() && sets.size() <= MOST_BYTES;
    return fits && sets.stream().allMatch(FixedForm::isSimple) ? new FixedForm(sets) : null;
  }

  private static boolean isSimple(boolean[] set) {
    for (int b = LAST_ASCII + 1; b < set.length; b++) {
      if (set[b]) {
        return false;
      }
    }
    return ranges(set) <= MOST_RANGES;
  }

  private static int ranges(boolean[] set) {
    int ranges = 0;
    for (int b = 0; b <= LAST_ASCII; b++) {
      ranges += begins(set, b) ? 1 : 0;
    }
    return ranges;
  }

  private static boolean begins(boolean[] set, int b) {
    return set[b] && (b == 0 || !set[b - 1]);
  }

  private void layOut(int word, List<boolean[]> sets) {
    int most = sets.stream().mapToInt(FixedForm::ranges).max().orElse(1);
    // In pairs: a range that is left zero holds nothing.
    toLow[word] = new long[most + 1 & -2];
    toHigh[word] = new long[most + 1 & -2];
    for (int i = 0; i < sets.size(); i++) {
      int range = 0;
      for (int b = 0; b <= LAST_ASCII; b++) {
        if (begins(sets.get(i), b)) {
          put(word, range++, i, b, end(sets.get(i), b));
        }
      }
    }
    // Bytes behind a value of less than a word are zero, and pass.
    for (int i = sets.size(); i < WORD; i++) {
      put(word, 0, i, 0, LAST_ASCII);
    }
  }

  private static int end(boolean[] set, int from) {
    int last = from;
    while (last < LAST_ASCII && set[last + 1]) {
      last++;
    }
    return last;
  }

  private void put(int word, int range, int position, int low, int high) {
    toLow[word][range] |= (LAST_ASCII + 1L - low) << position * Byte.SIZE;
    toHigh[word][range] |= (long) (LAST_ASCII - high) << position * Byte.SIZE;
  }

  /** Says whether values can be compared that lie in an array of so many bytes. */
  static boolean canRead(byte[] heap) {
    return heap.length >= WORD;
  }

  /**
   * Looks for values of another form. Values that are missing must lie within the array, too.
   *
   * @param heap where the values lie
   * @param starts their first bytes
   * @param lengths how many bytes they have
   * @param from the first value
   * @param to where to stop, at most {@link #GROUP} further
   * @param room scratch memory
   * @return a bit a value, the first one lowest, set where the form is another
   */
  long others(byte[] heap, int[] starts, int[] lengths, int from, int to, Room room) {
    long[] wrong = room.wrong;
    for (int i = from; i < to; i++) {
      wrong[i - from] = lengths[i] ^ length;
    }
    for (int word = 0; word < offsets.length; word++) {
      load(heap, starts, from, to, offsets[word], room.words);
      compare(toLow[word], toHigh[word], room);
    }
    return bits(wrong, to - from);
  }

  // A value of this length has its words within the array; what is read of others is no matter.
  private void load(byte[] heap, int[] starts, int from, int to, int offset, long[] words) {
    int lastWord = heap.length - WORD;
    long own = -1L >>> Math.max(0, WORD - length) * Byte.SIZE;
    for (int i = from; i < to; i++) {
      int at = starts[i] + offset;
      words[i - from] = (at <= lastWord ? Swar.load(heap, at) : endWord(heap, at)) & own;
    }
  }

  private static long endWord(byte[] heap, int at) {
    return at < heap.length ? Swar.load(Arrays.copyOfRange(heap, at, at + WORD), 0) : 0;
  }

  private static void compare(long[] toLow, long[] toHigh, Room room) {
    Arrays.fill(room.within, 0);
    for (int range = 0; range < toLow.length; range += 2) {
      addRanges(
          room.words,
          toLow[range],
          toHigh[range],
          toLow[range + 1],
          toHigh[range + 1],
          room.within);
    }
    addWrong(room.words, room.within, room.wrong);
  }

  // The loops below run over all of the room, for the compiler to make vector instructions of them.

  private static void addRanges(
      long[] words, long low, long high, long low2, long high2, long[] within) {
    for (int i = 0; i < GROUP; i++) {
      long word = words[i];
      within[i] |= word + low & ~(word + high) | word + low2 & ~(word + high2);
    }
  }

  private static void addWrong(long[] words, long[] within, long[] wrong) {
    for (int i = 0; i < GROUP; i++) {
      wrong[i] |= (words[i] | ~within[i]) & Swar.HIGHS;
    }
  }

  private static long bits(long[] wrong, int count) {
    for (int i = 0; i < GROUP; i++) {
      wrong[i] = (wrong[i] | -wrong[i]) >>> 63;
    }
    long bits = 0;
    for (int i = 0; i < count; i++) {
      bits |= wrong[i] << i;
    }
    return bits;
  }

  /** Scratch memory, for one thread at a time. */
  static final class Room {
    private final long[] words = new long[GROUP];
    private final long[] within = new long[GROUP];
    private final long[] wrong = new long[GROUP];
  }
}
