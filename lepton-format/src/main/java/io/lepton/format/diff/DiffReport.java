package io.lepton.format.diff;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether two data sets are the same, and where they differ.
 *
 * <p>Immutable and safe for use by many threads.
 *
 * @param a what the first is called
 * @param b what the second is called
 * @param outcome the answer in one word
 * @param rowsA records of A
 * @param rowsB records of B
 * @param key the columns that identify a record; empty if records were compared by position
 * @param columnsOnlyInA columns that B does not have, which were not compared
 * @param columnsOnlyInB columns that A does not have, which were not compared
 * @param same records that are the same in both
 * @param changed records that are in both with different values
 * @param onlyInA records that are only in A
 * @param onlyInB records that are only in B
 * @param changedByColumn in how many of the changed records a column differs, for those that do, in
 *     the order of A
 * @param comparedByColumn how many of the changed records these counts are of: all of them unless
 *     there are very many
 * @param first the first differences of each kind, the changed ones first
 */
public record DiffReport(
    String a,
    String b,
    Outcome outcome,
    long rowsA,
    long rowsB,
    List<String> key,
    List<String> columnsOnlyInA,
    List<String> columnsOnlyInB,
    long same,
    long changed,
    long onlyInA,
    long onlyInB,
    Map<String, Long> changedByColumn,
    long comparedByColumn,
    List<Difference> first) {

  /** The answer in one word. */
  public enum Outcome {
    /** The same columns and the same records in the same order. */
    SAME,
    /** The same columns and the same records, each as often, in another order. */
    SAME_IN_ANOTHER_ORDER,
    /** Different columns or different records. */
    DIFFERENT
  }

  /**
   * Copies the parts.
   *
   * @param a what the first is called
   * @param b what the second is called
   * @param outcome the answer in one word
   * @param rowsA records of A
   * @param rowsB records of B
   * @param key the columns that identify a record
   * @param columnsOnlyInA columns that B does not have
   * @param columnsOnlyInB columns that A does not have
   * @param same records that are the same in both
   * @param changed records that are in both with different values
   * @param onlyInA records that are only in A
   * @param onlyInB records that are only in B
   * @param changedByColumn in how many of the changed records a column differs
   * @param comparedByColumn how many of the changed records these counts are of
   * @param first the first differences of each kind
   */
  public DiffReport {
    key = List.copyOf(key);
    columnsOnlyInA = List.copyOf(columnsOnlyInA);
    columnsOnlyInB = List.copyOf(columnsOnlyInB);
    changedByColumn = Collections.unmodifiableMap(new LinkedHashMap<>(changedByColumn));
    first = List.copyOf(first);
  }

  /**
   * Returns some lines for people.
   *
   * @return the answer, the counts and the first differences; values only if they were asked for
   */
  @Override
  public String toString() {
    return DiffText.of(this);
  }
}
