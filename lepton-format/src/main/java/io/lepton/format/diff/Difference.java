package io.lepton.format.diff;

import java.util.List;
import java.util.Optional;

/**
 * A record that is not the same in both data sets.
 *
 * @param kind what is different
 * @param rowA which record of A, the first is 1; 0 if it is only in B
 * @param rowB which record of B; 0 if it is only in A
 * @param columns the columns whose values differ; empty for a record that is only in one
 * @param values the values, if they were asked for: those of the key and of the columns that
 *     differ, or for a record that is only in one, all of them
 */
public record Difference(
    Kind kind, long rowA, long rowB, List<String> columns, List<Values> values) {

  /** What is different about a record. */
  public enum Kind {
    /** It is in both, with different values. */
    CHANGED,
    /** It is only in A. */
    ONLY_IN_A,
    /** It is only in B. */
    ONLY_IN_B
  }

  /**
   * The values of a column.
   *
   * @param column the name
   * @param a the value in A as canonical JSON; empty if the record is only in B
   * @param b the value in B as canonical JSON; empty if the record is only in A
   */
  public record Values(String column, Optional<String> a, Optional<String> b) {}

  /**
   * Copies the parts.
   *
   * @param kind what is different
   * @param rowA which record of A
   * @param rowB which record of B
   * @param columns the columns whose values differ
   * @param values the values, if they were asked for
   */
  public Difference {
    columns = List.copyOf(columns);
    values = List.copyOf(values);
  }
}
