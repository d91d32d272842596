package io.lepton.bench.cli;

import static io.lepton.bench.cli.Shell.lepton;
import static io.lepton.bench.cli.Shell.leptonReading;
import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.ErrorCode;
import io.lepton.bench.cli.Shell.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileCommandTest {

  @TempDir Path dir;

  private Path customers() throws IOException {
    StringBuilder csv = new StringBuilder("id,city,amount\n");
    for (int i = 0; i < 40; i++) {
      csv.append("K").append(1000 + i).append(i % 2 == 0 ? ",Berlin," : ",Bonn,").append(i);
      csv.append('\n');
    }
    return Files.writeString(dir.resolve("customers.csv"), csv);
  }

  @Test
  void profile_file_printsTableFindingsAndQuality() throws IOException {
    Outcome outcome = lepton("profile", customers(), "--key", "id").assertFine();
    assertThat(outcome.out())
        .startsWith("40 rows, 3 columns\n")
        .contains("50.0 % Berlin")
        .contains("Worth a look")
        .contains("a candidate for a key")
        .contains("Quality 100.0 %, the weighted mean of 2 of 5 dimensions");
  }

  @Test
  void profile_json_isOneDocument() throws IOException {
    Outcome outcome = lepton("profile", customers(), "--json").assertFine();
    assertThat(outcome.outLines()).hasSize(1);
    assertThat(outcome.out()).startsWith("{\"rows\":40,").contains("\"quality\":{\"overall\":1.0");
  }

  @Test
  void profile_hideValues_printsNone() throws IOException {
    Outcome outcome = lepton("profile", customers(), "--hide-values").assertFine();
    assertThat(outcome.out()).doesNotContain("Berlin").doesNotContain("Bonn").doesNotContain("K1");
  }

  @Test
  void profile_rareValues_areNotPrinted() throws IOException {
    assertThat(lepton("profile", customers(), "--json").assertFine().out())
        .contains("Berlin")
        .doesNotContain("K10");
  }

  @Test
  void profile_standardInput_needsAFormat() {
    leptonReading("a\n1\n", "profile", "-").assertFailed(ErrorCode.WRONG_USAGE);
    assertThat(leptonReading("a\n1\n", "profile", "-", "--from", "csv").assertFine().out())
        .startsWith("1 row, 1 column\n");
  }

  @Test
  void profile_ascii_isAscii() throws IOException {
    Outcome outcome =
        lepton("profile", customers(), "--ascii", "--width", "60", "--threads", "2").assertFine();
    assertThat(outcome.out()).matches("[\\p{ASCII}]+");
  }

  @Test
  void profile_wrongNumbersOrNames_areWrongUsage() throws IOException {
    Path file = customers();
    lepton("profile", file, "--width", "10").assertFailed(ErrorCode.WRONG_USAGE);
    lepton("profile", file, "--threads", "0").assertFailed(ErrorCode.WRONG_USAGE);
    lepton("profile", file, "--key", "nobody").assertFailed(ErrorCode.WRONG_USAGE);
  }

  @Test
  void profile_noFile_isSaid() {
    lepton("profile", dir.resolve("no.csv")).assertFailed(ErrorCode.INPUT_NOT_FOUND);
  }
}
