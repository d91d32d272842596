package io.lepton.runtime.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.model.Deadline;
import io.lepton.model.DeadlineExceededException;
import io.lepton.model.Device;
import io.lepton.model.OverloadedException;
import io.lepton.model.SessionClosedException;
import io.lepton.runtime.lane.StopSignal.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which thread runs a call, and what ends it early. */
@Timeout(60)
class LanesConcurrencyTest {

  private static final Deadline FAR = Deadline.after(Duration.ofDays(1));

  private final Lanes cpu = Lanes.of("test", Device.CPU, 1);
  private final Lanes gpu = Lanes.of("test", Device.CUDA, 1);
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void end() {
    release.countDown();
    cpu.close();
    gpu.close();
  }

  private static Deadline soon() {
    return Deadline.after(Duration.ofMillis(20));
  }

  /** A call that runs until it is told to stop. */
  private static String untilStopped(StopSignal stop) {
    CountDownLatch stopped = new CountDownLatch(1);
    if (stop.begin(stopped::countDown)) {
      await(stopped);
    }
    throw stop.failure("test");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A call that nothing stops, like a long operator. */
  private String untilReleased(StopSignal stop) {
    await(release);
    return "late";
  }

  private static Thread runner(Lanes lanes) {
    return lanes.call(stop -> Thread.currentThread());
  }

  @Test
  void call_platformThread_runsItself() {
    assertThat(cpu.isCallerFit()).isTrue();
    assertThat(runner(cpu)).isSameAs(Thread.currentThread());
    Thread timed = cpu.call(FAR, stop -> Thread.currentThread());
    assertThat(timed).isSameAs(Thread.currentThread());
  }

  @Test
  void call_gpu_runsOnOneThreadWhoeverCalls() throws InterruptedException {
    Set<Thread> runners = ConcurrentHashMap.newKeySet();
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Thread caller = new Thread(() -> runners.add(runner(gpu)));
      caller.start();
      callers.add(caller);
    }
    for (Thread caller : callers) {
      caller.join();
    }
    runners.add(gpu.call(FAR, stop -> Thread.currentThread()));
    runners.add(gpu.callAsync(FAR, stop -> Thread.currentThread()).join());
    assertThat(runners).hasSize(1).doesNotContain(Thread.currentThread());
  }

  @Test
  void call_gpuFromItsOwnLane_doesNotWaitForItself() {
    Thread nested = gpu.call(stop -> runner(gpu));
    boolean isFit = gpu.call(FAR, stop -> gpu.call(FAR, inner -> gpu.isCallerFit()));
    assertThat(nested).isSameAs(runner(gpu));
    assertThat(isFit).isTrue();
  }

  @Test
  void call_fails_throwsTheSame() {
    IllegalArgumentException failure = new IllegalArgumentException("on purpose");
    OutOfMemoryError error = new OutOfMemoryError("on purpose");
    assertThatThrownBy(() -> gpu.call(stop -> raise(failure))).isSameAs(failure);
    assertThatThrownBy(() -> gpu.call(stop -> raiseError(error))).isSameAs(error);
    assertThatThrownBy(() -> cpu.call(FAR, stop -> raise(failure))).isSameAs(failure);
  }

  private static String raise(RuntimeException failure) {
    throw failure;
  }

  private static String raiseError(Error failure) {
    throw failure;
  }

