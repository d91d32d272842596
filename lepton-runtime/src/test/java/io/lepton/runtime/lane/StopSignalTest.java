package io.lepton.runtime.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.model.DeadlineExceededException;
import io.lepton.model.SessionClosedException;
import io.lepton.runtime.lane.StopSignal.Reason;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How one call is told to stop. */
class StopSignalTest {

  private final StopSignal signal = new StopSignal();
  private final AtomicInteger stops = new AtomicInteger();

  @Test
  void stop_running_stopsTheRunOnce() {
    assertThat(signal.begin(stops::incrementAndGet)).isTrue();
    signal.stop(Reason.DEADLINE);
    signal.stop(Reason.CANCELLED);
    assertThat(stops).hasValue(1);
    assertThat(signal.reason()).isEqualTo(Reason.DEADLINE);
  }

  @Test
  void begin_stoppedBefore_isRefused() {
    signal.stop(Reason.CANCELLED);
    assertThat(signal.begin(stops::incrementAndGet)).isFalse();
    assertThat(stops).hasValue(0);
  }

  @Test
  void stop_afterTheEnd_doesNothing() {
    signal.begin(stops::incrementAndGet);
    signal.end();
    signal.stop(Reason.SHUTDOWN);
    assertThat(stops).hasValue(0);
    assertThat(signal.reason()).isNull();
  }

  @Test
  void failure_eachReason_isItsException() {
    assertThat(failure(Reason.DEADLINE)).isInstanceOf(DeadlineExceededException.class);
    assertThat(failure(Reason.CANCELLED)).isInstanceOf(CancellationException.class);
    assertThat(failure(Reason.SHUTDOWN)).isInstanceOf(SessionClosedException.class);
  }

  private static RuntimeException failure(Reason reason) {
    StopSignal stopped = new StopSignal();
    stopped.stop(reason);
    return stopped.failure("iris");
  }
}
