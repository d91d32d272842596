package io.lepton.runtime.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Models broken on purpose, each opened and run once: they are refused, or fail, or run, and the
 * process lives.
 *
 * <p>The usual build tries some hundreds. With {@code -Dlepton.soak=true} it is a hundred thousand,
 * which takes half an hour on one core; with {@code -Dlepton.mutants=FOLDER} those of any folder of
 * models, such as the node suite of ONNX. A number that is printed makes the same model again: see
 * {@link Mutants}.
 *
 * <p>What was found, and what may be left, is said in decision 0017.
 */
class MutatedModelsFuzzTest {

  private static final boolean SOAK = Boolean.getBoolean("lepton.soak");
  private static final long SOAK_SECONDS = 3_600;

  private static MutantRun tried(Path models, Path folder, int usual, int soak)
      throws IOException, InterruptedException {
    MutantRun run = new MutantRun(models, folder);
    int count = SOAK ? soak : usual;
    long next = run.run(0, count, SOAK ? SOAK_SECONDS : 100);
    System.out.printf(
        "%d of %d broken models of %s: %s, ended their JVM %s, ran on for 10 s %s%n%s",
        next, count, models, run.counts(), run.crashes(), run.stalls(), run.printed());
    return run;
  }

  @Test
  void open_sharedModelsBroken_isRefusedOrRuns(@TempDir Path folder) throws Exception {
    MutantRun run = tried(SharedFiles.find("models"), folder, 300, 100_000);

    assertThat(run.crashes()).isEmpty();
    assertThat(run.printed()).isEmpty();
  }

  @Test
  void open_modelsOfOtherOperatorsBroken_isRefusedOrRuns(@TempDir Path folder) throws Exception {
    SeedModels.writeTo(folder.resolve("models"));

    MutantRun run = tried(folder.resolve("models"), folder, 300, 20_000);

    // Every 40,000 others found one more so far.
    assertThat(run.crashes()).hasSizeLessThanOrEqualTo(SOAK ? 1 : 0);
  }

  @Test
  void open_modelsOfAFolderBroken_isRefusedOrRuns(@TempDir Path folder) throws Exception {
    String models = System.getProperty("lepton.mutants", "");
    Assumptions.assumeFalse(models.isEmpty(), "No folder lepton.mutants");

    MutantRun run = tried(Path.of(models), folder, 1_000, 100_000);

    assertThat(run.crashes()).hasSizeLessThanOrEqualTo(SOAK ? 4 : 1);
  }
}
