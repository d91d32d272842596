package io.lepton.format.schema;

import io.lepton.LeptonException;
import io.lepton.data.ColumnType;
import io.lepton.data.ColumnType.Kind;
import io.lepton.format.regex.BytePattern;
import io.lepton.quality.Bound;
import io.lepton.quality.Constraint;
import io.lepton.quality.Rule;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a schema document demands of one column.
 *
 * <p>Every method returns whether rules can hold the demand.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
final class ColumnRules {

  /** One end of a range of numbers. */
  private record End(BigDecimal value, boolean inclusive) {

    Bound bound() {
      return new Bound(value.toPlainString(), inclusive);
    }
  }

  private final String column;
  private final ColumnType type;
  private final List<Rule> others = new ArrayList<>();
  private @Nullable End lowest;
  private @Nullable End highest;
  private int minLength;
  private int maxLength = Integer.MAX_VALUE;

  ColumnRules(String column, ColumnType type) {
    this.column = column;
    this.type = type;
  }

  boolean minimum(BigDecimal value, boolean inclusive) {
    if (!isNumber() || isBeyond(value, 1)) {
      return false;
    }
    End end = rounded(value, inclusive, RoundingMode.CEILING);
    int order = lowest == null ? 1 : end.value().compareTo(lowest.value());
    if (!isBeyond(value, -1) && !isEnd(end, -1) && (order > 0 || order == 0 && !inclusive)) {
      lowest = end;
    }
    return true;
  }

  boolean maximum(BigDecimal value, boolean inclusive) {
    if (!isNumber() || isBeyond(value, -1)) {
      return false;
    }
    End end = rounded(value, inclusive, RoundingMode.FLOOR);
    int order = highest == null ? -1 : end.value().compareTo(highest.value());
    if (!isBeyond(value, 1) && !isEnd(end, 1) && (order < 0 || order == 0 && !inclusive)) {
      highest = end;
    }
    return true;
  }

  /** Says whether a number is below all (-1) or above all (1) that the type holds. */
  private boolean isBeyond(BigDecimal value, int side) {
    return WholeTypes.range(type)
        .filter(
            range ->
                side < 0
                    ? value.compareTo(range.lowest()) < 0
                    : value.compareTo(range.highest()) > 0)
        .isPresent();
  }

  /** Says whether a bound is the end of the type itself and so demands nothing. */
  private boolean isEnd(End end, int side) {
    return end.inclusive()
        && WholeTypes.range(type)
            .filter(
                range -> end.value().compareTo(side < 0 ? range.lowest() : range.highest()) == 0)
            .isPresent();
  }

  // A bound between two values of the type is one at the next of them.
  private End rounded(BigDecimal value, boolean inclusive, RoundingMode mode) {
    if (type.isFloatingPoint() || value.stripTrailingZeros().scale() <= type.scale()) {
      return new End(isWhole() ? value.setScale(0) : value, inclusive);
    }
    return new End(value.setScale(type.scale(), mode), true);
  }

  boolean range(Optional<Bound> minimum, Optional<Bound> maximum) {
    if (minimum.isPresent() || maximum.isPresent()) {
      others.add(Rule.of(new Constraint.Range(column, minimum, maximum)));
    }
    return true;
  }

  boolean multipleOf(BigDecimal divisor) {
    if (!isNumber() || divisor.signum() <= 0) {
      return false;
    }
    boolean vacuous = isWhole() && divisor.compareTo(BigDecimal.ONE) == 0;
    return vacuous || others.add(Rule.multipleOf(column, divisor.toPlainString()));
  }

  boolean minLength(int length) {
    minLength = Math.max(minLength, length);
    return isText();
  }

  boolean maxLength(int length) {
    maxLength = Math.min(maxLength, length);
    return isText();
  }

  boolean matching(String regex) {
    return isText() && isRegular(regex) && others.add(Rule.pattern(column, regex));
  }

  boolean containing(String regex) {
    String whole = WholePattern.inside(regex);
    if (whole != null) {
      return matching(whole);
    }
    return isText() && isRegular(regex) && others.add(Rule.containing(column, regex));
  }

  // Rules are matched in linear time, which look-around and back-references rule out.
  private static boolean isRegular(String regex) {
    try {
      BytePattern.compile(regex);
      return true;
    } catch (LeptonException e) {
      return false;
    }
  }

  /** Demands one of some values of a document; those that the type does not have are left out. */
  boolean oneOf(List<JsonValue> values) {
    List<String> cells =
        values.stream().map(this::cell).flatMap(Optional::stream).distinct().toList();
    return !cells.isEmpty() && others.add(Rule.oneOf(column, cells));
  }

  private Optional<String> cell(JsonValue value) {
    return switch (value.kind()) {
      case STRING -> isString() ? Optional.of(value.text()) : Optional.empty();
      case NUMBER -> isNumber() ? numberCell(value) : Optional.empty();
      case TRUE -> type.kind() == Kind.BOOL ? Optional.of("true") : Optional.empty();
      case FALSE -> type.kind() == Kind.BOOL ? Optional.of("false") : Optional.empty();
      default -> Optional.empty();
    };
  }

  private Optional<String> numberCell(JsonValue value) {
    BigDecimal number = value.requireNumber();
    boolean fits = type.isFloatingPoint() || number.stripTrailingZeros().scale() <= type.scale();
    return fits
        ? Optional.of((isWhole() ? number.setScale(0) : number).toPlainString())
        : Optional.empty();
  }

  private boolean isNumber() {
    return type.width() == 1
        && (type.isInteger() || type.isFloatingPoint() || type.kind() == Kind.DECIMAL);
  }

  private boolean isWhole() {
    return type.isInteger() || type.kind() == Kind.DECIMAL && type.scale() == 0;
  }

  private boolean isText() {
    return type.equals(ColumnType.TEXT);
  }

  private boolean isString() {
    return isText() || type.kind() == Kind.DATE || type.kind() == Kind.TIMESTAMP;
  }

  /** Returns the rules. */
  List<Rule> rules() {
    List<Rule> rules = new ArrayList<>();
    if (lowest != null || highest != null) {
      rules.add(
          Rule.of(
              new Constraint.Range(
                  column,
                  Optional.ofNullable(lowest).map(End::bound),
                  Optional.ofNullable(highest).map(End::bound))));
    }
    if (isText() && (minLength > 0 || maxLength < Integer.MAX_VALUE)) {
      rules.add(Rule.length(column, minLength, maxLength));
    }
    rules.addAll(others);
    return rules;
  }
}
