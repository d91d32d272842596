package io.lepton.model;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;

/** More asynchronous calls wait for a session than it lets wait. Nothing of the call was begun. */
public class OverloadedException extends LeptonException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param model the name of the model
   * @param waiting how many calls wait already
   */
  public OverloadedException(String model, int waiting) {
    super(
        ErrorCode.OVERLOADED,
        "Model %s lets %d calls wait, and so many wait already".formatted(model, waiting));
  }
}
