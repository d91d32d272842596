package io.lepton.runtime.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The gate in front of native code. */
@Timeout(20)
class LeasesTest {

  private final Leases leases = new Leases();

  @Test
  void enter_open_isLetIn() {
    assertThat(leases.enter()).isTrue();
    leases.leave();
  }

  @Test
  void enter_closed_isKeptOut() {
    assertThat(leases.close()).isTrue();
    assertThat(leases.enter()).isFalse();
    assertThat(leases.isClosed()).isTrue();
  }

  @Test
  void close_again_isNotTheFirst() {
    leases.close();
    assertThat(leases.close()).isFalse();
  }

  @Test
  void awaitAtMost_leaseTaken_waitsForItsReturn() throws InterruptedException {
    leases.enter();
    leases.close();
    CountDownLatch done = new CountDownLatch(1);
    Thread waiting =
        new Thread(
            () -> {
              leases.awaitAtMost(1);
              done.countDown();
            });
    waiting.start();
    assertThat(done.await(50, TimeUnit.MILLISECONDS)).isFalse();
    leases.leave();
    assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void awaitAtMost_interrupted_waitsAndStaysInterrupted() throws InterruptedException {
    leases.enter();
    leases.close();
    CountDownLatch interrupted = new CountDownLatch(1);
    Thread waiting =
        new Thread(
            () -> {
              leases.awaitAtMost(1);
              if (Thread.currentThread().isInterrupted()) {
                interrupted.countDown();
              }
            });
    waiting.start();
    waiting.interrupt();
    assertThat(interrupted.await(50, TimeUnit.MILLISECONDS)).isFalse();
    leases.leave();
    assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void await_leaseNotReturned_givesUp() {
    leases.enter();
    leases.close();
    assertThat(leases.await(1, TimeUnit.MILLISECONDS.toNanos(5))).isFalse();
  }
}
