package io.lepton.format.schema;

import io.lepton.data.ColumnType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which whole numbers each integer type holds, and which type holds which. */
final class WholeTypes {

  /**
   * The numbers of a type.
   *
   * @param type the type
   * @param lowest the lowest of them
   * @param highest the highest of them
   */
  record Range(ColumnType type, BigDecimal lowest, BigDecimal highest) {}

  private static final List<Range> ALL =
      List.of(
          signed(ColumnType.INT8, 8),
          signed(ColumnType.INT16, 16),
          signed(ColumnType.INT32, 32),
          signed(ColumnType.INT64, 64),
          unsigned(ColumnType.UINT8, 8),
          unsigned(ColumnType.UINT16, 16),
          unsigned(ColumnType.UINT32, 32),
          unsigned(ColumnType.UINT64, 64));

  private WholeTypes() {}

  private static Range signed(ColumnType type, int bits) {
    BigDecimal half = BigDecimal.valueOf(2).pow(bits - 1);
    return new Range(type, half.negate(), half.subtract(BigDecimal.ONE));
  }

  private static Range unsigned(ColumnType type, int bits) {
    return new Range(
        type, BigDecimal.ZERO, BigDecimal.valueOf(2).pow(bits).subtract(BigDecimal.ONE));
  }

  /** Returns the numbers of a type, if it is one of integers. */
  static Optional<Range> range(ColumnType type) {
    return ALL.stream().filter(range -> range.type().equals(type)).findFirst();
  }

  /**
   * Returns the type for numbers between two bounds: the one that holds just these, otherwise one
   * of 64 bits. A narrower type would take a number beyond the bounds for no number at all.
   */
  static ColumnType between(@Nullable BigDecimal lowest, @Nullable BigDecimal highest) {
    if (lowest == null || highest == null) {
      return ColumnType.INT64;
    }
    for (Range range : ALL) {
      if (range.lowest().compareTo(lowest) == 0 && range.highest().compareTo(highest) == 0) {
        return range.type();
      }
    }
    boolean large = highest.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0;
    return large && lowest.signum() >= 0 ? ColumnType.UINT64 : ColumnType.INT64;
  }
}
