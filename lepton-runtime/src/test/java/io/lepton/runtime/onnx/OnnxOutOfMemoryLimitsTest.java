package io.lepton.runtime.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxModel;
import io.lepton.model.BoundInference;
import io.lepton.model.Deadline;
import io.lepton.model.InferenceRequest;
import io.lepton.model.InferenceSession;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Outputs for which the JVM has no memory left: the call fails, nothing is lost, and it goes on.
 */
@Timeout(180)
class OnnxOutOfMemoryLimitsTest {

  @Test
  void anyCall_noDirectMemoryForTheOutput_failsAndTheSessionGoesOn(@TempDir Path folder)
      throws Exception {
    ForkedJvm.Result result =
        ForkedJvm.run(folder, List.of("-XX:MaxDirectMemorySize=24m"), Direct.class, 120);
    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(result.output()).startsWith("done");
  }

  @Test
  void infer_noHeapForTheText_failsAndTheSessionGoesOn(@TempDir Path folder) throws Exception {
    ForkedJvm.Result result = ForkedJvm.run(folder, List.of("-Xmx16m"), Text.class, 120);
    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(result.output()).startsWith("done");
  }

  private static OnnxModel repeat(OnnxElementType type) {
    return TestModels.builder()
        .input("x", type, 1)
        .input("n", OnnxElementType.INT64, 1)
        .node("Tile", List.of("x", "n"), List.of("y"))
        .output("y", type, -1)
        .build();
  }

  private static void fails(Runnable call) {
    try {
      call.run();
    } catch (OutOfMemoryError e) {
      return;
    } catch (CompletionException e) {
      if (e.getCause() instanceof OutOfMemoryError) {
        return;
      }
    }
    throw new AssertionError("It did not fail");
  }

  /** Numbers, whose memory is direct. */
  static final class Direct {

    private static final long FEW = 10;
    private static final long MANY = 8 << 20;
    private static final Deadline FAR = Deadline.after(Duration.ofDays(1));

    private static InferenceRequest request(long count) {
      return InferenceRequest.of("x", Tensor.of(Shape.of(1), 2f))
          .and("n", Tensor.of(Shape.of(1), count));
    }

    public static void main(String[] args) throws IOException {
      InferenceSession session = TestModels.open(repeat(OnnxElementType.FLOAT), true);
      BoundInference bound = session.bind(Map.of("x", Shape.of(1), "n", Shape.of(1)));
      bound.input("x").data().putFloat(0, 2);
      long before = 0;
      // Few times: the JDK waits half a second for memory before it gives up.
      for (int i = 0; i < 3; i++) {
        fails(() -> session.infer(request(MANY)));
        fails(() -> session.infer(request(MANY), FAR));
        fails(() -> session.inferAsync(request(MANY)).join());
        fails(() -> run(bound, MANY));
        check(session.infer(request(FEW)).output("y"));
        check(session.infer(request(FEW), FAR).output("y"));
        check(session.inferAsync(request(FEW), FAR).join().output("y"));
        run(bound, FEW);
        check(bound.output("y"));
        before = before == 0 ? ResidentMemory.kib().orElse(0) : before;
      }
      bound.close();
      // Waits for ever if a lease was not given back.
      session.close();
      long grown = ResidentMemory.kib().orElse(0) - before;
      // Two runs that kept the 32 MiB of their outputs would be found.
      System.out.println(grown < 48 * 1024 ? "done" : "wrong: " + grown + " KiB more");
    }

    private static void run(BoundInference bound, long count) {
      bound.input("n").data().putLong(0, count);
      bound.run();
    }

    private static void check(Tensor answer) {
      if (answer.size() != FEW || answer.toFloats()[9] != 2) {
        throw new AssertionError("A wrong answer");
      }
    }
  }

  /** Text, which is on the heap. */
  static final class Text {

    private static InferenceRequest request(long count) {
      return InferenceRequest.of("x", Tensor.of(Shape.of(1), "text"))
          .and("n", Tensor.of(Shape.of(1), count));
    }

    public static void main(String[] args) {
      InferenceSession session = TestModels.open(repeat(OnnxElementType.STRING), false);
      for (int i = 0; i < 3; i++) {
        // The array alone is larger than the heap: with less, the JVM collects garbage for minutes.
        fails(() -> session.infer(request(4_500_000)));
        if (session.infer(request(10)).output("y").toStrings().length != 10) {
          throw new AssertionError("A wrong answer");
        }
      }
      session.close();
      System.out.println("done");
    }
  }
}
