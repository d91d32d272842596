package io.lepton.runtime.foreign;

import org.junit.jupiter.api.Assumptions;

/** Lets tests have calls through the C API from the first run of a binding that can be one. */
public final class ForeignLinking {

  private static final long TIMEOUT_MILLIS = 120_000;

  private ForeignLinking() {}

  /** Skips the test where the JVM has no foreign calls, and links them elsewhere. */
  public static void require() {
    Assumptions.assumeTrue(ForeignAccess.isAllowed(), ForeignAccess.describe());
    link();
  }

  /** Links, where the JVM allows it. The native library must be loaded. */
  public static void linkIfAllowed() {
    if (ForeignAccess.isAllowed()) {
      link();
    }
  }

  private static void link() {
    Linking.INSTANCE.begin();
    awaitLinked();
  }

  /** Waits for linking that someone else began. */
  static void awaitLinked() {
    long end = System.currentTimeMillis() + TIMEOUT_MILLIS;
    while (!Linking.INSTANCE.isDone()) {
      if (System.currentTimeMillis() > end) {
        throw new AssertionError("The C API was not linked in time");
      }
      Thread.onSpinWait();
    }
  }
}
