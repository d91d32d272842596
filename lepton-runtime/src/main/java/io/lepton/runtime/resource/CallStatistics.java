package io.lepton.runtime.resource;

import io.lepton.model.SessionStatistics;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts calls and how long they took. A call costs two readings of the clock and two or three
 * atomic additions, and allocates nothing.
 *
 * <p>Safe for use by many threads: the counters spread over several cells when threads collide.
 */
public final class CallStatistics {

  private final Histogram histogram = new Histogram();
  private final LongAdder totalNanos = new LongAdder();
  private final LongAccumulator maxNanos = new LongAccumulator(Math::max, 0);
  private final LongAdder failures = new LongAdder();

  /** Makes counters that stand at zero. */
  public CallStatistics() {}

  /**
   * Counts a call that has ended.
   *
   * @param startNanos what {@link System#nanoTime} said when it began
   */
  public void ended(long startNanos) {
    long nanos = Math.max(0, System.nanoTime() - startNanos);
    histogram.add(nanos);
    totalNanos.add(nanos);
    maxNanos.accumulate(nanos);
  }

  /** Counts a failure; the call is counted by {@link #ended} as well. */
  public void failed() {
    failures.increment();
  }

  /**
   * Returns what was counted.
   *
   * @param inFlight how many calls run now
   * @param nativeBytes how much native memory is held
   * @return a snapshot
   */
  public SessionStatistics snapshot(long inFlight, long nativeBytes) {
    Histogram.Snapshot counts = histogram.snapshot();
    long max = maxNanos.get();
    return new SessionStatistics(
        counts.total(),
        failures.sum(),
        inFlight,
        totalNanos.sum(),
        max,
        Math.min(max, counts.percentile(50)),
        Math.min(max, counts.percentile(99)),
        nativeBytes);
  }
}
