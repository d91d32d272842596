package io.lepton.format.profile;

import io.lepton.data.TextColumn;
import io.lepton.format.internal.Swar;
import java.util.Arrays;

/**
 * Texts as {@code long} keys: a hash of their bytes and length. Two texts have one key with a
 * chance of 2 to the power of -64, unless somebody who knows the seed made them so.
 *
 * <p>The words of eight bytes of a text are folded into the key one after the other, the last one
 * overlapping the one before. Whether that is one word, two or more is decided once a column and
 * batch where it can be: lengths change from row to row, and a processor guesses such branches
 * wrong.
 */
final class TextKeys {

  private static final int WORD = Long.BYTES;
  private static final long[] OWN_BYTES = {
    0,
    0xffL,
    0xffffL,
    0xff_ffffL,
    0xffff_ffffL,
    0xff_ffff_ffffL,
    0xffff_ffff_ffffL,
    0xff_ffff_ffff_ffffL,
    -1L
  };
  private static final long FIRST = 0x9fb21c651e98df25L;
  private static final long SECOND = 0x94d049bb133111ebL;
  private static final long NEXT = 0xd6e8feb86659fd93L;
  private static final long LENGTH = 0x9e3779b97f4a7c15L;

  private final long seed;
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
   * @param sizes where their lengths go: in code points for text, otherwise in bytes
   * @param words where their first eight bytes go
   */
  void load(TextColumn column, int elements, long[] keys, int[] sizes, long[] words) {
    byte[] heap = column.heap();
    int[] starts = column.starts();
    int[] lengths = column.lengths();
    System.arraycopy(lengths, 0, sizes, 0, elements);
    if (isAnyAbove(heap.length - WORD, starts, elements)) {
      loadCarefully(heap, starts, lengths, elements, keys, sizes, words);
    } else if (!isAnyAbove(WORD, lengths, elements)) {
      loadShort(heap, starts, lengths, elements, keys, sizes, words);
    } else if (!isAnyAbove(2 * WORD, lengths, elements)) {
      loadTwoWords(heap, starts, lengths, elements, keys, sizes, words);
    } else if (!isAnyAbove(4 * WORD, lengths, elements)) {
      loadFourWords(heap, starts, lengths, elements, keys, sizes, words);
    } else {
      loadAny(heap, starts, lengths, elements, keys, sizes, words);
    }
  }

  // A maximum would wait for the one before; this many signs are looked at at once.
  private static boolean isAnyAbove(int bound, int[] numbers, int count) {
    int signs = 0;
    for (int i = 0; i < count; i++) {
      signs |= bound - numbers[i];
    }
    return signs < 0;
  }

  private void loadShort(
      byte[] heap,
      int[] starts,
      int[] lengths,
      int elements,
      long[] keys,
      int[] sizes,
      long[] words) {
    long start = seed;
    for (int i = 0; i < elements; i++) {
      int length = lengths[i];
      long word = firstWord(heap, starts[i], length);
      words[i] = word;
      keys[i] = end(begin(start, word, length));
      if ((word & Swar.HIGHS) != 0) {
        sizes[i] = codePoints(heap, starts[i], length);
      }
    }
  }

  private void loadTwoWords(
      byte[] heap,
      int[] starts,
      int[] lengths,
      int elements,
      long[] keys,
      int[] sizes,
      long[] words) {
    long begin = seed;
    for (int i = 0; i < elements; i++) {
      int start = starts[i];
      int length = lengths[i];
      long word = firstWord(heap, start, length);
      words[i] = word;
      long one = begin(begin, word, length);
      // A text that has one word only has no other to be seen: the same word again.
      long last = length > WORD ? Swar.load(heap, start + length - WORD) : word;
      long two = next(one, last);
      keys[i] = end(length > WORD ? two : one);
      if (((word | last) & Swar.HIGHS) != 0) {
        sizes[i] = codePoints(heap, start, length);
      }
    }
  }

