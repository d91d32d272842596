package io.lepton.data;

import io.lepton.tensor.HalfPrecision;
import java.util.Arrays;

/**
 * A column of {@code short} values: INT16, UINT16, and the bits of FP16 and BF16, NaN where
 * missing.
 */
public final class ShortColumn extends Column {

  private final short[] values;
  private final short neutral;

  ShortColumn(ColumnType type, int capacity) {
    super(type, capacity);
    this.values = new short[elements()];
    this.neutral = neutral(type);
  }

  private static short neutral(ColumnType type) {
    return switch (type.kind()) {
      case FP16 -> HalfPrecision.floatToFp16(Float.NaN);
      case BF16 -> HalfPrecision.floatToBf16(Float.NaN);
      default -> 0;
    };
  }

  /**
   * Returns the values themselves, not a copy.
   *
   * @return the array, {@code capacity * width} elements long, row by row
   */
  public short[] values() {
    return values;
  }

  /**
   * Returns a row's value, or its first element where a row has more.
   *
   * @param row the row, from 0
   * @return the value; the neutral one where it is missing
   */
  public short get(int row) {
    return values[row * type().width()];
  }

  @Override
  void setNeutral(int row) {
    int width = type().width();
    Arrays.fill(values, row * width, (row + 1) * width, neutral);
  }

  @Override
  void copyValue(int from, int to) {
    int width = type().width();
    System.arraycopy(values, from * width, values, to * width, width);
  }
}
