package io.lepton.data;

import io.lepton.LeptonException;
import io.lepton.MalformedInputException;

/**
 * What becomes of records that cannot be used.
 *
 * <p>Called by the thread that reads, in the order of the rows.
 */
@FunctionalInterface
public interface RejectionHandler {

  /** Stops at the first record that cannot be used. The default: nothing is lost in silence. */
  RejectionHandler FAIL =
      rejection -> {
        throw new MalformedInputException(rejection.code(), describe(rejection));
      };

  /**
   * Takes note of a record that is left out. Returning normally lets the work go on without it.
   *
   * @param rejection the record and the reason
   * @throws LeptonException to stop the work
   */
  void reject(Rejection rejection);

  private static String describe(Rejection rejection) {
    String column = rejection.column();
    String where = column.isEmpty() ? "" : ", column " + column;
    return "Row " + rejection.row() + where + ": " + rejection.reason();
  }
}
