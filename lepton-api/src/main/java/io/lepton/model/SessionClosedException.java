package io.lepton.model;

import io.lepton.Coded;
import io.lepton.ErrorCode;

/** A session was used after it was closed, or after the JVM began to shut down. */
public class SessionClosedException extends IllegalStateException implements Coded {

  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param model the name of the model
   */
  public SessionClosedException(String model) {
    super("The session of model " + model + " is closed");
  }

  @Override
  public ErrorCode code() {
    return ErrorCode.SESSION_CLOSED;
  }
}
