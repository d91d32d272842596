package io.lepton.runtime.lane;

import io.lepton.model.DeadlineExceededException;
import io.lepton.model.SessionClosedException;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * The way in which one call is told to stop, whether it has begun or not.
 *
 * <p>Only the first reason counts, and none does after the end: what a call used to stop itself may
 * belong to another call by then. All of it is under one lock for that reason.
 *
 * <p>Safe for use by many threads.
 */
public final class StopSignal {

  /** Why a call is stopped. */
  public enum Reason {
    /** Its deadline has come. */
    DEADLINE,
    /** Nobody wants the answer any more. */
    CANCELLED,
    /** The JVM shuts down, and the grace is over. */
    SHUTDOWN
  }

  private @Nullable Runnable run;
  private @Nullable Reason reason;
  private boolean isOver;

  /** Makes the signal of a call that has not begun. */
  public StopSignal() {}

  /**
   * Begins the run.
   *
   * @param stopsRun stops it; called at most once, under the lock of this signal, never after
   *     {@link #end}
   * @return false if the call was told to stop already: it must not begin
   */
  public synchronized boolean begin(Runnable stopsRun) {
    if (reason != null) {
      return false;
    }
    run = stopsRun;
    return true;
  }

  /**
   * Tells the call to stop. Does nothing if it was told before, or is over.
   *
   * @param why the reason
   */
  public synchronized void stop(Reason why) {
    if (reason != null || isOver) {
      return;
    }
    reason = why;
    if (run != null) {
      run.run();
    }
  }

  /** Ends the run. */
  public synchronized void end() {
    isOver = true;
    run = null;
  }

  /**
   * Returns why the call was told to stop.
   *
   * @return the reason; nothing if it was not
   */
  public synchronized @Nullable Reason reason() {
    return reason;
  }

  /**
   * Makes what the caller of a call that was told to stop gets.
   *
   * @param model the name of the model
   * @return the exception of the reason
   */
  public RuntimeException failure(String model) {
    return switch (Objects.requireNonNull(reason(), "reason")) {
      case DEADLINE ->
          new DeadlineExceededException(
              "A run of model %s was stopped at its deadline".formatted(model));
      case CANCELLED ->
          new CancellationException("A run of model %s was cancelled".formatted(model));
      case SHUTDOWN -> new SessionClosedException(model);
    };
  }
}
