package io.lepton.format.schema;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.data.ColumnType;
import io.lepton.data.ColumnType.Kind;
import io.lepton.data.Field;
import io.lepton.quality.Action;
import io.lepton.quality.Bound;
import io.lepton.quality.Constraint;
import io.lepton.quality.Rule;
import io.lepton.quality.Severity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes rules as the keywords that JSON Schema and Table Schema share.
 *
 * <p>Stateless.
 */
final class RuleKeywords {

  private RuleKeywords() {}

  /** Returns an error that says which rule a form cannot hold. */
  static LeptonException unrepresentable(Rule rule, String form) {
    return new LeptonException(
        ErrorCode.UNREPRESENTABLE, "%s cannot hold the rule %s".formatted(form, rule.name()));
  }

  /** Says whether a rule is of the kind that schemas mean: who breaks it is out. */
  static boolean rejects(Rule rule) {
    return rule.severity() == Severity.ERROR && rule.action() == Action.REJECT;
  }

  /** Adds the bounds of a range; false if they are there already or not of the type. */
  static boolean putRange(Field field, Constraint.Range range, Map<String, Object> keywords) {
    return put(field, range.minimum(), "minimum", "exclusiveMinimum", keywords)
        && put(field, range.maximum(), "maximum", "exclusiveMaximum", keywords);
  }

  private static boolean put(
      Field field,
      Optional<Bound> bound,
      String inclusive,
      String exclusive,
      Map<String, Object> keywords) {
    if (bound.isEmpty()) {
      return true;
    }
    Optional<Object> value = value(field.type(), bound.get().value());
    String keyword = bound.get().inclusive() ? inclusive : exclusive;
    return value.isPresent()
        && !keywords.containsKey(inclusive)
        && !keywords.containsKey(exclusive)
        && keywords.put(keyword, value.get()) == null;
  }

  /** Adds the bounds of a length; false if they are there already. */
  static boolean putLength(Field field, Constraint.Length length, Map<String, Object> keywords) {
    boolean free = !keywords.containsKey("minLength") && !keywords.containsKey("maxLength");
    if (length.minimum() > 0) {
      keywords.put("minLength", length.minimum());
    }
    if (length.maximum() < Integer.MAX_VALUE) {
      keywords.put("maxLength", length.maximum());
    }
    return free && field.type().equals(ColumnType.TEXT);
  }

  /** Returns the values of a list as JSON values; empty if one is not of the type. */
  static Optional<List<Object>> values(Field field, Constraint.Enumeration enumeration) {
    List<Object> values = new ArrayList<>();
    for (String text : enumeration.values()) {
      Optional<Object> value = value(field.type(), text);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values.add(value.get());
    }
    return Optional.of(values);
  }

  /** Returns a cell as a JSON value; empty if it is not of the type. */
  private static Optional<Object> value(ColumnType type, String text) {
    if (type.kind() == Kind.BYTES || type.width() > 1) {
      return Optional.empty();
    }
    if (type.kind() == Kind.BOOL) {
      boolean truth = text.equalsIgnoreCase("true") || text.equals("1");
      boolean known = truth || text.equalsIgnoreCase("false") || text.equals("0");
      return known ? Optional.of(truth) : Optional.empty();
    }
    boolean string = !type.isNumeric() && type.kind() != Kind.DECIMAL;
    return string ? Optional.of(text) : number(text);
  }

  static Optional<Object> number(String text) {
    try {
      BigDecimal number = new BigDecimal(text);
      return Math.abs((long) number.scale()) <= 1_000 ? Optional.of(number) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
