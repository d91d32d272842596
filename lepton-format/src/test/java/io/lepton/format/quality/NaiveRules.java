package io.lepton.format.quality;

import io.lepton.data.ColumnType;
import io.lepton.data.ColumnType.Kind;
import io.lepton.data.ColumnType.TimeZoneRule;
import io.lepton.data.Schema;
import io.lepton.quality.Bound;
import io.lepton.quality.Constraint;
import io.lepton.quality.Relation;
import io.lepton.tensor.HalfPrecision;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says which rows break a constraint: one row at a time, from the texts of the cells. */
final class NaiveRules {

  private final Schema schema;
  private final List<List<@Nullable String>> rows;

  NaiveRules(Schema schema, List<List<@Nullable String>> rows) {
    this.schema = schema;
    this.rows = rows;
  }

  /** Returns the numbers of the rows that break a constraint, from 1. */
  List<Long> broken(Constraint constraint) {
    Map<List<Object>, Integer> seen = new HashMap<>();
    List<Long> broken = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      if (!keeps(constraint, row, seen)) {
        broken.add(row + 1L);
      }
    }
    return broken;
  }

  private boolean keeps(Constraint constraint, int row, Map<List<Object>, Integer> seen) {
    if (constraint instanceof Constraint.Required required) {
      return value(row, required.column()) != null;
    }
    if (constraint instanceof Constraint.RequiredIf requiredIf) {
      Object condition = value(row, requiredIf.condition());
      return value(row, requiredIf.column()) != null
          || condition == null
          || !isListed(requiredIf.condition(), requiredIf.values(), condition);
    }
    List<Object> values = new ArrayList<>();
    for (String column : constraint.columns()) {
      Object value = value(row, column);
      if (value == null) {
        return true;
      }
      values.add(value);
    }
    return keeps(constraint, values, seen);
  }

  private boolean keeps(
      Constraint constraint, List<Object> values, Map<List<Object>, Integer> seen) {
    if (constraint instanceof Constraint.Range range) {
      return inRange(range, values.get(0));
    }
    if (constraint instanceof Constraint.MultipleOf multiple) {
      return isMultiple(values.get(0), new BigDecimal(multiple.divisor()));
    }
    if (constraint instanceof Constraint.Length length) {
      int actual = length((Comparable<?>) values.get(0), type(length.column()));
      return actual >= length.minimum() && actual <= length.maximum();
    }
    if (constraint instanceof Constraint.Pattern pattern) {
      var matcher =
          java.util.regex.Pattern.compile(pattern.regex()).matcher((String) values.get(0));
      return pattern.whole() ? matcher.matches() : matcher.find();
    }
    if (constraint instanceof Constraint.Enumeration enumeration) {
      return isListed(enumeration.column(), enumeration.values(), values.get(0));
    }
    if (constraint instanceof Constraint.Unique) {
      return seen.putIfAbsent(values, 0) == null;
    }
    return inOrder((Constraint.Order) constraint, values.get(0), values.get(1));
  }

  private static int length(Comparable<?> value, ColumnType type) {
    String text = (String) value;
    return type.kind() == Kind.BYTES ? text.length() / 2 : text.codePointCount(0, text.length());
  }

  private boolean isListed(String column, List<String> listed, Object value) {
    return listed.stream().anyMatch(text -> parse(type(column), text).equals(value));
  }

  private boolean inRange(Constraint.Range range, Object value) {
    if (value.equals(Double.NaN)) {
      return false;
    }
    return range.minimum().map(b -> isOnSide(range, b, value, 1)).orElse(true)
        && range.maximum().map(b -> isOnSide(range, b, value, -1)).orElse(true);
  }

  private boolean isOnSide(Constraint.Range range, Bound bound, Object value, int side) {
    ColumnType type = type(range.column());
    Object end = WrittenValues.isExact(type) ? exact(bound.value()) : parse(type, bound.value());
    int comparison = compare(value, end) * side;
    return comparison > 0 || comparison == 0 && bound.inclusive();
  }

  private static boolean isMultiple(Object value, BigDecimal divisor) {
    if (value instanceof Double number) {
      return !number.isNaN()
          && !number.isInfinite()
          && new BigDecimal(number.toString()).remainder(divisor).signum() == 0;
    }
    return ((BigDecimal) value).remainder(divisor).signum() == 0;
  }

  private boolean inOrder(Constraint.Order order, Object left, Object right) {
    if (left.equals(Double.NaN) || right.equals(Double.NaN)) {
      return order.relation() == Relation.NOT_EQUAL;
    }
    int comparison = compareMixed(left, right);
    return switch (order.relation()) {
      case LESS -> comparison < 0;
      case LESS_OR_EQUAL -> comparison <= 0;
      case EQUAL -> comparison == 0;
      case NOT_EQUAL -> comparison != 0;
      case GREATER_OR_EQUAL -> comparison >= 0;
      case GREATER -> comparison > 0;
    };
  }

  private static int compareMixed(Object left, Object right) {
    if (left instanceof Double a && right instanceof BigDecimal b) {
      return a.isInfinite() ? (a > 0 ? 1 : -1) : new BigDecimal(a).compareTo(b);
    }
    if (left instanceof BigDecimal && right instanceof Double) {
      return -compareMixed(right, left);
    }
    return compare(left, right);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static int compare(Object left, Object right) {
    if (left instanceof String a && right instanceof String b) {
      // The order of code points, which that of chars is not.
      return java.util.Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());
    }
    return ((Comparable) left).compareTo(right);
  }

  private ColumnType type(String column) {
    return schema.field(schema.indexOf(column)).type();
  }

  private @Nullable Object value(int row, String column) {
    String text = rows.get(row).get(schema.indexOf(column));
    return text == null ? null : parse(type(column), text);
  }

  private static BigDecimal exact(String text) {
    BigDecimal number = new BigDecimal(text).stripTrailingZeros();
    return number.scale() < 0 ? number.setScale(0, RoundingMode.UNNECESSARY) : number;
  }

  /** Returns a value that equals others as the rules see it. */
  private static Object parse(ColumnType type, String text) {
    return switch (type.kind()) {
      case BOOL -> text.equals("true");
      case FP64 -> positiveZero(Double.parseDouble(text));
      case FP32 -> positiveZero(shortest((float) Double.parseDouble(text)));
      case FP16 ->
          positiveZero(
              shortest(
                  HalfPrecision.fp16ToFloat(
                      HalfPrecision.floatToFp16((float) Double.parseDouble(text)))));
      case BF16 ->
          positiveZero(
              shortest(
                  HalfPrecision.bf16ToFloat(
                      HalfPrecision.floatToBf16((float) Double.parseDouble(text)))));
      case TEXT -> text;
      case BYTES -> HexFormat.of().formatHex(Base64.getDecoder().decode(text));
      case DATE -> LocalDate.parse(text);
      case TIMESTAMP ->
          type.zone() == TimeZoneRule.UTC
              ? Instant.parse(text)
              : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
      default -> exact(text);
    };
  }

  // A float as the decimal that it is written as, because that is what counts for multiples; no
  // two floats share one, and their order is the same.
  private static double shortest(float value) {
    return Double.parseDouble(Float.toString(value));
  }

  private static double positiveZero(double value) {
    return value + 0.0;
  }
}
