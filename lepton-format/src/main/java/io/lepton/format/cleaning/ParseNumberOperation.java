package io.lepton.format.cleaning;

import io.lepton.data.Column;
import io.lepton.data.ColumnType;
import io.lepton.data.DecimalColumn;
import io.lepton.data.LongColumn;
import io.lepton.data.TextColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Makes numbers of texts. */
final class ParseNumberOperation extends Operation {

  private final int from;
  private final int to;
  private final NumberText numbers;
  private final ColumnType type;
  private final OnFailure onFailure;
  private final BigInteger least;
  private final BigInteger most;

  ParseNumberOperation(
      int position, int from, int to, NumberText numbers, ColumnType type, OnFailure onFailure) {
    super(position);
    this.from = from;
    this.to = to;
    this.numbers = numbers;
    this.type = type;
    this.onFailure = onFailure;
    this.most = most(type);
    this.least = type.isUnsigned() ? BigInteger.ZERO : least(type, most);
  }

  private static BigInteger most(ColumnType type) {
    int bits =
        switch (type.kind()) {
          case INT8, UINT8 -> 8;
          case INT16, UINT16 -> 16;
          case INT32, UINT32 -> 32;
          default -> 64;
        };
    return type.kind() == ColumnType.Kind.DECIMAL
        ? BigInteger.TEN.pow(type.precision()).subtract(BigInteger.ONE)
        : BigInteger.ONE.shiftLeft(type.isUnsigned() ? bits : bits - 1).subtract(BigInteger.ONE);
  }

  private static BigInteger least(ColumnType type, BigInteger most) {
    return type.kind() == ColumnType.Kind.DECIMAL
        ? most.negate()
        : most.negate().subtract(BigInteger.ONE);
  }

  @Override
  void apply(Rows rows) {
    TextColumn texts = rows.text(from);
    Column column = rows.column(to);
    column.clear();
    for (int row = 0; row < rows.count(); row++) {
      if (texts.isNull(row)) {
        column.setNull(row);
        continue;
      }
      look();
      int start = texts.starts()[row];
      if (numbers.read(texts.heap(), start, start + texts.lengths()[row]) && set(column, row)) {
        change();
      } else {
        fail(rows, to, row, onFailure, "needs a number, " + type);
      }
    }
  }

  private boolean set(Column column, int row) {
    if (type.isFloatingPoint()) {
      Numbers.set(column, row, numbers.doubleValue());
      return true;
    }
    BigDecimal value = numbers.decimalValue();
    return value != null && setExact(column, row, value);
  }

  private boolean setExact(Column column, int row, BigDecimal value) {
    // A huge exponent would make a huge integer.
    boolean isHuge = value.precision() - (long) value.scale() > 40;
    boolean isTiny = value.scale() - (long) value.precision() > type.scale();
    if (value.signum() != 0 && (isHuge || isTiny)) {
      return false;
    }
    BigInteger unscaled;
    try {
      unscaled =
          value.signum() == 0
              ? BigInteger.ZERO
              : value.setScale(type.scale(), RoundingMode.UNNECESSARY).unscaledValue();
    } catch (ArithmeticException e) {
      return false;
    }
    if (unscaled.compareTo(least) < 0 || unscaled.compareTo(most) > 0) {
      return false;
    }
    if (column instanceof DecimalColumn decimals) {
      decimals.set(row, unscaled);
    } else if (column instanceof LongColumn longs) {
      longs.values()[row] = unscaled.longValue();
    } else {
      Numbers.set(column, row, unscaled.longValue());
    }
    return true;
  }
}
