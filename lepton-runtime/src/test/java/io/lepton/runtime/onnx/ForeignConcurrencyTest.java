package io.lepton.runtime.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.model.BoundInference;
import io.lepton.model.InferenceSession;
import io.lepton.model.SessionClosedException;
import io.lepton.runtime.foreign.ForeignLinking;
import io.lepton.tensor.Shape;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Many threads with bindings of their own on one session, through JNI and where there is, foreign.
 */
@Timeout(120)
class ForeignConcurrencyTest {

  private static final int THREADS = 8;
  private static final int RUNS = Boolean.getBoolean("lepton.soak") ? 1_000_000 : 5_000;
  private static final Shape SHAPE = Shape.of(2, 2);

  @Test
  void run_eightThreads_eachReadsItsOwn() throws Exception {
    try (InferenceSession session = open()) {
      forEachThread(thread -> runs(session, thread, RUNS, new CountDownLatch(1)));
    }
  }

  @Test
  void close_whileThreadsRun_waitsAndThenRefuses() throws Exception {
    for (int i = 0; i < 20; i++) {
      InferenceSession session = open();
      CountDownLatch busy = new CountDownLatch(THREADS);
      forEachThread(
          thread -> {
            if (thread == THREADS) {
              busy.await();
              session.close();
            } else {
              assertThat(isRefused(() -> runs(session, thread, Integer.MAX_VALUE, busy))).isTrue();
            }
          });
    }
  }

  private static InferenceSession open() {
    InferenceSession session = TestModels.open(TestModels.sumAndDifference(), true);
    ForeignLinking.linkIfAllowed();
    return session;
  }

  private interface Work {
    void run(int thread) throws Exception;
  }

  private static void forEachThread(Work work) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(THREADS + 1);
    List<Future<?>> results = new ArrayList<>();
    for (int i = 0; i <= THREADS; i++) {
      int thread = i;
      results.add(
          executor.submit(
              () -> {
                work.run(thread);
                return null;
              }));
    }
    executor.shutdown();
    for (Future<?> result : results) {
      result.get();
    }
  }

  private static boolean isRefused(Runnable runs) {
    try {
      runs.run();
      return false;
    } catch (SessionClosedException e) {
      return true;
    }
  }

  private static void runs(InferenceSession session, int thread, int times, CountDownLatch busy) {
    try (BoundInference bound = session.bind(Map.of("a", SHAPE, "b", SHAPE))) {
      ByteBuffer a = bound.input("a").data();
      bound.input("b").data().putFloat(0, thread);
      for (int i = 0; i < times; i++) {
        a.putFloat(0, i % 1000);
        bound.run();
        if (i == 10) {
          busy.countDown();
        }
        assertEquals(bound.output("sum").data().getFloat(0), i % 1000 + thread);
        assertEquals(bound.output("difference").data().getFloat(0), i % 1000 - thread);
      }
    }
  }

  private static void assertEquals(float found, float expected) {
    if (found != expected) {
      throw new AssertionError("Expected %s, found %s".formatted(expected, found));
    }
  }
}
