package io.lepton.runtime.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.model.BoundInference;
import io.lepton.model.InferenceRequest;
import io.lepton.model.InferenceSession;
import io.lepton.model.ModelSource;
import io.lepton.model.NativeMemoryBudget;
import io.lepton.model.SessionClosedException;
import io.lepton.model.SessionOptions;
import io.lepton.runtime.resource.LeakDetector;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Threads open, ask and close the same content, all at once, in a JVM of its own: no crash, no
 * wrong answer, never two native sessions where one would do, and nothing held in the end.
 */
class OnnxSharingConcurrencyTest {

  private static final int SECONDS = Boolean.getBoolean("lepton.soak") ? 600 : 4;

  @Test
  void openAskClose_sameContentByManyThreads_sharesAndStaysRight(@TempDir Path folder)
      throws Exception {
    ForkedJvm.Result result =
        ForkedJvm.run(folder, Load.class, SECONDS + 60, String.valueOf(SECONDS));
    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(result.output()).contains("done").doesNotContain("wrong").doesNotContain("at io");
  }

  /** The load, in a JVM of its own. */
  static final class Load {

    private static final int THREADS = 32;
    private static final int SLOTS = 4;

    private static final SharedSessions SESSIONS = new SharedSessions(new LeakDetector());
    private static final OnnxBackend BACKEND = TestModels.backend(SESSIONS);
    private static final NativeMemoryBudget BUDGET = NativeMemoryBudget.ofBytes(64 << 20);
    private static final SessionOptions OPTIONS =
        SessionOptions.defaults().withMemoryBudget(BUDGET);
    private static final byte[] MODEL = TestModels.sumAndDifference().toBytes();
    private static final AtomicReferenceArray<InferenceSession> OPEN =
        new AtomicReferenceArray<>(SLOTS);
    private static final AtomicInteger ANSWERS = new AtomicInteger();
    private static volatile boolean isOver;

    public static void main(String[] args) throws Exception {
      for (int i = 0; i < SLOTS; i++) {
        OPEN.set(i, open());
      }
      Thread[] workers = new Thread[THREADS];
      for (int i = 0; i < THREADS; i++) {
        Random random = new Random(7 + i);
        workers[i] = new Thread(() -> work(random));
        workers[i].start();
      }
      Thread.sleep(1000 * Long.parseLong(args[0]));
      isOver = true;
      for (Thread worker : workers) {
        worker.join();
      }
      for (int i = 0; i < SLOTS; i++) {
        close(OPEN.getAndSet(i, null));
      }
      boolean isWrong = ANSWERS.get() == 0 || SESSIONS.size() != 0 || BUDGET.usedBytes() != 0;
      System.out.printf(
          "%s: %d answers, %d native sessions and %s left%n",
          isWrong ? "wrong" : "done", ANSWERS.get(), SESSIONS.size(), BUDGET);
      System.exit(isWrong ? 1 : 0);
    }

    private static void work(Random random) {
      while (!isOver) {
        int slot = random.nextInt(SLOTS);
        try {
          switch (random.nextInt(32)) {
            case 0, 1 -> close(OPEN.getAndSet(slot, open()));
            case 2 -> close(OPEN.getAndSet(slot, null));
            case 3 -> close(open());
            case 4, 5, 6, 7 -> bind(OPEN.get(slot));
            default -> ask(OPEN.get(slot));
          }
        } catch (SessionClosedException e) {
          // Another thread was faster.
        } catch (Exception | Error e) {
          System.out.println("wrong: " + e);
          e.printStackTrace(System.out);
          System.exit(3);
        }
      }
    }

    private static InferenceSession open() throws Exception {
      InferenceSession session = BACKEND.open(ModelSource.of("sum", MODEL), OPTIONS);
      if (SESSIONS.size() != 1) {
        throw new AssertionError(SESSIONS.size() + " native sessions of one content");
      }
      return session;
    }

    private static void close(InferenceSession session) {
      if (session != null) {
        session.close();
        session.close();
      }
    }

    private static void ask(InferenceSession session) {
      if (session != null) {
        Tensor a = Tensor.of(Shape.of(2, 2), 1f, 2f, 3f, 4f);
        check(session.infer(InferenceRequest.of("a", a).and("b", a)).outputs().get("sum"));
      }
    }

    private static void bind(InferenceSession session) {
      if (session == null) {
        return;
      }
      Shape shape = Shape.of(2, 2);
      try (BoundInference bound = session.bind(Map.of("a", shape, "b", shape))) {
        for (int i = 0; i < 3; i++) {
          bound.input("a").data().asFloatBuffer().put(new float[] {1, 2, 3, 4});
          bound.input("b").data().asFloatBuffer().put(new float[] {1, 2, 3, 4});
          bound.run();
          check(bound.output("sum"));
        }
      }
    }

    private static void check(Tensor sum) {
      if (!Arrays.equals(sum.toFloats(), new float[] {2, 4, 6, 8})) {
        throw new AssertionError("A wrong answer");
      }
      ANSWERS.incrementAndGet();
    }
  }
}
