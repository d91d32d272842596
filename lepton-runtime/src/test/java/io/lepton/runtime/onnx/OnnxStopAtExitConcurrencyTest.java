package io.lepton.runtime.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.model.BoundInference;
import io.lepton.model.Deadline;
import io.lepton.model.InferenceRequest;
import io.lepton.model.InferenceSession;
import io.lepton.model.SessionClosedException;
import io.lepton.tensor.Shape;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** System.exit while runs go on that would never end: they are stopped once the grace is over. */
class OnnxStopAtExitConcurrencyTest {

  @Test
  void exit_endlessRunsOfEveryKind_allAreStopped(@TempDir Path folder) throws Exception {
    ForkedJvm.Result result = ForkedJvm.run(folder, Load.class, 60);
    assertThat(result.exitCode()).as(result.output()).isEqualTo(7);
    assertThat(result.output()).isEqualTo("All were stopped\n");
  }

  /** One run of each kind. */
  static final class Load {

    private static final Deadline FAR = Deadline.after(Duration.ofDays(1));
    private static final InferenceRequest ENDLESS = Counting.request(0, Counting.FOR_EVER);
    private static final CountDownLatch STOPPED = new CountDownLatch(5);
    private static final InferenceSession SESSION = TestModels.open(Counting.model(), true);

    public static void main(String[] args) throws InterruptedException {
      start(() -> SESSION.infer(ENDLESS));
      start(() -> SESSION.infer(ENDLESS, FAR));
      start(() -> SESSION.inferAsync(ENDLESS, FAR).join());
      start(() -> bind(Deadline.none()));
      start(() -> bind(FAR));
      Thread.sleep(500);
      Runtime.getRuntime().addShutdownHook(new Thread(Load::report));
      System.exit(7);
    }

    private static void start(Runnable call) {
      new Thread(() -> untilStopped(call)).start();
    }

    private static void untilStopped(Runnable call) {
      try {
        call.run();
        System.out.println("It ended");
      } catch (SessionClosedException e) {
        STOPPED.countDown();
      } catch (CompletionException e) {
        System.out.print(e.getCause() instanceof SessionClosedException ? "" : e);
        STOPPED.countDown();
      }
    }

    private static void bind(Deadline deadline) {
      try (BoundInference bound = SESSION.bind(Map.of("x", Shape.of(1), "n", Shape.of()))) {
        bound.input("n").data().putLong(0, Counting.FOR_EVER);
        bound.run(deadline);
      }
    }

    private static void report() {
      try {
        STOPPED.await();
        System.out.println("All were stopped");
      } catch (InterruptedException e) {
        System.out.println("Interrupted");
      }
    }
  }
}
