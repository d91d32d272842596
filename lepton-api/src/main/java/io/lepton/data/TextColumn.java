package io.lepton.data;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A column of UTF-8 text, or of plain bytes: for each element where it starts in a byte array, and
 * how long it is.
 *
 * <p>The elements are views into one array, the heap, which the reader of a text format may simply
 * be its own input buffer: no cell is copied and no {@link String} is made. Elements may lie in any
 * order and may overlap.
 */
public final class TextColumn extends Column {

  private static final byte[] EMPTY = new byte[0];

  private final int[] starts;
  private final int[] lengths;
  private byte[] heap = EMPTY;
  private int heapSize;
  private boolean shared;

  TextColumn(ColumnType type, int capacity) {
    super(type, capacity);
    this.starts = new int[elements()];
    this.lengths = new int[elements()];
  }

  /**
   * Returns the array that the elements lie in.
   *
   * @return the heap itself, not a copy
   */
  public byte[] heap() {
    return heap;
  }

  /**
   * Lets the elements lie in another array, which this column only reads.
   *
   * @param bytes the array that {@link #set} and {@link #starts} refer to from now on; not copied
   */
  public void shareHeap(byte[] bytes) {
    heap = bytes;
    heapSize = bytes.length;
    shared = true;
  }

  /**
   * Returns where the elements start in the heap.
   *
   * @return the array itself, one offset in bytes an element
   */
  public int[] starts() {
    return starts;
  }

  /**
   * Returns how long the elements are.
   *
   * @return the array itself, one length in bytes an element
   */
  public int[] lengths() {
    return lengths;
  }

  /**
   * Points an element at bytes of the heap.
   *
   * @param element the row, or {@code row * width + i} where a row has more than one
   * @param start offset of the first byte in the heap
   * @param length how many bytes
   */
  public void set(int element, int start, int length) {
    starts[element] = start;
    lengths[element] = length;
  }

  /**
   * Copies bytes to the end of this column's own heap and points an element at them. Do not mix
   * with {@link #shareHeap} between two calls of {@link #clear}.
   *
   * @param element the row, or {@code row * width + i} where a row has more than one
   * @param source where the bytes are
   * @param offset the first of them
   * @param length how many
   * @throws ArithmeticException if the heap would have 2 GiB or more
   */
  public void append(int element, byte[] source, int offset, int length) {
    if (heap.length - heapSize < length) {
      int needed = Math.addExact(heapSize, length);
      int doubled = (int) Math.min(heapSize * 2L, Integer.MAX_VALUE - 8L);
      heap = Arrays.copyOf(heap, Math.max(Math.max(needed, doubled), 256));
    }
    System.arraycopy(source, offset, heap, heapSize, length);
    set(element, heapSize, length);
    heapSize += length;
  }

  /**
   * Returns an element as a string.
   *
   * @param element the row, or {@code row * width + i} where a row has more than one
   * @return the UTF-8 text, empty where it is missing
   */
  public String text(int element) {
    return new String(heap, starts[element], lengths[element], StandardCharsets.UTF_8);
  }

  @Override
  public void clear() {
    super.clear();
    heapSize = 0;
    if (shared) {
      heap = EMPTY;
      shared = false;
    }
  }

  @Override
  void setNeutral(int row) {
    int width = type().width();
    Arrays.fill(starts, row * width, (row + 1) * width, 0);
    Arrays.fill(lengths, row * width, (row + 1) * width, 0);
  }

  @Override
  void copyValue(int from, int to) {
    int width = type().width();
    System.arraycopy(starts, from * width, starts, to * width, width);
    System.arraycopy(lengths, from * width, lengths, to * width, width);
  }
}
