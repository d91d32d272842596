package io.lepton.quality;

import io.lepton.data.RecordBatch;

/**
 * A condition of the caller's own on one record.
 *
 * <p><b>Threads.</b> Called by the thread that validates, row by row in the order of the rows. One
 * that is used by several validators at once needs to stand several threads.
 */
@FunctionalInterface
public interface RowPredicate {

  /**
   * Says whether a record fulfils the condition.
   *
   * @param batch the records; must not be changed, nor kept after the call
   * @param row which of them, from 0
   * @return true if the record is fine
   */
  boolean test(RecordBatch batch, int row);
}
