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
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
  void convert_verifyNotANumber_isKept() throws IOException {
    Path in = Files.writeString(dir.resolve("a.csv"), "x\n1.5\nNaN\n");
    Path out = dir.resolve("a.ndjson");
    lepton("convert", in, out, "--verify").assertFine();
    assertThat(out).hasContent("{\"x\":1.5}\n{\"x\":\"NaN\"}");
  }

  @Test
  void convert_anyDialect_isRead() throws IOException {
    Path in =
        Files.write(
            dir.resolve("a.txt"),
            "title\na;b\n1;'x; y'\nNA;Zo\u00eb\n".getBytes(Charset.forName("windows-1252")));
    Path out = dir.resolve("a.ndjson");
    lepton(
            "convert",
            in,
            out,
            "--from",
            "csv",
            "--delimiter",
            ";",
            "--quote",
            "'",
            "--null",
            "NA",
            "--skip-lines",
            "1",
            "--encoding",
            "windows-1252")
        .assertFine();
    assertThat(out).hasContent("{\"a\":1,\"b\":\"x; y\"}\n{\"a\":null,\"b\":\"Zo\u00eb\"}");
  }

  @Test
  void convert_detectFromStandardInput_readsAllOfIt() throws IOException {
    String text = "a|b\n" + "1|x\n".repeat(50_000);
    Path out = dir.resolve("a.csv");
    leptonReading(text, "convert", "-", out, "--detect").assertFine();
    assertThat(Files.readAllLines(out)).hasSize(50_001).contains("1,x");
  }

  @Test
  void convert_compressed_goesByTheName() throws IOException {
    Path in = Files.writeString(dir.resolve("a.csv"), "a\n1\n");
    Path zip = dir.resolve("a.ndjson.zip");
    lepton("convert", in, zip).assertFine();
    Path out = dir.resolve("b.csv");
    lepton("convert", zip + "!/a.ndjson", out).assertFine();
    assertThat(out).hasContent("a\n1");
  }

  @Test
  void convert_schemaWithRules_putsThemToEveryRow() throws IOException {
    Path in = Files.writeString(dir.resolve("a.csv"), "a\n1\n9\n");
    Path schema =
        Files.writeString(
            dir.resolve("s.json"),
            "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"type\":\"object\","
                + "\"properties\":{\"a\":{\"type\":\"integer\",\"maximum\":5}}}");
    Path out = dir.resolve("b.ndjson");
    lepton("convert", in, out, "--schema", schema).assertFailed(ErrorCode.RULE_RANGE);
    assertThat(out).doesNotExist();
    Path rejects = dir.resolve("r.csv");
    lepton("convert", in, out, "--schema", schema, "--rejects", rejects).assertFine();
    assertThat(out).hasContent("{\"a\":1}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--delimiter=", "--quote=ab", "--skip-lines=-1", "--threads=0"})
  void convert_optionThatCannotBe_isWrongUsage(String option) throws IOException {
    Path in = Files.writeString(dir.resolve("a.csv"), "a\n1\n");
    lepton("convert", in, dir.resolve("b.ndjson"), option).assertFailed(ErrorCode.WRONG_USAGE);
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
