package io.lepton.format.profile;

import io.lepton.data.Column;
import io.lepton.data.ColumnType.Kind;
import io.lepton.data.DecimalColumn;
import io.lepton.data.DoubleColumn;
import io.lepton.data.TextColumn;
import io.lepton.format.internal.SortKeys;

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
  private long[] words = {};
  private long[] hashes = {};
  private long[] seen = {};
  private int[] elements = {};
  private final Gaps gaps = new Gaps();
  private Layout layout = Layout.DENSE;
  private int all;
  private int count;
  private boolean hasWords;
  private boolean isDouble;
  private boolean hasNumbers;

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

  /**
   * Returns the lengths of texts, in code points or bytes. Asked for only where they are needed:
   * those of a few distinct values follow from the counts.
   *
   * @param heap of the column that was loaded
   * @param starts of the column
   * @param lengths of the column
   * @param isText whether to count code points
   * @return a length a value
   */
  int[] sizes(byte[] heap, int[] starts, int[] lengths, boolean isText) {
    System.arraycopy(lengths, 0, sizes, 0, all);
    if (isText) {
      TextKeys.countPoints(heap, starts, lengths, all, seen, sizes);
    }
    switch (layout) {
      case DENSE -> {}
      case FILLED -> gaps.close(sizes);
      case LISTED -> {
        for (int i = 0; i < count; i++) {
          sizes[i] = sizes[elements[i]];
        }
      }
    }
    return sizes;
  }

  /** Returns room for as many numbers as there are keys. */
  double[] numbers() {
    return numbers;
  }

  /**
   * Returns the values as numbers. May be called once a block.
   *
   * @param kind the kind of the column
   * @param from the first that is wanted
   * @return a number a value
   */
  double[] numbers(Kind kind, int from) {
    if (!hasNumbers) {
      SortKeys.numbers(kind, keys, from, count, numbers);
    } else if (layout == Layout.FILLED) {
      gaps.close(numbers);
    }
    return numbers;
  }

  /** Returns the first eight bytes of texts. */
  long[] words() {
    if (!hasWords) {
      hasWords = true;
      close(words);
    }
    return words;
  }

  /** Returns room for as many hashes as there are keys. */
  long[] hashes() {
    return hashes;
  }

  int count() {
    return count;
  }

  /** Leaves out the last values, after others have been put in the places of the first. */
  void shrink(int newCount) {
    count = newCount;
    hasNumbers = false;
  }

  /** Makes one value of all NaN of doubles. */
  void uniteNans() {
    if (isDouble) {
      SortKeys.uniteNans(keys, count);
    }
  }

  /** Returns which element of the column a value is. */
  int element(int position) {
    return switch (layout) {
      case DENSE -> position;
      case FILLED -> gaps.element(position);
      case LISTED -> elements[position];
    };
  }

  /**
   * Takes the values of a column.
   *
   * @param column the column
   * @param rows how many of its rows
   */
  void load(Column column, int rows) {
    int width = column.type().width();
    all = rows * width;
    reserve();
    loadAll(column);
    count = all;
    layout = Layout.DENSE;
    if (column.hasNulls()) {
      findPresent(column, rows, width);
      close(keys);
    }
    hasWords = false;
    isDouble = column instanceof DoubleColumn;
    hasNumbers = isDouble && layout != Layout.LISTED;
  }

  private void findPresent(Column column, int rows, int width) {
    if (width == 1) {
      layout = Layout.FILLED;
      count = gaps.find(column.validity(), rows);
    } else {
      layout = Layout.LISTED;
      count = listPresent(column, rows, width);
    }
  }

  private void close(long[] values) {
    switch (layout) {
      case DENSE -> {}
      case FILLED -> gaps.close(values);
      // In place: no value moves to a later position.
      case LISTED -> {
        for (int i = 0; i < count; i++) {
          values[i] = values[elements[i]];
        }
      }
    }
  }

  private void loadAll(Column column) {
    if (column instanceof TextColumn text) {
      texts.load(text, all, keys, words, seen);
    } else if (column instanceof DoubleColumn doubles) {
      SortKeys.load(doubles, all, keys, numbers);
    } else if (column instanceof DecimalColumn decimal
        && decimal.type().precision() > SortKeys.DECIMAL_DIGITS) {
      loadWide(decimal);
    } else {
      SortKeys.load(column, all, keys);
    }
  }

  private void loadWide(DecimalColumn decimal) {
    long[] low = decimal.low();
    long[] high = decimal.high();
    for (int i = 0; i < all; i++) {
      long beyond = high[i] ^ low[i] >> 63;
      keys[i] = beyond == 0 ? low[i] : low[i] ^ Mix.of(beyond, 0);
    }
  }

  private void reserve() {
    if (keys.length < all) {
      keys = new long[all];
      sizes = new int[all];
      words = new long[all];
      hashes = new long[all];
      seen = new long[all];
      numbers = new double[all];
      elements = new int[all];
    }
  }

  private int listPresent(Column column, int rows, int width) {
    int n = 0;
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < width && !column.isNull(row); i++) {
        elements[n++] = row * width + i;
      }
    }
    return n;
  }

  /** How to find the element of a value. */
  private enum Layout {
    /** Nothing is missing. */
    DENSE,

    /** Values from the end have taken the places of those that are missing. */
    FILLED,

    /** Rows have several elements, and some of them none. */
    LISTED
  }
}
