package io.lepton.format.internal;

import java.io.Closeable;
import java.io.IOException;

/** Closes what a failure left open. Stateless. */
public final class Closing {

  private Closing() {}

  /**
   * Closes something on the way out of a failure, which stays the one to be thrown.
   *
   * @param open what is to be closed
   * @param failure why; if closing fails as well, that is added to it
   */
  public static void after(Closeable open, Throwable failure) {
    try {
      open.close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
