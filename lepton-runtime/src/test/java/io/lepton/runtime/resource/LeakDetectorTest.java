package io.lepton.runtime.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.model.LeakDetection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LeakDetectorTest {

  private final Queue<String> reports = new ConcurrentLinkedQueue<>();
  private final AtomicInteger freed = new AtomicInteger();
  private final LeakDetector leaks = new LeakDetector(reports::add);

  private void forget(LeakDetection level, int times) {
    for (int i = 0; i < times; i++) {
      leaks.binding(level, new Object(), "churn", freed::incrementAndGet);
    }
  }

  static void collectUntil(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      System.gc();
      Thread.sleep(10);
    }
  }

  @Test
  void all_manyForgottenAtOnePlace_areFreedAndReportedOnce() throws InterruptedException {
    forget(LeakDetection.ALL, 50);
    collectUntil(() -> freed.get() == 50);
    assertThat(reports)
        .singleElement()
        .asString()
        .startsWith("A binding of model churn was not closed and cannot be reached any more; ")
        .containsPattern("it was opened at \\S+\\.\\w+:\\d+$");
  }

  @Test
  void sampled_manyForgotten_areFreedAndOfSomeThePlaceIsKnown() throws InterruptedException {
    forget(LeakDetection.SAMPLED, 3000);
    collectUntil(() -> freed.get() == 3000);
    assertThat(reports).hasSize(2);
    assertThat(reports).anyMatch(report -> report.endsWith("(LeakDetection.ALL finds it)"));
    assertThat(reports).anyMatch(report -> report.matches(".*:\\d+$"));
  }

  @Test
  void session_sampled_placeIsAlwaysKnown() throws InterruptedException {
    leaks.session(LeakDetection.SAMPLED, new Object(), "churn", freed::incrementAndGet);
    collectUntil(() -> freed.get() == 1);
    assertThat(reports).singleElement().asString().matches("A session of model churn.*:\\d+");
  }

  @Test
  void end_thenForgotten_isNeitherFreedNorReported() throws InterruptedException {
    Tracking tracking =
        leaks.binding(LeakDetection.ALL, new Object(), "churn", freed::incrementAndGet);
    tracking.end();
    tracking.end();
    forget(LeakDetection.ALL, 1);
    collectUntil(() -> freed.get() == 1);
    assertThat(reports).hasSize(1);
  }

  @Test
  void off_isNotTracked() {
    Tracking tracking =
        leaks.session(LeakDetection.OFF, new Object(), "churn", freed::incrementAndGet);
    assertThat(tracking).isSameAs(Tracking.NONE);
  }

  @Test
  void reachable_isLeftAlone() throws InterruptedException {
    Object kept = new Object();
    leaks.binding(LeakDetection.ALL, kept, "kept", freed::incrementAndGet);
    forget(LeakDetection.ALL, 1);
    collectUntil(() -> freed.get() == 1);
    assertThat(reports).noneMatch(report -> report.contains("kept"));
    assertThat(kept).isNotNull();
  }
}
