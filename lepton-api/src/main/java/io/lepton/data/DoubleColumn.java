package io.lepton.data;

import java.util.Arrays;

/** A column of {@code double} values: FP64, NaN where missing. */
public final class DoubleColumn extends Column {

  private final double[] values;

  DoubleColumn(ColumnType type, int capacity) {
    super(type, capacity);
    this.values = new double[elements()];
  }

  /**
   * Returns the values themselves, not a copy.
   *
   * @return the array, {@code capacity * width} elements long, row by row
   */
  public double[] values() {
    return values;
  }

  /**
   * Returns a row's value, or its first element where a row has more.
   *
   * @param row the row, from 0
   * @return the value; the neutral one where it is missing
   */
  public double get(int row) {
    return values[row * type().width()];
  }

  @Override
  void setNeutral(int row) {
    int width = type().width();
    Arrays.fill(values, row * width, (row + 1) * width, Double.NaN);
  }

  @Override
  void copyValue(int from, int to) {
    int width = type().width();
    System.arraycopy(values, from * width, values, to * width, width);
  }
}