  @Test
  void call_interruptedCaller_waitsAndStaysInterrupted() {
    Thread.currentThread().interrupt();
    String answer = gpu.call(stop -> "an answer");
    assertThat(answer).isEqualTo("an answer");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void call_virtualThreadAndLongCalls_runOnALane() {
    Thread lane = Virtual.start(() -> runner(cpu)).join();
    assertThat(lane.getName()).isEqualTo("lepton-lane-test");
    assertThat(lane.isDaemon()).isTrue();
  }

  @Test
  void call_virtualThreadAndShortCalls_runsItself() {
    boolean isOwn =
        Virtual.start(
                () -> {
                  while (runner(cpu) != Thread.currentThread()) {
                    // Until the mean has come down.
                  }
                  return true;
                })
            .join();
    assertThat(isOwn).isTrue();
  }

  @Test
  void call_virtualThreadAndDeadline_isStopped() {
    CompletableFuture<String> answer =
        Virtual.start(() -> cpu.call(soon(), LanesConcurrencyTest::untilStopped));
    assertThatThrownBy(answer::join).hasCauseInstanceOf(DeadlineExceededException.class);
  }

  @Test
  void call_deadlinePassed_isNotBegun() {
    Deadline passed = Deadline.after(Duration.ZERO);
    for (Lanes lanes : List.of(cpu, gpu)) {
      assertThatThrownBy(() -> lanes.call(passed, stop -> raise(new AssertionFailed())))
          .isInstanceOf(DeadlineExceededException.class);
      assertThatThrownBy(lanes.callAsync(passed, stop -> raise(new AssertionFailed()))::join)
          .hasCauseInstanceOf(DeadlineExceededException.class);
    }
  }

  private static final class AssertionFailed extends IllegalStateException {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void call_deadlinePasses_isStopped() {
    for (Lanes lanes : List.of(cpu, gpu)) {
      assertThatThrownBy(() -> lanes.call(soon(), LanesConcurrencyTest::untilStopped))
          .isInstanceOf(DeadlineExceededException.class);
    }
  }

  @Test
  void call_answerAfterTheDeadline_isDropped() {
    Deadline deadline = soon();
    assertThatThrownBy(() -> cpu.call(deadline, stop -> waitFor(deadline)))
        .isInstanceOf(DeadlineExceededException.class)
        .hasMessageMatching(
            "A call of model test has no answer by its deadline, which passed \\d+ us ago");
  }

  private static boolean waitFor(Deadline deadline) {
    while (!deadline.hasPassed()) {
      Thread.onSpinWait();
    }
    return true;
  }

  @Test
  void call_gpuBusyUntilTheDeadline_failsWithoutHavingBegun() {
    CompletableFuture<String> unused = gpu.callAsync(Deadline.none(), this::untilReleased);
    assertThatThrownBy(() -> gpu.call(soon(), stop -> raise(new AssertionFailed())))
        .isInstanceOf(DeadlineExceededException.class);
  }

  @Test
  void callAsync_operatorOutlastsTheDeadline_failsAtTheDeadline() {
    CompletableFuture<String> answer = gpu.callAsync(soon(), this::untilReleased);
    assertThatThrownBy(answer::join).hasCauseInstanceOf(DeadlineExceededException.class);
    assertThat(release.getCount()).isEqualTo(1);
  }

  @Test
  void callAsync_stagesOfALateCall_doNotRunOnTheWatch() {
    CompletableFuture<String> late = gpu.callAsync(soon(), this::untilReleased);
    CompletableFuture<String> thread =
        late.handle((answer, failure) -> Thread.currentThread().getName());
    assertThat(thread.join()).isNotEqualTo("lepton-deadlines");
  }

  @Test
  void cancel_running_stopsTheRun() throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<String> answer =
        cpu.callAsync(
            Deadline.none(),
            stop -> {
              stop.begin(stopped::countDown);
              begun.countDown();
              await(stopped);
              assertThat(stop.reason()).isEqualTo(Reason.CANCELLED);
              return "dropped";
            });
    begun.await();
    assertThat(answer.cancel(true)).isTrue();
    stopped.await();
    assertThatThrownBy(answer::join).isInstanceOf(CancellationException.class);
  }

  @Test
  void orTimeout_running_stopsTheRun() {
    CountDownLatch stopped = new CountDownLatch(1);
    CompletableFuture<String> answer =
        cpu.callAsync(
                Deadline.none(),
                stop -> {
                  stop.begin(stopped::countDown);
                  await(stopped);
                  return "dropped";
                })
            .orTimeout(20, TimeUnit.MILLISECONDS);
    assertThatThrownBy(answer::join).hasCauseInstanceOf(TimeoutException.class);
    await(stopped);
  }

  @Test
  void cancel_waiting_leavesTheQueue() {
    CompletableFuture<String> unused = gpu.callAsync(Deadline.none(), this::untilReleased);
    for (int i = 0; i < 3 * Lanes.MOST_WAITING; i++) {
      CompletableFuture<String> waiting = gpu.callAsync(FAR, stop -> raise(new AssertionFailed()));
      assertThat(waiting).isNotDone();
      waiting.cancel(false);
    }
  }

  @Test
  void callAsync_tooManyWait_isRefusedUntilTheyAreGone() {
    CompletableFuture<String> first = gpu.callAsync(Deadline.none(), this::untilReleased);
    List<CompletableFuture<Integer>> waiting = new ArrayList<>();
    CompletableFuture<Integer> refused;
    do {
      refused = gpu.callAsync(Deadline.none(), stop -> 1);
      waiting.add(refused);
    } while (!refused.isDone());
    assertThat(waiting.size()).isBetween(Lanes.MOST_WAITING, Lanes.MOST_WAITING + 2);
    assertThatThrownBy(refused::join)
        .cause()
        .isInstanceOf(OverloadedException.class)
        .hasMessage("Model test lets 1024 calls wait, and so many wait already");
    release.countDown();
    assertThat(first.join()).isEqualTo("late");
    waiting.subList(0, waiting.size() - 1).forEach(call -> assertThat(call.join()).isEqualTo(1));
    assertThat(gpu.callAsync(Deadline.none(), stop -> 2).join()).isEqualTo(2);
  }

  @Test
  void anyCall_afterClose_isRefused() {
    gpu.close();
    assertThatThrownBy(() -> gpu.call(stop -> 1)).isInstanceOf(SessionClosedException.class);
    CompletableFuture<Integer> refused = gpu.callAsync(FAR, stop -> 1);
    assertThatThrownBy(refused::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(SessionClosedException.class);
  }

  @Test
  void close_callsWait_areStillBegun() {
    CompletableFuture<String> unused = gpu.callAsync(Deadline.none(), this::untilReleased);
    CompletableFuture<Integer> waiting = gpu.callAsync(FAR, stop -> 7);
    gpu.close();
    release.countDown();
    assertThat(waiting.join()).isEqualTo(7);
  }
}
