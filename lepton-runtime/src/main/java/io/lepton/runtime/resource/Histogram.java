package io.lepton.runtime.resource;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/**
 * How many durations fell into each of a fixed number of steps, four for each doubling: within a
 * quarter of the truth from 4 ns to the 292 years that a long of nanoseconds can hold.
 *
 * <p>Safe for use by many threads.
 */
final class Histogram {

  private static final int STEP_BITS = 2;
  private static final int STEPS = 1 << STEP_BITS;
  private static final int BUCKETS = (Long.SIZE - STEP_BITS) * STEPS;

  // One array and no cells: of calls so short that threads would collide, most are not timed.
  private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);

  void add(long nanos, int count) {
    counts.addAndGet(bucket(nanos), count);
  }

  /** The step of a number that is not negative: its exponent, and the two bits after the first. */
  static int bucket(long nanos) {
    if (nanos < STEPS) {
      return (int) nanos;
    }
    int exponent = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos);
    int shift = exponent - STEP_BITS;
    return (shift << STEP_BITS) + (int) (nanos >>> shift);
  }

  /** The largest number of a step. */
  static long upperBound(int bucket) {
    if (bucket < 2 * STEPS) {
      return bucket;
    }
    int shift = (bucket >>> STEP_BITS) - 1;
    long first = bucket - (shift << STEP_BITS);
    return (first + 1 << shift) - 1;
  }

  Snapshot snapshot() {
    return new Snapshot(IntStream.range(0, BUCKETS).mapToLong(counts::get).toArray());
  }

  /** What was counted up to a moment. */
  static final class Snapshot {

    private final long[] counts;
    private final long total;

    Snapshot(long[] counts) {
      this.counts = counts;
      this.total = Arrays.stream(counts).sum();
    }

    long total() {
      return total;
    }

    /** The upper bound of the step that so many of 100 durations do not exceed; 0 if none. */
    long percentile(int percent) {
      long wanted = total / 100 * percent + (total % 100 * percent + 99) / 100;
      long seen = 0;
      for (int i = 0; i < counts.length; i++) {
        seen += counts[i];
        if (seen >= wanted) {
          return total == 0 ? 0 : upperBound(i);
        }
      }
      return 0;
    }
  }
}
