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
  private static final int MOST_BITS = 10;
  private static final int ATTEMPTS_A_SIZE = 250;

  private final long factor;
  private final int shift;
  private final long[] words;
  private final int[] lengths;

  private ShortTexts(long factor, int bits) {
    this.factor = factor;
    shift = Long.SIZE - bits;
    words = new long[1 << bits];
    lengths = new int[1 << bits];
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
    // A small table first: what it takes of the nearest cache, the data cannot have.
    int fewestBits = Integer.SIZE - Integer.numberOfLeadingZeros(texts.size());
    for (int bits = fewestBits; bits <= MOST_BITS; bits++) {
      for (int attempt = 0; attempt < ATTEMPTS_A_SIZE; attempt++) {
        ShortTexts made = new ShortTexts(factor, bits);
        if (encoded.stream().allMatch(made::add)) {
          return Optional.of(made);
        }
        factor = factor * 0xd6e8feb86659fd93L + 2;
      }
    }
    return Optional.empty();
  }

  private boolean add(byte[] text) {
    long word = Swar.loadFirst(Arrays.copyOf(text, Long.BYTES), 0, text.length);
    int slot = slot(word);
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
      long word =
          start <= lastWord ? Swar.loadFirst(heap, start, length) : endWord(heap, start, length);
      int slot = slot(word);
      long difference = words[slot] ^ word | lengths[slot] ^ length;
      others |= (difference | -difference) >>> 63 << row;
    }
    return others;
  }

  private int slot(long word) {
    return (int) (word * factor >>> shift);
  }

  private static long endWord(byte[] heap, int start, int length) {
    return Swar.loadFirst(Arrays.copyOfRange(heap, start, start + Long.BYTES), 0, length);
  }
}
