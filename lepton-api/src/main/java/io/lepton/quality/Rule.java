package io.lepton.quality;

import io.lepton.ErrorCode;
import io.lepton.data.DataSource;
import io.lepton.spi.RecordFormat;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Constraint} on the records of a data set, how bad it is to break it, and what becomes of
 * a record that does.
 *
 * <pre>{@code
 * Rules rules =
 *     Rules.of(
 *         Rule.required("id"),
 *         Rule.unique("id"),
 *         Rule.range("age", 0, 130).warning(),
 *         Rule.pattern("zip", "[0-9]{5}").orNull(),
 *         Rule.order("start", "<=", "end"));
 * }</pre>
 *
 * <p>Unless the caller says otherwise, a broken rule is an error and the record is rejected; where
 * it is only a warning or a piece of information, the record is kept.
 *
 * <p>A missing value satisfies every rule but {@link #required} and {@link #requiredIf}.
 *
 * <p>Immutable and safe for use by many threads, as far as the constraint is.
 */
public final class Rule {

  private final Constraint constraint;
  private final Severity severity;
  private final @Nullable Action action;
  private final @Nullable String name;

  private Rule(
      Constraint constraint, Severity severity, @Nullable Action action, @Nullable String name) {
    this.constraint = constraint;
    this.severity = severity;
    this.action = action;
    this.name = name;
  }

  /**
   * Returns a rule that rejects every record that breaks it.
   *
   * @param constraint what is demanded
   * @return the rule
   */
  public static Rule of(Constraint constraint) {
    return new Rule(constraint, Severity.ERROR, null, null);
  }

  /**
   * Demands a value.
   *
   * @param column the column
   * @return the rule
   */
  public static Rule required(String column) {
    return of(new Constraint.Required(column));
  }

  /**
   * Demands a value where another column has one of some values.
   *
   * @param column the column that must have a value
   * @param condition the column that says when
   * @param values its values that demand one, as they would be written
   * @return the rule
   */
  public static Rule requiredIf(String column, String condition, String... values) {
    return of(new Constraint.RequiredIf(column, condition, List.of(values)));
  }

  /**
   * Demands a value between two bounds.
   *
   * @param column the column
   * @param minimum the lower end
   * @param maximum the upper end
   * @return the rule
   */
  public static Rule range(String column, Bound minimum, Bound maximum) {
    return of(new Constraint.Range(column, Optional.of(minimum), Optional.of(maximum)));
  }

  /**
   * Demands a value between two others, which are allowed themselves.
   *
   * @param column the column
   * @param minimum the smallest that is allowed: a whole number
   * @param maximum the largest that is allowed
   * @return the rule
   */
  public static Rule range(String column, long minimum, long maximum) {
    return range(column, Bound.of(minimum), Bound.of(maximum));
  }

  /**
   * Demands a value between two others, which are allowed themselves.
   *
   * @param column the column
   * @param minimum the smallest that is allowed: a number
   * @param maximum the largest that is allowed
   * @return the rule
   */
  public static Rule range(String column, double minimum, double maximum) {
    return range(column, Bound.of(minimum), Bound.of(maximum));
  }

  /**
   * Demands a value between two others, which are allowed themselves.
   *
   * @param column the column
   * @param minimum the smallest that is allowed: a decimal number
   * @param maximum the largest that is allowed
   * @return the rule
   */
  public static Rule range(String column, BigDecimal minimum, BigDecimal maximum) {
    return range(column, Bound.of(minimum), Bound.of(maximum));
  }

  /**
   * Demands a value between two others, which are allowed themselves.
   *
   * @param column the column
   * @param minimum the smallest that is allowed: a day
   * @param maximum the largest that is allowed
   * @return the rule
   */
  public static Rule range(String column, LocalDate minimum, LocalDate maximum) {
    return range(column, Bound.of(minimum), Bound.of(maximum));
  }

  /**
   * Demands a value between two others, which are allowed themselves.
   *
   * @param column the column
   * @param minimum the smallest that is allowed: a point in time
   * @param maximum the largest that is allowed
   * @return the rule
   */
  public static Rule range(String column, Instant minimum, Instant maximum) {
    return range(column, Bound.of(minimum), Bound.of(maximum));
  }

  /**
   * Demands a value between two others, which are allowed themselves.
   *
   * @param column the column
   * @param minimum the smallest that is allowed: a wall clock reading
   * @param maximum the largest that is allowed
   * @return the rule
   */
  public static Rule range(String column, LocalDateTime minimum, LocalDateTime maximum) {
    return range(column, Bound.of(minimum), Bound.of(maximum));
  }

  /**
   * Demands a value between two others, which are allowed themselves.
   *
   * @param column the column
   * @param minimum the smallest that is allowed: as it would be written in the column
   * @param maximum the largest that is allowed
   * @return the rule
   */
  public static Rule range(String column, String minimum, String maximum) {
    return range(column, Bound.of(minimum), Bound.of(maximum));
  }

  /**
   * Demands a value that is not below a bound.
   *
   * @param column the column
   * @param minimum the lower end
   * @return the rule
   */
  public static Rule min(String column, Bound minimum) {
    return of(new Constraint.Range(column, Optional.of(minimum), Optional.empty()));
  }

  /**
   * Demands a value of at least a whole number.
   *
   * @param column the column
   * @param minimum the smallest that is allowed
   * @return the rule
   */
  public static Rule min(String column, long minimum) {
    return min(column, Bound.of(minimum));
  }

  /**
   * Demands a value of at least some other.
   *
   * @param column the column
   * @param minimum the smallest that is allowed, as it would be written in the column
   * @return the rule
   */
  public static Rule min(String column, String minimum) {
    return min(column, Bound.of(minimum));
  }

  /**
   * Demands a value that is not above a bound.
   *
   * @param column the column
   * @param maximum the upper end
   * @return the rule
   */
  public static Rule max(String column, Bound maximum) {
    return of(new Constraint.Range(column, Optional.empty(), Optional.of(maximum)));
  }

  /**
   * Demands a value of at most a whole number.
   *
   * @param column the column
   * @param maximum the largest that is allowed
   * @return the rule
   */
  public static Rule max(String column, long maximum) {
    return max(column, Bound.of(maximum));
  }

  /**
   * Demands a value of at most some other.
   *
   * @param column the column
   * @param maximum the largest that is allowed, as it would be written in the column
   * @return the rule
   */
  public static Rule max(String column, String maximum) {
    return max(column, Bound.of(maximum));
  }

  /**
   * Demands a whole multiple of a number.
   *
   * @param column the column
   * @param divisor a decimal number above zero, such as {@code 0.05}
   * @return the rule
   */
  public static Rule multipleOf(String column, String divisor) {
    return of(new Constraint.MultipleOf(column, divisor));
  }

  /**
   * Demands a whole multiple of a whole number.
   *
   * @param column the column
   * @param divisor a number above zero
   * @return the rule
   */
  public static Rule multipleOf(String column, long divisor) {
    return multipleOf(column, Long.toString(divisor));
  }

  /**
   * Demands a length: code points of text, bytes of {@code BYTES}.
   *
   * @param column the column
   * @param minimum the shortest that is allowed
   * @param maximum the longest that is allowed
   * @return the rule
   */
  public static Rule length(String column, int minimum, int maximum) {
    return of(new Constraint.Length(column, minimum, maximum));
  }

  /**
   * Demands a length of at least some code points, or bytes of {@code BYTES}.
   *
   * @param column the column
   * @param minimum the shortest that is allowed
   * @return the rule
   */
  public static Rule minLength(String column, int minimum) {
    return length(column, minimum, Integer.MAX_VALUE);
  }

  /**
   * Demands a length of at most some code points, or bytes of {@code BYTES}.
   *
   * @param column the column
   * @param maximum the longest that is allowed
   * @return the rule
   */
  public static Rule maxLength(String column, int maximum) {
    return length(column, 0, maximum);
  }

  /**
   * Demands a text that a regular expression matches as a whole.
   *
   * @param column the column
   * @param regex the regular expression, without look-around and back-references
   * @return the rule
   */
  public static Rule pattern(String column, String regex) {
    return of(new Constraint.Pattern(column, regex, true));
  }

  /**
   * Demands a text that a regular expression matches somewhere.
   *
   * @param column the column
   * @param regex the regular expression, without look-around and back-references
   * @return the rule
   */
  public static Rule containing(String column, String regex) {
    return of(new Constraint.Pattern(column, regex, false));
  }

  /**
   * Demands one of some values.
   *
   * @param column the column
   * @param values those that are allowed, as they would be written in the column
   * @return the rule
   */
  public static Rule oneOf(String column, String... values) {
    return oneOf(column, List.of(values));
  }

  /**
   * Demands one of some values.
   *
   * @param column the column
   * @param values those that are allowed, as they would be written in the column
   * @return the rule
   */
  public static Rule oneOf(String column, Collection<String> values) {
    return of(new Constraint.Enumeration(column, List.copyOf(values)));
  }

  /**
   * Forbids two records with the same values in all of some columns.
   *
   * @param columns the columns of the key, at least one
   * @return the rule
   */
  public static Rule unique(String... columns) {
    return of(new Constraint.Unique(List.of(columns)));
  }

  /**
   * Demands that a value occurs in another data set.
   *
   * @param column the column
   * @param source the other data set
   * @param format its format
   * @param referenced the column there
   * @return the rule
   */
  public static Rule reference(
      String column, DataSource source, RecordFormat format, String referenced) {
    return reference(List.of(column), source, format, List.of(referenced));
  }

  /**
   * Demands that the values of some columns occur together in another data set.
   *
   * @param columns the columns of the key, at least one
   * @param source the other data set
   * @param format its format
   * @param referenced the columns there, as many and in the same order
   * @return the rule
   */
  public static Rule reference(
      List<String> columns, DataSource source, RecordFormat format, List<String> referenced) {
    return of(new Constraint.Reference(columns, source, format, referenced));
  }

  /**
   * Demands that two columns of a record stand in a relation.
   *
   * @param left the first column
   * @param relation one of {@code < <= = != >= >}
   * @param right the second column
   * @return the rule
   * @throws IllegalArgumentException if there is no such relation
   */
  public static Rule order(String left, String relation, String right) {
    return of(new Constraint.Order(left, Relation.of(relation), right));
  }

  /**
   * Demands a condition of the caller's own.
   *
   * @param name what to call it; also the name of the rule
   * @param predicate the condition
   * @param columns the columns it is about; it is asked only where each of them has a value
   * @return the rule
   */
  public static Rule custom(String name, RowPredicate predicate, String... columns) {
    return of(new Constraint.Custom(name, List.of(columns), predicate)).named(name);
  }

  /**
   * Gives the rule a name for reports.
   *
   * @param newName in place of the one made of the constraint and its columns
   * @return a changed rule
   */
  public Rule named(String newName) {
    return new Rule(constraint, severity, action, newName);
  }

  /**
   * Says how bad it is to break the rule.
   *
   * @param newSeverity in place of {@link Severity#ERROR}
   * @return a changed rule
   */
  public Rule withSeverity(Severity newSeverity) {
    return new Rule(constraint, newSeverity, action, name);
  }

  /**
   * Says what becomes of records that break the rule.
   *
   * @param newAction in place of what follows from the severity
   * @return a changed rule
   */
  public Rule withAction(Action newAction) {
    return new Rule(constraint, severity, newAction, name);
  }

  /**
   * Makes the rule a warning.
   *
   * @return a changed rule; unless it has an action of its own, records that break it are kept
   */
  public Rule warning() {
    return withSeverity(Severity.WARNING);
  }

  /**
   * Makes the rule a piece of information.
   *
   * @return a changed rule; unless it has an action of its own, records that break it are kept
   */
  public Rule info() {
    return withSeverity(Severity.INFO);
  }

  /**
   * Leaves out records that break the rule.
   *
   * @return a changed rule
   */
  public Rule orReject() {
    return withAction(Action.REJECT);
  }

  /**
   * Removes the values that break the rule.
   *
   * @return a changed rule
   */
  public Rule orNull() {
    return withAction(Action.NULL);
  }

  /**
   * Keeps records that break the rule.
   *
   * @return a changed rule
   */
  public Rule orKeep() {
    return withAction(Action.KEEP);
  }

  /**
   * Stops the work at the first record that breaks the rule.
   *
   * @return a changed rule
   */
  public Rule orFail() {
    return withAction(Action.FAIL);
  }

  /**
   * Returns what is demanded.
   *
   * @return the constraint
   */
  public Constraint constraint() {
    return constraint;
  }

  /**
   * Returns how bad it is to break the rule.
   *
   * @return {@link Severity#ERROR} unless the caller said otherwise
   */
  public Severity severity() {
    return severity;
  }

  /**
   * Returns what becomes of records that break the rule.
   *
   * @return what the caller said; otherwise {@link Action#REJECT} for an error, {@link Action#KEEP}
   *     for the rest
   */
  public Action action() {
    if (action != null) {
      return action;
    }
    return severity == Severity.ERROR ? Action.REJECT : Action.KEEP;
  }

  /**
   * Returns what to call the rule in reports.
   *
   * @return the name that it was given; otherwise the kind and the columns, such as {@code
   *     range(age)}
   */
  public String name() {
    return name != null
        ? name
        : constraint.kind() + "(" + String.join(", ", constraint.columns()) + ")";
  }

  /**
   * Returns the error code of a record that breaks the rule.
   *
   * @return the code of the constraint
   */
  public ErrorCode code() {
    return constraint.code();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Rule that
        && constraint.equals(that.constraint)
        && severity == that.severity
        && action == that.action
        && Objects.equals(name, that.name);
  }

  @Override
  public int hashCode() {
    return Objects.hash(constraint, severity, action, name);
  }

  /**
   * Returns the rule on one line.
   *
   * @return for example {@code range(age): needs at least 0 and at most 130; warning, keep}
   */
  @Override
  public String toString() {
    return "%s: %s; %s, %s"
        .formatted(name(), constraint.demand(), lower(severity), lower(action()));
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
