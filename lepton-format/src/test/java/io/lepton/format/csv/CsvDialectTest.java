package io.lepton.format.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.Coded;
import io.lepton.ErrorCode;
import io.lepton.data.ColumnType;
import io.lepton.data.DataSource;
import io.lepton.data.DataTarget;
import io.lepton.data.Field;
import io.lepton.data.ReadLimits;
import io.lepton.data.RecordBatch;
import io.lepton.data.RecordReader;
import io.lepton.data.Schema;
import io.lepton.data.TextColumn;
import io.lepton.spi.ReadRequest;
import io.lepton.spi.WriteRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dialects that are translated before they are read. */
class CsvDialectTest {

  private static final CsvOptions BARE = CsvOptions.defaults().withHeader(false);
  private static final CsvOptions ESCAPED = BARE.withEscape('\\').withNullTokens(List.of("\\N"));

  /** The cells of every record, null where a value is missing. */
  private static List<List<String>> read(CsvOptions options, String text) throws IOException {
    return read(options, text, ReadLimits.defaults());
  }

  private static List<List<String>> read(CsvOptions options, String text, ReadLimits limits)
      throws IOException {
    DataSource source = DataSource.of("memory", text.getBytes(StandardCharsets.UTF_8));
    CsvFormat format = new CsvFormat(options);
    Schema texts =
        Schema.of(
            format.infer(ReadRequest.of(source).withLimits(limits)).fields().stream()
                .map(field -> field.withType(ColumnType.TEXT))
                .toList());
    List<List<String>> rows = new ArrayList<>();
    ReadRequest request = ReadRequest.of(source).withSchema(texts).withLimits(limits);
    try (RecordReader reader = format.reader(request)) {
      RecordBatch batch = RecordBatch.allocate(texts, 3);
      while (reader.read(batch)) {
        for (int row = 0; row < batch.rowCount(); row++) {
          rows.add(row(batch, row));
        }
      }
    }
    return rows;
  }