  // Every word is computed and then taken or not, which is cheaper than a wrong guess.
  private void loadFourWords(
      byte[] heap,
      int[] starts,
      int[] lengths,
      int elements,
      long[] keys,
      int[] sizes,
      long[] words) {
    long begin = seed;
    for (int i = 0; i < elements; i++) {
      int start = starts[i];
      int length = lengths[i];
      int lastAt = Math.max(length - WORD, 0);
      long word = firstWord(heap, start, length);
      words[i] = word;
      long second = Swar.load(heap, start + Math.min(WORD, lastAt));
      long third = Swar.load(heap, start + Math.min(2 * WORD, lastAt));
      long last = Swar.load(heap, start + lastAt);
      long hash = begin(begin, word, length);
      long more = next(hash, second);
      hash = length > 2 * WORD ? more : hash;
      more = next(hash, third);
      hash = length > 3 * WORD ? more : hash;
      more = next(hash, last);
      keys[i] = end(length > WORD ? more : hash);
      long others = length > WORD ? second | third | last : 0;
      if (((word | others) & Swar.HIGHS) != 0) {
        sizes[i] = codePoints(heap, start, length);
      }
    }
  }

  private void loadAny(
      byte[] heap,
      int[] starts,
      int[] lengths,
      int elements,
      long[] keys,
      int[] sizes,
      long[] words) {
    for (int i = 0; i < elements; i++) {
      keys[i] = key(heap, starts[i], lengths[i], sizes, words, i);
    }
  }

  private long key(byte[] heap, int start, int length, int[] sizes, long[] words, int i) {
    long seen = firstWord(heap, start, length);
    words[i] = seen;
    long hash = begin(seed, seen, length);
    int end = start + length;
    for (int at = start + WORD; at < end - WORD; at += WORD) {
      long word = Swar.load(heap, at);
      seen |= word;
      hash = next(hash, word);
    }
    if (length > WORD) {
      long last = Swar.load(heap, end - WORD);
      seen |= last;
      hash = next(hash, last);
    }
    if ((seen & Swar.HIGHS) != 0) {
      sizes[i] = codePoints(heap, start, length);
    }
    return end(hash);
  }

  // Eight bytes cannot be loaded from the last seven of an array.
  private void loadCarefully(
      byte[] heap,
      int[] starts,
      int[] lengths,
      int elements,
      long[] keys,
      int[] sizes,
      long[] words) {
    for (int i = 0; i < elements; i++) {
      int length = lengths[i];
      if (starts[i] <= heap.length - WORD) {
        keys[i] = key(heap, starts[i], length, sizes, words, i);
      } else {
        System.arraycopy(heap, starts[i], padded, 0, length);
        keys[i] = key(padded, 0, length, sizes, words, i);
      }
    }
  }

  private static long begin(long seed, long word, int length) {
    long hash = (word ^ seed ^ length * LENGTH) * FIRST;
    return hash ^ hash >>> 32;
  }

  // The high bits of the product, which slots and ranks are made of, depend on every bit.
  private static long end(long hash) {
    return hash * SECOND;
  }

  private static long next(long hash, long word) {
    long mixed = (hash ^ word) * NEXT;
    return mixed ^ mixed >>> 32;
  }

  /** Loads the first eight bytes; of a text that has fewer, only those that are its own. */
  static long firstWord(byte[] heap, int start, int length) {
    return Swar.load(heap, start) & OWN_BYTES[Math.min(length, WORD)];
  }

  /** Counts the bytes that do not continue a character. */
  static int codePoints(byte[] bytes, int start, int length) {
    int count = 0;
    for (int i = start; i < start + length; i++) {
      count += (bytes[i] & 0xc0) == 0x80 ? 0 : 1;
    }
    return count;
  }

  /** Returns the key of a text that stands alone. */
  long keyOf(byte[] text) {
    byte[] room = Arrays.copyOf(text, Math.max(text.length, WORD));
    return key(room, 0, text.length, new int[1], new long[1], 0);
  }
}
