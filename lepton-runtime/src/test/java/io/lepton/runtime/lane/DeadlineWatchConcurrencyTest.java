package io.lepton.runtime.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.model.Deadline;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The one thread that knows when deadlines pass. */
@Timeout(60)
class DeadlineWatchConcurrencyTest {

  private static final Deadline FAR = Deadline.after(Duration.ofDays(1));

  private final DeadlineWatch watch = new DeadlineWatch(TimeUnit.SECONDS.toNanos(10));

  private static Deadline soon() {
    return Deadline.after(Duration.ofMillis(5));
  }

  @Test
  void set_deadlinePasses_rings() throws InterruptedException {
    CountDownLatch rung = new CountDownLatch(1);
    watch.set(soon(), rung::countDown);
    rung.await();
  }

  @Test
  void set_earlierThanTheOneWaitedFor_ringsFirst() throws InterruptedException {
    CountDownLatch rung = new CountDownLatch(1);
    watch.set(FAR, () -> {});
    Thread.sleep(20);
    watch.set(soon(), rung::countDown);
    rung.await();
  }

  @Test
  void set_actionFails_ringsTheNext() throws InterruptedException {
    CountDownLatch rung = new CountDownLatch(1);
    watch.set(
        soon(),
        () -> {
          throw new IllegalStateException("on purpose");
        });
    watch.set(Deadline.after(Duration.ofMillis(20)), rung::countDown);
    rung.await();
  }

  @Test
  void clear_beforeTheDeadline_doesNotRing() throws InterruptedException {
    AtomicInteger rings = new AtomicInteger();
    CountDownLatch later = new CountDownLatch(1);
    watch.clear(watch.set(Deadline.after(Duration.ofMillis(200)), rings::incrementAndGet));
    watch.set(Deadline.after(Duration.ofMillis(220)), later::countDown);
    later.await();
    assertThat(rings).hasValue(0);
  }

  @Test
  void thread_idle_endsAndComesBack() throws InterruptedException {
    DeadlineWatch impatient = new DeadlineWatch(TimeUnit.MILLISECONDS.toNanos(1));
    for (int i = 0; i < 20; i++) {
      CountDownLatch rung = new CountDownLatch(1);
      impatient.set(soon(), rung::countDown);
      rung.await();
      while (impatient.isRunning()) {
        Thread.sleep(1);
      }
    }
  }

  @Test
  void set_byManyThreadsWhileTheThreadComesAndGoes_losesNone() throws InterruptedException {
    DeadlineWatch impatient = new DeadlineWatch(1);
    int threads = 8;
    int each = 500;
    CountDownLatch rung = new CountDownLatch(threads * each);
    for (int i = 0; i < threads; i++) {
      Random random = new Random(i);
      new Thread(
              () -> {
                for (int j = 0; j < each; j++) {
                  long nanos = random.nextInt(200_000);
                  impatient.clear(impatient.set(FAR, rung::countDown));
                  impatient.set(Deadline.after(Duration.ofNanos(nanos)), rung::countDown);
                }
              })
          .start();
    }
    rung.await();
  }
}
