package io.lepton;

import org.jspecify.annotations.Nullable;

/**
 * The base of Lepton's unchecked exceptions.
 *
 * <p>A message says what was expected and where; it never holds a cell's value, a tensor's element,
 * a key or a secret.
 */
public class LeptonException extends RuntimeException implements Coded {

  private static final long serialVersionUID = 1L;

  /** What went wrong. */
  private final ErrorCode code;

  /**
   * Makes an exception without a cause.
   *
   * @param code what went wrong
   * @param message expected, then found, with units; no data values
   */
  public LeptonException(ErrorCode code, String message) {
    this(code, message, null);
  }

  /**
   * Makes an exception with a cause.
   *
   * @param code what went wrong
   * @param message expected, then found, with units; no data values
   * @param cause the underlying failure; must not quote data values itself
   */
  public LeptonException(ErrorCode code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  @Override
  public final ErrorCode code() {
    return code;
  }

  @Override
  public String toString() {
    return getClass().getName() + ": " + code.id() + ": " + getMessage();
  }
}
