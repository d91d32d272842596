package io.lepton.format.schema;

import io.lepton.ErrorCode;
import io.lepton.LimitExceededException;

/**
 * The work that the check of one document may still be.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
final class StepCount {

  private final long most;
  private long left;

  StepCount(long most) {
    this.most = most;
    this.left = most;
  }

  void take() {
    take(1);
  }

  void take(long steps) {
    left -= steps;
    if (left < 0) {
      throw new LimitExceededException(
          ErrorCode.LIMIT_EXCEEDED,
          "The check of a document may take %d steps, and needs more".formatted(most));
    }
  }
}
