package io.lepton.quality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What became of one rule.
 *
 * @param rule the name of the rule
 * @param severity how bad it is to break it
 * @param action what became of records that break it
 * @param checked how many records it was put to: those with a value in each of its columns; where a
 *     value is demanded, all of them, or those with a value in the column that says when
 * @param violated how many of them break it
 * @param first the first violations by row, at most {@value #MOST_FIRST}
 */
public record RuleResult(
    String rule,
    Severity severity,
    Action action,
    long checked,
    long violated,
    List<Violation> first) {

  /** How many violations are kept at most. */
  public static final int MOST_FIRST = 10;

  /**
   * Copies the violations.
   *
   * @param rule the name of the rule
   * @param severity how bad it is to break it
   * @param action what became of records that break it
   * @param checked how many records it was put to
   * @param violated how many of them break it
   * @param first the first violations by row
   */
  public RuleResult {
    first = List.copyOf(first);
  }

  /**
   * Returns the numbers of the first records that break the rule.
   *
   * @return in ascending order, at most {@value #MOST_FIRST}; the first record is 1
   */
  public List<Long> firstRows() {
    return first.stream().map(Violation::row).toList();
  }

  /**
   * Adds what became of the same rule in another part of the data.
   *
   * @param other the result there
   * @return the sum of both
   * @throws IllegalArgumentException if it is the result of another rule
   */
  public RuleResult merge(RuleResult other) {
    if (!rule.equals(other.rule) || severity != other.severity || action != other.action) {
      throw new IllegalArgumentException(
          "Needs the result of rule %s, got that of %s".formatted(this, other));
    }
    List<Violation> both = new ArrayList<>(first);
    both.addAll(other.first);
    both.sort(Comparator.comparingLong(Violation::row));
    return new RuleResult(
        rule,
        severity,
        action,
        checked + other.checked,
        violated + other.violated,
        both.subList(0, Math.min(both.size(), MOST_FIRST)));
  }

  /**
   * Returns the result on one line.
   *
   * @return for example {@code range(age), error: 3 of 7,043 violated, first in row 17, 95, 2001}
   */
  @Override
  public String toString() {
    String counts =
        String.format(
            Locale.ROOT,
            "%s, %s: %,d of %,d violated",
            rule,
            severity.name().toLowerCase(Locale.ROOT),
            violated,
            checked);
    String rows = String.join(", ", firstRows().stream().map(Object::toString).toList());
    return rows.isEmpty() ? counts : counts + ", first in row " + rows;
  }
}
