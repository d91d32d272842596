package io.lepton.model;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import org.jspecify.annotations.Nullable;

/** The runtime failed, although the request was valid. */
public class InferenceException extends LeptonException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param code what went wrong
   * @param message what was tried; no data values
   * @param cause the runtime's own exception, if there is one
   */
  public InferenceException(ErrorCode code, String message, @Nullable Throwable cause) {
    super(code, message, cause);
  }
}
