package io.lepton.runtime.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.model.BoundInference;
import io.lepton.model.InferenceException;
import io.lepton.model.InferenceRequest;
import io.lepton.model.InferenceSession;
import io.lepton.model.SessionClosedException;
import io.lepton.model.SessionOptions;
import io.lepton.runtime.foreign.ForeignLinking;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Threads open, ask, bind, interrupt each other and close, all at random and all at once. No crash,
 * no wrong answer, no memory that stays. For ten seconds, a minute in CI, or what the property
 * {@code lepton.concurrency.seconds} says.
 */
class OnnxConcurrencyTest {

  private static final long SECONDS = Long.getLong("lepton.concurrency.seconds", defaultSeconds());

  private static long defaultSeconds() {
    if (Boolean.getBoolean("lepton.soak")) {
      return 3600;
    }
    return Boolean.getBoolean("lepton.required") ? 60 : 10;
  }

  @Test
  void everything_atRandomByManyThreads_staysRight(@TempDir Path folder) throws Exception {
    ForkedJvm.Result result =
        ForkedJvm.run(folder, Load.class, SECONDS + 60, String.valueOf(SECONDS));
    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(result.output()).contains("done").doesNotContain("wrong").doesNotContain("at io");
  }

  /** The load, in a JVM of its own. */
  static final class Load {

    private static final int THREADS = 32;
    private static final int SLOTS = 8;
    // The allocator of the C library keeps what was freed, a little for each thread.
    private static final long TOLERATED_GROWTH_KIB = 96 * 1024;

    private static final AtomicReferenceArray<InferenceSession> SESSIONS =
        new AtomicReferenceArray<>(SLOTS);
    private static final Thread[] WORKERS = new Thread[THREADS];
    private static final AtomicInteger OPEN_SESSIONS = new AtomicInteger();
    private static final AtomicInteger OPEN_BINDINGS = new AtomicInteger();
    private static final AtomicInteger ANSWERS = new AtomicInteger();
    private static volatile boolean isOver;

    public static void main(String[] args) throws Exception {
      long nanos = Long.parseLong(args[0]) * 1_000_000_000L;
      open(0, new Random(0));
      ForeignLinking.linkIfAllowed();
      long start = System.nanoTime();
      for (int i = 0; i < THREADS; i++) {
        Random random = new Random(100 + i);
        WORKERS[i] = new Thread(() -> work(random));
      }
      Arrays.stream(WORKERS).forEach(Thread::start);
      waitUntil(start + nanos / 2);
      long warm = ResidentMemory.kib().orElse(0);
      waitUntil(start + nanos);
      isOver = true;
      for (Thread worker : WORKERS) {
        worker.join();
      }
      for (int i = 0; i < SLOTS; i++) {
        close(SESSIONS.getAndSet(i, null));
      }
      long grown = ResidentMemory.kib().orElse(0) - warm;
      boolean isWrong =
          OPEN_SESSIONS.get() != 0
              || OPEN_BINDINGS.get() != 0
              || ANSWERS.get() == 0
              || grown > TOLERATED_GROWTH_KIB;
      System.out.printf(
          "%s: %d answers, %d sessions and %d bindings left open, %d KiB more than at half time%n",
          isWrong ? "wrong" : "done",
          ANSWERS.get(),
          OPEN_SESSIONS.get(),
          OPEN_BINDINGS.get(),
          grown);
      System.exit(isWrong ? 1 : 0);
    }

    private static void waitUntil(long nanoTime) throws InterruptedException {
      Thread.sleep(Math.max(0, (nanoTime - System.nanoTime()) / 1_000_000));
    }

    private static void work(Random random) {
      while (!isOver) {
        int slot = random.nextInt(SLOTS);
        try {
          switch (random.nextInt(20)) {
            case 0 -> open(slot, random);
            case 1 -> close(SESSIONS.getAndSet(slot, null));
            case 2 -> WORKERS[random.nextInt(THREADS)].interrupt();
            case 3 -> openRefused();
            default -> ask(SESSIONS.get(slot), random);
          }
        } catch (SessionClosedException e) {
          // Another thread was faster.
        } catch (RuntimeException | Error e) {
          System.out.println("wrong: " + e);
          e.printStackTrace(System.out);
          System.exit(3);
        }
      }
    }

    private static void open(int slot, Random random) {
      OPEN_SESSIONS.incrementAndGet();
      close(SESSIONS.getAndSet(slot, TestModels.open(TestModels.encoders(), random.nextBoolean())));
    }

    /** A model that the runtime refuses only after native parts were made. */
    private static void openRefused() {
      try {
        TestModels.openUnknownOperator(SessionOptions.defaults()).close();
        throw new AssertionError("A model was opened that cannot be");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InferenceException e) {
        ANSWERS.incrementAndGet();
      }
    }

    private static void close(InferenceSession session) {
      if (session != null) {
        session.close();
        session.close();
        OPEN_SESSIONS.decrementAndGet();
      }
    }

    private static void ask(InferenceSession session, Random random) {
      if (session == null) {
        return;
      }
      int rows = 1 + random.nextInt(50);
      String[] texts = new String[rows];
      Arrays.setAll(texts, i -> random.nextBoolean() ? "green" : "none");
      Tensor text = Tensor.of(Shape.of(rows, 1), texts);
      if (random.nextBoolean()) {
        check(texts, session.infer(InferenceRequest.of("color", text)).outputs().get("n"));
      } else {
        bind(session, text, texts);
      }
    }

    private static void bind(InferenceSession session, Tensor text, String[] texts) {
      OPEN_BINDINGS.incrementAndGet();
      try (BoundInference bound = session.bind(Map.of("color", text.shape()))) {
        for (int i = 0; i < 3; i++) {
          set(bound, text, texts);
          bound.run();
          check(texts, bound.output("n"));
        }
      } finally {
        OPEN_BINDINGS.decrementAndGet();
      }
    }

    private static void set(BoundInference bound, Tensor text, String[] texts) {
      if (bound.inputCodes("color").isEmpty()) {
        bound.setText("color", text);
        return;
      }
      var vocabulary = bound.inputCodes("color").get().vocabulary();
      bound.setCodes("color", Arrays.stream(texts).mapToInt(vocabulary::codeOf).toArray());
    }

    private static void check(String[] texts, Tensor numbers) {
      for (int i = 0; i < texts.length; i++) {
        if (numbers.getLong(i) != (texts[i].equals("green") ? 7 : -5)) {
          throw new AssertionError("A wrong answer");
        }
      }
      ANSWERS.incrementAndGet();
    }
  }
}
