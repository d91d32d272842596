package io.lepton.format.quality;

import io.lepton.data.RecordBatch;

/**
 * One rule, compiled for the columns of a schema: finds the rows of a batch that break it.
 *
 * <p>Subclasses have a loop each over an array of a primitive type. They need not care for missing
 * values or for the bits of a bitmap behind the last row: {@link Evaluation} takes those away.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
abstract class Check {

  /** The positions of the columns that must have a value for the rule to say anything. */
  private final int[] columns;

  Check(int... columns) {
    this.columns = columns;
  }

  final int[] columns() {
    return columns;
  }

  /**
   * Looks for rows that break the rule.
   *
   * @param batch the rows
   * @param failed a bit a row, clear at first; set those of rows that break the rule, and any of
   *     rows with a missing value and beyond the last row
   * @return false if certainly no row breaks it
   */
  abstract boolean find(RecordBatch batch, long[] failed);

  /**
   * Says what a row needed that was found by the last call of {@link #find}.
   *
   * @param row the row of the batch
   * @param demand what the rule demands of every row
   * @return the reason; no value of the data
   */
  String reason(int row, String demand) {
    return demand;
  }
}
