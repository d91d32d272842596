package io.lepton.bench.cli;

import static io.lepton.bench.cli.Shell.lepton;
import static io.lepton.bench.cli.Shell.leptonReading;
import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DiffCommandTest {

  private static final int DIFFERENT = 3;

  @TempDir Path dir;
  private Path a;
  private Path b;

  @BeforeEach
  void files() throws IOException {
    a = write("a.csv", "id,x\nk1,1\nk2,2\nk3,3\n");
    b = write("b.csv", "id,x\nk1,1\nk2,5\nk4,4\n");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(dir.resolve(name), text);
  }

  @Test
  void diff_sameRecordsInAnotherFormat_isFine() throws IOException {
    Path ndjson = dir.resolve("a.ndjson");
    lepton("convert", a, ndjson).assertFine();
    assertThat(lepton("diff", a, ndjson).assertFine().out()).contains("are the same: 3 rows");
  }

  @Test
  void diff_different_endsWith3AndShowsNoValues() {
    Shell.Outcome outcome = lepton("diff", a, b, "--key", "id");
    assertThat(outcome.status()).isEqualTo(DIFFERENT);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .contains("rows by key id: 1 the same, 1 changed, 1 only in " + a, "row 2 changed: x")
        .contains("row 3 only in " + b)
        .doesNotContain("k2", "k3", "k4");
  }

  @Test
  void diff_showValues_showsThem() {
    assertThat(lepton("diff", a, b, "--key=id", "--show-values").out())
        .contains("    id: \"k2\"", "    x: 2 -> 5", "    id: \"k4\"");
  }

  @Test
  void diff_max_listsFewer() {
    assertThat(lepton("diff", a, b, "--max", "1").out()).contains("... and 1 more changed");
    lepton("diff", a, b, "--max", "-1").assertFailed(ErrorCode.WRONG_USAGE);
  }

  @Test
  void diff_json_isForPrograms() {
    Shell.Outcome outcome = lepton("diff", a, b, "--key", "id", "--json", "--show-values");
    assertThat(outcome.status()).isEqualTo(DIFFERENT);
    JsonNode json = JsonMapper.shared().readTree(outcome.out());
    assertThat(json.get("outcome").asString()).isEqualTo("different");
    assertThat(json.get("changedByColumn").get("x").asInt()).isEqualTo(1);
    assertThat(json.get("first").get(0).get("rowA").asInt()).isEqualTo(2);
    assertThat(json.get("first").get(0).get("values").get(1).get("b").asInt()).isEqualTo(5);
    assertThat(json.get("first").get(1).has("rowB")).isFalse();
  }

  @Test
  void diff_otherOrder_differsUnlessIgnored() throws IOException {
    Path shuffled = write("c.csv", "id,x\nk3,3\nk1,1\nk2,2\n");
    Shell.Outcome outcome = lepton("diff", a, shuffled);
    assertThat(outcome.status()).isEqualTo(DIFFERENT);
    assertThat(outcome.out()).contains("same 3 rows in different order");
    lepton("diff", a, shuffled, "--ignore-order").assertFine();
    lepton("diff", a, shuffled, "--key", "id", "--ignore-order").assertFine();
    assertThat(lepton("diff", a, b, "--ignore-order").status()).isEqualTo(DIFFERENT);
  }

  @Test
  void diff_standardInput_byPositionOnly() {
    String text = "id,x\nk1,1\nk2,2\nk3,3\n";
    leptonReading(text, "diff", "-", a, "--from", "csv").assertFine();
    leptonReading(text, "diff", a, "-", "--to", "csv").assertFine();
    leptonReading(text, "diff", a, "-", "--to", "csv", "--key", "id")
        .assertFailed(ErrorCode.WRONG_USAGE);
    lepton("diff", "-", "-", "--from", "csv", "--to", "csv").assertFailed(ErrorCode.WRONG_USAGE);
  }

  @Test
  void diff_failures_haveACodeAndEndWith1() throws IOException {
    lepton("diff", a, dir.resolve("none.csv")).assertFailed(ErrorCode.INPUT_NOT_FOUND);
    lepton("diff", a, b, "--key", "y").assertFailed(ErrorCode.MISSING_COLUMN);
    lepton("diff", a, write("d.csv", "id,x\nk,1\nk,2\n"), "--key", "id")
        .assertFailed(ErrorCode.DUPLICATE_KEY);
    lepton("diff", a, write("e.csv", "id,x\nk,oops\n")).assertFailed(ErrorCode.WRONG_TYPE);
    lepton("diff", a, b, "--key", "id,id").assertFailed(ErrorCode.WRONG_USAGE);
  }

  @Test
  void diff_sidecarOfA_isUsedUnlessInferred() throws IOException {
    Path one = write("one.csv", "x\n1\n");
    Path two = write("two.csv", "x\n1.0\n");
    write("one.csv.schema.json", "{\"fields\":[{\"name\":\"x\",\"type\":\"fp64\"}]}");
    assertThat(lepton("diff", one, two).assertFine().out())
        .contains("types from " + one + ".schema.json");
    lepton("diff", one, two, "--infer").assertFailed(ErrorCode.WRONG_TYPE);
  }

  @Test
  void diff_schema_comparesItsColumnsOnly() throws IOException {
    Path schema = write("s.json", "{\"fields\":[{\"name\":\"id\",\"type\":\"text\"}]}");
    Path other = write("c.csv", "id,x\nk1,9\nk2,9\nk3,9\n");
    lepton("diff", a, other, "--schema", schema).assertFine();
    lepton("diff", a, other, "--schema", schema, "--infer").assertFailed(ErrorCode.WRONG_USAGE);
  }

  @Test
  void diff_controlCharactersInAName_doNotReachTheTerminal() throws IOException {
    Path one = write("one.csv", "\u001b[31mred\n1\n");
    Path two = write("two.csv", "\u001b[31mred\n2\n");
    assertThat(lepton("diff", one, two).out()).doesNotContain("\u001b").contains("[31mred");
  }

  @Test
  void help_diff_documentsTheExitStatus() {
    assertThat(lepton("diff", "--help").assertFine().out()).contains("3 different");
  }
}
