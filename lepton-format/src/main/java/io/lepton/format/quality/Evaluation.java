package io.lepton.format.quality;

import io.lepton.data.RecordBatch;
import io.lepton.data.Rejection;
import io.lepton.quality.Action;
import io.lepton.quality.Constraint;
import io.lepton.quality.Rule;
import io.lepton.quality.RuleResult;
import io.lepton.quality.Severity;
import io.lepton.quality.Violation;
import java.util.ArrayList;
import java.util.List;

/**
 * A rule at work: its check, and what came of it so far.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
final class Evaluation {

  private final Rule rule;
  private final Check check;
  private final int[] nullColumns;
  private final String demand;
  private final List<Violation> first = new ArrayList<>();
  private long checked;
  private long violated;

  /**
   * Makes an evaluation.
   *
   * @param rule the rule
   * @param check its check
   * @param columns the positions of the rule's columns
   */
  Evaluation(Rule rule, Check check, int[] columns) {
    this.rule = rule;
    this.check = check;
    this.nullColumns = columns;
    this.demand = rule.constraint().demand();
  }

  Action action() {
    return rule.action();
  }

  boolean isError() {
    return rule.severity() == Severity.ERROR;
  }

  /**
   * Looks for rows that break the rule, and counts.
   *
   * @param batch the rows
   * @param failed becomes a bit a row, set where it breaks the rule
   * @param scratch room for a bit a row
   * @return false if no row breaks it; then {@code failed} means nothing
   */
  boolean find(RecordBatch batch, long[] failed, long[] scratch) {
    int rows = batch.rowCount();
    checked += countChecked(batch, scratch);
    Bits.clear(failed, rows);
    if (!check.find(batch, failed)) {
      return false;
    }
    Bits.clip(failed, rows);
    for (int column : check.columns()) {
      Bits.keepPresent(batch.column(column), failed, rows);
    }
    int found = Bits.count(failed, rows);
    violated += found;
    if (found > 0 && first.size() < RuleResult.MOST_FIRST) {
      remember(batch, failed);
    }
    return found > 0;
  }

  private int countChecked(RecordBatch batch, long[] scratch) {
    for (int column : check.columns()) {
      if (batch.column(column).hasNulls()) {
        Bits.present(batch, check.columns(), scratch);
        return Bits.count(scratch, batch.rowCount());
      }
    }
    return batch.rowCount();
  }

  private void remember(RecordBatch batch, long[] failed) {
    int rows = batch.rowCount();
    int row = Bits.next(failed, 0, rows);
    while (row < rows && first.size() < RuleResult.MOST_FIRST) {
      first.add(
          new Violation(
              batch.rowNumbers()[row],
              rule.constraint().columns(),
              rule.name(),
              rule.code(),
              rule.severity(),
              check.reason(row, demand)));
      row = Bits.next(failed, row + 1, rows);
    }
  }

  /** Removes the values of a row that broke the rule. */
  void removeValues(RecordBatch batch, int row) {
    for (int column : nullColumns) {
      batch.column(column).setNull(row);
    }
  }

  /** Says why a row is left out that broke the rule in the batch that was looked at last. */
  Rejection rejection(RecordBatch batch, int row) {
    return new Rejection(batch.rowNumbers()[row], column(), rule.code(), check.reason(row, demand));
  }

  // Where a rule has several columns, its demand names them.
  private String column() {
    List<String> columns = rule.constraint().columns();
    boolean isOne = columns.size() == 1 || rule.constraint() instanceof Constraint.RequiredIf;
    return isOne ? columns.get(0) : "";
  }

  RuleResult result() {
    return new RuleResult(
        rule.name(), rule.severity(), rule.action(), checked, violated, List.copyOf(first));
  }
}
