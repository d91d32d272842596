package io.lepton.bench.cli;

import static io.lepton.bench.cli.Shell.filesIn;
import static io.lepton.bench.cli.Shell.lepton;
import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.ErrorCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchCommandTest {

  @TempDir Path dir;

  @Test
  void list_groups_areNamed() {
    assertThat(lepton("bench", "list").assertFine().out()).contains("scoring", "memory");
  }

  @Test
  void bench_sharedFolderAbsent_saysHowToNameIt() {
    Shell.Outcome outcome = lepton("bench", "scoring", "--shared", dir.resolve("no"));
    outcome.assertFailed(ErrorCode.INPUT_NOT_FOUND);
    assertThat(outcome.err()).contains("--shared");
  }

  @Test
  void bench_failure_leavesNoJson() {
    Path json = dir.resolve("result.json");
    lepton("bench", "memory", "--shared", dir.resolve("no"), "--json", json)
        .assertFailed(ErrorCode.INPUT_NOT_FOUND);
    assertThat(filesIn(dir)).isEmpty();
  }
}
