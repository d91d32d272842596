package io.lepton.bench.cli;

import static io.lepton.bench.cli.Shell.filesIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.File;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a signal does to the command, in a JVM of its own. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class InterruptTest {

  // 128 plus the number of SIGTERM, which is what a Java program can send.
  private static final int TERMINATED = 143;

  @TempDir Path dir;

  @Test
  void score_terminatedWhileItWaitsForInput_leavesNothing() throws Exception {
    Path model = TestModels.tolerant(dir);
    Path out = dir.resolve("scores.ndjson");
    assertCancelled(
        List.of("score", "--model", model.toString(), "-", out.toString(), "--from", "csv"));
    assertThat(filesIn(dir)).containsExactly("err.txt", "people.onnx");
  }

  @Test
  void convert_terminatedWhileItWaitsForInput_leavesNothing() throws Exception {
    assertCancelled(List.of("convert", "-", dir.resolve("out.ndjson").toString(), "--from", "csv"));
    assertThat(filesIn(dir)).containsExactly("err.txt");
  }

  private void assertCancelled(List<String> words) throws Exception {
    assumeFalse(File.separatorChar == '\\', "Windows has no signals");
    Path err = dir.resolve("err.txt");
    Process process = ForkedShell.start(err, words.toArray());
    // Enough rows for several batches, and then no end: the command must be waiting for more.
    try (OutputStream input = process.getOutputStream()) {
      input.write("age,city\n".getBytes(StandardCharsets.UTF_8));
      input.write("1,Rome\n".repeat(20_000).getBytes(StandardCharsets.UTF_8));
      input.flush();
      waitForPart();
      // Not process.destroy(), which also ends the input: the command might just come to its end.
      process.toHandle().destroy();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).as("ended").isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).isEqualTo(TERMINATED);
    assertThat(Files.readAllLines(err))
        .singleElement()
        .asString()
        .startsWith("lepton: LEP-RUN-001: ");
  }

  private void waitForPart() throws InterruptedException {
    while (filesIn(dir).stream().noneMatch(name -> name.endsWith(".part"))) {
      Thread.sleep(20);
    }
  }
}
