package io.lepton.bench.cli;

import static io.lepton.bench.cli.Shell.filesIn;
import static io.lepton.bench.cli.Shell.lepton;
import static io.lepton.bench.cli.Shell.leptonReading;
import static org.assertj.core.api.Assertions.assertThat;

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
}
