package io.lepton;

/**
 * Something that failed with a stable code, whatever its place in the JDK's exception hierarchy.
 */
public interface Coded {

  /**
   * Returns the code of the failure.
   *
   * @return the code; stable across releases
   */
  ErrorCode code();
}
