package io.lepton.model;

/**
 * What a session has done so far, counted since it was opened. A snapshot; taking one disturbs no
 * call, so that the numbers may lie a call apart from each other.
 *
 * <p>A call is one {@link InferenceSession#infer} or one {@link BoundInference#run} of a binding of
 * the session, from the moment it was let in; {@link InferenceSession#warmUp} does not count.
 *
 * <p>Percentiles come from a histogram of four steps for each doubling, and say the upper end of a
 * step: they are up to a quarter too high. While calls take less than 10 µs, a look at the clock
 * would be a part of them that matters, and only one in eight is timed, at random: times are then
 * an estimate, and the longest call may have gone unseen. Calls and failures are always exact.
 *
 * @param calls how many calls ended, the failed ones included
 * @param failures how many of them the runtime failed; a request that does not fit the model is not
 *     one of them
 * @param inFlight how many calls are inside the runtime at this moment
 * @param totalNanos how long all calls together took, in nanoseconds
 * @param maxNanos how long the longest call took, in nanoseconds
 * @param p50Nanos how long the faster half of the calls took at most, in nanoseconds
 * @param p99Nanos how long the fastest 99 of 100 calls took at most, in nanoseconds
 * @param nativeBytes how much native memory is held, in bytes: the model, which handles that share
 *     it each count in full, and the bindings of this session; see {@link NativeMemoryBudget} for
 *     what is counted
 */
public record SessionStatistics(
    long calls,
    long failures,
    long inFlight,
    long totalNanos,
    long maxNanos,
    long p50Nanos,
    long p99Nanos,
    long nativeBytes) {

  /**
   * Returns the statistics of a session that counts nothing.
   *
   * @return zero throughout
   */
  public static SessionStatistics none() {
    return new SessionStatistics(0, 0, 0, 0, 0, 0, 0, 0);
  }

  /**
   * Returns how long a call took on average.
   *
   * @return nanoseconds, 0 if there was no call
   */
  public long meanNanos() {
    return calls == 0 ? 0 : totalNanos / calls;
  }
}
