package io.lepton.runtime.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Requests of sizes and numbers that no model was made for, sent to models that declare no sizes:
 * they are answered or refused, and the process lives.
 *
 * <p>The usual build sends some thousand to models of operators that ONNX Runtime has of its own.
 * With a checkout of onnx/onnx that the system property {@code lepton.onnx} names, and {@code
 * -Dlepton.soak=true}, it is a hundred thousand to those of ONNX's node suite.
 */
class RequestValuesFuzzTest {

  private static final long ALL = Long.MAX_VALUE;

  private static MutantRun tried(Path models, Path folder, long seconds)
      throws IOException, InterruptedException {
    MutantRun run = new MutantRun(RequestWorker.class, models, folder);
    run.run(0, ALL, seconds);
    System.out.printf(
        "Requests to models of %s: %s, ended their JVM %s, ran on for 10 s %s%n%s",
        models, run.counts(), run.crashes(), run.stalls(), run.printed());
    return run;
  }

  @Test
  void infer_oddSizesAndNumbers_isRefusedOrRuns(@TempDir Path folder) throws Exception {
    SeedModels.writeTo(folder.resolve("models"));

    MutantRun run = tried(folder.resolve("models"), folder, 100);

    assertThat(run.crashes()).isEmpty();
    assertThat(run.stalls()).isEmpty();
    assertThat(run.printed()).isEmpty();
  }

  @Test
  void infer_oddSizesAndNumbersOfTheNodeSuite_isRefusedOrRuns(@TempDir Path folder)
      throws Exception {
    String checkout = System.getProperty("lepton.onnx", "");
    Assumptions.assumeFalse(checkout.isEmpty(), "No checkout of onnx/onnx lepton.onnx");
    Assumptions.assumeTrue(Boolean.getBoolean("lepton.soak"), "Takes minutes: lepton.soak");

    MutantRun run = tried(Path.of(checkout, "onnx/backend/test/data/node"), folder, 1_800);

    assertThat(run.crashes()).isEmpty();
  }
}
