package io.lepton.bench.cli;

import static io.lepton.bench.cli.Shell.filesIn;
import static io.lepton.bench.cli.Shell.lepton;
import static io.lepton.bench.cli.Shell.leptonReading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lepton.ErrorCode;
import io.lepton.bench.cli.Shell.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is wrong in real files, through the whole house: one line with the right code, and nothing
 * half-written.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class BadInputTest {

  private static final String PEOPLE = "id,age,city\n1,30,Rome\n2,40,Oslo\n";

  @TempDir Path dir;

  @AfterEach
  void nothingHalfWritten() {
    assertThat(filesIn(dir)).noneMatch(name -> name.endsWith(".part"));
  }

  @Test
  void score_emptyFile_isRefused() throws IOException {
    scoring("").assertFailed(ErrorCode.EMPTY_INPUT);
    assertNoOutput();
  }

  @Test
  void score_headerOnly_givesNoRows() throws IOException {
    scoring("id,age,city\n").assertFine();
    assertThat(output()).isEmpty();
  }

  @Test
  void score_recordTooShort_isRefused() throws IOException {
    scoring(PEOPLE + "3,50\n").assertFailed(ErrorCode.RAGGED_RECORD);
    assertNoOutput();
  }

  @Test
  void score_recordTooLong_isRefused() throws IOException {
    scoring(PEOPLE + "3,50,Rome,more\n").assertFailed(ErrorCode.RAGGED_RECORD);
    assertNoOutput();
  }

  @Test
  void score_recordTooShort_isNamedByItsRow() throws IOException {
    assertThat(scoring(PEOPLE + "3,50\n").err()).containsIgnoringCase("row 3");
  }

  @Test
  void score_unclosedQuote_isRefused() throws IOException {
    scoring(PEOPLE + "3,50,\"Rome\n4,60,Oslo\n").assertFailed(ErrorCode.UNCLOSED_QUOTE);
    assertNoOutput();
  }

  @Test
  void score_unclosedQuoteAfterAGigabyte_isRefused() throws IOException {
    String row = "1,30,Rome," + "x".repeat(4_000) + "\n";
    InputStream input =
        new RepeatedInput("id,age,city,remark\n", row.repeat(64), 1L << 30, "2,40,\"Oslo");
    leptonReading(input, "score", "--model", TestModels.tolerant(dir), "-", out(), "--from", "csv")
        .assertFailed(ErrorCode.UNCLOSED_QUOTE);
    assertNoOutput();
  }

  @Test
  void score_unclosedQuoteBeforeAGigabyte_isRefusedAtTheLimitOfARecord() throws IOException {
    InputStream input =
        new RepeatedInput("id,age,city\n1,30,\"Ro", "x".repeat(1 << 16), 1L << 30, "");
    leptonReading(input, "score", "--model", TestModels.tolerant(dir), "-", out(), "--from", "csv")
        .assertFailed(ErrorCode.LIMIT_EXCEEDED);
    assertNoOutput();
  }

  @Test
  void score_nulByte_isRefused() throws IOException {
    scoring(PEOPLE + "3,50,Ro\0me\n").assertFailed(ErrorCode.NUL_BYTE);
    assertNoOutput();
  }

  @Test
  void score_invalidUtf8_isRefused() throws IOException {
    byte[] bytes = (PEOPLE + "3,50,Zürich\n").getBytes(StandardCharsets.ISO_8859_1);
    Files.write(in(), bytes);
    score().assertFailed(ErrorCode.INVALID_ENCODING);
    assertNoOutput();
  }

  @Test
  void score_duplicateColumn_isRefused() throws IOException {
    scoring("age,city,age\n30,Rome,31\n").assertFailed(ErrorCode.DUPLICATE_COLUMN);
    assertNoOutput();
  }

  @Test
  void score_columnMissing_isRefusedByName() throws IOException {
    Outcome outcome = scoring("id,city\n1,Rome\n").assertFailed(ErrorCode.UNBOUND_MODEL);
    assertThat(outcome.err()).contains("age");
    assertNoOutput();
  }

  @Test
  void score_twoColumnsMissing_namesBoth() throws IOException {
    assertThat(scoring("id\n1\n").err()).contains("age").contains("city");
  }

  @Test
  void score_numberIsText_isRefusedWithoutTheValue() throws IOException {
    Outcome outcome = scoring(PEOPLE + "3,fifty-two,Rome\n").assertFailed(ErrorCode.WRONG_TYPE);
    assertThat(outcome.err()).containsIgnoringCase("row 3").contains("age").doesNotContain("fifty");
    assertNoOutput();
  }

  @Test
  void score_unknownCategoryTheModelAccepts_isScored() throws IOException {
    scoring(PEOPLE + "3,50,Ulm\n").assertFine();
    assertThat(output()).hasLineCount(3).contains("{\"points\":50");
  }

  @Test
  void score_unknownCategoryTheModelRefuses_isRefused() throws IOException {
    Files.writeString(in(), PEOPLE + "3,50,Ulm\n");
    Outcome outcome =
        lepton("score", "--model", TestModels.strict(dir), in(), out())
            .assertFailed(ErrorCode.UNKNOWN_CATEGORY);
    assertThat(outcome.err()).containsIgnoringCase("row 3").contains("city").doesNotContain("Ulm");
    assertNoOutput();
  }

  @Test
  void score_unknownCategoryWithRejects_isListedAndTheRestScored() throws IOException {
    Files.writeString(in(), PEOPLE + "3,50,Ulm\n4,60,Rome\n");
    Path rejects = dir.resolve("rejects.csv");
    lepton("score", "--model", TestModels.strict(dir), in(), out(), "--rejects", rejects)
        .assertFine();
    assertThat(output()).hasLineCount(3);
    assertThat(Files.readAllLines(rejects))
        .hasSize(2)
        .last()
        .asString()
        .startsWith("3,city,LEP-BIND-002,");
  }

  @Test
  void score_numberBeyondTheType_isRefused() throws IOException {
    Files.writeString(in(), "count\n1\n99999999999999999999\n");
    lepton("score", "--model", TestModels.counter(dir), in(), out())
        .assertFailed(ErrorCode.OUT_OF_RANGE);
    assertNoOutput();
  }

  @Test
  void score_badRowsOfEveryKindWithRejects_areListedInOrder() throws IOException {
    Files.writeString(in(), PEOPLE + "3,50\n4,old,Rome\n5,60,Rome\n");
    Path rejects = dir.resolve("rejects.csv");
    Outcome outcome =
        lepton("score", "--model", TestModels.tolerant(dir), in(), out(), "--rejects", rejects)
            .assertFine();
    assertThat(outcome.out()).contains("5 rows read, 3 scored, 2 rejected");
    assertThat(Files.readAllLines(rejects))
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("row,column,code,reason"),
            line -> assertThat(line).startsWith("3,,LEP-FORMAT-003,"),
            line -> assertThat(line).startsWith("4,age,LEP-DATA-001,"));
  }

  @Test
  void score_modelIsNotOnnx_isRefused() throws IOException {
    Path model = Files.writeString(dir.resolve("model.onnx"), "<html>404</html>\n");
    scoringWith(model).assertFailed(ErrorCode.NOT_ONNX);
    assertNoOutput();
  }

  @Test
  void score_modelIsEmpty_isRefused() throws IOException {
    Path model = Files.createFile(dir.resolve("model.onnx"));
    scoringWith(model).assertFailed(ErrorCode.NOT_ONNX);
    assertNoOutput();
  }

  @Test
  void score_modelIsTruncated_isRefused() throws IOException {
    byte[] whole = Files.readAllBytes(TestModels.tolerant(dir));
    Path model = Files.write(dir.resolve("half.onnx"), Arrays.copyOf(whole, whole.length * 2 / 3));
    scoringWith(model).assertFailed(ErrorCode.MALFORMED_MODEL);
    assertNoOutput();
  }

  @Test
  void score_modelNamesAFileOutsideItsFolder_isRefused() throws IOException {
    scoringWith(TestModels.externalData(dir)).assertFailed(ErrorCode.UNSAFE_EXTERNAL_DATA);
    assertNoOutput();
  }

  @Test
  void score_unknownOperator_isRefusedByName() throws IOException {
    Outcome outcome =
        scoringWith(TestModels.unknownOperator(dir)).assertFailed(ErrorCode.UNKNOWN_OPERATOR);
    assertThat(outcome.err()).contains("FluxCapacitor");
    assertNoOutput();
  }

  @Test
  void score_noModel_isRefused() throws IOException {
    scoringWith(dir.resolve("absent.onnx")).assertFailed(ErrorCode.MODEL_NOT_FOUND);
  }

  @Test
  void score_folderWithoutModel_isRefused() throws IOException {
    scoringWith(Files.createDirectory(dir.resolve("churn")))
        .assertFailed(ErrorCode.MODEL_NOT_FOUND);
  }

  @Test
  void score_noInput_isRefused() throws IOException {
    score().assertFailed(ErrorCode.INPUT_NOT_FOUND);
    assertNoOutput();
  }

  @Test
  void score_inputIsADirectory_isRefused() throws IOException {
    Files.createDirectory(in());
    score().assertFailed(ErrorCode.IS_A_DIRECTORY);
    assertNoOutput();
  }

  @Test
  void score_outputIsADirectory_isRefused() throws IOException {
    Files.createDirectory(out());
    scoring(PEOPLE).assertFailed(ErrorCode.IS_A_DIRECTORY);
    assertThat(filesIn(out())).isEmpty();
  }

  @Test
  void score_outputInNoFolder_isRefused() throws IOException {
    Files.writeString(in(), PEOPLE);
    lepton("score", "--model", TestModels.tolerant(dir), in(), dir.resolve("no/scores.ndjson"))
        .assertFailed(ErrorCode.OUTPUT_FAILED);
  }

  @Test
  void score_reportInNoFolder_isRefusedBeforeTheScores() throws IOException {
    Files.writeString(in(), PEOPLE);
    Path report = dir.resolve("no/report.json");
    lepton("score", "--model", TestModels.tolerant(dir), in(), out(), "--report", report)
        .assertFailed(ErrorCode.OUTPUT_FAILED);
    assertNoOutput();
  }

  @Test
  void score_failure_leavesTheOldOutput() throws IOException {
    Files.writeString(out(), "old");
    scoring(PEOPLE + "3,50\n").assertFailed(ErrorCode.RAGGED_RECORD);
    assertThat(output()).isEqualTo("old");
  }

  @Test
  void score_fullDisk_isRefused() throws IOException {
    assumeTrue(Files.exists(Path.of("/dev/full")), "There is no /dev/full");
    Files.writeString(in(), PEOPLE);
    lepton("score", "--model", TestModels.tolerant(dir), in(), "/dev/full", "--to", "ndjson")
        .assertFailed(ErrorCode.OUTPUT_FAILED);
  }

  @Test
  void score_folderWithoutPermission_isRefused() throws IOException {
    Path closed = Files.createDirectory(dir.resolve("closed"));
    assumeTrue(closed.toFile().setWritable(false), "Permissions cannot be taken away here");
    assumeFalse(Files.isWritable(closed), "This user may write everywhere");
    Files.writeString(in(), PEOPLE);
    lepton("score", "--model", TestModels.tolerant(dir), in(), closed.resolve("scores.ndjson"))
        .assertFailed(ErrorCode.OUTPUT_FAILED);
  }

  @Test
  void score_inputTruncatedWhileRead_isRefused() throws Exception {
    whileReading(
            input -> {
              try (FileChannel channel = FileChannel.open(input, StandardOpenOption.WRITE)) {
                channel.truncate(channel.size() / 2);
              }
            })
        .assertFailed(ErrorCode.INPUT_CHANGED);
  }

  @Test
  void score_inputDeletedWhileRead_isStillReadToItsEnd() throws Exception {
    Outcome outcome = whileReading(Files::delete).assertFine();
    assertThat(outcome.out()).contains("2,000,000 rows read, 2,000,000 scored");
  }

  private interface Mischief {
    void happenTo(Path input) throws IOException;
  }

  private Outcome whileReading(Mischief mischief) throws Exception {
    Files.writeString(in(), "id,age,city\n" + "1,30,Rome\n".repeat(2_000_000));
    Path pipe = pipe();
    Path model = TestModels.tolerant(dir);
    CompletableFuture<Outcome> running =
        CompletableFuture.supplyAsync(
            () ->
                lepton("score", "--model", model, in(), pipe, "--to", "ndjson", "--threads", "1"));
    // Opening a pipe waits for the other side: from here on the input is open and hardly read.
    try (InputStream scores = Files.newInputStream(pipe)) {
      mischief.happenTo(in());
      scores.transferTo(OutputStream.nullOutputStream());
    }
    return running.get(30, TimeUnit.SECONDS);
  }

  @Test
  void convert_emptyFile_isRefused() throws IOException {
    converting("").assertFailed(ErrorCode.EMPTY_INPUT);
    assertNoOutput();
  }

  @Test
  void convert_unclosedQuote_isRefused() throws IOException {
    converting(PEOPLE + "3,50,\"Rome\n").assertFailed(ErrorCode.UNCLOSED_QUOTE);
    assertNoOutput();
  }

  @Test
  void convert_raggedRecord_isRefused() throws IOException {
    converting(PEOPLE + "3\n").assertFailed(ErrorCode.RAGGED_RECORD);
    assertNoOutput();
  }

  @Test
  void convert_duplicateColumn_isRefused() throws IOException {
    converting("a,a\n1,2\n").assertFailed(ErrorCode.DUPLICATE_COLUMN);
    assertNoOutput();
  }

  @Test
  void convert_malformedJson_isRefused() throws IOException {
    Path json = Files.writeString(dir.resolve("in.ndjson"), "{\"a\":1}\n{\"a\":\n");
    lepton("convert", json, dir.resolve("out.csv")).assertFailed(ErrorCode.MALFORMED_JSON);
    assertThat(dir.resolve("out.csv")).doesNotExist();
  }

  @Test
  void convert_malformedSchema_isRefused() throws IOException {
    Files.writeString(in(), PEOPLE);
    Path schema = Files.writeString(dir.resolve("schema.json"), "[1, 2");
    lepton("convert", in(), out(), "--schema", schema).assertFailed(ErrorCode.MALFORMED_SCHEMA);
    assertNoOutput();
  }

  @Test
  void check_modelIsNotOnnx_isRefused() throws IOException {
    Path model = Files.writeString(dir.resolve("model.onnx"), "hello");
    lepton("check", model).assertFailed(ErrorCode.NOT_ONNX);
  }

  @Test
  void check_modelIsTruncated_isRefused() throws IOException {
    byte[] whole = Files.readAllBytes(TestModels.tolerant(dir));
    Path model = Files.write(dir.resolve("half.onnx"), Arrays.copyOf(whole, whole.length * 2 / 3));
    lepton("check", model, "--json").assertFailed(ErrorCode.MALFORMED_MODEL);
  }

  @Test
  void check_modelNamesAFileOutsideItsFolder_isRefused() throws IOException {
    lepton("check", TestModels.externalData(dir)).assertFailed(ErrorCode.UNSAFE_EXTERNAL_DATA);
  }

  @Test
  void check_unknownOperator_isRefusedByName() throws IOException {
    Outcome outcome =
        lepton("check", TestModels.unknownOperator(dir)).assertFailed(ErrorCode.UNKNOWN_OPERATOR);
    assertThat(outcome.err()).contains("FluxCapacitor");
  }

  @Test
  void check_noModel_isRefused() {
    lepton("check", dir.resolve("absent.onnx")).assertFailed(ErrorCode.MODEL_NOT_FOUND);
  }

  @Test
  void check_inputWithoutAColumn_isRefusedByName() throws IOException {
    Files.writeString(in(), "id,city\n1,Rome\n");
    Outcome outcome =
        lepton("check", TestModels.tolerant(dir), "--input", in())
            .assertFailed(ErrorCode.UNBOUND_MODEL);
    assertThat(outcome.err()).contains("age");
  }

  @Test
  void check_inputThatTheModelRefuses_comparesNothingAndTellsNoValue() throws IOException {
    Files.writeString(in(), PEOPLE + "3,50,Ulm\n");
    Outcome outcome = lepton("check", TestModels.strict(dir), "--input", in());
    assertThat(outcome.status()).isEqualTo(Failure.DIFFERENT);
    assertThat(outcome.out()).contains("refused: rows 1 to 3: ").doesNotContain("Ulm");
  }

  @Test
  void check_noInput_isRefused() throws IOException {
    lepton("check", TestModels.tolerant(dir), "--input", dir.resolve("no.csv"))
        .assertFailed(ErrorCode.INPUT_NOT_FOUND);
  }

  @Test
  void check_emptyInput_isRefused() throws IOException {
    Files.createFile(in());
    lepton("check", TestModels.tolerant(dir), "--input", in()).assertFailed(ErrorCode.EMPTY_INPUT);
  }

  @Test
  void inspect_modelIsNotOnnx_isRefused() throws IOException {
    Path model = Files.writeString(dir.resolve("model.onnx"), "hello");
    lepton("inspect", model).assertFailed(ErrorCode.NOT_ONNX);
  }

  @Test
  void inspect_folderWithoutModel_isRefused() {
    lepton("inspect", dir).assertFailed(ErrorCode.MODEL_NOT_FOUND);
  }

  @Test
  void inspect_noFile_isRefused() {
    lepton("inspect", dir.resolve("no.csv")).assertFailed(ErrorCode.INPUT_NOT_FOUND);
  }

  @Test
  void inspect_emptyFile_isRefused() throws IOException {
    lepton("inspect", Files.createFile(in())).assertFailed(ErrorCode.EMPTY_INPUT);
  }

  private Path in() {
    return dir.resolve("in.csv");
  }

  private Path out() {
    return dir.resolve("scores.ndjson");
  }

  private String output() throws IOException {
    return Files.readString(out());
  }

  private void assertNoOutput() {
    assertThat(out()).doesNotExist();
  }

  private Outcome scoring(String csv) throws IOException {
    Files.writeString(in(), csv);
    return score();
  }

  private Outcome score() throws IOException {
    return lepton("score", "--model", TestModels.tolerant(dir), in(), out());
  }

  private Outcome scoringWith(Path model) throws IOException {
    Files.writeString(in(), PEOPLE);
    return lepton("score", "--model", model, in(), out());
  }

  private Outcome converting(String csv) throws IOException {
    Files.writeString(in(), csv);
    return lepton("convert", in(), out());
  }

  private Path pipe() throws Exception {
    Path pipe = dir.resolve("pipe");
    try {
      int status = new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
      assumeTrue(status == 0, "Named pipes cannot be made here");
    } catch (IOException e) {
      assumeTrue(false, "There is no mkfifo here");
    }
    return pipe;
  }
}
