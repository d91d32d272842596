package io.lepton.bench.cli;

import static io.lepton.bench.cli.Shell.filesIn;
import static io.lepton.bench.cli.Shell.lepton;
import static io.lepton.bench.cli.Shell.leptonReading;
import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConvertCommandTest {

  private static final String CSV = "id,note\n1,\"two\nlines, \"\"quoted\"\"\"\n2,Zoë\n";
  private static final String NDJSON =
      "{\"id\":1,\"note\":\"two\\nlines, \\\"quoted\\\"\"}\n{\"id\":2,\"note\":\"Zoë\"}\n";

  @TempDir Path dir;

  @Test
  void convert_csvToNdjson_keepsEveryValue() throws IOException {
    Path in = Files.writeString(dir.resolve("a.csv"), CSV);
    Path out = dir.resolve("a.ndjson");
    lepton("convert", in, out).assertFine();
    assertThat(Files.readString(out)).isEqualTo(NDJSON);
  }

  @Test
  void convert_ndjsonToCsv_keepsEveryValue() throws IOException {
    Path in = Files.writeString(dir.resolve("a.ndjson"), NDJSON);
    Path out = dir.resolve("a.csv");
    lepton("convert", in, out).assertFine();
    assertThat(Files.readString(out).replace("\r\n", "\n")).isEqualTo(CSV);
  }

  @Test
  void convert_fine_printsTheReport() throws IOException {
    Path in = Files.writeString(dir.resolve("a.csv"), CSV);
    assertThat(lepton("convert", in, dir.resolve("b.csv")).assertFine().out()).contains("2 rows");
  }

  @Test
  void convert_standardStreams_carryNothingButData() {
    Shell.Outcome outcome =
        leptonReading(CSV, "convert", "-", "-", "--from", "csv", "--to", "ndjson");
    assertThat(outcome.status()).isZero();
    assertThat(outcome.out()).isEqualTo(NDJSON);
    assertThat(outcome.err()).contains("2 rows");
  }

  @Test
  void convert_standardOutputFull_fails() {
    PrintStream full =
        new PrintStream(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException("No space left on device");
              }
            });
    String[] words = Shell.texts("convert", "-", "-", "--from", "csv", "--to", "ndjson");
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    InputStream in = new ByteArrayInputStream(CSV.getBytes(StandardCharsets.UTF_8));
    assertThat(Main.run(words, in, full, Shell.printer(err))).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("lepton: LEP-IO-004: ")
        .hasLineCount(1);
  }

  @Test
  void convert_rejects_goesOnAfterABadRow() throws IOException {
    Path in = Files.writeString(dir.resolve("a.csv"), "a,b\n1,2\n3\n5,6\n");
    Path out = dir.resolve("a.ndjson");
    Path rejects = dir.resolve("rejects.csv");
    lepton("convert", in, out, "--rejects", rejects).assertFine();
    assertThat(Files.readString(out)).isEqualTo("{\"a\":1,\"b\":2}\n{\"a\":5,\"b\":6}\n");
    assertThat(Files.readAllLines(rejects)).hasSize(2).last().asString().startsWith("2,,LEP-");
  }

  @Test
  void convert_failure_leavesNothing() throws IOException {
    Path in = Files.writeString(dir.resolve("a.csv"), "a,b\n1,2\n3\n");
    lepton("convert", in, dir.resolve("a.ndjson"), "--rejects", dir.resolve("no/r.csv"));
    assertThat(filesIn(dir)).containsExactly("a.csv");
  }

  @Test
  void convert_verify_printsTheDigest() throws IOException {
    Path in = Files.writeString(dir.resolve("a.csv"), CSV);
    String digest = "lepton-dataset-v1:sha-256:";
    String first = lepton("convert", in, dir.resolve("a.ndjson"), "--verify").assertFine().out();
    String again =
        lepton("convert", dir.resolve("a.ndjson"), dir.resolve("b.csv"), "--verify")
            .assertFine()
            .out();
    assertThat(first).contains(digest);
    assertThat(again.lines().filter(line -> line.contains(digest)))
        .containsExactlyElementsOf(first.lines().filter(line -> line.contains(digest)).toList());
  }

  @Test
  void convert_verifyAndAValueIsLost_keepsNothing() throws IOException {
    Path in = Files.writeString(dir.resolve("a.csv"), "x\n1.5\nNaN\n");
    Path schema =
        Files.writeString(
            dir.resolve("s.json"), "{\"fields\":[{\"name\":\"x\",\"type\":\"fp64\"}]}");
    Shell.Outcome outcome =
        lepton("convert", in, dir.resolve("a.ndjson"), "--schema", schema, "--verify");
    outcome.assertFailed(ErrorCode.NOT_LOSSLESS);
    assertThat(outcome.err()).contains("row 2, column x");
    assertThat(filesIn(dir)).containsExactly("a.csv", "s.json");
  }

  @Test
  void convert_verifyStandardOutput_isWrongUsage() {
    leptonReading(CSV, "convert", "-", "-", "--from", "csv", "--to", "csv", "--verify")
        .assertFailed(ErrorCode.WRONG_USAGE);
    leptonReading(CSV, "convert", "-", "-", "--from", "csv", "--to", "csv", "--sidecar")
        .assertFailed(ErrorCode.WRONG_USAGE);
  }

  @Test
  void convert_sidecar_isFoundByTheNextCommand() throws IOException {
    Path in = Files.writeString(dir.resolve("a.ndjson"), "{\"id\":\"7\"}\n");
    Path csv = dir.resolve("a.csv");
    Path back = dir.resolve("b.ndjson");
    lepton("convert", in, csv, "--sidecar").assertFine();
    assertThat(lepton("convert", csv, back).assertFine().out())
        .contains("types from " + csv + ".schema.json");
    assertThat(back).hasSameTextualContentAs(in);
    lepton("convert", csv, back, "--infer").assertFine();
    assertThat(back).hasContent("{\"id\":7}");
  }

  @Test
  void convert_schemaGivenAndSidecarThere_schemaIsUsed() throws IOException {
    Path in = Files.writeString(dir.resolve("a.csv"), "id\n7\n");
    Path schema = dir.resolve("s.json");
    Files.writeString(schema, "{\"fields\":[{\"name\":\"id\",\"type\":\"text\"}]}");
    Files.writeString(dir.resolve("a.csv.schema.json"), "broken");
    Path out = dir.resolve("o.ndjson");
    assertThat(lepton("convert", in, out, "--schema", schema).assertFine().out())
        .doesNotContain("types from");
    assertThat(out).hasContent("{\"id\":\"7\"}");
    lepton("convert", in, out, "--schema", schema, "--infer").assertFailed(ErrorCode.WRONG_USAGE);
  }

  @Test
  void convert_sidecarThatDoesNotFit_failsWithItsName() throws IOException {
    Path in = Files.writeString(dir.resolve("a.csv"), "id,new\n7,8\n");
    Path sidecar = dir.resolve("a.csv.schema.json");
    Files.writeString(sidecar, "{\"fields\":[{\"name\":\"id\",\"type\":\"text\"}]}");
    Shell.Outcome outcome = lepton("convert", in, dir.resolve("o.ndjson"));
    outcome.assertFailed(ErrorCode.MALFORMED_SCHEMA);
    assertThat(outcome.err()).contains(sidecar.toString());
    lepton("convert", in, dir.resolve("o.ndjson"), "--infer").assertFine();
  }

  @Test
  void convert_rejectsInPlaceOfTheSidecar_isWrongUsage() throws IOException {
    Path in = Files.writeString(dir.resolve("a.csv"), CSV);
    Path out = dir.resolve("b.csv");
    lepton("convert", in, out, "--rejects", dir.resolve("b.csv.schema.json"))
        .assertFailed(ErrorCode.WRONG_USAGE);
  }
}
