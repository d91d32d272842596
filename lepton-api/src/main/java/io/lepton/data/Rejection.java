package io.lepton.data;

import io.lepton.ErrorCode;

/**
 * Why a record was left out.
 *
 * @param row which record: the first after the header is 1
 * @param column the name of the column, or the empty text where the whole record is wrong
 * @param code what was wrong
 * @param reason what was expected; never the value itself
 */
public record Rejection(long row, String column, ErrorCode code, String reason) {

  /**
   * Returns the rejection on one line.
   *
   * @return for example {@code row 7, column age: needs int64 (LEP-DATA-001)}
   */
  @Override
  public String toString() {
    String where = column.isEmpty() ? "row " + row : "row " + row + ", column " + column;
    return where + ": " + reason + " (" + code.id() + ")";
  }
}
