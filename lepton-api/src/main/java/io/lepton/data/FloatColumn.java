package io.lepton.data;

import java.util.Arrays;

/** A column of {@code float} values: FP32, NaN where missing. */
public final class FloatColumn extends Column {

  private final float[] values;

  FloatColumn(ColumnType type, int capacity) {
    super(type, capacity);
    this.values = new float[elements()];
  }

  /**
   * Returns the values themselves, not a copy.
   *
   * @return the array, {@code capacity * width} elements long, row by row
   */
  public float[] values() {
    return values;
  }

  /**
   * Returns a row's value, or its first element where a row has more.
   *
   * @param row the row, from 0
   * @return the value; the neutral one where it is missing
   */
  public float get(int row) {
    return values[row * type().width()];
  }

  @Override
  void setNeutral(int row) {
    int width = type().width();
    Arrays.fill(values, row * width, (row + 1) * width, Float.NaN);
  }

  @Override
  void copyValue(int from, int to) {
    int width = type().width();
    System.arraycopy(values, from * width, values, to * width, width);
  }
}
