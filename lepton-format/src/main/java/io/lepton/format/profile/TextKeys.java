package io.lepton.format.profile;

import io.lepton.data.TextColumn;
import io.lepton.format.internal.Swar;
import io.lepton.format.internal.Utf8;
import java.util.Arrays;

/**
 * Texts as {@code long} keys: a hash of their bytes and length. Two texts have one key with a
 * chance of 2 to the power of -64, unless somebody who knows the seed made them so.
 *
 * <p>The words of eight bytes of a text are folded into the key one after the other, the last one
 * overlapping the one before; a text of one word has it folded twice. Lengths change from row to
 * row, and a processor guesses wrong how often such a loop runs. Where texts have no more than two
 * words, they are collected first and then folded in loops of their own, which the compiler turns
 * into vector instructions. Longer ones are taken in the order of their number of words, so that
 * the loop of one text runs as often as that of the text before.
 */
final class TextKeys {

  private static final int WORD = Long.BYTES;

  /** Texts of more words than this are in no particular order. */
  private static final int MOST_WORDS = 15;

  private static final long FIRST = 0x9fb21c651e98df25L;
  private static final long SECOND = 0x94d049bb133111ebL;
  private static final long NEXT = 0xd6e8feb86659fd93L;
  private static final long LENGTH = 0x9e3779b97f4a7c15L;

  private final long seed;
  private final int[] ends = new int[MOST_WORDS + 2];
  private int[] order = {};
  private byte[] padded = new byte[64];

  /**
   * Makes a maker of keys.
   *
   * @param seed where the hash begins
   */
  TextKeys(long seed) {
    this.seed = seed;
  }

  /**
   * Makes keys of the first elements of a column, missing ones included.
   *
   * @param column texts or bytes
   * @param elements how many
   * @param keys where they go
   * @param words where their first eight bytes go
   * @param seen where all bits go that are set in a word of theirs
   */
  void load(TextColumn column, int elements, long[] keys, long[] words, long[] seen) {
    byte[] heap = column.heap();
    int[] starts = column.starts();
    int[] lengths = column.lengths();
    int last = heap.length - WORD;
    int signs = 0;
    int wordsBefore = 0;
    for (int i = 0; i < elements; i++) {
      signs |= last - starts[i];
      wordsBefore |= lengths[i] - 1 & ~(lengths[i] - 1 >> 31);
    }
    if (signs < 0) {
      loadCarefully(heap, starts, lengths, elements, keys, words, seen);
    } else if (wordsBefore < WORD) {
      loadOneWord(heap, starts, lengths, elements, keys, words, seen);
    } else if (wordsBefore < 2 * WORD) {
      loadTwoWords(heap, starts, lengths, elements, keys, words, seen);
    } else {
      loadLong(heap, starts, lengths, elements, keys, words, seen);
    }
  }

  private void loadOneWord(
      byte[] heap,
      int[] starts,
      int[] lengths,
      int elements,
      long[] keys,
      long[] words,
      long[] seen) {
    for (int i = 0; i < elements; i++) {
      words[i] = Swar.loadOwn(heap, starts[i], lengths[i]);
      keys[i] = lengths[i] * LENGTH;
    }
    fold(seed, words, words, elements, keys);
    System.arraycopy(words, 0, seen, 0, elements);
  }

  private void loadTwoWords(
      byte[] heap,
      int[] starts,
      int[] lengths,
      int elements,
      long[] keys,
      long[] words,
      long[] lasts) {
    for (int i = 0; i < elements; i++) {
      int start = starts[i];
      int length = lengths[i];
      long word = Swar.loadOwn(heap, start, length);
      long last = Swar.load(heap, start + Math.max(length - WORD, 0));
      words[i] = word;
      lasts[i] = length > WORD ? last : word;
      keys[i] = length * LENGTH;
    }
    fold(seed, words, lasts, elements, keys);
    for (int i = 0; i < elements; i++) {
      lasts[i] |= words[i];
    }
  }

  // In two loops: the compiler makes no vector instructions of a longer one.
  private static void fold(long seed, long[] words, long[] lasts, int elements, long[] keys) {
    for (int i = 0; i < elements; i++) {
      keys[i] = begin(seed ^ keys[i], words[i]);
    }
    for (int i = 0; i < elements; i++) {
      keys[i] = end(next(keys[i], lasts[i]));
    }
  }

