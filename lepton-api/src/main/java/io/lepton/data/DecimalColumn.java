package io.lepton.data;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * A column of decimals: the unscaled integer of each value in 128 bits, two's complement, as a low
 * and a high {@code long}.
 */
public final class DecimalColumn extends Column {

  private final long[] low;
  private final long[] high;

  DecimalColumn(ColumnType type, int capacity) {
    super(type, capacity);
    this.low = new long[elements()];
    this.high = new long[elements()];
  }

  /**
   * Returns the low 64 bits of the unscaled values.
   *
   * @return the array itself
   */
  public long[] low() {
    return low;
  }

  /**
   * Returns the high 64 bits of the unscaled values.
   *
   * @return the array itself; every element is 0 or -1 where the precision is 18 or less
   */
  public long[] high() {
    return high;
  }

  /**
   * Sets an element from its unscaled value.
   *
   * @param element the row, or {@code row * width + i} where a row has more than one
   * @param unscaled the value times ten to the power of the type's scale
   * @throws ArithmeticException if it does not fit in 128 bits
   */
  public void set(int element, BigInteger unscaled) {
    if (unscaled.bitLength() > 127) {
      throw new ArithmeticException("The unscaled value does not fit in 128 bits");
    }
    low[element] = unscaled.longValue();
    high[element] = unscaled.shiftRight(64).longValue();
  }

  /**
   * Sets an element from an unscaled value that fits in 64 bits.
   *
   * @param element the row, or {@code row * width + i} where a row has more than one
   * @param unscaled the value times ten to the power of the type's scale
   */
  public void set(int element, long unscaled) {
    low[element] = unscaled;
    high[element] = unscaled >> 63;
  }

  /**
   * Returns an element as a {@link BigDecimal}.
   *
   * @param element the row, or {@code row * width + i} where a row has more than one
   * @return the value with the type's scale; zero where it is missing
   */
  public BigDecimal get(int element) {
    BigInteger unscaled;
    if (high[element] == low[element] >> 63) {
      unscaled = BigInteger.valueOf(low[element]);
    } else {
      BigInteger lowBits = BigInteger.valueOf(low[element] & Long.MAX_VALUE);
      if (low[element] < 0) {
        lowBits = lowBits.setBit(63);
      }
      unscaled = BigInteger.valueOf(high[element]).shiftLeft(64).add(lowBits);
    }
    return new BigDecimal(unscaled, type().scale());
  }

  @Override
  void setNeutral(int row) {
    int width = type().width();
    Arrays.fill(low, row * width, (row + 1) * width, 0);
    Arrays.fill(high, row * width, (row + 1) * width, 0);
  }

  @Override
  void copyValue(int from, int to) {
    int width = type().width();
    System.arraycopy(low, from * width, low, to * width, width);
    System.arraycopy(high, from * width, high, to * width, width);
  }
}
