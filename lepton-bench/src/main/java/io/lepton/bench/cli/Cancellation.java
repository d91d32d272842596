package io.lepton.bench.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Lets Ctrl-C end a command in good order: the work is told to stop, and the JVM waits until its
 * temporary files are gone.
 *
 * <p>Safe for use by many threads.
 */
final class Cancellation implements BooleanSupplier {

  // Work looks at the flag once a batch; what takes longer than this hangs in the operating system.
  private static final long PATIENCE_SECONDS = 10;

  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile boolean requested;
  private volatile boolean watched;

  /** Has the JVM call {@link #request} and wait when it is told to end. */
  void installHook() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::requestAndWait, "lepton-cancel"));
  }

  /**
   * Says that the work of this command looks at the flag, so that it is worth waiting for.
   *
   * @return the flag
   */
  BooleanSupplier watch() {
    watched = true;
    return this;
  }

  /** Asks the work to stop. */
  void request() {
    requested = true;
  }

  /** Says that the command has said its last word. */
  void finish() {
    finished.countDown();
  }

  /**
   * Says whether the work should stop.
   *
   * @return true from the first {@link #request} on
   */
  @Override
  public boolean getAsBoolean() {
    return requested;
  }

  private void requestAndWait() {
    if (finished.getCount() == 0 || !watched) {
      return;
    }
    request();
    try {
      // Whether the work ended in time changes nothing: the JVM ends now.
      boolean ignored = finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
