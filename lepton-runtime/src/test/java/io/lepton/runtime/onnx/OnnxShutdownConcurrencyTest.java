package io.lepton.runtime.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.model.BoundInference;
import io.lepton.model.InferenceRequest;
import io.lepton.model.InferenceSession;
import io.lepton.model.SessionClosedException;
import io.lepton.runtime.foreign.ForeignLinking;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * System.exit while threads are inside native code: no crash, and the exit code that was asked for.
 */
class OnnxShutdownConcurrencyTest {

  private static final int TIMES = Boolean.getBoolean("lepton.soak") ? 200 : 6;

  @Test
  void exit_threadsInferBindAndOpen_endsAsAskedFor(@TempDir Path folder) throws Exception {
    for (int i = 0; i < TIMES; i++) {
      ForkedJvm.Result result =
          ForkedJvm.run(
              folder, Load.class, 45, String.valueOf(20 * (i % 10)), String.valueOf(i % 2 == 0));
      assertThat(result.exitCode()).as(result.output()).isEqualTo(7);
      assertThat(result.output()).isEqualTo("All threads were refused\n");
    }
  }

  /** Keeps 16 threads busy, and exits. */
  static final class Load {

    private static final int THREADS = 16;
    private static final CountDownLatch BUSY = new CountDownLatch(THREADS);
    private static final CountDownLatch REFUSED = new CountDownLatch(THREADS);
    private static final InferenceSession SESSION =
        TestModels.open(TestModels.sumAndDifference(), true);

    public static void main(String[] args) throws InterruptedException {
      if (Boolean.parseBoolean(args[1])) {
        ForeignLinking.linkIfAllowed();
      }
      for (int i = 0; i < THREADS; i++) {
        Runnable work = i % 4 == 0 ? Load::openAndClose : i % 4 == 1 ? Load::bind : Load::infer;
        new Thread(() -> untilRefused(work)).start();
      }
      BUSY.await();
      Thread.sleep(Long.parseLong(args[0]));
      // The hooks run all at once; this one keeps the JVM, and the other threads, alive for longer.
      Runtime.getRuntime().addShutdownHook(new Thread(Load::report));
      System.exit(7);
    }

    private static void report() {
      try {
        REFUSED.await();
        System.out.println("All threads were refused");
      } catch (InterruptedException e) {
        System.out.println("Interrupted");
      }
    }

    private static void untilRefused(Runnable work) {
      try {
        work.run();
        BUSY.countDown();
        while (true) {
          work.run();
        }
      } catch (SessionClosedException e) {
        REFUSED.countDown();
      } catch (RuntimeException | Error e) {
        e.printStackTrace(System.out);
      }
    }

    private static void infer() {
      Tensor a = Tensor.of(Shape.of(100, 2), new float[200]);
      SESSION.infer(InferenceRequest.of("a", a).and("b", a));
    }

    private static void bind() {
      Shape shape = Shape.of(1000, 2);
      try (BoundInference bound = SESSION.bind(Map.of("a", shape, "b", shape))) {
        for (int i = 0; i < 20; i++) {
          bound.run();
        }
      }
    }

    private static void openAndClose() {
      TestModels.open(TestModels.encoders(), true).close();
    }
  }
}
