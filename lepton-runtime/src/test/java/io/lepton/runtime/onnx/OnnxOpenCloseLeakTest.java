package io.lepton.runtime.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.model.BoundInference;
import io.lepton.model.Deadline;
import io.lepton.model.DeadlineExceededException;
import io.lepton.model.InferenceSession;
import io.lepton.model.SessionOptions;
import io.lepton.tensor.Shape;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A model opened, asked in every way and closed, again and again: the memory of the process does
 * not grow. A million times with {@code lepton.soak}, or what {@code lepton.openings} says.
 *
 * <p>It is flat but for what ONNX Runtime's Java binding leaves behind of each run that fails: a
 * copy of the message, 64 bytes for one that was stopped. That is 16 bytes a cycle here, 16 MB
 * after a million.
 */
class OnnxOpenCloseLeakTest {

  private static final long TIMES =
      Long.getLong("lepton.openings", Boolean.getBoolean("lepton.soak") ? 1_000_000 : 500);

  // A cycle that lost only its run options, 200 bytes, would be found after a million. The
  // allocator of the C library keeps what was freed, a little for each thread.
  private static final long TOLERATED_KIB = 64 * 1024;

  // A heap that is in memory from the beginning does not grow.
  private static final List<String> HEAP = List.of("-Xms96m", "-Xmx96m", "-XX:+AlwaysPreTouch");

  @Test
  void open_runAndCloseManyTimes_memoryStaysFlat(@TempDir Path folder) throws Exception {
    assertStaysFlat(folder, "alone");
  }

  @Test
  void open_runAndCloseBesideAnOpenTwinManyTimes_memoryStaysFlat(@TempDir Path folder)
      throws Exception {
    assertStaysFlat(folder, "shared");
  }

  private static void assertStaysFlat(Path folder, String kind) throws Exception {
    ForkedJvm.Result result =
        ForkedJvm.run(folder, HEAP, Load.class, 60 + TIMES / 20, String.valueOf(TIMES), kind);
    if (TIMES > 10_000) {
      System.out.println(result.output());
    }
    assertThat(result.exitCode()).as(result.output()).isZero();
  }

  /** The load, in a JVM of its own. */
  static final class Load {

    /** Arguments: how many cycles, and whether each loads the model or shares it. */
    public static void main(String[] args) throws Exception {
      long times = Long.parseLong(args[0]);
      if (args[1].equals("shared")) {
        try (InferenceSession twin = open()) {
          ask(twin);
          load(times);
        }
      } else {
        load(times);
      }
    }

    private static void load(long times) throws Exception {
      long warm = 0;
      for (long i = 0; i < times; i++) {
        cycle(i);
        if (i == times / 2) {
          System.gc();
          warm = ResidentMemory.kib().orElse(0);
        }
        if (i % Math.max(1, times / 100) == 0) {
          System.out.printf("%d: %d KiB%n", i, ResidentMemory.kib().orElse(0));
        }
      }
      System.gc();
      long end = ResidentMemory.kib().orElse(0);
      System.out.printf(
          "%d cycles: %d KiB resident at half time, %d KiB at the end, %d threads%n",
          times, warm, end, Thread.activeCount());
      System.exit(end - warm > TOLERATED_KIB ? 1 : 0);
    }

    private static InferenceSession open() {
      return TestModels.open(Counting.model(), SessionOptions.defaults());
    }

    private static void cycle(long number) {
      try (InferenceSession session = open()) {
        ask(session);
        bind(session);
        if (number % 8 == 0) {
          stop(session);
        }
      }
    }

    private static void ask(InferenceSession session) {
      Deadline deadline = Deadline.after(Duration.ofDays(1));
      check(session.infer(Counting.request(1, 2)).output("y").toFloats());
      check(session.infer(Counting.request(1, 2), deadline).output("y").toFloats());
    }

    private static void bind(InferenceSession session) {
      try (BoundInference bound = session.bind(Map.of("x", Shape.of(1), "n", Shape.of()))) {
        for (int i = 0; i < 2; i++) {
          bound.input("x").data().putFloat(0, 3);
          bound.run();
          check(bound.output("y").toFloats());
        }
      }
    }

    private static void stop(InferenceSession session) {
      CompletableFuture<?> endless = session.inferAsync(Counting.request(0, Counting.FOR_EVER));
      endless.cancel(true);
      try {
        session.infer(
            Counting.request(0, Counting.FOR_EVER), Deadline.after(Duration.ofNanos(50_000)));
        throw new AssertionError("An answer that cannot be");
      } catch (DeadlineExceededException e) {
        // As it should be.
      }
    }

    private static void check(float[] answer) {
      if (answer[0] != 3) {
        throw new AssertionError("A wrong answer");
      }
    }
  }
}
