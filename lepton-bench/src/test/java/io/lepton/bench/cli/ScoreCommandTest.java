package io.lepton.bench.cli;

import static io.lepton.bench.cli.Shell.lepton;
import static io.lepton.bench.cli.Shell.leptonReading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lepton.ErrorCode;
import io.lepton.bench.cli.Shell.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class ScoreCommandTest {

  private static final String PEOPLE =
      "id,name,age,city\n1,\"Zoë, née Müller\",30,Rome\n2,\"said \"\"hi\"\"\",40,Oslo\n3,,,Ulm\n";

  @TempDir Path dir;
  private Path in;
  private Path out;
  private Path model;

  @BeforeEach
  void files() throws IOException {
    in = Files.writeString(dir.resolve("people.csv"), PEOPLE);
    out = dir.resolve("scores.ndjson");
    model = TestModels.tolerant(dir);
  }

  @Test
  void score_csvToNdjson_writesEveryOutput() throws IOException {
    lepton("score", "--model", model, in, out).assertFine();
    assertThat(rows()).containsExactly("130.0", "240.0", "NaN");
  }

  @Test
  void score_folderOfAModel_isOpened() throws IOException {
    Path folder = Files.createDirectories(dir.resolve("people/3"));
    Files.copy(model, folder.resolve("model.onnx"));
    assertThat(lepton("score", "--model", folder, in, out).assertFine().out())
        .startsWith("people/3: 3 rows read, 3 scored, 0 rejected");
  }

  @Test
  void score_keep_carriesColumnsThroughInTheGivenOrder() throws IOException {
    Path csv = dir.resolve("scores.csv");
    lepton("score", "--model", model, in, csv, "--keep", "name,id").assertFine();
    assertThat(Files.readString(csv).lines().limit(3))
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("name,id,points"),
            line -> assertThat(line).startsWith("\"Zoë, née Müller\",1,130"),
            line -> assertThat(line).startsWith("\"said \"\"hi\"\"\",2,240"));
  }

  @Test
  void score_keepUnknownColumn_isRefusedByName() {
    Outcome outcome = lepton("score", "--model", model, in, out, "--keep", "surname");
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.err().lines()).hasSize(1);
    assertThat(outcome.err()).contains("surname");
    assertThat(out).doesNotExist();
  }

  @Test
  void score_standardStreams_carryNothingButData() {
    Outcome outcome =
        leptonReading(
            PEOPLE, "score", "--model", model, "-", "-", "--from", "csv", "--to", "ndjson");
    assertThat(outcome.status()).isZero();
    assertThat(outcome.outLines()).hasSize(3).allMatch(line -> line.startsWith("{\"points\":"));
    assertThat(outcome.err()).contains("3 rows read");
  }

  @Test
  void score_formatsGiven_winOverTheNames() throws IOException {
    Path data = Files.copy(in, dir.resolve("people.data"));
    Path scores = dir.resolve("scores.txt");
    lepton("score", "--model", model, data, scores, "--from", "csv", "--to", "ndjson").assertFine();
    assertThat(Files.readString(scores)).startsWith("{\"points\":130");
  }

  @Test
  void score_noRewrite_givesTheSame() throws IOException {
    lepton("score", "--model", model, in, out).assertFine();
    String rewritten = Files.readString(out);
    lepton("score", "--model", model, in, out, "--no-rewrite").assertFine();
    assertThat(Files.readString(out)).isEqualTo(rewritten);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 16})
  void score_anyNumberOfThreads_givesTheSame(int threads) throws IOException {
    Files.writeString(in, "age,city\n" + "1,Rome\n2,Oslo\n".repeat(5_000));
    lepton("score", "--model", model, in, out, "--threads", threads).assertFine();
    assertThat(rows()).hasSize(10_000).startsWith("101.0", "202.0").endsWith("101.0", "202.0");
  }

  @Test
  void score_deviceCpu_isReported() {
    assertThat(lepton("score", "--model", model, in, out, "--device", "cpu").assertFine().out())
        .contains("CPU");
  }

  @Test
  void score_deviceCudaWithoutGpu_saysWhatIsMissing() {
    lepton("score", "--model", model, in, out, "--device", "cuda")
        .assertFailed(ErrorCode.DEVICE_UNAVAILABLE);
    assertThat(out).doesNotExist();
  }

  @Test
  void score_features_areTakenInTheGivenOrder() throws IOException {
    Path matrix = TestModels.matrix(dir);
    Files.writeString(in, "a,b,c\n1,2,3\n");
    lepton("score", "--model", matrix, in, out, "--features", "c,b,a").assertFine();
    assertThat(rows()).containsExactly("123.0");
  }

  @Test
  void score_featureRange_goesByFileOrder() throws IOException {
    Path matrix = TestModels.matrix(dir);
    Files.writeString(in, "id,a,b,c\n9,1,2,3\n");
    lepton("score", "--model", matrix, in, out, "--features", "a..c").assertFine();
    assertThat(rows()).containsExactly("321.0");
  }

  @Test
  void score_report_isWrittenForPrograms() throws IOException {
    Path report = dir.resolve("report.json");
    Path rejects = dir.resolve("rejects.csv");
    Files.writeString(in, "age,city\n1,Rome\nold,Oslo\n");
    lepton("score", "--model", model, in, out, "--report", report, "--rejects", rejects)
        .assertFine();
    JsonNode json = new ObjectMapper().readTree(Files.readString(report));
    assertThat(json.get("model").asString()).isEqualTo("people");
    assertThat(json.get("rowsRead").asLong()).isEqualTo(2);
    assertThat(json.get("rowsScored").asLong()).isEqualTo(1);
    assertThat(json.get("rowsRejected").asLong()).isEqualTo(1);
    assertThat(json.at("/rejectionsByCode/LEP-DATA-001").asLong()).isEqualTo(1);
    assertThat(json.at("/firstRejections/0/column").asString()).isEqualTo("age");
    assertThat(json.at("/firstRejections/0/row").asLong()).isEqualTo(2);
    assertThat(json.get("bytesRead").asLong()).isEqualTo(Files.size(in));
    assertThat(json.at("/device/chosen").asString()).isEqualTo("CPU");
    assertThat(json.get("bindings").size()).isEqualTo(2);
  }

  @Test
  void score_existingOutput_isReplaced() throws IOException {
    Files.writeString(out, "old\n".repeat(1_000));
    lepton("score", "--model", model, in, out).assertFine();
    assertThat(Files.readAllLines(out)).hasSize(3);
  }

  @Test
  void score_ndjsonInput_isUnderstood() throws IOException {
    Path json =
        Files.writeString(
            dir.resolve("people.ndjson"),
            "{\"city\":\"Rome\",\"age\":1}\n{\"age\":2,\"city\":\"Oslo\"}\n");
    lepton("score", "--model", model, json, out).assertFine();
    assertThat(rows()).containsExactly("101.0", "202.0");
  }

  @Test
  void score_toADevice_doesNotReplaceItByAFile() {
    Path device = Path.of("/dev/null");
    assumeTrue(Files.exists(device), "There is no /dev/null");
    lepton("score", "--model", model, in, device, "--to", "csv").assertFine();
    assertThat(Files.isRegularFile(device)).isFalse();
  }

  /** The scores, one a row; a missing one is NaN. */
  private List<String> rows() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    return Files.readAllLines(out).stream()
        .map(line -> mapper.readTree(line))
        .map(JsonNode::iterator)
        .map(Iterator::next)
        .map(value -> value.isNumber() ? Float.toString(value.floatValue()) : "NaN")
        .toList();
  }
}
