package io.lepton.format.quality;

import io.lepton.data.ColumnType;
import io.lepton.data.ColumnType.Kind;
import io.lepton.quality.Constraint;

/** Compiles relations of two columns. */
final class Orders {

  private final Columns columns;
  private final Problems problems;

  Orders(Columns columns, Problems problems) {
    this.columns = columns;
    this.problems = problems;
  }

  Check compile(Constraint.Order order) {
    ColumnType left = columns.type(order.left());
    ColumnType right = columns.type(order.right());
    if (isBytes(left) || isBytes(right)) {
      requireComparable(order, left.equals(right));
      return new TextOrderCheck(
          columns.position(order.left()), order.relation(), columns.position(order.right()));
    }
    boolean isSame =
        left.equals(right) && KeyColumn.has(left) || isSmallWhole(left) && isSmallWhole(right);
    boolean isFloating = left.isFloatingPoint() && right.isFloatingPoint();
    if (isSame || isFloating) {
      return new KeyOrderCheck(
          columns.keysOf(order.left(), left),
          order.relation(),
          columns.keysOf(order.right(), right),
          isFloating);
    }
    boolean areNumbers =
        left.isNumeric()
            && right.isNumeric()
            && left.kind() != Kind.BOOL
            && right.kind() != Kind.BOOL;
    requireComparable(
        order, areNumbers || left.kind() == Kind.DECIMAL && right.kind() == Kind.DECIMAL);
    return new NumberOrderCheck(
        side(order.left(), left), order.relation(), side(order.right(), right));
  }

  private void requireComparable(Constraint.Order order, boolean comparable) {
    problems.require(
        comparable,
        () ->
            "column %s is %s, column %s is %s; they cannot be compared"
                .formatted(
                    order.left(),
                    columns.type(order.left()),
                    order.right(),
                    columns.type(order.right())));
  }

  private static boolean isBytes(ColumnType type) {
    return type.kind() == Kind.TEXT || type.kind() == Kind.BYTES;
  }

  /** Whether keys of different such types compare as the numbers do. */
  private static boolean isSmallWhole(ColumnType type) {
    return type.isInteger() && type.kind() != Kind.UINT64;
  }

  private NumberOrderCheck.Side side(String column, ColumnType type) {
    boolean isDecimal = type.kind() == Kind.DECIMAL;
    return new NumberOrderCheck.Side(
        columns.position(column),
        isDecimal ? null : columns.keysOf(column, type),
        type.isFloatingPoint(),
        type.kind() == Kind.UINT64);
  }
}
