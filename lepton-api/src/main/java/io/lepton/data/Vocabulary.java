package io.lepton.data;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * A fixed list of distinct texts, each with a code: its position. Made for looking up bytes as they
 * lie in a file, some hundred million times a second.
 *
 * <p>An open hash table, at most a quarter full. The key of a text is its length, its first eight
 * bytes and its last eight bytes as two numbers; up to sixteen bytes that is the whole text, and
 * only what lies between them in longer ones is hashed and compared besides.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class Vocabulary {

  /** What {@link #codeOf} returns for a text that is not in the vocabulary. */
  public static final int UNKNOWN = -1;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final List<String> terms;
  private final byte[] heap;
  private final int[] starts;
  private final int[] lengths;

  private final int mask;
  private final int shift;
  private final int[] slotCodes;
  private final int[] slotLengths;
  private final long[] slotFirst;
  private final long[] slotLast;

  private Vocabulary(List<String> terms) {
    this.terms = terms;
    this.starts = new int[terms.size()];
    this.lengths = new int[terms.size()];
    int slots = Integer.highestOneBit(Math.max(4, terms.size()) * 4 - 1) << 1;
    this.mask = slots - 1;
    this.shift = Long.numberOfLeadingZeros(slots) + 1;
    this.slotCodes = new int[slots];
    this.slotLengths = new int[slots];
    this.slotFirst = new long[slots];
    this.slotLast = new long[slots];
    Arrays.fill(slotCodes, UNKNOWN);
    this.heap = concatenate(terms);
    for (int code = 0; code < terms.size(); code++) {
      insert(code);
    }
  }

  /**
   * Makes a vocabulary.
   *
   * @param terms the texts; the first has code 0
   * @return the vocabulary
   * @throws IllegalArgumentException if a text occurs twice, or there are more than 2^26
   * @throws ArithmeticException if all texts together have 2 GiB or more
   */
  public static Vocabulary of(Collection<String> terms) {
    if (terms.size() > 1 << 26) {
      throw new IllegalArgumentException(
          "A vocabulary has at most 2^26 terms, got " + terms.size());
    }
    return new Vocabulary(List.copyOf(terms));
  }

  private byte[] concatenate(List<String> texts) {
    byte[][] encoded = new byte[texts.size()][];
    int total = 0;
    for (int i = 0; i < encoded.length; i++) {
      encoded[i] = texts.get(i).getBytes(StandardCharsets.UTF_8);
      starts[i] = total;
      lengths[i] = encoded[i].length;
      total = Math.addExact(total, encoded[i].length);
    }
    byte[] all = new byte[total];
    for (int i = 0; i < encoded.length; i++) {
      System.arraycopy(encoded[i], 0, all, starts[i], lengths[i]);
    }
    return all;
  }

  private void insert(int code) {
    int start = starts[code];
    int length = lengths[code];
    if (codeOf(heap, start, length) != UNKNOWN) {
      throw new IllegalArgumentException("The text of code " + code + " occurs twice");
    }
    long first = first(heap, start, length);
    long last = last(heap, start, length);
    int slot = slotOf(first, last, length, middle(heap, start, length));
    while (slotCodes[slot] != UNKNOWN) {
      slot = slot + 1 & mask;
    }
    slotCodes[slot] = code;
    slotLengths[slot] = length;
    slotFirst[slot] = first;
    slotLast[slot] = last;
  }

  /**
   * Looks up a text.
   *
   * @param bytes where it lies, as UTF-8
   * @param start its first byte
   * @param length how many bytes it has
   * @return its code, or {@link #UNKNOWN}
   */
  public int codeOf(byte[] bytes, int start, int length) {
    long first = first(bytes, start, length);
    long last = last(bytes, start, length);
    int slot = slotOf(first, last, length, middle(bytes, start, length));
    while (true) {
      int code = slotCodes[slot];
      if (code == UNKNOWN) {
        return UNKNOWN;
      }
      if (slotFirst[slot] == first
          && slotLast[slot] == last
          && slotLengths[slot] == length
          && (length <= 16 || sameMiddle(bytes, start, length, code))) {
        return code;
      }
      slot = slot + 1 & mask;
    }
  }

  /**
   * Looks up a text.
   *
   * @param text the text
   * @return its code, or {@link #UNKNOWN}
   */
  public int codeOf(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return codeOf(bytes, 0, bytes.length);
  }

  /**
   * Returns how many texts there are.
   *
   * @return one more than the highest code
   */
  public int size() {
    return terms.size();
  }

  /**
   * Returns the texts.
   *
   * @return the texts by code, unmodifiable
   */
  public List<String> terms() {
    return terms;
  }

  /**
   * Points an element of a text column at the text of a code. The column must share {@link
   * #heap()}.
   *
   * @param column the column
   * @param element the element to set
   * @param code 0 to size - 1
   * @throws IndexOutOfBoundsException if there is no such code
   */
  public void decode(TextColumn column, int element, int code) {
    column.set(element, starts[code], lengths[code]);
  }

  /**
   * Returns the bytes of all texts, for {@link TextColumn#shareHeap}.
   *
   * @return the array itself; do not write to it
   */
  public byte[] heap() {
    return heap;
  }

  private boolean sameMiddle(byte[] bytes, int start, int length, int code) {
    int own = starts[code];
    return Arrays.equals(bytes, start + 8, start + length - 8, heap, own + 8, own + length - 8);
  }

  // Fibonacci hashing: the highest bits of the product, and only they, depend on all bits of the
  // key, so it is exactly them that name the slot.
  private int slotOf(long first, long last, int length, long middle) {
    long hash = (first ^ Long.rotateLeft(last, 27) + length + middle) * 0x9e3779b97f4a7c15L;
    return (int) (hash >>> shift);
  }

  private static long first(byte[] bytes, int start, int length) {
    if (start + 8 <= bytes.length) {
      long word = (long) LONGS.get(bytes, start);
      return length >= 8 ? word : word & (1L << (length << 3)) - 1;
    }
    return assemble(bytes, start, Math.min(length, 8));
  }

  private static long last(byte[] bytes, int start, int length) {
    return length > 8 ? (long) LONGS.get(bytes, start + length - 8) : 0;
  }

  // Addresses and paths begin and end alike: without their middle they would all want one slot.
  private static long middle(byte[] bytes, int start, int length) {
    long sum = 0;
    for (int i = start + 8; i < start + length - 8; i += 8) {
      sum = (sum ^ (long) LONGS.get(bytes, i)) * 0xd6e8feb86659fd93L;
      sum ^= sum >>> 32;
    }
    return sum;
  }

  private static long assemble(byte[] bytes, int start, int count) {
    long word = 0;
    for (int i = count - 1; i >= 0; i--) {
      word = word << 8 | bytes[start + i] & 0xffL;
    }
    return word;
  }
}
