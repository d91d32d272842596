package io.lepton.data;

import java.util.Arrays;

/** A column of {@code byte} values: BOOL (0 or 1), INT8 and UINT8. */
public final class ByteColumn extends Column {

  private final byte[] values;

  ByteColumn(ColumnType type, int capacity) {
    super(type, capacity);
    this.values = new byte[elements()];
  }

  /**
   * Returns the values themselves, not a copy.
   *
   * @return the array, {@code capacity * width} elements long, row by row
   */
  public byte[] values() {
    return values;
  }

  /**
   * Returns a row's value, or its first element where a row has more.
   *
   * @param row the row, from 0
   * @return the value; the neutral one where it is missing
   */
  public byte get(int row) {
    return values[row * type().width()];
  }

  @Override
  void setNeutral(int row) {
    int width = type().width();
    Arrays.fill(values, row * width, (row + 1) * width, (byte) 0);
  }

  @Override
  void copyValue(int from, int to) {
    int width = type().width();
    System.arraycopy(values, from * width, values, to * width, width);
  }
}
