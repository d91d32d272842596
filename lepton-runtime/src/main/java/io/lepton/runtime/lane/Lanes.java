package io.lepton.runtime.lane;

import io.lepton.model.Deadline;
import io.lepton.model.DeadlineExceededException;
import io.lepton.model.Device;
import io.lepton.model.OverloadedException;
import io.lepton.model.SessionClosedException;
import io.lepton.runtime.lane.StopSignal.Reason;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The threads of a session, and who runs on them.
 *
 * <p>Safe for use by many threads.
 */
public final class Lanes implements AutoCloseable {

  /**
   * How long calls must take on average for virtual threads to hand them over. Handing over and
   * coming back costs 10 to 15 us (JDK 25, two cores), so less than 3 % of such a call; and a
   * carrier that is kept for less is not missed: Java code that computes keeps it just as long.
   */
  static final long WORTH_A_LANE_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

  /** How many calls may wait before an asynchronous one is refused. */
  static final int MOST_WAITING = 1024;

  private static final long IDLE_SECONDS = 10;

  private static final class LaneThread extends Thread {

    private final Lanes lanes;

    // Neither the thread locals nor the class loader of whoever happens to be first.
    LaneThread(Lanes lanes, Runnable work) {
      super(null, work, "lepton-lane-" + lanes.model, 0, false);
      this.lanes = lanes;
      setDaemon(true);
      setContextClassLoader(null);
    }
  }

  /** Not a lambda: the first of a JVM takes milliseconds, and this is on the way of opening. */
  private final class LaneThreads implements ThreadFactory {

    @Override
    public Thread newThread(Runnable work) {
      return new LaneThread(Lanes.this, work);
    }
  }

  private final String model;
  private final boolean isFixed;
  private final LinkedBlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
  private final ThreadPoolExecutor threads;
  private final MeanTime mean = new MeanTime(WORTH_A_LANE_NANOS);

  private Lanes(String model, boolean isFixed, int count) {
    this.model = model;
    this.isFixed = isFixed;
    this.threads =
        new ThreadPoolExecutor(
            count, count, IDLE_SECONDS, TimeUnit.SECONDS, waiting, new LaneThreads());
    threads.allowCoreThreadTimeOut(!isFixed);
  }

  /**
   * Makes the lanes of a session. No thread is started yet.
   *
   * @param model the name of the model
   * @param device where it runs
   * @param threadsPerCall how many cores one call keeps busy
   * @return the lanes
   */
  public static Lanes of(String model, Device device, int threadsPerCall) {
    if (device != Device.CPU) {
      return new Lanes(model, true, 1);
    }
    int cores = Runtime.getRuntime().availableProcessors();
    return new Lanes(model, false, Math.max(2, cores / Math.max(1, threadsPerCall)));
  }

  /**
   * Says whether the current thread may run a call itself, with no more ado.
   *
   * @return true on platform threads, and on the session's own where the session is bound to it
   */
  public boolean isCallerFit() {
    return isFixed ? isOwn() : !VirtualThreads.isCurrent();
  }

  private boolean isOwn() {
    return Thread.currentThread() instanceof LaneThread lane && lane.lanes == this;
  }

  /**
   * Runs a call that is not timed, where it should run, and waits for it.
   *
   * @param work the call; nothing tells it to stop
   * @param <T> what it answers
   * @return its answer
   */
  public <T> T call(Function<@Nullable StopSignal, T> work) {
    if (isCallerFit()) {
      return work.apply(null);
    }
    return isHere() ? timed(() -> work.apply(null)) : hand(Deadline.none(), work);
  }

  /**
   * Runs a call that has a deadline, where it should run, and waits until the run has ended.
   *
   * @param deadline when it is told to stop
   * @param work the call
   * @param <T> what it answers
   * @return its answer
   * @throws DeadlineExceededException if the deadline has passed, whether there is an answer or not
   */
  public <T> T call(Deadline deadline, Function<@Nullable StopSignal, T> work) {
    if (deadline.isNone()) {
      return call(work);
    }
    if (deadline.hasPassed()) {
      throw late(deadline);
    }
    return isHere() ? here(deadline, work) : hand(deadline, work);
  }

  /**
   * Runs a call on a lane, and does not wait for it.
   *
   * @param deadline when it is told to stop
   * @param work the call
   * @param <T> what it answers
   * @return its answer to come
   */
  public <T> CompletableFuture<T> callAsync(
      Deadline deadline, Function<@Nullable StopSignal, T> work) {
    try {
      if (deadline.hasPassed()) {
        throw late(deadline);
      }
      if (waiting.size() >= MOST_WAITING) {
        throw new OverloadedException(model, MOST_WAITING);
      }
      return give(new LaneCall<>(this, deadline, false, work));
    } catch (RuntimeException | Error e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private boolean isHere() {
    return isCallerFit() || !isFixed && mean.nanos() < WORTH_A_LANE_NANOS;
  }

  private <T> T here(Deadline deadline, Function<@Nullable StopSignal, T> work) {
    StopSignal stop = new StopSignal();
    DeadlineWatch.Alarm alarm =
        DeadlineWatch.shared().set(deadline, () -> stop.stop(Reason.DEADLINE));
    try {
      T answer = timed(() -> work.apply(stop));
      if (deadline.hasPassed()) {
        throw late(deadline);
      }
      return answer;
    } finally {
      DeadlineWatch.shared().clear(alarm);
    }
  }

  private <T> T hand(Deadline deadline, Function<@Nullable StopSignal, T> work) {
    try {
      return give(new LaneCall<>(this, deadline, true, work)).join();
    } catch (CompletionException e) {
      throw thrown(e);
    }
  }

  private static RuntimeException thrown(CompletionException e) {
    Throwable cause = e.getCause();
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException found ? found : e;
  }

  private <T> CompletableFuture<T> give(LaneCall<T> call) {
    call.watch();
    try {
      threads.execute(call);
    } catch (RejectedExecutionException e) {
      call.future().completeExceptionally(new SessionClosedException(model));
    } catch (OutOfMemoryError e) {
      // No memory for a thread.
      call.future().completeExceptionally(e);
    }
    return call.future();
  }

  /** Measures a call. */
  <T> T timed(Supplier<T> work) {
    long start = System.nanoTime();
    T answer = work.get();
    mean.add(System.nanoTime() - start);
    return answer;
  }

  void remove(Runnable call) {
    threads.remove(call);
  }

  DeadlineExceededException late(Deadline deadline) {
    return new DeadlineExceededException(
        "A call of model %s has no answer by its deadline, which passed %d us ago"
            .formatted(model, -deadline.remainingNanos() / 1000));
  }

  /**
   * Takes no more calls. Those that wait are still begun, for the session to refuse them; the
   * threads end after the last one.
   */
  @Override
  public void close() {
    threads.shutdown();
  }
}
