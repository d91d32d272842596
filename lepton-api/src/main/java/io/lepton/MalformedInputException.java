package io.lepton;

import org.jspecify.annotations.Nullable;

/** A document breaks the rules of its format: reject the document. */
public class MalformedInputException extends LeptonException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception without a cause.
   *
   * @param code what went wrong
   * @param message expected, then found, with units; no data values
   */
  public MalformedInputException(ErrorCode code, String message) {
    super(code, message);
  }

  /**
   * Makes an exception with a cause.
   *
   * @param code what went wrong
   * @param message expected, then found, with units; no data values
   * @param cause the underlying failure; must not quote data values itself
   */
  public MalformedInputException(ErrorCode code, String message, @Nullable Throwable cause) {
    super(code, message, cause);
  }
}
