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
 * lie in a file, a hundred million times a second and more.
 *
 * <p>An open hash table, at most a quarter full. The key of a text is its length and three words of
 * eight bytes: the first, the second and the last, which overlap in a short text and are the whole
 * of it up to 24 bytes. They are read and compared without a branch that depends on the length,
 * because lengths change from row to row and a processor guesses them wrong. Only longer texts are
 * compared byte by byte.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class Vocabulary {

  /** What {@link #codeOf} returns for a text that is not in the vocabulary. */
  public static final int UNKNOWN = -1;

  /** Texts of at most so many bytes are known by their three words alone. */
  private static final int WORDS_BYTES = 24;

  private static final int WORDS_PER_SLOT = 4;
  private static final int WORD_BYTES = Long.BYTES;

  /** A chance hash of a table at most a quarter full practically never needs so many. */
  private static final int MOST_PROBES = 32;

  /** No text has a negative length. */
  private static final long EMPTY = -1;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final List<String> terms;
  private final byte[] heap;
  private final int[] starts;
  private final int[] lengths;

  /** Four numbers a slot: the three words, then length and code; {@link #EMPTY} where free. */
  private final long[] slots;

  private final int slotMask;
  private final int hashShift;

  /** Whether what lies between the first and the last word is hashed as well. */
  private final boolean isDeep;

  private final boolean isCrowded;

  private Vocabulary(List<String> terms, boolean isDeep) {
    this.isDeep = isDeep;
    this.terms = terms;
    this.starts = new int[terms.size()];
    this.lengths = new int[terms.size()];
    int slotBits = 32 - Integer.numberOfLeadingZeros(Math.max(4, terms.size()) * 4 - 1);
    this.slots = new long[WORDS_PER_SLOT << slotBits];
    this.slotMask = slots.length - 1;
    this.hashShift = Long.SIZE - slotBits;
    Arrays.fill(slots, EMPTY);
    this.heap = concatenate(terms);
    this.isCrowded = !insertAll();
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
    List<String> copy = List.copyOf(terms);
    Vocabulary shallow = new Vocabulary(copy, false);
    return shallow.isCrowded ? new Vocabulary(copy, true) : shallow;
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

  // Addresses and paths begin and end alike. By their ends alone they would all want one slot, and
  // building would take a time that grows with the square of their number; so it stops and begins
  // anew with a hash of the whole, which is slower where texts are few and differ.
  private boolean insertAll() {
    for (int code = 0; code < terms.size(); code++) {
      if (insert(code) > MOST_PROBES && !isDeep) {
        return false;
      }
    }
    return true;
  }

  /** Returns how many slots were taken already. */
  private int insert(int code) {
    int start = starts[code];
    int length = lengths[code];
    if (codeOf(heap, start, length) != UNKNOWN) {
      throw new IllegalArgumentException("The text of code " + code + " occurs twice");
    }
    byte[] padded = Arrays.copyOfRange(heap, start, start + Math.max(length, WORD_BYTES));
    long first = word(padded, 0, length);
    long second = word(padded, secondOffset(length), length);
    long last = word(padded, lastOffset(length), length);
    int slot = slotOf(first, last, isDeep ? middle(heap, start, length) : length);
    int probes = 0;
    while (slots[slot + 3] != EMPTY) {
      slot = (slot + WORDS_PER_SLOT) & slotMask;
      probes++;
    }
    slots[slot] = first;
    slots[slot + 1] = second;
    slots[slot + 2] = last;
    slots[slot + 3] = (long) length << 32 | code;
    return probes;
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
    return start <= bytes.length - WORD_BYTES
        ? find(bytes, start, length)
        : find(Arrays.copyOfRange(bytes, start, start + Math.max(length, WORD_BYTES)), 0, length);
  }

  /**
   * Looks up the first texts of a column, faster than one by one.
   *
   * @param column the texts, one a row
   * @param rows how many of them
   * @param codes where their codes go, {@link #UNKNOWN} for a text that is not in the vocabulary
   */
  public void codesOf(TextColumn column, int rows, int[] codes) {
    byte[] bytes = column.heap();
    int[] textStarts = column.starts();
    int[] textLengths = column.lengths();
    for (int row = 0; row < rows; row++) {
      codes[row] = codeOf(bytes, textStarts[row], textLengths[row]);
    }
  }

  /** Looks up a text that at least eight bytes of the array begin with. */
  private int find(byte[] bytes, int start, int length) {
    long first = word(bytes, start, length);
    long second = word(bytes, start + secondOffset(length), length);
    long last = word(bytes, start + lastOffset(length), length);
    int slot = slotOf(first, last, isDeep ? middle(bytes, start, length) : length);
    while (true) {
      long lengthAndCode = slots[slot + 3];
      if (lengthAndCode == EMPTY) {
        return UNKNOWN;
      }
      long difference =
          (slots[slot] ^ first)
              | (slots[slot + 1] ^ second)
              | (slots[slot + 2] ^ last)
              | (lengthAndCode >>> 32 ^ length);
      int code = (int) lengthAndCode;
      if (difference == 0 && (length <= WORDS_BYTES || sameMiddle(bytes, start, length, code))) {
        return code;
      }
      slot = (slot + WORDS_PER_SLOT) & slotMask;
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

  // Fibonacci hashing: the high bits of the products depend on all bits of the words.
  private int slotOf(long first, long last, long rest) {
    long hash = first * 0x9e3779b97f4a7c15L + last * 0xc2b2ae3d27d4eb4fL + rest;
    return (int) ((hash * 0x9e3779b97f4a7c15L) >>> hashShift) * WORDS_PER_SLOT;
  }

  /** Returns a number made of the length and of the bytes between the first and the last word. */
  private static long middle(byte[] bytes, int start, int length) {
    long sum = length;
    for (int i = WORD_BYTES; i < length - WORD_BYTES; i += WORD_BYTES) {
      sum = (sum ^ (long) LONGS.get(bytes, start + i)) * 0xd6e8feb86659fd93L;
      sum ^= sum >>> 32;
    }
    return sum;
  }

  private static int lastOffset(int length) {
    return Math.max(length - WORD_BYTES, 0);
  }

  private static int secondOffset(int length) {
    return Math.min(lastOffset(length), WORD_BYTES);
  }

  /** Reads eight bytes; of a text that has fewer, only those that are its own. */
  private static long word(byte[] bytes, int at, int length) {
    int halfBits = Math.min(length, WORD_BYTES) << 2;
    // In two steps: a shift by 64 would be none.
    return (long) LONGS.get(bytes, at) & ~(-1L << halfBits << halfBits);
  }
}
