package io.lepton.runtime.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.lepton.model.SessionStatistics;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallStatisticsTest {

  @Test
  void snapshot_ofNothing_isZero() {
    assertThat(new CallStatistics().snapshot(0, 0)).isEqualTo(SessionStatistics.none());
    assertThat(SessionStatistics.none().meanNanos()).isZero();
  }

  @Test
  void ended_oneCall_isTimed() {
    CallStatistics statistics = new CallStatistics();
    long mark = statistics.began() - 5_000_000;
    statistics.ended(mark);
    SessionStatistics found = statistics.snapshot(3, 4);
    assertThat(found.calls()).isEqualTo(1);
    assertThat(found.failures()).isZero();
    assertThat(found.maxNanos()).isGreaterThanOrEqualTo(5_000_000);
    assertThat(found.totalNanos()).isEqualTo(found.maxNanos());
    assertThat(found.p50Nanos()).isEqualTo(found.maxNanos()).isEqualTo(found.p99Nanos());
    assertThat(found.inFlight()).isEqualTo(3);
    assertThat(found.nativeBytes()).isEqualTo(4);
    assertThat(found.meanNanos()).isEqualTo(found.totalNanos());
  }

  @Test
  void ended_shortCalls_areCountedExactlyAndTimedNowAndThen() {
    CallStatistics statistics = new CallStatistics();
    for (int i = 0; i < 100_000; i++) {
      statistics.ended(statistics.began());
    }
    SessionStatistics found = statistics.snapshot(0, 0);
    assertThat(found.calls()).isEqualTo(100_000);
    assertThat(found.totalNanos()).isPositive();
    assertThat(found.p50Nanos()).isPositive().isLessThanOrEqualTo(found.p99Nanos());
    assertThat(found.p99Nanos()).isLessThanOrEqualTo(found.maxNanos());
  }

  @Test
  void ended_longCallsAfterShortOnes_areAllTimed() {
    CallStatistics statistics = new CallStatistics();
    statistics.ended(statistics.began());
    int timed = 0;
    for (int i = 0; i < 1000; i++) {
      long mark = statistics.began();
      timed += mark == 0 ? 0 : 1;
      statistics.ended(mark == 0 ? mark : mark - 20_000);
    }
    assertThat(timed).isGreaterThan(800);
  }

  @Test
  void ended_manyThreads_losesNoCall() throws InterruptedException {
    CallStatistics statistics = new CallStatistics();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Thread thread = new Thread(() -> count(statistics));
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    SessionStatistics found = statistics.snapshot(0, 0);
    assertThat(found.calls()).isEqualTo(80_000);
    assertThat(found.failures()).isEqualTo(80_000);
  }

  private static void count(CallStatistics statistics) {
    for (int i = 0; i < 10_000; i++) {
      statistics.failed();
      statistics.ended(statistics.began());
    }
  }

  @Test
  void ended_warm_allocatesNothing() {
    CallStatistics statistics = new CallStatistics();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    count(statistics);
    threads.getCurrentThreadAllocatedBytes();
    long before = threads.getCurrentThreadAllocatedBytes();
    count(statistics);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1000);
  }
}
