package io.lepton.runtime.lane;

/**
 * How long the last calls took, the latest counting most.
 *
 * <p>Safe for use by many threads. Two that add at once may lose one of the times, which does no
 * harm and costs less than a lock.
 */
final class MeanTime {

  private static final int SHARE = 8;

  private volatile long nanos;

  /** Begins with a guess. */
  MeanTime(long nanos) {
    this.nanos = nanos;
  }

  long nanos() {
    return nanos;
  }

  /** Moves the mean an eighth of the way to a time. */
  void add(long taken) {
    long mean = nanos;
    nanos = mean + (taken - mean) / SHARE;
  }
}
