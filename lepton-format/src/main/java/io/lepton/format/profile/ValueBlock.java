package io.lepton.format.profile;

import io.lepton.data.Column;
import io.lepton.data.DecimalColumn;
import io.lepton.data.TextColumn;

/**
 * The values of one column of a batch that are there, close together: scratch memory that all
 * columns of a profiler share, one after the other.
 *
 * <p>The arrays are read and written directly, up to {@link #count}.
 */
final class ValueBlock {

  private final TextKeys texts;
  private long[] keys = {};
  private int[] sizes = {};
  private double[] numbers = {};
  private long[] prefixes = {};
  private int[] elements = {};
  private boolean isDense;
  private int count;

  /**
   * Makes an empty block.
   *
   * @param seed of the keys of texts
   */
  ValueBlock(long seed) {
    texts = new TextKeys(seed);
  }

  long[] keys() {
    return keys;
  }

  /** Returns the lengths of texts, in code points or bytes. */
  int[] sizes() {
    return sizes;
  }

  /** Returns room for as many numbers as there are keys. */
  double[] numbers() {
    return numbers;
  }

  /** Returns room for the beginnings of as many texts as there are keys. */
  long[] prefixes() {
    return prefixes;
  }

  int count() {
    return count;
  }

  void shrink(int newCount) {
    count = newCount;
  }

  /** Returns which element of the column a value is. */
  int element(int position) {
    return isDense ? position : elements[position];
  }

  /**
   * Takes the values of a column.
   *
   * @param column the column
   * @param rows how many of its rows
   */
  void load(Column column, int rows) {
    int width = column.type().width();
    int all = rows * width;
    reserve(all);
    loadAll(column, all);
    isDense = !column.hasNulls();
    count = all;
    if (!isDense) {
      count = width == 1 ? listPresent(column, rows) : listPresentVectors(column, rows, width);
      closeUp(column instanceof TextColumn);
    }
  }

  private void loadAll(Column column, int all) {
    if (column instanceof TextColumn text) {
      texts.load(text, all, keys, sizes);
    } else if (column instanceof DecimalColumn decimal
        && decimal.type().precision() > Keys.DECIMAL_DIGITS) {
      loadWide(decimal, all);
    } else {
      Keys.load(column, all, keys);
    }
  }

  private void loadWide(DecimalColumn decimal, int all) {
    long[] low = decimal.low();
    long[] high = decimal.high();
    for (int i = 0; i < all; i++) {
      long beyond = high[i] ^ low[i] >> 63;
      keys[i] = beyond == 0 ? low[i] : low[i] ^ Mix.of(beyond, 0);
    }
  }

  private void reserve(int all) {
    if (keys.length < all) {
      keys = new long[all];
      sizes = new int[all];
      prefixes = new long[all];
      numbers = new double[all];
      elements = new int[all];
    }
  }

  private int listPresent(Column column, int rows) {
    long[] validity = column.validity();
    int n = 0;
    for (int row = 0; row < rows; row++) {
      elements[n] = row;
      n += (int) (validity[row >>> 6] >>> row & 1);
    }
    return n;
  }

  private int listPresentVectors(Column column, int rows, int width) {
    int n = 0;
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < width && !column.isNull(row); i++) {
        elements[n++] = row * width + i;
      }
    }
    return n;
  }

  // In place: no value moves to a later position.
  private void closeUp(boolean withSizes) {
    for (int i = 0; i < count; i++) {
      keys[i] = keys[elements[i]];
    }
    for (int i = 0; withSizes && i < count; i++) {
      sizes[i] = sizes[elements[i]];
    }
  }
}
