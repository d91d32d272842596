package io.lepton;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The world failed in a way that Lepton recognises: a file is missing, a disk is full. */
public class LeptonIOException extends IOException implements Coded {

  private static final long serialVersionUID = 1L;

  /** What went wrong. */
  private final ErrorCode code;

  /**
   * Makes an exception.
   *
   * @param code what went wrong
   * @param message what was tried, on which file
   * @param cause the JDK's own exception, if there is one
   */
  public LeptonIOException(ErrorCode code, String message, @Nullable Throwable cause) {
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
