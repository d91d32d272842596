package io.lepton.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.data.ColumnType;
import io.lepton.data.DataSource;
import io.lepton.data.DataTarget;
import io.lepton.data.Field;
import io.lepton.data.Inference;
import io.lepton.data.RecordBatch;
import io.lepton.data.RecordReader;
import io.lepton.data.RecordWriter;
import io.lepton.data.Schema;
import io.lepton.format.canonical.DatasetDigest;
import io.lepton.format.csv.CsvFormat;
import io.lepton.format.csv.CsvOptions;
import io.lepton.format.json.JsonOptions;
import io.lepton.format.json.JsonOptions.NonFinite;
import io.lepton.format.json.NdjsonFormat;
import io.lepton.spi.ReadRequest;
import io.lepton.spi.RecordFormat;
import io.lepton.spi.WriteRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConversionVerifyTest {

  private static final int SEED = 20_261_124;

  private static final Schema SCHEMA =
      Schema.of(Field.of("id", ColumnType.INT32), Field.of("x", ColumnType.FP64));

  @TempDir Path folder;

  private Path in(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private Path out(String name) {
    return folder.resolve(name);
  }

  @Test
  void verify_losslessConversion_reportsTheDigest() throws IOException {
    Path csv = in("in.csv", "id,x\n1,0.5\n2,\n");
    ConversionReport report = Conversion.from(csv).to(out("out.ndjson")).verify().run();
    assertThat(report.digest()).isPresent();
    assertThat(report.toString()).contains("lepton-dataset-v1:sha-256:");
    try (RecordReader reader = new CsvFormat().reader(ReadRequest.of(DataSource.of(csv)))) {
      assertThat(report.digest()).contains(DatasetDigest.of(reader));
    }
    assertOnly("in.csv", "out.ndjson");
  }

  @Test
  void verify_noRecords_areTheSameNoRecords() throws IOException {
    Path csv = in("in.csv", "id\n");
    assertThat(Conversion.from(csv).to(out("out.ndjson")).verify().run().digest()).isPresent();
    assertThat(Conversion.from(csv).to(out("out.json")).verify().run().digest()).isPresent();
  }

  @Test
  void run_notVerified_hasNoDigest() throws IOException {
    ConversionReport report = Conversion.from(in("in.csv", "id\n1\n")).to(out("o.ndjson")).run();
    assertThat(report.digest()).isEmpty();
    assertThat(report.toString()).doesNotContain("digest", "sha-256");
  }

  static Stream<List<RecordFormat>> pairs() {
    return Formats.known().stream()
        .flatMap(from -> Formats.known().stream().map(to -> List.of(from, to)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void verify_randomRecordsBetweenAnyFormats_isLossless(List<RecordFormat> pair)
      throws IOException {
    List<List<@Nullable Object>> rows = RandomRecords.rows(new Random(SEED), 300);
    Path from = out("from");
    try {
      Files.write(from, TestRows.write(pair.get(0), RandomRecords.SCHEMA, rows, 100));
      ConversionReport report =
          Conversion.from(from, pair.get(0))
              .withSchema(RandomRecords.SCHEMA)
              .to(out("to"), pair.get(1))
              .batchSize(77)
              .verify()
              .run();
      assertThat(report.rowsWritten()).isEqualTo(300);
    } catch (LeptonException e) {
      if (e.code() == ErrorCode.UNREPRESENTABLE) {
        abort("A format does not hold all types: " + e.getMessage());
      }
      throw e;
    }
  }

  @Test
  void verify_notANumberAsNullInJson_isNotLossless() throws IOException {
    Path csv = in("in.csv", "id,x\n1,0.5\n2,NaN\n");
    Files.writeString(out("out.ndjson"), "old");
    assertLost(
        Conversion.from(csv)
            .withSchema(SCHEMA)
            .to(
                out("out.ndjson"),
                new NdjsonFormat(JsonOptions.defaults().withNonFinite(NonFinite.NULL)))
            .verify(),
        "row 2, column x needs a value, found no value");
    assertThat(out("out.ndjson")).hasContent("old");
    assertOnly("in.csv", "out.ndjson");
  }

  @Test
  void verify_missingAndEmptyTextWithOtherNullTokens_isNotLossless() throws IOException {
    Path ndjson = in("in.ndjson", "{\"a\":\"secret\",\"b\":\"\"}\n{\"a\":\"secret\",\"b\":null}\n");
    CsvFormat noMissing = new CsvFormat(CsvOptions.defaults().withNullTokens(List.of()));
    assertLost(
        Conversion.from(ndjson).to(out("out.csv"), noMissing).verify(),
        "row 2, column b needs no value, found a value");
    assertOnly("in.ndjson");
  }

  @Test
  void verify_charactersThatTheEncodingLacks_areFound() throws IOException {
    Path ndjson = in("in.ndjson", "{\"a\":\"abc\"}\n{\"a\":\"日本\"}\n");
    CsvFormat latin = new CsvFormat(CsvOptions.defaults().withCharset(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> Conversion.from(ndjson).to(out("out.csv"), latin).verify().run())
        .isInstanceOf(LeptonException.class)
        .hasMessageNotContaining("日本");
    assertOnly("in.ndjson");
  }

  @Test
  void verify_textThatIsAnother_saysAnother() throws IOException {
    assertLost(
        Conversion.from(in("in.csv", "id,x\n1,2\n3,4\n")).to(out("o"), spoilt("3", "7")).verify(),
        "row 2, column id needs a value, found another");
    assertOnly("in.csv");
  }

  @Test
  void verify_rejectedRows_namesTheRowOfTheInput() throws IOException {
    Path csv = in("in.csv", "id,x\noops,1\n3,4\n");
    Conversion conversion =
        Conversion.from(csv)
            .withSchema(SCHEMA)
            .rejects(out("rejects"))
            .to(out("o"), spoilt("3", "7"));
    assertLost(conversion.verify(), "row 1 (row 2 of the input), column id");
    assertOnly("in.csv");
  }

  @Test
  void verify_rowsLost_saysHowMany() throws IOException {
    assertLost(
        Conversion.from(in("in.csv", "id,x\n1,2\n3,4\n"))
            .to(out("o"), spoilt("\r\n3,4", ""))
            .verify(),
        "it ends after row 1, where there are more");
  }

  @Test
  void verify_rowsAdded_saysSo() throws IOException {
    assertLost(
        Conversion.from(in("in.csv", "id,x\n1,2\n")).to(out("o"), spoilt("$", "\r\n8,9")).verify(),
        "it goes on after row 1, the last one");
  }

  @Test
  void verify_outputCannotBeReadBack_saysWhy() throws IOException {
    assertLost(
        Conversion.from(in("in.csv", "id,x\n1,2\n")).to(out("o"), spoilt("1,", "secret,")).verify(),
        "cannot be read back");
    assertOnly("in.csv");
  }

  @Test
  void verify_inputIsALongStream_isFoundWithoutThePlace() throws IOException {
    // More than a stream keeps for another reading.
    String csv = "id,x\n1,2\n" + "3,4000000\n".repeat(4_000_000);
    DataSource stream =
        DataSource.ofStream("in", new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)));
    assertLost(
        Conversion.from(stream, new CsvFormat()).to(out("o"), spoilt("1,", "7,")).verify(),
        "cannot be read again to say where");
    assertOnly();
  }

  @Test
  void verify_outputIsAStream_isRefusedBeforeAnythingIsWritten() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataTarget stream = DataTarget.ofStream("standard output", bytes);
    Conversion conversion =
        Conversion.from(in("in.csv", "id\n1\n")).to(stream, new NdjsonFormat()).verify();
    assertThatThrownBy(conversion::run)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("standard output");
    assertThat(bytes.size()).isZero();
  }

  @Test
  void verify_cancelledWhileReadingBack_leavesNothing() throws IOException {
    Path csv = in("in.csv", "id\n" + "1\n".repeat(5_000));
    AtomicInteger asked = new AtomicInteger();
    Conversion conversion =
        Conversion.from(csv)
            .to(out("o.ndjson"))
            .batchSize(5_000)
            .verify()
            .cancelWhen(() -> asked.incrementAndGet() > 3);
    assertThatThrownBy(conversion::run).isInstanceOf(CancellationException.class);
    assertOnly("in.csv");
  }

  private static void assertLost(Conversion conversion, String where) {
    assertThatThrownBy(conversion::run)
        .isInstanceOfSatisfying(
            LeptonException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_LOSSLESS))
        .hasMessageContaining(where)
        .hasMessageNotContaining("secret");
  }

  private void assertOnly(String... names) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder(names);
    }
  }

  /** CSV in which something becomes something else. */
  private static RecordFormat spoilt(String pattern, String replacement) {
    RecordFormat csv = new CsvFormat();
    return new RecordFormat() {
      @Override
      public String name() {
        return "spoilt";
      }

      @Override
      public List<String> extensions() {
        return List.of();
      }

      @Override
      public Inference inference(ReadRequest request) throws IOException {
        return csv.inference(request);
      }

      @Override
      public RecordReader reader(ReadRequest request) throws IOException {
        return csv.reader(request);
      }

      @Override
      public RecordWriter writer(WriteRequest request) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataTarget memory = DataTarget.ofStream("memory", bytes);
        RecordWriter writer = csv.writer(WriteRequest.of(memory, request.schema()));
        return new RecordWriter() {
          @Override
          public void write(RecordBatch batch) throws IOException {
            writer.write(batch);
          }

          @Override
          public void close() throws IOException {
            writer.close();
            String text = bytes.toString(StandardCharsets.UTF_8).strip();
            byte[] spoilt =
                text.replaceFirst(pattern, replacement).getBytes(StandardCharsets.UTF_8);
            request.target().open().write(spoilt);
          }
        };
      }
    };
  }
}
