package io.lepton.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** That native code and the JVM keep quiet, so that the one line of a failure stands alone. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class StandardErrorTest {

  @TempDir Path dir;

  @Test
  void score_unknownOperator_isOneLine() throws Exception {
    Path in = Files.writeString(dir.resolve("in.csv"), "count\n1\n");
    assertThat(errors(1, "score", "--model", TestModels.unknownOperator(dir), in, out()))
        .singleElement()
        .asString()
        .startsWith("lepton: LEP-MODEL-004: ");
  }

  @Test
  void score_badRow_isOneLine() throws Exception {
    Path in = Files.writeString(dir.resolve("in.csv"), "age,city\n1,Ulm\n");
    assertThat(errors(1, "score", "--model", TestModels.strict(dir), in, out()))
        .singleElement()
        .asString()
        .startsWith("lepton: LEP-BIND-002: ");
  }

  @Test
  void score_fine_isSilent() throws Exception {
    Path in = Files.writeString(dir.resolve("in.csv"), "age,city\n1,Rome\n");
    assertThat(errors(0, "score", "--model", TestModels.strict(dir), in, out())).isEmpty();
  }

  @Test
  void score_wrongUsage_isOneLine() throws Exception {
    assertThat(errors(2, "score", "--model")).singleElement().asString().contains("LEP-USAGE-001");
  }

  private Path out() {
    return dir.resolve("out.ndjson");
  }

  private List<String> errors(int status, Object... words)
      throws IOException, InterruptedException {
    Path err = dir.resolve("err.txt");
    Process process = ForkedShell.start(err, words);
    try {
      assertThat(process.waitFor(40, TimeUnit.SECONDS)).as("ended").isTrue();
      assertThat(process.exitValue()).as("exit status").isEqualTo(status);
      return Files.readAllLines(err);
    } finally {
      process.destroyForcibly();
    }
  }
}
