package io.lepton.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.lepton.model.BoundInference;
import io.lepton.model.InferenceRequest;
import io.lepton.model.InferenceSession;
import io.lepton.model.ModelSource;
import io.lepton.model.Models;
import io.lepton.model.SessionOptions;
import io.lepton.runtime.foreign.ForeignAccess;
import io.lepton.tensor.Tensor;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a call allocates on the thread that makes it. JMH counts all threads of a JVM, its own among
 * them, and divides by the number of calls: where a call takes long, that says nothing of it.
 */
@Timeout(300)
class InferenceAllocationTest {

  private static final long TARGET_BYTES = 416;
  private static final long TARGET_BYTES_OF_INFER = 1536;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @TempDir Path folder;

  private InferenceSession open(InferenceModel model, boolean isForeign) throws IOException {
    SessionOptions options = SessionOptions.defaults().withForeignCalls(isForeign);
    return Models.open(ModelSource.of(model.file(folder)), options);
  }

  // The first call learns the shapes of the outputs, the second the way that later ones go.
  private static long leastBytes(Runnable call, int calls) {
    call.run();
    call.run();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < calls && least > 0; i++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      call.run();
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }

  private long boundBytes(String name, int batch, boolean isForeign) throws IOException {
    InferenceModel model = InferenceModel.of(name);
    try (InferenceSession session = open(model, isForeign);
        BoundInference bound = session.bind(Map.of(InferenceModel.INPUT, model.input(batch)))) {
      return leastBytes(bound::run, 5);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "tiny, 1", "tiny, 8", "tiny, 32", "tiny, 128",
    "mlp, 1", "mlp, 8", "mlp, 32", "mlp, 128",
    "cnn, 1", "cnn, 8", "cnn, 32", "cnn, 128",
    "squeezenet, 1", "squeezenet, 8"
  })
  void run_throughJni_allocatesAtMostTheTarget(String model, int batch) throws Exception {
    assertThat(boundBytes(model, batch, false)).isLessThanOrEqualTo(TARGET_BYTES);
  }

  @ParameterizedTest
  @CsvSource({
    "tiny, 1", "tiny, 8", "tiny, 32", "tiny, 128",
    "mlp, 1", "mlp, 8", "mlp, 32", "mlp, 128",
    "cnn, 1", "cnn, 8", "cnn, 32", "cnn, 128",
    "squeezenet, 1", "squeezenet, 8"
  })
  void run_throughForeign_allocatesNothing(String model, int batch) throws Exception {
    link();
    assertThat(boundBytes(model, batch, true)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"32", "128"})
  @EnabledIfSystemProperty(named = "lepton.soak", matches = "true")
  void run_squeezenetInLargeBatches_allocatesAtMostTheTarget(int batch) throws Exception {
    assertThat(boundBytes("squeezenet", batch, false)).isLessThanOrEqualTo(TARGET_BYTES);
    if (ForeignAccess.isAllowed()) {
      link();
      assertThat(boundBytes("squeezenet", batch, true)).isZero();
    }
  }

  /** Runs the smallest model until its calls go through the C API, and are compiled. */
  private void link() throws IOException {
    try (InferenceSession session = open(InferenceModel.TINY, true)) {
      assumeTrue(ForeignAccess.isAllowed(), ForeignAccess.describe());
      var shapes = Map.of(InferenceModel.INPUT, InferenceModel.TINY.input(1));
      try (BoundInference bound = session.bind(shapes)) {
        assertThat(leastBytes(bound::run, 10_000_000)).isZero();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"tiny, 1", "tiny, 32", "mlp, 1", "cnn, 1"})
  void infer_sameShapesAgain_allocatesTheAnswerAndLittleElse(String name, int batch)
      throws Exception {
    InferenceModel model = InferenceModel.of(name);
    float[] values = model.values(batch);
    try (InferenceSession session = open(model, true)) {
      Runnable call =
          () -> {
            Tensor input = Tensor.of(model.input(batch), values);
            session
                .infer(InferenceRequest.of(InferenceModel.INPUT, input))
                .output(InferenceModel.OUTPUT);
          };
      assertThat(leastBytes(call, 2_000)).isLessThanOrEqualTo(TARGET_BYTES_OF_INFER);
    }
  }
}
