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
  private int[] elements = {};
  private final Gaps gaps = new Gaps();
  private Layout layout = Layout.DENSE;
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

  /** Returns the first eight bytes of texts. */
  long[] words() {
    return words;
  }

  /** Returns room for as many hashes as there are keys. */
  long[] hashes() {
    return hashes;
  }

  int count() {
    return count;
  }

  void shrink(int newCount) {
    count = newCount;
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
    int all = rows * width;
    reserve(all);
    loadAll(column, all);
    count = all;
    layout = Layout.DENSE;
    if (column.hasNulls()) {
      closeUp(column, rows, width);
    }
    if (column instanceof DoubleColumn) {
      SortKeys.uniteNans(keys, count);
    }
  }

  private void closeUp(Column column, int rows, int width) {
    boolean isText = column instanceof TextColumn;
    if (width == 1) {
      layout = Layout.FILLED;
      count = gaps.find(column.validity(), rows);
      gaps.close(keys);
      if (isText) {
        gaps.close(sizes);
        gaps.close(words);
      }
    } else {
      layout = Layout.LISTED;
      count = listPresent(column, rows, width);
      closeUpListed(isText);
    }
  }

  private void loadAll(Column column, int all) {
    if (column instanceof TextColumn text) {
      texts.load(text, all, keys, sizes, words, hashes);
      if (column.type().kind() == Kind.BYTES) {
        System.arraycopy(text.lengths(), 0, sizes, 0, all);
      }
    } else if (column instanceof DecimalColumn decimal
        && decimal.type().precision() > SortKeys.DECIMAL_DIGITS) {
      loadWide(decimal, all);
    } else {
      SortKeys.load(column, all, keys);
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
      words = new long[all];
      hashes = new long[all];
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

  // In place: no value moves to a later position.
  private void closeUpListed(boolean isText) {
    for (int i = 0; i < count; i++) {
      keys[i] = keys[elements[i]];
    }
    for (int i = 0; isText && i < count; i++) {
      sizes[i] = sizes[elements[i]];
      words[i] = words[elements[i]];
    }
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
