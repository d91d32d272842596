package io.lepton.model;

/**
 * The pools of threads that all sessions of the process share which ask for them.
 *
 * <p>With pools of their own, which is the default, ten sessions of four threads have thirty
 * threads more than one; with these they have as many as one. They are made once, with the first
 * session that the process opens, and stay as they are: a session that asks for pools of another
 * size later, or for any where the first did not, is refused. ONNX Runtime calls it {@code
 * CreateEnvWithGlobalThreadPools}.
 *
 * @param intraOpThreads how many threads work on one operator, the calling one included, at least 1
 * @param interOpThreads how many operators may run at once, at least 1
 * @param spinning whether idle threads burn processor time to start a little sooner; see {@link
 *     SessionOptions#withSpinning}
 */
public record GlobalThreads(int intraOpThreads, int interOpThreads, boolean spinning) {

  /**
   * Checks the numbers.
   *
   * @param intraOpThreads how many threads work on one operator
   * @param interOpThreads how many operators may run at once
   * @param spinning whether idle threads burn processor time
   * @throws IllegalArgumentException if a number is below 1
   */
  public GlobalThreads {
    SessionOptions.checkThreads("global intra-op", intraOpThreads);
    SessionOptions.checkThreads("global inter-op", interOpThreads);
  }

  /**
   * Returns pools for operators that run one after another, whose idle threads sleep.
   *
   * @param intraOpThreads how many threads work on one operator, at least 1
   * @return the pools
   * @throws IllegalArgumentException if the number is below 1
   */
  public static GlobalThreads of(int intraOpThreads) {
    return new GlobalThreads(intraOpThreads, 1, false);
  }

  /**
   * Lets independent operators run at once.
   *
   * @param threads at least 1
   * @return changed pools
   * @throws IllegalArgumentException if the number is below 1
   */
  public GlobalThreads withInterOpThreads(int threads) {
    return new GlobalThreads(intraOpThreads, threads, spinning);
  }

  /**
   * Lets idle threads spin.
   *
   * @param on whether they do
   * @return changed pools
   */
  public GlobalThreads withSpinning(boolean on) {
    return new GlobalThreads(intraOpThreads, interOpThreads, on);
  }
}
