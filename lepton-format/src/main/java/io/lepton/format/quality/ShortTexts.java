package io.lepton.format.quality;

import io.lepton.data.TextColumn;
import io.lepton.format.internal.Swar;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A few texts of at most eight bytes, as most lists of codes and states are: each is a word, and
 * its place in a small table is found by one multiplication that was searched for until no two
 * texts had the same. Three times as quick as a {@link io.lepton.data.Vocabulary}.
 *
 * <p>Immutable and safe for use by many threads.
 */
final class ShortTexts {

  private static final int MOST_TEXTS = 64;
  private static final int TABLE_BITS = 10;
  private static final int MOST_ATTEMPTS = 1_000;

  private final long factor;
  private final long[] words = new long[1 << TABLE_BITS];
  private final int[] lengths = new int[1 << TABLE_BITS];

  private ShortTexts(long factor) {
    this.factor = factor;
    Arrays.fill(lengths, -1);
  }

  /** Returns the texts, or nothing if they are too many or too long for this. */
  static Optional<ShortTexts> of(List<String> texts) {
    List<byte[]> encoded = texts.stream().map(t -> t.getBytes(StandardCharsets.UTF_8)).toList();
    if (texts.size() > MOST_TEXTS || encoded.stream().anyMatch(t -> t.length > Long.BYTES)) {
      return Optional.empty();
    }
    // Any odd number will do to begin with; this one is that of Fibonacci hashing.
    long factor = 0x9e3779b97f4a7c15L;
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      ShortTexts made = new ShortTexts(factor);
      if (encoded.stream().allMatch(made::add)) {
        return Optional.of(made);
      }
      factor = factor * 0xd6e8feb86659fd93L + 2;
    }
    return Optional.empty();
  }

  private boolean add(byte[] text) {
    long word = word(Arrays.copyOf(text, Long.BYTES), 0, text.length);
    int slot = slot(word, factor);
    boolean isFree = lengths[slot] < 0;
    words[slot] = word;
    lengths[slot] = text.length;
    return isFree;
  }

  /**
   * Looks for other texts.
   *
   * @param column the texts
   * @param from the first row
   * @param to the row after the last one, at most 64 more
   * @return a bit a row, the first one lowest, set where there is another text than these
   */
  long others(TextColumn column, int from, int to) {
    byte[] heap = column.heap();
    int[] starts = column.starts();
    int[] textLengths = column.lengths();
    int lastWord = heap.length - Long.BYTES;
    long others = 0;
    for (int row = from; row < to; row++) {
      int start = starts[row];
      int length = textLengths[row];
      long word = start <= lastWord ? word(heap, start, length) : endWord(heap, start, length);
      int slot = slot(word, factor);
      long difference = words[slot] ^ word | lengths[slot] ^ length;
      others |= (difference | -difference) >>> 63 << row;
    }
    return others;
  }

  private static int slot(long word, long factor) {
    return (int) (word * factor >>> Long.SIZE - TABLE_BITS);
  }

  /** Reads eight bytes; of a text that has fewer, only those that are its own. */
  private static long word(byte[] bytes, int at, int length) {
    int halfBits = Math.min(length, Long.BYTES) << 2;
    // In two steps: a shift by 64 would be none.
    return Swar.load(bytes, at) & ~(-1L << halfBits << halfBits);
  }

  private static long endWord(byte[] heap, int start, int length) {
    return word(Arrays.copyOfRange(heap, start, start + Long.BYTES), 0, length);
  }
}
