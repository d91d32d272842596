package io.lepton.format.quality;

import io.lepton.data.ColumnType;
import io.lepton.format.internal.SortKeys;
import io.lepton.quality.Bound;
import io.lepton.quality.Constraint;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;

/** Compiles ranges: both ends become values of the column's type that lie in the range. */
final class Ranges {

  private final String place;
  private final ColumnType type;
  private final Problems problems;

  /**
   * Makes a compiler for one range.
   *
   * @param place the column, for messages
   * @param type its type
   * @param problems told what is wrong
   */
  Ranges(String place, ColumnType type, Problems problems) {
    this.place = place;
    this.type = type;
    this.problems = problems;
  }

  Check compile(Constraint.Range range, KeyColumn keys) {
    return WrittenValues.isExact(type) ? exact(range, keys) : inKeys(range, keys);
  }

  private Check exact(Constraint.Range range, KeyColumn keys) {
    BigInteger lowest = WrittenValues.lowest(type);
    BigInteger highest = WrittenValues.highest(type);
    BigInteger low = range.minimum().map(this::lowEnd).map(lowest::max).orElse(lowest);
    BigInteger high = range.maximum().map(this::highEnd).map(highest::min).orElse(highest);
    requireSome(low.compareTo(high) <= 0);
    return KeyColumn.has(type)
        ? new RangeCheck(keys, WrittenValues.key(type, low), WrittenValues.key(type, high))
        : new WideRangeCheck(keys.position(), low, high);
  }

  private BigInteger lowEnd(Bound bound) {
    BigDecimal value = scaled(bound);
    return bound.inclusive()
        ? value.setScale(0, RoundingMode.CEILING).toBigInteger()
        : value.setScale(0, RoundingMode.FLOOR).toBigInteger().add(BigInteger.ONE);
  }

  private BigInteger highEnd(Bound bound) {
    BigDecimal value = scaled(bound);
    return bound.inclusive()
        ? value.setScale(0, RoundingMode.FLOOR).toBigInteger()
        : value.setScale(0, RoundingMode.CEILING).toBigInteger().subtract(BigInteger.ONE);
  }

  private BigDecimal scaled(Bound bound) {
    BigDecimal number = WrittenValues.number(bound.value());
    if (number == null) {
      throw problems.problem("bound %s of %s is not a number".formatted(bound.value(), place));
    }
    return number.scaleByPowerOfTen(type.scale());
  }

  private Check inKeys(Constraint.Range range, KeyColumn keys) {
    boolean floating = type.isFloatingPoint();
    long lowest = floating ? SortKeys.ofDouble(Double.NEGATIVE_INFINITY) : Long.MIN_VALUE;
    long highest = floating ? SortKeys.INFINITY : Long.MAX_VALUE;
    long low = range.minimum().map(b -> key(b) + (b.inclusive() ? 0 : 1)).orElse(lowest);
    long high = range.maximum().map(b -> key(b) - (b.inclusive() ? 0 : 1)).orElse(highest);
    requireSome(low <= Math.min(high, highest) && high >= lowest);
    return new RangeCheck(keys, low, high);
  }

  private long key(Bound bound) {
    Optional<Long> key = Optional.ofNullable(WrittenValues.key(type, bound.value()));
    boolean isNan = type.isFloatingPoint() && key.isPresent() && key.get() > SortKeys.INFINITY;
    if (key.isEmpty() || isNan) {
      throw problems.problem("bound %s of %s is not %s".formatted(bound.value(), place, type));
    }
    return key.get();
  }

  private void requireSome(boolean isNotEmpty) {
    if (!isNotEmpty) {
      throw problems.problem("no %s of %s lies in the range".formatted(type, place));
    }
  }
}
