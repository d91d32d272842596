package io.lepton.data;

import java.util.Arrays;

/** A column of {@code int} values: INT32, UINT32, and DATE as days since 1970-01-01. */
public final class IntColumn extends Column {

  private final int[] values;

  IntColumn(ColumnType type, int capacity) {
    super(type, capacity);
    this.values = new int[elements()];
  }

  /**
   * Returns the values themselves, not a copy.
   *
   * @return the array, {@code capacity * width} elements long, row by row
   */
  public int[] values() {
    return values;
  }

  /**
   * Returns a row's value, or its first element where a row has more.
   *
   * @param row the row, from 0
   * @return the value; the neutral one where it is missing
   */
  public int get(int row) {
    return values[row * type().width()];
  }

  @Override
  void setNeutral(int row) {
    int width = type().width();
    Arrays.fill(values, row * width, (row + 1) * width, 0);
  }

  @Override
  void copyValue(int from, int to) {
    int width = type().width();
    System.arraycopy(values, from * width, values, to * width, width);
  }
}
