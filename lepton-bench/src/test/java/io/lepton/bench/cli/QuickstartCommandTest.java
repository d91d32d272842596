package io.lepton.bench.cli;

import static io.lepton.bench.cli.Shell.filesIn;
import static io.lepton.bench.cli.Shell.lepton;
import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickstartCommandTest {

  @TempDir Path dir;

  @Test
  void quickstart_newFolder_showsScoresReportAndFiles() {
    Path folder = dir.resolve("first/run");
    String out = lepton("quickstart", "--rows", 3_000, "--dir", folder).assertFine().out();
    assertThat(out)
        .contains("customer_id", "label", "probabilities")
        .contains("3,000 rows read, 3,000 scored, 0 rejected")
        .contains(folder.resolve("scores.csv").toString());
    assertThat(filesIn(folder))
        .containsExactly("churn.onnx", "customers.csv", "rejects.csv", "scores.csv");
  }

  @Test
  void quickstart_twice_givesTheSameFiles() throws IOException {
    lepton("quickstart", "--rows", 500, "--dir", dir).assertFine();
    byte[] customers = Files.readAllBytes(dir.resolve("customers.csv"));
    byte[] scores = Files.readAllBytes(dir.resolve("scores.csv"));
    lepton("quickstart", "--rows", 500, "--dir", dir).assertFine();
    assertThat(Files.readAllBytes(dir.resolve("customers.csv"))).isEqualTo(customers);
    assertThat(Files.readAllBytes(dir.resolve("scores.csv"))).isEqualTo(scores);
  }

  @Test
  void quickstart_fullSize_rejectsTheBadRowsAndScoresTheRest() throws IOException {
    String out = lepton("quickstart", "--dir", dir).assertFine().out();
    assertThat(out).contains("100,000 rows read, 99,995 scored, 5 rejected");
    assertThat(Files.readAllLines(dir.resolve("rejects.csv")))
        .hasSize(6)
        .element(1)
        .asString()
        .startsWith("63352,age,LEP-DATA-001,");
  }

  @Test
  void quickstart_scores_areSensible() throws IOException {
    lepton("quickstart", "--rows", 5_000, "--dir", dir).assertFine();
    long leaving =
        Files.readAllLines(dir.resolve("scores.csv")).stream()
            .filter(line -> line.contains(",leaves,"))
            .count();
    assertThat(leaving).isBetween(250L, 2_000L);
  }

  @Test
  void quickstart_modelIsUsableByItself_withScore() {
    lepton("quickstart", "--rows", 100, "--dir", dir).assertFine();
    lepton(
            "score",
            "--model",
            dir.resolve("churn.onnx"),
            dir.resolve("customers.csv"),
            dir.resolve("again.csv"),
            "--keep",
            "customer_id,name")
        .assertFine();
    assertThat(dir.resolve("again.csv")).hasSameBinaryContentAs(dir.resolve("scores.csv"));
  }

  @Test
  void quickstart_folderIsAFile_isRefused() throws IOException {
    Path file = Files.createFile(dir.resolve("file"));
    lepton("quickstart", "--dir", file).assertFailed(ErrorCode.OUTPUT_FAILED);
  }
}
