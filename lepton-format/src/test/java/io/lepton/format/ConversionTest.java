package io.lepton.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.LeptonIOException;
import io.lepton.LimitExceededException;
import io.lepton.MalformedInputException;
import io.lepton.data.ColumnType;
import io.lepton.data.DataSource;
import io.lepton.data.DataTarget;
import io.lepton.data.Field;
import io.lepton.data.ReadLimits;
import io.lepton.data.Rejection;
import io.lepton.data.Schema;
import io.lepton.format.csv.CsvFormat;
import io.lepton.format.json.NdjsonFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConversionTest {

  private static final String CSV = "id,age,score\r\na,1,0.5\r\nb,,\r\n\"\",3,1.0E-9\r\n";
  private static final String NDJSON =
      """
      {"id":"a","age":1,"score":0.5}
      {"id":"b","age":null,"score":null}
      {"id":"","age":3,"score":1.0E-9}
      """;

  @TempDir Path folder;
  private Path csv;
  private Path ndjson;
  private Path rejects;

  @BeforeEach
  void files() throws IOException {
    csv = folder.resolve("in.csv");
    ndjson = folder.resolve("out.ndjson");
    rejects = folder.resolve("rejects.csv");
    Files.writeString(csv, CSV);
  }

  @Test
  void run_csvToNdjson_sameRows() throws IOException {
    ConversionReport report = Conversion.from(csv).to(ndjson).run();
    assertThat(ndjson).hasContent(NDJSON);
    assertThat(report.rowsRead()).isEqualTo(3);
    assertThat(report.rowsWritten()).isEqualTo(3);
    assertThat(report.rowsRejected()).isZero();
    assertThat(report.bytesRead()).isEqualTo(CSV.length());
    assertThat(report.rejectionsByCode()).isEmpty();
    assertThat(report.elapsed()).isPositive();
    assertOnly("in.csv", "out.ndjson");
  }

  @Test
  void run_ndjsonToCsv_sameRows() throws IOException {
    Files.writeString(ndjson, NDJSON);
    Conversion.from(ndjson).to(csv).run();
    assertThat(Files.readString(csv)).isEqualTo(CSV);
  }

  @Test
  void run_fileOntoItself_isReplacedAtTheEnd() throws IOException {
    Conversion.from(csv).to(csv).run();
    assertThat(Files.readString(csv)).isEqualTo(CSV);
  }

  @Test
  void run_streams_committedAndLeftOpen() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DataSource in =
        DataSource.ofStream("in", new ByteArrayInputStream(CSV.getBytes(StandardCharsets.UTF_8)));
    Conversion.from(in, new CsvFormat())
        .to(DataTarget.ofStream("out", out), new NdjsonFormat())
        .run();
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(NDJSON);
  }

  @Test
  void run_withSchema_theseColumnsAsTheseTypes() throws IOException {
    Schema schema = Schema.of(Field.of("age", ColumnType.FP32), Field.of("id", ColumnType.TEXT));
    Conversion.from(csv).withSchema(schema).to(ndjson).run();
    assertThat(Files.readString(ndjson)).startsWith("{\"age\":1.0,\"id\":\"a\"}\n");
  }

  @Test
  void run_badRecordAndNoRejects_leavesTheOldOutput() throws IOException {
    Files.writeString(csv, CSV + "d,oops,1\r\n");
    Files.writeString(ndjson, "old");
    Conversion conversion = Conversion.from(csv).withSchema(ageAsInt()).to(ndjson);
    assertThatThrownBy(conversion::run)
        .isInstanceOfSatisfying(
            MalformedInputException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.WRONG_TYPE))
        .hasMessageContainingAll("Row 4", "age")
        .hasMessageNotContaining("oops");
    assertThat(ndjson).hasContent("old");
    assertOnly("in.csv", "out.ndjson");
  }

  @Test
  void run_badRecordsAndRejects_listsThem() throws IOException {
    Files.writeString(csv, CSV + "d,oops,1\r\ne,5\r\nf,6,7\r\n");
    ConversionReport report =
        Conversion.from(csv).withSchema(ageAsInt()).to(ndjson).rejects(rejects).run();
    assertThat(Files.readAllLines(ndjson))
        .containsExactly("{\"age\":1}", "{\"age\":null}", "{\"age\":3}", "{\"age\":6}");
    assertThat(Files.readAllLines(rejects))
        .hasSize(3)
        .startsWith("row,column,code,reason")
        .satisfies(lines -> assertThat(lines.get(1)).startsWith("4,age,LEP-DATA-001,"))
        .satisfies(lines -> assertThat(lines.get(2)).startsWith("5,,LEP-FORMAT-003,"));
    assertThat(report.rowsRead()).isEqualTo(6);
    assertThat(report.rowsWritten()).isEqualTo(4);
    assertThat(report.rowsRejected()).isEqualTo(2);
    assertThat(report.rejectionsByCode())
        .isEqualTo(Map.of(ErrorCode.WRONG_TYPE, 1L, ErrorCode.RAGGED_RECORD, 1L));
    assertThat(report.firstRejections()).extracting(Rejection::row).containsExactly(4L, 5L);
    assertThat(report.toString())
        .contains("6 rows read, 4 written, 2 rejected", "LEP-DATA-001: 1", "row 4, column age");
  }

  @Test
  void run_fatalErrorWithRejects_neitherFileAppears() throws IOException {
    Files.writeString(csv, "id,age\r\na,oops\r\nb,1\r\n" + "x".repeat(1_000));
    Conversion conversion =
        Conversion.from(csv)
            .withSchema(ageAsInt())
            .limits(ReadLimits.defaults().withMaxRecordBytes(100))
            .to(ndjson)
            .rejects(rejects);
    assertThatThrownBy(conversion::run).isInstanceOf(LimitExceededException.class);
    assertOnly("in.csv");
  }

  @Test
  void run_cancelledInTheMiddle_leavesNothing() throws IOException {
    Files.writeString(csv, "age\r\n" + "1\r\n".repeat(10_000));
    List<ConversionProgress> seen = new ArrayList<>();
    Conversion conversion =
        Conversion.from(csv)
            .to(ndjson)
            .rejects(rejects)
            .batchSize(100)
            .progress(seen::add)
            .cancelWhen(() -> seen.size() == 3);
    assertThatThrownBy(conversion::run).isInstanceOf(CancellationException.class);
    assertThat(seen).hasSize(3);
    assertOnly("in.csv");
  }

  @Test
  void run_cancelledWhileEveryRowIsRejected_stopsAndLeavesNothing() throws IOException {
    Files.writeString(csv, "age\r\n" + "1,2\r\n".repeat(10_000));
    AtomicInteger asked = new AtomicInteger();
    Conversion conversion =
        Conversion.from(csv)
            .withSchema(Schema.of(Field.of("age", ColumnType.INT32)))
            .to(ndjson)
            .rejects(rejects)
            .cancelWhen(() -> asked.incrementAndGet() > 3);
    assertThatThrownBy(conversion::run).isInstanceOf(CancellationException.class);
    assertThat(asked).hasValue(4);
    assertOnly("in.csv");
  }

  @Test
  void progress_everyBatch_growsToTheWhole() throws IOException {
    Files.writeString(csv, "age\r\n" + "1\r\n".repeat(1_000));
    List<ConversionProgress> seen = new ArrayList<>();
    Conversion.from(csv).to(ndjson).batchSize(300).progress(seen::add).run();
    assertThat(seen)
        .extracting(ConversionProgress::rowsWritten)
        .containsExactly(300L, 600L, 900L, 1_000L);
    assertThat(seen).extracting(ConversionProgress::totalBytes).containsOnly(3_005L);
    assertThat(seen.get(3).bytesRead()).isEqualTo(3_005);
  }

  @Test
  void run_again_convertsAgain() throws IOException {
    Conversion conversion = Conversion.from(csv).to(ndjson);
    conversion.run();
    Files.delete(ndjson);
    conversion.run();
    assertThat(ndjson).hasContent(NDJSON);
  }

  @Test
  void run_noInputFile_saysSo() {
    Conversion conversion = Conversion.from(folder.resolve("none.csv")).to(ndjson);
    assertThatThrownBy(conversion::run)
        .isInstanceOfSatisfying(
            LeptonIOException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INPUT_NOT_FOUND));
  }

  @Test
  void run_noOutput_isAnError() {
    assertThatThrownBy(Conversion.from(csv)::run).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void run_rejectsIntoTheOutput_isAnError() {
    assertThatThrownBy(Conversion.from(csv).to(ndjson).rejects(ndjson)::run)
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void from_unknownEnding_isAnError() {
    assertThatThrownBy(() -> Conversion.from(Path.of("a.xls")))
        .isInstanceOfSatisfying(
            LeptonException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_FORMAT));
  }

  @Test
  void batchSize_belowOne_isAnError() {
    assertThatThrownBy(() -> Conversion.from(csv).batchSize(0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Schema ageAsInt() {
    return Schema.of(Field.of("age", ColumnType.INT32));
  }

  private void assertOnly(String... names) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder(names);
    }
  }
}
