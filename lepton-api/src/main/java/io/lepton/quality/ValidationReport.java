package io.lepton.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What became of the records that rules were put to.
 *
 * <p>Records that a reader already refused, because a value was not of its type, are not among
 * them.
 *
 * @param rows how many records the rules were put to
 * @param valid how many of them break no rule of severity {@link Severity#ERROR}
 * @param rejected how many were left out
 * @param nulled how many of those that stayed lost a value
 * @param rules one result a rule, in the order of the rules
 */
public record ValidationReport(
    long rows, long valid, long rejected, long nulled, List<RuleResult> rules) {

  /** The report of no rules on no records. */
  public static final ValidationReport EMPTY = new ValidationReport(0, 0, 0, 0, List.of());

  /**
   * Copies the results.
   *
   * @param rows how many records the rules were put to
   * @param valid how many of them break no rule of severity {@link Severity#ERROR}
   * @param rejected how many were left out
   * @param nulled how many of those that stayed lost a value
   * @param rules one result a rule
   */
  public ValidationReport {
    rules = List.copyOf(rules);
  }

  /**
   * Returns how many records break a rule of severity {@link Severity#ERROR}.
   *
   * @return the records that are not valid, whether they were left out or not
   */
  public long invalid() {
    return rows - valid;
  }

  /**
   * Returns how many records stayed, changed or not.
   *
   * @return the records that were not left out
   */
  public long accepted() {
    return rows - rejected;
  }

  /**
   * Returns how often a rule was broken, whatever the severity.
   *
   * @return the sum over the rules; a record that breaks two rules counts twice
   */
  public long violations() {
    return rules.stream().mapToLong(RuleResult::violated).sum();
  }

  /**
   * Says whether all records are valid.
   *
   * @return true if none breaks a rule of severity {@link Severity#ERROR}
   */
  public boolean isValid() {
    return valid == rows;
  }

  /**
   * Adds the report on another part of the same data under the same rules. What takes both parts to
   * see, such as a key that is in each of them once, is in neither report and not in the sum.
   *
   * @param other the report there
   * @return the sum of both
   * @throws IllegalArgumentException if it is a report on other rules
   */
  public ValidationReport merge(ValidationReport other) {
    if (rules.size() != other.rules.size()) {
      throw new IllegalArgumentException(
          "Needs a report on %d rules, got one on %d".formatted(rules.size(), other.rules.size()));
    }
    List<RuleResult> sums = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      sums.add(rules.get(i).merge(other.rules.get(i)));
    }
    return new ValidationReport(
        rows + other.rows,
        valid + other.valid,
        rejected + other.rejected,
        nulled + other.nulled,
        sums);
  }

  /**
   * Returns some lines for people.
   *
   * @return the counts, and a line for each rule that was broken
   */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%,d rows checked, %,d valid, %,d invalid, %,d rejected, %,d with values removed",
            rows,
            valid,
            invalid(),
            rejected,
            nulled));
    for (RuleResult result : rules) {
      if (result.violated() > 0) {
        text.append(String.format("%n  %s", result));
      }
    }
    return text.toString();
  }
}
