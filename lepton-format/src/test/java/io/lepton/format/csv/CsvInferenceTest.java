package io.lepton.format.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.ErrorCode;
import io.lepton.data.ColumnType;
import io.lepton.data.DataSource;
import io.lepton.data.Field;
import io.lepton.data.FieldEvidence;
import io.lepton.data.FieldEvidence.Alternative;
import io.lepton.data.Inference;
import io.lepton.data.Rejection;
import io.lepton.data.Schema;
import io.lepton.format.TestRows;
import io.lepton.spi.ReadRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvInferenceTest {

  private static Schema infer(String csv) throws IOException {
    DataSource source = DataSource.of("memory", csv.getBytes(StandardCharsets.UTF_8));
    return new CsvFormat().infer(ReadRequest.of(source));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ':',
      value = {
        "true False TRUE:bool",
        "true 1:text",
        "0 1:int64",
        "0 -1 9223372036854775807:int64",
        "1 2.5:fp64",
        "1 1e3:fp64",
        ".5 5.:fp64",
        "-0 0:int64",
        "9223372036854775808:text",
        "1.5 9223372036854775808:text",
        "007:text",
        "1 007:text",
        "00.5:text",
        "+5:text",
        "+4930123456 1:text",
        "1 NaN -inf:fp64",
        "1.5 nan:fp64",
        "nan inf:text",
        "Nan Bob:text",
        "inf infinity 1:fp64",
        "2024-01-01 2024-02-29:date",
        "2024-01-01 2024-02-30:text",
        "2024-01-01 1:text",
        "1 x:text",
        "1-2:text",
        "-:text",
        "true x:text",
        "'':text",
        "0x10:text",
        "1_000:text",
        "12,5:text"
      })
  void infer_cells_narrowestTypeThatFitsAll(String cells, String type) throws IOException {
    StringBuilder csv = new StringBuilder("v;w\n");
    for (String cell : cells.split(" ")) {
      csv.append(cell).append(";\n\"").append(cell).append("\";\n;\n\"  \";\n");
    }
    DataSource source = DataSource.of("memory", csv.toString().getBytes(StandardCharsets.UTF_8));
    CsvFormat format = new CsvFormat(CsvOptions.defaults().withDelimiter(';'));
    assertThat(format.infer(ReadRequest.of(source)))
        .isEqualTo(
            Schema.of(Field.of("v", ColumnType.parse(type)), Field.of("w", ColumnType.TEXT)));
  }

  @Test
  void infer_timestamps_byTheirZone() throws IOException {
    assertThat(
            infer(
                "a,b,c,d\n2024-01-01T00:00:00Z,2024-01-01 00:00,2024-01-01T00:00Z,2024-01-01\n"
                    + "2024-01-01T00:00:00+02:00,2024-01-01T00:00:00.5,2024-01-01T00:00,2024-01-01T00:00\n"))
        .hasToString("(a timestamp(utc), b timestamp(local), c text, d text)");
  }

  @Test
  void infer_onlyHeader_allText() throws IOException {
    assertThat(infer("a,b\n")).hasToString("(a text, b text)");
  }

  @Test
  void infer_nullTokens_doNotCount() throws IOException {
    DataSource source = DataSource.of("memory", "a\n1\nNA\n".getBytes(StandardCharsets.UTF_8));
    CsvFormat format = new CsvFormat(CsvOptions.defaults().withNullTokens(List.of("NA")));
    assertThat(format.infer(ReadRequest.of(source))).hasToString("(a int64)");
  }

  @Test
  void infer_raggedRecords_doNotCount() throws IOException {
    assertThat(infer("a,b\n1,2\nx\ny,z,w\n3,4\n")).hasToString("(a int64, b int64)");
  }

  @Test
  void read_cellAfterTheSampleThatDoesNotFit_isRejected() throws IOException {
    StringBuilder csv = new StringBuilder("a\n");
    for (int i = 1; i <= 30_000; i++) {
      csv.append(i == 25_000 ? "x" : Integer.toString(i)).append('\n');
    }
    List<Rejection> rejections = new ArrayList<>();
    ReadRequest request =
        ReadRequest.of(DataSource.of("memory", csv.toString().getBytes(StandardCharsets.UTF_8)))
            .withRejections(rejections::add);
    assertThat(TestRows.read(new CsvFormat(), request, 1000)).hasSize(29_999);
    assertThat(rejections)
        .containsExactly(new Rejection(25_000, "a", ErrorCode.WRONG_TYPE, "needs int64"));
  }

  @Test
  void infer_longFile_readsOnlyTheSample() throws IOException {
    byte[] row = ("x".repeat(999) + "\n").getBytes(StandardCharsets.UTF_8);
    long[] read = {0};
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return row[(int) (read[0]++ % row.length)];
          }
        };
    DataSource source = DataSource.ofStream("endless", endless);
    assertThat(new CsvFormat().infer(ReadRequest.of(source)).field(0).type())
        .isEqualTo(ColumnType.TEXT);
    assertThat(read[0]).isBetween(4L << 20, 5L << 20);
  }

  @Test
  void read_longStreamThatCanBeReadOnce_isWhole() throws IOException {
    StringBuilder csv = new StringBuilder("a,b\n");
    for (int i = 1; i <= 200_000; i++) {
      csv.append(i).append(",some text that makes it longer\n");
    }
    byte[] bytes = csv.toString().getBytes(StandardCharsets.UTF_8);
    DataSource once = DataSource.ofStream("stream", new ByteArrayInputStream(bytes));
    assertThat(TestRows.read(new CsvFormat(), ReadRequest.of(once), 1000)).hasSize(200_000);
  }

  private static FieldEvidence evidence(String csv) throws IOException {
    DataSource source = DataSource.of("memory", csv.getBytes(StandardCharsets.UTF_8));
    return new CsvFormat().inference(ReadRequest.of(source)).fields().get(0);
  }

  @Test
  void inference_almostAllNumbers_namesTheRowsThatAreNone() throws IOException {
    FieldEvidence found = evidence("a\n1\n2\nN/A\n4\n\"\"\nfive\n6\n");
    assertThat(found.field()).hasToString("a text");
    assertThat(found.values()).isEqualTo(6);
    assertThat(found.missing()).isEqualTo(1);
    assertThat(found.alternatives())
        .containsExactly(
            new Alternative(ColumnType.INT64, 4, List.of(3L, 6L)),
            new Alternative(ColumnType.FP64, 4, List.of(3L, 6L)));
  }

  @Test
  void inference_manyCounterExamples_namesTheFirstFive() throws IOException {
    FieldEvidence found = evidence("a\n" + "1\n".repeat(10) + "1.5\n".repeat(8));
    assertThat(found.alternatives())
        .containsExactly(new Alternative(ColumnType.INT64, 10, List.of(11L, 12L, 13L, 14L, 15L)));
  }

  @Test
  void inference_nothingAgainstTheType_noAlternatives() throws IOException {
    assertThat(evidence("a\n1\n2\n").alternatives()).isEmpty();
  }

  @Test
  void inference_moreValues_surer() throws IOException {
    double two = evidence("a\n1\n2\n").confidence();
    double many = evidence("a\n" + "1\n".repeat(1000)).confidence();
    assertThat(two).isBetween(0.3, 0.4);
    assertThat(many).isBetween(0.99, 1.0);
    assertThat(evidence("a\n,\n".replace(",", "\"\"")).confidence()).isZero();
  }

  @Test
  void inference_shortFile_sawAllOfIt() throws IOException {
    DataSource source = DataSource.of("memory", "a\n1\n".getBytes(StandardCharsets.UTF_8));
    Inference found = new CsvFormat().inference(ReadRequest.of(source));
    assertThat(found.complete()).isTrue();
    assertThat(found.rows()).isEqualTo(1);
  }
}
