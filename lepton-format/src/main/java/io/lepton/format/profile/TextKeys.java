package io.lepton.format.profile;

import io.lepton.data.TextColumn;
import io.lepton.format.internal.Swar;
import io.lepton.format.internal.Utf8;

/**
 * Texts as {@code long} keys: a hash of their bytes and length. Two texts have one key with a
 * chance of 2 to the power of -64, unless somebody who knows the seed made them so.
 *
 * <p>The words of eight bytes of a text are folded into the key one after the other, the last one
 * overlapping the one before; a text of one word has it folded twice. How many words there are at
 * most is decided once a column and batch: lengths change from row to row, and a processor guesses
 * such branches wrong. Where there are no more than two, they are collected first and then folded
 * in loops of their own, which the compiler turns into vector instructions.
 */
final class TextKeys {

  private static final int WORD = Long.BYTES;

  /** Words of a text that is folded without a branch. */
  private static final int MOST_WORDS = 8;

  private static final int FEW_WORDS = 4;

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
   * @param scratch room for as many words
   */
  void load(
      TextColumn column, int elements, long[] keys, int[] sizes, long[] words, long[] scratch) {
    byte[] heap = column.heap();
    int[] starts = column.starts();
    int[] lengths = column.lengths();
    System.arraycopy(lengths, 0, sizes, 0, elements);
    int last = heap.length - WORD;
    int signs = 0;
    int wordsBefore = 0;
    for (int i = 0; i < elements; i++) {
      signs |= last - starts[i];
      wordsBefore |= lengths[i] - 1 & ~(lengths[i] - 1 >> 31);
    }
    if (signs < 0) {
      loadCarefully(heap, starts, lengths, elements, keys, sizes, words);
    } else if (wordsBefore < WORD) {
      loadOneWord(heap, starts, lengths, elements, keys, words);
      countPoints(heap, starts, lengths, elements, words, words, sizes);
    } else if (wordsBefore < 2 * WORD) {
      loadTwoWords(heap, starts, lengths, elements, keys, words, scratch);
      countPoints(heap, starts, lengths, elements, words, scratch, sizes);
    } else {
      int most = wordsBefore < FEW_WORDS * WORD ? FEW_WORDS : MOST_WORDS;
      loadLong(heap, starts, lengths, elements, most, keys, sizes, words);
    }
  }

  private void loadOneWord(
      byte[] heap, int[] starts, int[] lengths, int elements, long[] keys, long[] words) {
    for (int i = 0; i < elements; i++) {
      words[i] = Swar.loadFirst(heap, starts[i], lengths[i]);
      keys[i] = lengths[i] * LENGTH;
    }
    fold(seed, words, words, elements, keys);
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
      long word = Swar.loadFirst(heap, start, length);
      long last = Swar.load(heap, start + Math.max(length - WORD, 0));
      words[i] = word;
      lasts[i] = length > WORD ? last : word;
      keys[i] = length * LENGTH;
    }
    fold(seed, words, lasts, elements, keys);
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

  private static void countPoints(
      byte[] heap,
      int[] starts,
      int[] lengths,
      int elements,
      long[] words,
      long[] lasts,
      int[] sizes) {
    long seen = 0;
    for (int i = 0; i < elements; i++) {
      seen |= words[i] | lasts[i];
    }
    for (int i = 0; (seen & Swar.HIGHS) != 0 && i < elements; i++) {
      if (((words[i] | lasts[i]) & Swar.HIGHS) != 0) {
        sizes[i] = Utf8.codePoints(heap, starts[i], lengths[i]);
      }
    }
  }

  // Every word is computed and then taken or not, which is cheaper than a wrong guess.
  private void loadLong(
      byte[] heap,
      int[] starts,
      int[] lengths,
      int elements,
      int most,
      long[] keys,
      int[] sizes,
      long[] words) {
    for (int i = 0; i < elements; i++) {
      int start = starts[i];
      int length = lengths[i];
      if (length > most * WORD) {
        keys[i] = key(heap, start, length, sizes, words, i);
        continue;
      }
      int lastAt = Math.max(length - WORD, 0);
      long word = Swar.loadFirst(heap, start, length);
      words[i] = word;
      long hash = begin(seed ^ length * LENGTH, word);
      long seen = 0;
      for (int k = 1; k < most - 1; k++) {
        long middle = Swar.load(heap, start + Math.min(k * WORD, lastAt));
        seen |= middle;
        long more = next(hash, middle);
        hash = length > (k + 1) * WORD ? more : hash;
      }
      long last = Swar.load(heap, start + lastAt);
      last = length > WORD ? last : word;
      keys[i] = end(next(hash, last));
      seen = length > WORD ? seen | last | word : word;
      if ((seen & Swar.HIGHS) != 0) {
        sizes[i] = Utf8.codePoints(heap, start, length);
      }
    }
  }

  private long key(byte[] heap, int start, int length, int[] sizes, long[] words, int i) {
    long word = Swar.loadFirst(heap, start, length);
    words[i] = word;
    long hash = begin(seed ^ length * LENGTH, word);
    long seen = word;
    int end = start + length;
    for (int at = start + WORD; at < end - WORD; at += WORD) {
      long middle = Swar.load(heap, at);
      seen |= middle;
      hash = next(hash, middle);
    }
    long last = length > WORD ? Swar.load(heap, end - WORD) : word;
    if (((seen | last) & Swar.HIGHS) != 0) {
      sizes[i] = Utf8.codePoints(heap, start, length);
    }
    return end(next(hash, last));
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

  private static long begin(long seed, long word) {
    long hash = (word ^ seed) * FIRST;
    return hash ^ hash >>> 32;
  }

  private static long next(long hash, long word) {
    long mixed = (hash ^ word) * NEXT;
    return mixed ^ mixed >>> 32;
  }

  // The high bits of the product, which slots and ranks are made of, depend on every bit.
  private static long end(long hash) {
    return hash * SECOND;
  }
}
