package io.lepton.format.profile;

import io.lepton.format.internal.Swar;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The first and the last text in the order of their bytes, by the first {@value
 * TextNote#KEPT_BYTES} of them, and how often they occur.
 */
final class TextExtremes {

  private static final byte[] NONE = {};

  private final End first = new End(1);
  private final End last = new End(-1);

  /** Takes the texts of a block, whose words it turns into numbers that sort as they do. */
  void add(byte[] heap, int[] starts, int[] lengths, ValueBlock block, int from) {
    long low = Long.MAX_VALUE;
    long high = Long.MIN_VALUE;
    long[] prefixes = block.words();
    int to = block.count();
    for (int i = from; i < to; i++) {
      long prefix = sorting(prefixes[i]);
      prefixes[i] = prefix;
      if (prefix < low) {
        low = prefix;
      }
      if (prefix > high) {
        high = prefix;
      }
    }
    if (low <= first.prefix) {
      add(first, low, heap, starts, lengths, block, from);
    }
    if (high >= last.prefix) {
      add(last, high, heap, starts, lengths, block, from);
    }
  }

  // Only what begins like the first or last of the batch is compared as a whole.
  private static void add(
      End end, long prefix, byte[] heap, int[] starts, int[] lengths, ValueBlock block, int from) {
    long[] prefixes = block.words();
    for (int i = from; i < block.count(); i++) {
      if (prefixes[i] == prefix) {
        int element = block.element(i);
        end.add(prefix, heap, starts[element], lengths[element], 1);
      }
    }
    end.keep();
  }

  void add(TextNote note, long times) {
    byte[] text = note.prefix();
    long prefix = prefix(text, 0, text.length);
    first.add(prefix, text, 0, text.length, times);
    last.add(prefix, text, 0, text.length, times);
    first.keep();
    last.keep();
  }

  void merge(TextExtremes other) {
    first.merge(other.first);
    last.merge(other.last);
    first.keep();
    last.keep();
  }

  @Nullable TextNote first(long atLeast) {
    return first.note(atLeast);
  }

  @Nullable TextNote last(long atLeast) {
    return last.note(atLeast);
  }

  /** The first eight bytes as a number that sorts as they do. */
  private static long prefix(byte[] heap, int start, int length) {
    long word =
        start <= heap.length - Long.BYTES
            ? Swar.loadFirst(heap, start, length)
            : Swar.loadFirst(Arrays.copyOfRange(heap, start, start + Long.BYTES), 0, length);
    return sorting(word);
  }

  private static long sorting(long word) {
    return Long.reverseBytes(word) ^ Long.MIN_VALUE;
  }

  /** One of the two ends. */
  private static final class End {

    private final int sign;
    private long prefix;
    private byte[] text = NONE;
    private boolean isForeign;
    private int at;
    private int length;
    private long count;

    End(int sign) {
      this.sign = sign;
      prefix = sign > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
    }

    void add(long newPrefix, byte[] heap, int start, int newLength, long times) {
      int order = count == 0 ? -1 : sign * Long.compare(newPrefix, prefix);
      if (order == 0) {
        order = sign * compare(heap, start, newLength);
      }
      if (order < 0) {
        prefix = newPrefix;
        text = heap;
        isForeign = true;
        at = start;
        length = newLength;
        count = 0;
      }
      count += order <= 0 ? times : 0;
    }

    private int compare(byte[] heap, int start, int newLength) {
      int kept = Math.min(newLength, TextNote.KEPT_BYTES);
      int ownKept = Math.min(length, TextNote.KEPT_BYTES);
      return Arrays.compareUnsigned(heap, start, start + kept, text, at, at + ownKept);
    }

    /** Copies the text out of the batch, once for all that came and went in it. */
    void keep() {
      if (isForeign) {
        isForeign = false;
        text = Arrays.copyOfRange(text, at, at + Math.min(length, TextNote.KEPT_BYTES));
        at = 0;
      }
    }

    void merge(End other) {
      if (other.count > 0) {
        add(other.prefix, other.text, 0, other.length, other.count);
      }
    }

    @Nullable TextNote note(long atLeast) {
      byte[] kept = Arrays.copyOf(text, Math.min(length, TextNote.KEPT_BYTES));
      return count > 0 && count >= atLeast ? new TextNote(kept, length, 0, 0) : null;
    }
  }
}
