package io.lepton.format.json;

import io.lepton.ErrorCode;
import io.lepton.data.Rejection;

/** Leaves the middle of a record that cannot be used. Never leaves the package. */
final class RefusedRecord extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final String column;

  /**
   * Makes one without a stack trace: a file may well have a bad record on every line.
   *
   * @param column the name of the column, or the empty text where the whole record is wrong
   * @param reason what was expected and where; no values
   */
  RefusedRecord(ErrorCode code, String column, String reason) {
    super(reason, null, false, false);
    this.code = code;
    this.column = column;
  }

  Rejection at(long row) {
    return new Rejection(row, column, code, String.valueOf(getMessage()));
  }
}
