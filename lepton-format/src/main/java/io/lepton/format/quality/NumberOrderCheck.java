package io.lepton.format.quality;

import io.lepton.data.Column;
import io.lepton.data.DecimalColumn;
import io.lepton.data.RecordBatch;
import io.lepton.format.internal.SortKeys;
import io.lepton.quality.Relation;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Two columns of numbers of different types in a relation: exactly, as whole numbers beyond 2^53
 * are not when they are made floating point first.
 */
final class NumberOrderCheck extends RowCheck {

  private static final long EXACT = 1L << 53;

  private final Side left;
  private final Side right;
  private final Relation relation;

  NumberOrderCheck(Side left, Relation relation, Side right) {
    super(left.position, right.position);
    this.left = left;
    this.relation = relation;
    this.right = right;
  }

  @Override
  void bind(RecordBatch batch) {
    left.bind(batch);
    right.bind(batch);
  }

  @Override
  boolean fails(int row) {
    double a = left.approximate(row);
    double b = right.approximate(row);
    boolean isBoundless = !Double.isFinite(a) || !Double.isFinite(b);
    if (isBoundless || left.isExact(row) && right.isExact(row)) {
      return fails(a, b);
    }
    return !Relations.holds(relation, left.exact(row).compareTo(right.exact(row)));
  }

  private boolean fails(double a, double b) {
    if (Double.isNaN(a) || Double.isNaN(b)) {
      return relation != Relation.NOT_EQUAL;
    }
    // Not Double.compare, for which the zeros differ.
    return !Relations.holds(relation, a < b ? -1 : a > b ? 1 : 0);
  }

  /** One of the columns. */
  static final class Side {

    private final int position;
    private final @Nullable KeyColumn keys;
    private final boolean isFloating;
    private final boolean isBiased;
    private long[] values = new long[0];
    private @Nullable DecimalColumn decimals;

    /**
     * Makes a side.
     *
     * @param position where the column stands
     * @param keys its keys, or null for a column of decimals
     * @param isFloating whether they are those of floating point numbers
     * @param isBiased whether they are those of unsigned 64-bit numbers
     */
    Side(int position, @Nullable KeyColumn keys, boolean isFloating, boolean isBiased) {
      this.position = position;
      this.keys = keys;
      this.isFloating = isFloating;
      this.isBiased = isBiased;
    }

    private void bind(RecordBatch batch) {
      Column column = batch.column(position);
      if (keys != null) {
        values = keys.of(batch);
      } else {
        decimals = (DecimalColumn) column;
      }
    }

    /** Says whether {@link #approximate} is the number itself. */
    private boolean isExact(int row) {
      if (isFloating || decimals != null) {
        return isFloating;
      }
      long number = number(row);
      return number < EXACT && number > (isBiased ? -1 : -EXACT);
    }

    private long number(int row) {
      return isBiased ? values[row] ^ Long.MIN_VALUE : values[row];
    }

    private double approximate(int row) {
      if (decimals != null) {
        return 0;
      }
      return isFloating ? SortKeys.toDouble(values[row]) : number(row);
    }

    private BigDecimal exact(int row) {
      if (decimals != null) {
        return decimals.get(row);
      }
      if (isFloating) {
        return new BigDecimal(SortKeys.toDouble(values[row]));
      }
      return isBiased
          ? new BigDecimal(new BigInteger(Long.toUnsignedString(number(row))))
          : BigDecimal.valueOf(number(row));
    }
  }
}