  private static List<String> row(RecordBatch batch, int row) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < batch.columns().size(); i++) {
      TextColumn column = (TextColumn) batch.column(i);
      cells.add(column.isNull(row) ? null : column.text(row));
    }
    return cells;
  }

  private static void assertRefused(ErrorCode code, CsvOptions options, String text) {
    assertThatThrownBy(() -> read(options, text))
        .isInstanceOfSatisfying(Coded.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @ParameterizedTest
  @ValueSource(strings = {"||", "\u00a6", "<>", "::", "\u4e2d"})
  void read_otherDelimiter_cutsThere(String delimiter) throws IOException {
    CsvOptions options = BARE.withDelimiter(delimiter);
    String text = "a,b%1$s\"c%1$sd\"%1$se\"f\n1%1$s2%1$s3".formatted(delimiter);
    assertThat(read(options, text))
        .containsExactly(List.of("a,b", "c" + delimiter + "d", "e\"f"), List.of("1", "2", "3"));
  }

  @Test
  void read_partOfTheDelimiter_isText() throws IOException {
    assertThat(read(BARE.withDelimiter("||"), "a|b||c|\n")).containsExactly(List.of("a|b", "c|"));
  }

  @Test
  void read_escapes_standForTheirCharacter() throws IOException {
    assertThat(read(ESCAPED, "a\\,b,\"c\\\"d\",e\\nf\\tg\\\\h,x\n1,2,3,4\n"))
        .containsExactly(List.of("a,b", "c\"d", "e\nf\tg\\h", "x"), List.of("1", "2", "3", "4"));
  }

  @Test
  void read_escapedLineEnd_isText() throws IOException {
    assertThat(read(ESCAPED, "a\\\nb,c\n")).containsExactly(List.of("a\nb", "c"));
  }

  @Test
  void read_escapedNullToken_isMissingOnlyAsAWholeCell() throws IOException {
    assertThat(read(ESCAPED, "\\N,a\\N,\"\\N\"\n\\N,,x\n"))
        .containsExactly(Arrays.asList(null, "aN", "N"), Arrays.asList(null, "", "x"));
  }

  @Test
  void read_trimming_leavesOutBlanksAroundCells() throws IOException {
    CsvOptions options = BARE.withTrimming(true);
    assertThat(read(options, " a b , \" c \" ,\td\n1,2,3 \n"))
        .containsExactly(List.of("a b", " c ", "d"), List.of("1", "2", "3"));
  }

  @Test
  void read_comments_areNotTranslated() throws IOException {
    CsvOptions options = BARE.withDelimiter("||").withComment('#');
    assertThat(read(options, "# \" || \\\na||b\n#\n")).containsExactly(List.of("a", "b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void read_skippedLines_whateverTheyHold(String lineEnd) throws IOException {
    CsvOptions options = BARE.withSkippedLines(2);
    String text = String.join(lineEnd, "\"title, unclosed", "", "a,b", "c,d");
    assertThat(read(options, text)).containsExactly(List.of("a", "b"), List.of("c", "d"));
  }

  @Test
  void read_moreSkippedLinesThanThereAre_isEmpty() {
    assertRefused(ErrorCode.EMPTY_INPUT, BARE.withSkippedLines(5), "a\nb\n");
  }

  @Test
  void read_unclosedQuote_isRefused() {
    assertRefused(ErrorCode.UNCLOSED_QUOTE, ESCAPED, "a,b\n1,\"x\n2,y\n");
    assertRefused(ErrorCode.UNCLOSED_QUOTE, ESCAPED, "a,b\n1,\"x\\\"\n");
  }

  @Test
  void read_textAfterAQuote_isRefused() {
    assertRefused(ErrorCode.TEXT_AFTER_QUOTE, BARE.withDelimiter("||"), "a||\"b\"c\n");
  }

  @Test
  @Timeout(30)
  void read_cellBeyondTheLimit_isRefusedInBoundedMemory() {
    ReadLimits limits = ReadLimits.defaults().withMaxRecordBytes(1000);
    String text = "a||b\n1||" + "x".repeat(5_000_000) + "\n";
    assertThatThrownBy(() -> read(BARE.withDelimiter("||"), text, limits))
        .isInstanceOfSatisfying(
            Coded.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED));
  }

  @Test
  void read_randomTables_areWhatWasWritten() throws IOException {
    long seed = 7;
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      List<List<String>> rows = randomRows(random);
      String text = inDialect(rows, random);
      assertThat(read(ESCAPED.withDelimiter("||").withNullTokens(List.of()), text))
          .as("seed %d, table %d", seed, i)
          .isEqualTo(rows);
    }
  }

  private static List<List<String>> randomRows(Random random) {
    int columns = 2 + random.nextInt(3);
    List<List<String>> rows = new ArrayList<>();
    for (int row = 0; row < 1 + random.nextInt(5); row++) {
      List<String> cells = new ArrayList<>();
      for (int column = 0; column < columns; column++) {
        StringBuilder cell = new StringBuilder();
        for (int c = random.nextInt(5); c > 0; c--) {
          cell.appendCodePoint("a,|\"\\\n\r\té😀".codePoints().toArray()[random.nextInt(10)]);
        }
        cells.add(cell.toString());
      }
      rows.add(cells);
    }
    return rows;
  }

  private static String inDialect(List<List<String>> rows, Random random) {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      List<String> cells = new ArrayList<>();
      for (String cell : row) {
        String escaped =
            cell.replace("\\", "\\\\")
                .replace("\r", "\\r")
                .replace("\n", "\\n")
                .replace("\"", "\\\"");
        cells.add(random.nextBoolean() ? "\"" + escaped + "\"" : escaped.replace("|", "\\|"));
      }
      text.append(String.join("||", cells)).append('\n');
    }
    return text.toString();
  }

  @Test
  void with_marksThatAreTheSame_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> BARE.withEscape('"'));
    assertThatIllegalArgumentException().isThrownBy(() -> BARE.withEscape(','));
    assertThatIllegalArgumentException().isThrownBy(() -> BARE.withDelimiter(""));
    assertThatIllegalArgumentException().isThrownBy(() -> BARE.withDelimiter("a\n"));
    assertThatIllegalArgumentException().isThrownBy(() -> BARE.withSkippedLines(-1));
  }

  @Test
  void writer_ofAnUnusualDialect_refused() {
    Schema schema = Schema.of(Field.of("a", ColumnType.TEXT));
    DataTarget target = DataTarget.ofStream("memory", new ByteArrayOutputStream());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CsvFormat(ESCAPED).writer(WriteRequest.of(target, schema)));
  }
}
