package io.lepton.runtime.lane;

import io.lepton.model.Deadline;
import io.lepton.model.DeadlineExceededException;
import io.lepton.runtime.lane.StopSignal.Reason;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A call on its way through a lane.
 *
 * <p>It is over when its future is complete, whoever completed it: the lane, the deadline, or the
 * caller. If it waits then, it leaves the queue, and if it runs, it is told to stop.
 *
 * @param <T> what it answers
 */
final class LaneCall<T> implements Runnable {

  private final Lanes lanes;
  private final Deadline deadline;
  private final boolean waitsForEnd;
  private final Function<@Nullable StopSignal, T> work;
  private final StopSignal stop = new StopSignal();
  private final CompletableFuture<T> future = new CompletableFuture<>();
  private volatile DeadlineWatch.@Nullable Alarm alarm;
  private volatile boolean hasBegun;

  /**
   * Makes a call.
   *
   * @param waitsForEnd whether the future of a call that runs stays open past the deadline until
   *     the run has ended
   */
  LaneCall(
      Lanes lanes, Deadline deadline, boolean waitsForEnd, Function<@Nullable StopSignal, T> work) {
    this.lanes = lanes;
    this.deadline = deadline;
    this.waitsForEnd = waitsForEnd;
    this.work = work;
  }

  CompletableFuture<T> future() {
    return future;
  }

  /** Watches the deadline and what becomes of the future. Before the call is given to a lane. */
  void watch() {
    if (!deadline.isNone()) {
      alarm = DeadlineWatch.shared().set(deadline, this::expire);
    }
    CompletableFuture<T> unused = future.whenComplete((answer, failure) -> leave());
  }

  // What follows on the future is not ours, and must not keep the thread of the watch.
  private void expire() {
    stop.stop(Reason.DEADLINE);
    if (!waitsForEnd || !hasBegun) {
      DeadlineExceededException failure = lanes.late(deadline);
      future.defaultExecutor().execute(() -> future.completeExceptionally(failure));
    }
  }

  private void leave() {
    DeadlineWatch.Alarm set = alarm;
    if (set != null) {
      DeadlineWatch.shared().clear(set);
    }
    if (!hasBegun) {
      lanes.remove(this);
    }
    stop.stop(Reason.CANCELLED);
  }

  @Override
  public void run() {
    hasBegun = true;
    if (future.isDone()) {
      return;
    }
    try {
      finish(lanes.timed(() -> work.apply(stop)));
    } catch (Throwable e) {
      stop.end();
      future.completeExceptionally(e);
    }
  }

  private void finish(T answer) {
    stop.end();
    if (deadline.hasPassed()) {
      future.completeExceptionally(lanes.late(deadline));
    } else {
      future.complete(answer);
    }
  }
}