  private void loadLong(
      byte[] heap,
      int[] starts,
      int[] lengths,
      int elements,
      long[] keys,
      long[] words,
      long[] seen) {
    int ofOneWord = sortByWords(lengths, elements);
    for (int next = 0; next < ofOneWord; next++) {
      int i = order[next];
      load(heap, starts[i], lengths[i], i, keys, words, seen);
    }
    for (int next = ofOneWord; next < elements; next++) {
      int i = order[next];
      loadWords(heap, starts[i], lengths[i], i, keys, words, seen);
    }
  }

  /** Returns how many have no more than one. */
  private int sortByWords(int[] lengths, int elements) {
    if (order.length < elements) {
      order = new int[elements];
    }
    int[] next = ends;
    Arrays.fill(next, 0);
    for (int i = 0; i < elements; i++) {
      next[words(lengths[i]) + 1]++;
    }
    for (int words = 1; words <= MOST_WORDS; words++) {
      next[words] += next[words - 1];
    }
    for (int i = 0; i < elements; i++) {
      order[next[words(lengths[i])]++] = i;
    }
    return next[1];
  }

  private static int words(int length) {
    return Math.min(length + WORD - 1 >>> 3, MOST_WORDS);
  }

  private void load(
      byte[] heap, int start, int length, int i, long[] keys, long[] words, long[] seen) {
    if (length > WORD) {
      loadWords(heap, start, length, i, keys, words, seen);
    } else {
      long word = Swar.loadFirst(heap, start, length);
      words[i] = word;
      seen[i] = word;
      keys[i] = end(next(begin(seed ^ length * LENGTH, word), word));
    }
  }

  /** Loads a text of more than one word. */
  private void loadWords(
      byte[] heap, int start, int length, int i, long[] keys, long[] words, long[] seen) {
    long word = Swar.load(heap, start);
    words[i] = word;
    long last = Swar.load(heap, start + length - WORD);
    long bits = word | last;
    long hash = begin(seed ^ length * LENGTH, word);
    // Not a loop that the compiler would unroll: it runs a few times only.
    int stop = start + (length - 1 & -WORD);
    for (int at = start + WORD; at != stop; at += WORD) {
      long middle = Swar.load(heap, at);
      bits |= middle;
      hash = next(hash, middle);
    }
    seen[i] = bits;
    keys[i] = end(next(hash, last));
  }

  /**
   * Counts the code points of texts of a column, of which {@link #load} has seen the bits.
   *
   * @param heap of the column
   * @param starts of the column
   * @param lengths of the column
   * @param elements how many texts
   * @param seen the bits
   * @param sizes lengths in bytes, which become lengths in code points
   */
  static void countPoints(
      byte[] heap, int[] starts, int[] lengths, int elements, long[] seen, int[] sizes) {
    long all = 0;
    for (int i = 0; i < elements; i++) {
      all |= seen[i];
    }
    for (int i = 0; (all & Swar.HIGHS) != 0 && i < elements; i++) {
      if ((seen[i] & Swar.HIGHS) != 0) {
        sizes[i] = Utf8.codePoints(heap, starts[i], lengths[i]);
      }
    }
  }

  // Eight bytes cannot be loaded from the last seven of an array.
  private void loadCarefully(
      byte[] heap,
      int[] starts,
      int[] lengths,
      int elements,
      long[] keys,
      long[] words,
      long[] seen) {
    for (int i = 0; i < elements; i++) {
      int length = lengths[i];
      if (starts[i] <= heap.length - WORD) {
        load(heap, starts[i], length, i, keys, words, seen);
      } else {
        System.arraycopy(heap, starts[i], padded, 0, length);
        load(padded, 0, length, i, keys, words, seen);
      }
    }
  }

  private static long begin(long seed, long word) {
    long hash = (word ^ seed) * FIRST;
    return hash ^ hash >>> 32;
  }

  private static long next(long hash, long word) {
    long mixed = (hash ^ word) * NEXT;
    return mixed ^ mixed >>> 32;
  }

  // The high bits of the product depend on every bit, and fold into the low ones: slots and ranks
  // are made of these and those.
  private static long end(long hash) {
    long mixed = hash * SECOND;
    return mixed ^ mixed >>> 32;
  }
}
