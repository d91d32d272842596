package io.lepton.model;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;

/** A call had no answer by its deadline. */
public class DeadlineExceededException extends LeptonException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message what was not done in time, and by how much; no data values
   */
  public DeadlineExceededException(String message) {
    super(ErrorCode.DEADLINE_EXCEEDED, message);
  }
}
