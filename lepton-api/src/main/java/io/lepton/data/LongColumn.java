package io.lepton.data;

import java.util.Arrays;

/**
 * A column of {@code long} values: INT64, UINT64, and TIMESTAMP as microseconds since
 * 1970-01-01T00:00.
 */
public final class LongColumn extends Column {

  private final long[] values;

  LongColumn(ColumnType type, int capacity) {
    super(type, capacity);
    this.values = new long[elements()];
  }

  /**
   * Returns the values themselves, not a copy.
   *
   * @return the array, {@code capacity * width} elements long, row by row
   */
  public long[] values() {
    return values;
  }

  /**
   * Returns a row's value, or its first element where a row has more.
   *
   * @param row the row, from 0
   * @return the value; the neutral one where it is missing
   */
  public long get(int row) {
    return values[row * type().width()];
  }

  @Override
  void setNeutral(int row) {
    int width = type().width();
    Arrays.fill(values, row * width, (row + 1) * width, 0L);
  }

  @Override
  void copyValue(int from, int to) {
    int width = type().width();
    System.arraycopy(values, from * width, values, to * width, width);
  }
}
