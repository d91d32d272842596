package io.lepton.quality;

import io.lepton.ErrorCode;
import java.util.List;

/**
 * A record that breaks a rule.
 *
 * @param row which record: the first after the header is 1
 * @param columns the columns that the rule is about
 * @param rule the name of the rule
 * @param code the error code of the rule's constraint
 * @param severity how bad it is
 * @param reason what was expected; never the value itself
 */
public record Violation(
    long row, List<String> columns, String rule, ErrorCode code, Severity severity, String reason) {

  /**
   * Copies the columns.
   *
   * @param row which record
   * @param columns the columns that the rule is about
   * @param rule the name of the rule
   * @param code the error code of the rule's constraint
   * @param severity how bad it is
   * @param reason what was expected
   */
  public Violation {
    columns = List.copyOf(columns);
  }

  /**
   * Returns the violation on one line.
   *
   * @return for example {@code row 7, column age: needs at most 130 (LEP-QUALITY-001)}
   */
  @Override
  public String toString() {
    String where = columns.isEmpty() ? "" : ", column " + String.join(", ", columns);
    return "row %d%s: %s (%s)".formatted(row, where, reason, code.id());
  }
}
