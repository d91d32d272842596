package io.lepton.runtime.resource;

import io.lepton.model.SessionStatistics;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts calls and how long they took, and allocates nothing.
 *
 * <p><b>What is timed.</b> A look at the clock takes about 20 ns, two of them and the counters 60
 * ns: nothing beside a call of 10 µs, a few hundredths of one of 2 µs. So every call is timed while
 * calls take long, and one in eight, at random and counted for eight, while they are short. Calls
 * are counted exactly in any case.
 *
 * <p>Safe for use by many threads: the counters spread over several cells when threads collide.
 */
public final class CallStatistics {

  private static final long SHORT_NANOS = 10_000;
  private static final int SAMPLE = 8;
  private static final long NOT_TIMED = 0;

  private final LongAdder calls = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final Histogram histogram = new Histogram();
  private final LongAdder totalNanos = new LongAdder();
  private final AtomicLong maxNanos = new AtomicLong();

  // Only a hint, and written when it changes only: threads may see it late.
  private boolean isShort;

  /** Makes counters that stand at zero. */
  public CallStatistics() {}

  /**
   * Marks the begin of a call.
   *
   * @return what {@link #ended} wants to know
   */
  public long began() {
    if (!isShort) {
      return System.nanoTime() & -2;
    }
    boolean isSampled = (ThreadLocalRandom.current().nextInt() & SAMPLE - 1) == 0;
    return isSampled ? System.nanoTime() | 1 : NOT_TIMED;
  }

  /**
   * Counts a call that has ended.
   *
   * @param mark what {@link #began} said
   */
  public void ended(long mark) {
    calls.increment();
    if (mark != NOT_TIMED) {
      // The lowest bit says for how many calls this one stands.
      record(Math.max(0, System.nanoTime() - mark), (mark & 1) == 0 ? 1 : SAMPLE);
    }
  }

  private void record(long nanos, int weight) {
    histogram.add(nanos, weight);
    totalNanos.add(nanos * weight);
    raiseMax(nanos);
    if (nanos < SHORT_NANOS != isShort) {
      isShort = !isShort;
    }
  }

  // With no lambda: the first of a process takes milliseconds, and this is on the way to the first
  // prediction.
  private void raiseMax(long nanos) {
    long max = maxNanos.get();
    while (nanos > max && !maxNanos.compareAndSet(max, nanos)) {
      max = maxNanos.get();
    }
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
    Histogram.Snapshot timed = histogram.snapshot();
    long max = maxNanos.get();
    return new SessionStatistics(
        calls.sum(),
        failures.sum(),
        inFlight,
        totalNanos.sum(),
        max,
        Math.min(max, timed.percentile(50)),
        Math.min(max, timed.percentile(99)),
        nativeBytes);
  }
}
