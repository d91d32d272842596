package io.lepton.format.fixed;

import static io.lepton.format.TestRows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lepton.ErrorCode;
import io.lepton.MalformedInputException;
import io.lepton.data.ColumnType;
import io.lepton.data.DataSource;
import io.lepton.data.Field;
import io.lepton.data.Inference;
import io.lepton.data.Rejection;
import io.lepton.data.Schema;
import io.lepton.format.TestRows;
import io.lepton.format.fixed.FixedWidthColumn.Alignment;
import io.lepton.format.fixed.FixedWidthOptions.Unit;
import io.lepton.spi.ReadRequest;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FixedWidthReaderTest {

  private static final FixedWidthOptions THREE =
      FixedWidthOptions.layout(
          FixedWidthColumn.of("id", 1, 4),
          FixedWidthColumn.of("name", 5, 6),
          FixedWidthColumn.of("n", 13, 3));

  private static final Schema SCHEMA =
      Schema.of(
          Field.of("id", ColumnType.TEXT),
          Field.of("name", ColumnType.TEXT),
          Field.of("n", ColumnType.INT32));

  private static List<List<@Nullable Object>> read(
      FixedWidthOptions options, String text, Schema schema) throws IOException {
    return read(options, text.getBytes(StandardCharsets.UTF_8), schema, new ArrayList<>());
  }

  private static List<List<@Nullable Object>> read(
      FixedWidthOptions options, byte[] bytes, Schema schema, List<Rejection> rejections)
      throws IOException {
    ReadRequest request = TestRows.request(bytes, schema).withRejections(rejections::add);
    return TestRows.read(new FixedWidthFormat(options), request, 2);
  }

  private static ReadRequest request(String text) {
    return ReadRequest.of(DataSource.of("memory", text.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void read_layout_cutsAnyLines(String lineEnd) throws IOException {
    String text =
        String.join(
            lineEnd, "A001Ada   xx  7", "A002Grace yy-12", "", "A003  Al  zz100", "    ", "");
    for (String document : List.of(text, text.strip())) {
      assertThat(read(THREE, document, SCHEMA))
          .startsWith(
              row("A001", "Ada", 7L), row("A002", "Grace", -12L), row("A003", "  Al", 100L));
    }
    assertThat(read(THREE, text, SCHEMA)).hasSize(4).endsWith(row(null, null, null));
  }

  @Test
  void read_vector_isInColumnsOfItsElements() throws IOException {
    Schema schema =
        Schema.of(
            Field.of("p", ColumnType.FP32.vector(2)), Field.of("n", ColumnType.INT8.vector(2)));
    List<Rejection> rejections = new ArrayList<>();
    byte[] text =
        "p.1 n.0  p.0 n.1\n2.5   1  1.5   2\n                \n9.5   3  nan   4\n    "
            .getBytes(StandardCharsets.UTF_8);
    assertThat(read(FixedWidthOptions.defaults(), text, schema, rejections))
        .containsExactly(
            row(List.of(1.5f, 2.5f), List.of(1L, 2L)),
            row(null, null),
            row(List.of(Float.NaN, 9.5f), List.of(3L, 4L)),
            row(null, null));
    assertThat(rejections).isEmpty();
  }

  @Test
  void read_vectorOfWhichSomeIsMissing_isNanOrRejected() throws IOException {
    Schema schema =
        Schema.of(
            Field.of("p", ColumnType.FP32.vector(2)), Field.of("n", ColumnType.INT8.vector(2)));
    List<Rejection> rejections = new ArrayList<>();
    FixedWidthOptions options =
        FixedWidthOptions.layout(
            FixedWidthColumn.of("p.0", 1, 3),
            FixedWidthColumn.of("p.1", 4, 3),
            FixedWidthColumn.of("n.0", 7, 3),
            FixedWidthColumn.of("n.1", 10, 3));
    byte[] text = "1.5     1  2\n1.52.5  1\n".getBytes(StandardCharsets.UTF_8);
    assertThat(read(options, text, schema, rejections))
        .containsExactly(row(List.of(1.5f, Float.NaN), List.of(1L, 2L)));
    assertThat(rejections).extracting(Rejection::code).containsExactly(ErrorCode.MISSING_VALUE);
  }

  @Test
  void read_shortLines_haveMissingCells() throws IOException {
    assertThat(read(THREE, "A001Ada\nA0\nA003Grace xx 5\nA004Grace xx  ", SCHEMA))
        .containsExactly(
            row("A001", "Ada", null),
            row("A0", null, null),
            row("A003", "Grace", 5L),
            row("A004", "Grace", null));
  }

  @Test
  void read_textAfterTheLastColumn_isRejectedUnlessBlank() throws IOException {
    List<Rejection> rejections = new ArrayList<>();
    String text = "A001Ada   xx  7  \t\nA002Ada   xx  7  8\nA003Ada   xx  79\n";
    assertThat(read(THREE, text.getBytes(StandardCharsets.UTF_8), SCHEMA, rejections))
        .containsExactly(row("A001", "Ada", 7L));
    assertThat(rejections).extracting(Rejection::row).containsExactly(2L, 3L);
    assertThat(rejections).extracting(Rejection::code).containsOnly(ErrorCode.RAGGED_RECORD);
  }

  @Test
  void read_charactersOfAnySize_areOnePlace() throws IOException {
    assertThat(read(THREE, "A001Zoë€  xx  7\nA\ud834\udd1e€ Ada   é\ud834\udd1e  7", SCHEMA))
        .containsExactly(row("A001", "Zoë€", 7L), row("A\ud834\udd1e€", "Ada", 7L));
  }

  @Test
  void read_bytes_areCountedInTheEncodingOfTheInput() throws IOException {
    FixedWidthOptions bytes = THREE.withUnit(Unit.BYTE);
    assertThat(read(bytes, "A001Zoë  xx  7", SCHEMA)).containsExactly(row("A001", "Zoë", 7L));
    Charset gb = Charset.forName("GB18030");
    byte[] chinese = "A001中文  xx  7\nA002文中文yy  8".getBytes(gb);
    assertThat(read(bytes.withCharset(gb), chinese, SCHEMA, new ArrayList<>()))
        .containsExactly(row("A001", "中文", 7L), row("A002", "文中文", 8L));
  }

  @Test
  void read_columnThatEndsWithinACharacter_isRejected() throws IOException {
    List<Rejection> rejections = new ArrayList<>();
    byte[] text = "A00éAda   xx  7\nA001Ada   xx  7".getBytes(StandardCharsets.UTF_8);
    assertThat(read(THREE.withUnit(Unit.BYTE), text, SCHEMA, rejections))
        .containsExactly(row("A001", "Ada", 7L));
    byte[] chinese = "A00中da   xx  7\n".getBytes(Charset.forName("GB18030"));
    FixedWidthOptions gb = THREE.withUnit(Unit.BYTE).withCharset(Charset.forName("GB18030"));
    assertThat(read(gb, chinese, SCHEMA, rejections)).isEmpty();
    assertThat(rejections).extracting(Rejection::code).containsOnly(ErrorCode.RAGGED_RECORD);
    assertThat(rejections).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ISO-8859-1", "windows-1252", "UTF-16", "UTF-16LE", "IBM037", "GB18030"})
  void read_anyEncoding_isDecoded(String charset) throws IOException {
    byte[] text = "A001Zoe   xx  7\nA002Ada   yy  8\n".getBytes(Charset.forName(charset));
    assertThat(read(THREE.withCharset(Charset.forName(charset)), text, SCHEMA, new ArrayList<>()))
        .containsExactly(row("A001", "Zoe", 7L), row("A002", "Ada", 8L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\r\n", "\u001a", "\r\n\u001a"})
  void read_recordsWithoutLineEnds_areCut(String end) throws IOException {
    FixedWidthOptions options = THREE.withRecordWidth(17);
    String text = "A001Ada   xx  7..A002Al\nan yy  8\r\nA003Zoë   zz  9.." + end;
    assertThat(read(options, text, SCHEMA))
        .containsExactly(row("A001", "Ada", 7L), row("A002", "Al\nan", 8L), row("A003", "Zoë", 9L));
  }

  @Test
  void read_lastRecordCutOff_isRejected() throws IOException {
    List<Rejection> rejections = new ArrayList<>();
    byte[] text = "A001Ada   xx  7A002Ada".getBytes(StandardCharsets.UTF_8);
    assertThat(read(THREE.withRecordWidth(15), text, SCHEMA, rejections)).hasSize(1);
    assertThat(rejections).extracting(Rejection::code).containsExactly(ErrorCode.RAGGED_RECORD);
  }

  @ParameterizedTest
  @CsvSource({
    "LEFT, ' ', 'ab  ', ab",
    "LEFT, ' ', ' ab ', ' ab'",
    "RIGHT, ' ', '  ab', ab",
    "RIGHT, ' ', ' ab ', 'ab '",
    "CENTER, ' ', ' ab ', ab",
    "NATURAL, ' ', ' ab ', ' ab'",
    "LEFT, '*', 'ab**', ab",
    "RIGHT, '*', '**ab', ab",
    "LEFT, '*', '****', ",
    "LEFT, '*', '    ', ",
    "LEFT, ' ', '    ', ",
    "RIGHT, '0', '0007', 7",
    "RIGHT, '0', '0000', 0",
    "RIGHT, '0', '    ', "
  })
  void read_padding_isTakenFromText(
      Alignment alignment, char padding, String cell, @Nullable String value) throws IOException {
    FixedWidthColumn column = new FixedWidthColumn("a", 1, 4, alignment, padding);
    Schema schema = Schema.of(Field.of("a", ColumnType.TEXT));
    assertThat(read(FixedWidthOptions.layout(column), cell + "\n", schema))
        .containsExactly(row(value));
  }

  @ParameterizedTest
  @CsvSource({
    "RIGHT, ' ', '   7', 7",
    "LEFT, ' ', '7   ', 7",
    "LEFT, ' ', ' 7  ', 7",
    "NATURAL, ' ', ' 7  ', 7",
    "NATURAL, '0', '0070', 70",
    "NATURAL, '0', '0000', 0",
    "NATURAL, '0', '-007', -7",
    "NATURAL, '0', '000-', x",
    "NATURAL, '0', '    ', ",
    "NATURAL, '*', '**-7', -7",
    "NATURAL, '*', '****', "
  })
  void read_padding_isTakenFromNumbers(
      Alignment alignment, char padding, String cell, @Nullable String value) throws IOException {
    FixedWidthColumn column = new FixedWidthColumn("a", 1, 4, alignment, padding);
    Schema schema = Schema.of(Field.of("a", ColumnType.INT32));
    List<List<@Nullable Object>> rows = read(FixedWidthOptions.layout(column), cell + "\n", schema);
    if ("x".equals(value)) {
      assertThat(rows).isEmpty();
    } else {
      assertThat(rows).containsExactly(row(value == null ? null : Long.valueOf(value)));
    }
  }

  @Test
  void read_zerosBeforeAPoint_areTheNumbersOwn() throws IOException {
    FixedWidthColumn column = FixedWidthColumn.of("a", 1, 6).withPadding('0');
    Schema schema = Schema.of(Field.of("a", ColumnType.decimal(6, 2)));
    assertThat(read(FixedWidthOptions.layout(column), "000.50\n012.50\n", schema))
        .extracting(r -> String.valueOf(r.get(0)))
        .containsExactly("0.50", "12.50");
  }

  @Test
  void read_overlappingColumns_areEachRead() throws IOException {
    FixedWidthOptions options =
        FixedWidthOptions.layout(
            FixedWidthColumn.of("day", 1, 8), FixedWidthColumn.of("year", 1, 4));
    Schema schema = Schema.of(Field.of("day", ColumnType.TEXT), Field.of("year", ColumnType.INT32));
    assertThat(read(options, "20240229\n", schema)).containsExactly(row("20240229", 2024L));
  }

  // Without a layout.

  private static final String REPORT =
      """
      id    first name   when              amount note
      A1    Ada          2024-02-29 12:00    12.5 first
      A22   Grace        2024-03-01 00:30     7.0
                         2024-03-01 00:31  1234.5 more words here
      """;

  @Test
  void infer_noLayout_columnsFromBlanksAndTypes() throws IOException {
    FixedWidthFormat format = new FixedWidthFormat();
    Inference inference = format.inference(request(REPORT));
    assertThat(inference.schema())
        .isEqualTo(
            Schema.of(
                Field.of("id", ColumnType.TEXT),
                Field.of("first", ColumnType.TEXT),
                Field.of("name", ColumnType.TEXT),
                Field.of("when", ColumnType.TIMESTAMP_LOCAL),
                Field.of("amount", ColumnType.FP64),
                Field.of("note", ColumnType.TEXT)));
    assertThat(inference.rows()).isEqualTo(3);
    assertThat(inference.complete()).isTrue();
    assertThat(inference.fields().get(0).missing()).isEqualTo(1);
    assertThat(format.layout(request(REPORT)).get(3).start()).isEqualTo(20);
    assertThat(format.layout(request(REPORT)).get(3).width()).isEqualTo(16);
  }

  @Test
  void read_noLayout_cellsAreTrimmed() throws IOException {
    assertThat(TestRows.read(new FixedWidthFormat(), request(REPORT), 2))
        .extracting(row -> row.get(0), row -> row.get(4), row -> row.get(5))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("A1", 12.5, "first"),
            org.assertj.core.groups.Tuple.tuple("A22", 7.0, null),
            org.assertj.core.groups.Tuple.tuple(null, 1234.5, "more words here"));
  }

  @Test
  void read_noHeader_columnsAreNumbered() throws IOException {
    FixedWidthFormat format = new FixedWidthFormat(FixedWidthOptions.defaults().withHeader(false));
    assertThat(format.infer(request("1  a\n22 b\n")))
        .isEqualTo(
            Schema.of(
                Field.of("column_1", ColumnType.INT64), Field.of("column_2", ColumnType.TEXT)));
    assertThat(TestRows.read(format, request("1  a\n22 b\n"), 1))
        .containsExactly(row(1L, "a"), row(22L, "b"));
  }

  @Test
  void read_laterValueThatIsLonger_isWhole() throws IOException {
    String text =
        "name     n  z\n"
            + "ab       1  x\n".repeat(1_000)
            + "abcdefgh 1  x\nab    1234  x\nab       1234x\nabcdefgh1  x\nab  cd  1  x\nab     c 1 x\n";
    List<Rejection> rejections = new ArrayList<>();
    Schema schema =
        Schema.of(
            Field.of("name", ColumnType.TEXT),
            Field.of("n", ColumnType.INT32),
            Field.of("z", ColumnType.TEXT));
    List<List<@Nullable Object>> rows =
        read(
            FixedWidthOptions.defaults(),
            text.getBytes(StandardCharsets.UTF_8),
            schema,
            rejections);
    assertThat(rows.subList(1_000, rows.size()))
        .containsExactly(row("abcdefgh", 1L, "x"), row("ab", 1234L, "x"));
    assertThat(rejections).extracting(Rejection::code).containsOnly(ErrorCode.RAGGED_RECORD);
    assertThat(rejections)
        .extracting(Rejection::row)
        .containsExactly(1_003L, 1_004L, 1_005L, 1_006L);
  }

  @Test
  void read_layoutWithHeader_passesOverIt() throws IOException {
    assertThat(read(THREE.withHeader(true), "id  name  xx  n\nA001Ada   xx  7\n", SCHEMA))
        .containsExactly(row("A001", "Ada", 7L));
  }

  @Test
  void read_schemaWithOtherColumns_isRefused() {
    Schema schema = Schema.of(Field.of("other", ColumnType.TEXT));
    MalformedInputException thrown =
        catchThrowableOfType(MalformedInputException.class, () -> read(THREE, "A001", schema));
    assertThat(thrown.code()).isEqualTo(ErrorCode.MISSING_COLUMN);
  }

  @Test
  void read_headerWithTheSameNameTwice_isRefused() {
    MalformedInputException thrown =
        catchThrowableOfType(
            MalformedInputException.class,
            () -> new FixedWidthFormat().infer(request("a b a\n1 2 3\n")));
    assertThat(thrown.code()).isEqualTo(ErrorCode.DUPLICATE_COLUMN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\r\n"})
  void infer_nothing_isRefused(String text) {
    MalformedInputException thrown =
        catchThrowableOfType(
            MalformedInputException.class, () -> new FixedWidthFormat().infer(request(text)));
    assertThat(thrown.code()).isEqualTo(ErrorCode.EMPTY_INPUT);
  }

  @Test
  void read_nothingWithALayout_isZeroRows() throws IOException {
    assertThat(read(THREE, "", SCHEMA)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, 4", "1, 0", "-1, 4", "2000000000, 4"})
  void column_outOfRange_isRefused(int start, int width) {
    assertThatThrownBy(() -> FixedWidthColumn.of("a", start, width))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void layout_sameNameTwice_isRefused() {
    assertThatThrownBy(
            () ->
                FixedWidthOptions.layout(
                    FixedWidthColumn.of("a", 1, 1), FixedWidthColumn.of("a", 2, 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
