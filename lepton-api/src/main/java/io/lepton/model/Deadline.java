package io.lepton.model;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * The moment by which an answer is worth having.
 *
 * <p>A deadline is a moment and not a length of time, so it can be handed from one call to the
 * next: what the first one uses up, the second one does not have. It is measured with {@link
 * System#nanoTime}: it does not follow corrections of the clock, and means nothing outside this
 * JVM.
 *
 * <pre>{@code
 * Deadline deadline = Deadline.after(Duration.ofMillis(50));
 * System.out.println(deadline.remaining());
 * }</pre>
 *
 * <p>Immutable, safe for use by many threads.
 */
public final class Deadline {

  // Differences of nanoTime are right up to 292 years; half of that leaves room to compare.
  private static final long FARTHEST_NANOS = Long.MAX_VALUE / 2;

  private static final Deadline NONE = new Deadline(0, true);

  private final long nanoTime;
  private final boolean none;

  private Deadline(long nanoTime, boolean none) {
    this.nanoTime = nanoTime;
    this.none = none;
  }

  /**
   * Returns the deadline that never passes.
   *
   * @return no deadline
   */
  public static Deadline none() {
    return NONE;
  }

  /**
   * Returns a deadline some time from now.
   *
   * @param time how long from now; zero or less has passed already; more than 146 years is taken as
   *     146 years
   * @return the deadline
   */
  public static Deadline after(Duration time) {
    return at(System.nanoTime() + nanos(time));
  }

  private static long nanos(Duration time) {
    if (time.isNegative()) {
      return 0;
    }
    Duration farthest = Duration.ofNanos(FARTHEST_NANOS);
    return time.compareTo(farthest) > 0 ? FARTHEST_NANOS : time.toNanos();
  }

  /**
   * Returns a deadline at a moment.
   *
   * @param nanoTime the moment in terms of {@link System#nanoTime}
   * @return the deadline
   */
  public static Deadline at(long nanoTime) {
    return new Deadline(nanoTime, false);
  }

  /**
   * Says whether this deadline never passes.
   *
   * @return true for {@link #none()}
   */
  public boolean isNone() {
    return none;
  }

  /**
   * Says whether the moment has come.
   *
   * @return true from the moment on
   */
  public boolean hasPassed() {
    return remainingNanos() <= 0;
  }

  /**
   * Returns how long it is from now to this deadline.
   *
   * @return the time, zero if it has passed, {@link ChronoUnit#FOREVER} if there is none
   */
  public Duration remaining() {
    return none
        ? ChronoUnit.FOREVER.getDuration()
        : Duration.ofNanos(Math.max(0, remainingNanos()));
  }

  /**
   * Returns how many nanoseconds it is from now to this deadline.
   *
   * @return the nanoseconds, zero or less if it has passed, {@link Long#MAX_VALUE} if there is none
   */
  public long remainingNanos() {
    return none ? Long.MAX_VALUE : nanoTime - System.nanoTime();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Deadline that && none == that.none && nanoTime == that.nanoTime;
  }

  @Override
  public int hashCode() {
    return none ? 1 : Long.hashCode(nanoTime);
  }

  @Override
  public String toString() {
    return none ? "no deadline" : "deadline in " + remainingNanos() / 1_000_000 + " ms";
  }
}
