package io.lepton.format.internal;

import io.lepton.data.ByteColumn;
import io.lepton.data.Column;
import io.lepton.data.ColumnType.Kind;
import io.lepton.data.DecimalColumn;
import io.lepton.data.DoubleColumn;
import io.lepton.data.FloatColumn;
import io.lepton.data.IntColumn;
import io.lepton.data.LongColumn;
import io.lepton.data.ShortColumn;
import io.lepton.data.TextColumn;
import io.lepton.tensor.HalfPrecision;
import java.util.Arrays;

/**
 * Says whether elements of two columns of one type are the same value, in the sense of canonical
 * JSON: every NaN is the same, negative zero is not zero.
 */
@FunctionalInterface
public interface CellEquality {

  /**
   * Compares two elements. Whether they are missing is not looked at.
   *
   * @param left the element of the left column: the row, or {@code row * width + i}
   * @param right the element of the right column
   * @return true if they are the same value
   */
  boolean equal(int left, int right);

  /**
   * Returns how to compare the rows of two columns, missing values as well.
   *
   * @param left a column
   * @param right a column of the same type
   * @return a comparison of rows: true if both are missing, or all elements are the same
   */
  static CellEquality ofRows(Column left, Column right) {
    CellEquality elements = of(left, right);
    int width = left.type().width();
    return (i, j) ->
        left.isNull(i) || right.isNull(j)
            ? left.isNull(i) && right.isNull(j)
            : equal(elements, i * width, j * width, width);
  }

  private static boolean equal(CellEquality elements, int left, int right, int width) {
    for (int i = 0; i < width; i++) {
      if (!elements.equal(left + i, right + i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns how to compare the elements of two columns.
   *
   * @param left a column
   * @param right a column of the same type
   * @return the comparison; reads the columns at each call
   */
  static CellEquality of(Column left, Column right) {
    if (left instanceof ByteColumn a) {
      return of(a, (ByteColumn) right);
    } else if (left instanceof ShortColumn a) {
      return of(a, (ShortColumn) right);
    } else if (left instanceof IntColumn a) {
      return (i, j) -> a.values()[i] == ((IntColumn) right).values()[j];
    } else if (left instanceof LongColumn a) {
      return (i, j) -> a.values()[i] == ((LongColumn) right).values()[j];
    } else if (left instanceof FloatColumn a) {
      return (i, j) -> same(a.values()[i], ((FloatColumn) right).values()[j]);
    } else if (left instanceof DoubleColumn a) {
      return (i, j) -> same(a.values()[i], ((DoubleColumn) right).values()[j]);
    } else if (left instanceof DecimalColumn a) {
      return of(a, (DecimalColumn) right);
    }
    return of((TextColumn) left, (TextColumn) right);
  }

  private static boolean same(double left, double right) {
    return Double.doubleToLongBits(left) == Double.doubleToLongBits(right);
  }

  // Any byte but 0 is true.
  private static CellEquality of(ByteColumn left, ByteColumn right) {
    return left.type().kind() == Kind.BOOL
        ? (i, j) -> left.values()[i] != 0 == (right.values()[j] != 0)
        : (i, j) -> left.values()[i] == right.values()[j];
  }

  private static CellEquality of(ShortColumn left, ShortColumn right) {
    return switch (left.type().kind()) {
      case FP16 ->
          (i, j) ->
              same(
                  HalfPrecision.fp16ToFloat(left.values()[i]),
                  HalfPrecision.fp16ToFloat(right.values()[j]));
      case BF16 ->
          (i, j) ->
              same(
                  HalfPrecision.bf16ToFloat(left.values()[i]),
                  HalfPrecision.bf16ToFloat(right.values()[j]));
      default -> (i, j) -> left.values()[i] == right.values()[j];
    };
  }

  private static CellEquality of(DecimalColumn left, DecimalColumn right) {
    return (i, j) -> left.low()[i] == right.low()[j] && left.high()[i] == right.high()[j];
  }

  private static CellEquality of(TextColumn left, TextColumn right) {
    return (i, j) -> {
      int a = left.starts()[i];
      int b = right.starts()[j];
      return Arrays.equals(
          left.heap(), a, a + left.lengths()[i], right.heap(), b, b + right.lengths()[j]);
    };
  }
}
