package io.lepton.format.json;

import static io.lepton.format.TestRows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.MalformedInputException;
import io.lepton.data.ColumnType;
import io.lepton.data.DataSource;
import io.lepton.data.Field;
import io.lepton.data.RecordBatch;
import io.lepton.data.RecordReader;
import io.lepton.data.Rejection;
import io.lepton.data.Schema;
import io.lepton.format.TestRows;
import io.lepton.format.json.JsonOptions.Shape;
import io.lepton.spi.ReadRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

  private static final Schema INT_AND_TEXT =
      Schema.of(Field.of("a", ColumnType.INT32), Field.of("b", ColumnType.TEXT));

  private final List<Rejection> rejections = new ArrayList<>();
  private JsonOptions options = JsonOptions.defaults();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"a\":1,\"b\":\"x\"},{\"b\":\"y\",\"a\":2}]",
        "\ufeff \n[ \t{ \"a\" : 1,\r\n\"b\" : \"x\" } \n,\n {\"b\":\n\"y\",\"a\":2}\n]\r\n ",
        "{\"a\":[1,2],\"b\":[\"x\",\"y\"]}",
        " { \"c\" : [ {} , [1,[2]] ] , \"b\" : [\n\"x\" ,\n\"y\" ] , \"a\" : [ 1\n, 2 ] } "
      })
  void read_recordsOrColumns_sameRows(String text) throws IOException {
    assertThat(read(INT_AND_TEXT, text)).containsExactly(row(1L, "x"), row(2L, "y"));
    assertThat(rejections).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1,\"b\":\"x\"}",
        "\n{\n\"a\":\n1,\"c\":[\n1],\"b\":\"x\"\n}\n",
        "{\"c\":[1,2],\"a\":1,\"b\":\"x\"}"
      })
  void read_anyOtherObject_isTheOnlyRecord(String text) throws IOException {
    assertThat(read(INT_AND_TEXT, text)).containsExactly(row(1L, "x"));
  }

  @Test
  void read_emptyObject_isARecordWithoutFields() throws IOException {
    assertThat(read(INT_AND_TEXT, "{}")).containsExactly(row(null, null));
  }

  @ParameterizedTest
  @CsvSource({
    "/data/items, '{\"meta\":{\"items\":[]},\"data\":{\"n\":2,\"items\":[{\"a\":1},{\"a\":2}],"
        + "\"x\":{}},\"y\":[]}'",
    "/0/1, '[[5,[{\"a\":1},{\"a\":2}],6],7]'",
    "/a~1b/~01, '{\"a/b\":{\"~1\":[{\"a\":1},{\"a\":2}]}}'",
    "/\u00e9, '{\"\\u00e9\":[{\"a\":1},{\"a\":2}]}'",
    "/, '{\"\":{\"a\":[1,2]}}'",
    "'', '[{\"a\":1},{\"a\":2}]'"
  })
  void read_recordsAtAPlace_onlyThose(String pointer, String text) throws IOException {
    options = options.withRecordsAt(pointer);
    assertThat(read(INT_AND_TEXT, text)).containsExactly(row(1L, null), row(2L, null));
    assertThat(options.recordsAt()).isEqualTo(pointer);
  }

  @ParameterizedTest
  @CsvSource({
    "/data, '{\"other\":[]}'",
    "/data/items, '{\"data\":5}'",
    "/data, '[{\"data\":1}]'",
    "/1, '[[]]'",
    "/-, '[[]]'",
    "/01, '[[],[]]'",
    "/data, '{\"data\":\"text\"}'",
    "'', 5",
    "'', '\"text\"'"
  })
  void read_nothingAtThePlace_isAnErrorWithACode(String pointer, String text) {
    options = options.withRecordsAt(pointer);
    assertFails(text, ErrorCode.RECORDS_NOT_FOUND, "needs");
  }

  @ParameterizedTest
  @ValueSource(strings = {"data", "/a~", "/~2"})
  void withRecordsAt_noPointer_isRefused(String text) {
    assertThatThrownBy(() -> options.withRecordsAt(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void read_shapeGiven_isNotGuessed() throws IOException {
    Schema vector = Schema.of(Field.of("v", ColumnType.INT32.vector(2)));
    options = options.withShape(Shape.RECORD);
    assertThat(read(vector, "{\"v\":[1,2]}")).containsExactly(row(List.of(1L, 2L)));
    assertFails("[{}]", ErrorCode.RECORDS_NOT_FOUND, "needs an object, found an array");
    options = options.withShape(Shape.RECORDS);
    assertFails("{\"v\":[1,2]}", ErrorCode.RECORDS_NOT_FOUND, "needs an array of records");
    options = options.withShape(Shape.COLUMNS);
    assertFails("{\"v\":1}", ErrorCode.RECORDS_NOT_FOUND, "needs an object of arrays");
  }

  @Test
  void read_columnsOfDifferentLengths_isAnErrorThatSaysWhich() {
    assertFails(
        "{\"a\":[1,2],\"b\":[\"x\"]}",
        ErrorCode.RAGGED_RECORD,
        "member 1 has 2 elements and member 2 has 1");
  }

  @Test
  void read_columnThatIsTwice_isRejectedLikeAFieldThatIsTwice() throws IOException {
    assertThat(read(INT_AND_TEXT, "{\"a\":[1],\"a\":[2]}")).isEmpty();
    assertThat(rejections).extracting(Rejection::code).containsOnly(ErrorCode.MALFORMED_JSON);
  }

  @Test
  void read_oneRecordBad_isRejectedAndTheNextOneRead() throws IOException {
    String text =
        "[{\"a\":1},\n{\"a\":oops},5,\"x,]\\\"\",[{}],{\"a\":\"\n\"},{\"a\":01},{\"a\":2}]";
    assertThat(read(INT_AND_TEXT, text)).containsExactly(row(1L, null), row(2L, null));
    assertThat(rejections)
        .extracting(Rejection::row, Rejection::code)
        .containsExactly(
            Tuple.tuple(2L, ErrorCode.MALFORMED_JSON),
            Tuple.tuple(3L, ErrorCode.MALFORMED_JSON),
            Tuple.tuple(4L, ErrorCode.MALFORMED_JSON),
            Tuple.tuple(5L, ErrorCode.MALFORMED_JSON),
            Tuple.tuple(6L, ErrorCode.WRONG_TYPE),
            Tuple.tuple(7L, ErrorCode.MALFORMED_JSON));
    assertThat(rejections.get(0).reason()).isEqualTo("needs a value at byte 7 of the record");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[{\"a\":1},{\"a\":2}        | the end of the document at byte 17",
        "[{\"a\":1},{\"a\":2},       | the end of the document at byte 18",
        "[{\"a\":1},{\"a\":2},]      | needs a value at byte 18",
        "[{\"a\":1},{\"a\":2},,      | needs a value at byte 18",
        "[{\"a\":1},{\"a\":2}{}]     | needs ',' or ']' at byte 17",
        "[{\"a\":1},{\"a\":2} 5]     | needs ',' or ']' at byte 18",
        "[{\"a\":1},{\"a\":2}}       | needs ',' or ']' at byte 17",
        "[{\"a\":1},{\"a\":2}]]      | needs the end of the document at byte 18",
        "[{\"a\":1},{\"a\":2}] {}    | needs the end of the document at byte 19",
        "[{\"a\":1},{\"a\":2},{\"b\":[}] | needs ']' at byte 24, of record 3",
        "[{\"a\":1},{\"a\":2},{\"b\":{]}]| needs '}' at byte 24, of record 3"
      })
  void read_documentBroken_recordsBeforeAreReadAndThenItFails(String text, String reason)
      throws IOException {
    for (int capacity : new int[] {1, 2, 3}) {
      try (RecordReader reader = new JsonFormat().reader(request(INT_AND_TEXT, text))) {
        RecordBatch batch = RecordBatch.allocate(INT_AND_TEXT, capacity);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        assertThatThrownBy(
                () -> {
                  while (reader.read(batch)) {
                    rows.addAll(TestRows.rows(batch));
                  }
                })
            .isInstanceOfSatisfying(
                MalformedInputException.class,
                e -> assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED_JSON))
            .hasMessageContaining(reason.replace(", of record", " of the document, record"));
        assertThat(rows).containsExactly(row(1L, null), row(2L, null));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":[1,2],\"b\":[\"x\",\"y\"]",
        "{\"a\":[1,2],\"b\":[\"x\",\"y\"]} x",
        "{\"a\":[1,],\"b\":[\"x\",\"y\"]}",
        "{\"a\":[1,2] \"b\":[\"x\",\"y\"]}",
        "{\"a\":[1,2],\"b\":[\"x\",\"\\x\"]}",
        "{\"a\":[1,2],}",
        "{\"a\":[1,02]}",
        "{\"a\":1} 5",
        "{\"a\":1}{\"a\":2}"
      })
  void read_columnsOrRecordBroken_isAnErrorWithItsByte(String text) {
    assertFails(text, ErrorCode.MALFORMED_JSON, " at byte ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n ", "\ufeff"})
  void read_noDocument_isAnError(String text) {
    assertFails(text, ErrorCode.EMPTY_INPUT, "none in");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", " [ \n ] ", "{\"a\":[],\"b\":[ ]}"})
  void read_noRecords_noRows(String text) throws IOException {
    assertThat(read(INT_AND_TEXT, text)).isEmpty();
  }

  @Test
  void read_nulAndBadUtf8BetweenRecords_haveTheirOwnCodes() {
    assertFails("[{\"a\":1}\0]", ErrorCode.NUL_BYTE, "byte 9");
    assertThatThrownBy(
            () ->
                TestRows.read(
                    new JsonFormat(),
                    TestRows.request(
                        "[{\"a\":1}\u00e9]".getBytes(StandardCharsets.ISO_8859_1), INT_AND_TEXT),
                    10))
        .extracting("code")
        .isEqualTo(ErrorCode.INVALID_ENCODING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-8", "ISO-8859-1", "UTF-16"})
  void read_otherEncodings_sameRows(String name) throws IOException {
    String records = "[{\"a\":1,\"b\":\"\u00e9\"}]";
    String columns = "{\"a\":[1],\"b\":[\"\u00e9\"]}";
    Charset charset = Charset.forName(name);
    for (String text : List.of(records, columns)) {
      options = JsonOptions.defaults().withCharset(charset);
      assertThat(read(INT_AND_TEXT, text.getBytes(charset))).containsExactly(row(1L, "\u00e9"));
      if (name.startsWith("UTF-16") && name.length() > 6) {
        options = JsonOptions.defaults();
        assertThat(read(INT_AND_TEXT, ("\ufeff" + text).getBytes(charset)))
            .containsExactly(row(1L, "\u00e9"));
      }
    }
  }

  @Test
  void read_streamThatCanBeReadOnce_anyShape() throws IOException {
    for (String text : List.of("[{\"a\":1}]", "{\"a\":[1]}", "{\"a\":1}", "{\"c\":[],\"a\":1}")) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      DataSource source = DataSource.ofStream("stream", new ByteArrayInputStream(bytes));
      Schema schema = Schema.of(Field.of("a", ColumnType.INT64));
      assertThat(TestRows.read(new JsonFormat(), ReadRequest.of(source).withSchema(schema), 10))
          .containsExactly(row(1L));
    }
  }

  @Test
  void read_manyColumnsAndRows_eachValueInItsPlace() throws IOException {
    int columns = 300;
    int rows = 500;
    StringBuilder text = new StringBuilder("{");
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      text.append(i == 0 ? "" : ",").append("\"c").append(i).append("\":[");
      fields.add(Field.of("c" + i, i % 2 == 0 ? ColumnType.INT64 : ColumnType.TEXT));
      for (int row = 0; row < rows; row++) {
        String value = String.valueOf(i * 1_000L + row);
        text.append(row == 0 ? "" : ", ");
        text.append(i % 2 == 0 ? value : "\"[,\\\"\\\\" + value + "]\"");
      }
      text.append(']');
    }
    List<List<@Nullable Object>> read = read(Schema.of(fields), text.append('}').toString());
    assertThat(read).hasSize(rows);
    for (int row = 0; row < rows; row++) {
      assertThat(read.get(row).get(2)).isEqualTo(2_000L + row);
      assertThat(read.get(row).get(299)).isEqualTo("[,\"\\" + (299_000 + row) + "]");
    }
  }

  @Test
  void infer_anyShape_sameSchema() throws IOException {
    for (String text :
        List.of(
            "[{\"a\":1,\"b\":\"x\"},{\"a\":2}]",
            "{\"a\":[1,2],\"b\":[\"x\",null]}",
            "{\"a\":1,\"b\":\"x\"}")) {
      assertThat(new JsonFormat().infer(request(text))).hasToString("(a int64, b text)");
    }
  }

  @Test
  void infer_emptyArray_isAnErrorBecauseThereIsNoSchema() {
    assertThatThrownBy(() -> new JsonFormat().infer(request("[]")))
        .extracting("code")
        .isEqualTo(ErrorCode.EMPTY_INPUT);
  }

  @Test
  void write_rows_anArrayOfOneRecordALine() throws IOException {
    assertThat(TestRows.text(new JsonFormat(), INT_AND_TEXT, row(1L, "x"), row(null, "y")))
        .isEqualTo("[\n{\"a\":1,\"b\":\"x\"},\n{\"a\":null,\"b\":\"y\"}\n]\n");
  }

  @Test
  void write_noRows_anEmptyArray() throws IOException {
    assertThat(TestRows.text(new JsonFormat(), INT_AND_TEXT)).isEqualTo("[]\n");
    assertThat(read(INT_AND_TEXT, "[]\n")).isEmpty();
  }

  @Test
  void write_veryLongRows_areTheSameArray() throws IOException {
    String text = "x\"".repeat(300_000);
    byte[] written =
        TestRows.write(new JsonFormat(), INT_AND_TEXT, List.of(row(1L, text), row(2L, text)), 1);
    assertThat(TestRows.read(new JsonFormat(), TestRows.request(written, INT_AND_TEXT), 10))
        .containsExactly(row(1L, text), row(2L, text));
    JsonDocuments.check(DataSource.of("memory", written), io.lepton.data.ReadLimits.defaults());
  }

  private static ReadRequest request(String text) {
    return ReadRequest.of(DataSource.of("memory", text.getBytes(StandardCharsets.UTF_8)));
  }

  private ReadRequest request(Schema schema, String text) {
    return request(text).withSchema(schema).withRejections(rejections::add);
  }

  private List<List<@Nullable Object>> read(Schema schema, String text) throws IOException {
    return read(schema, text.getBytes(StandardCharsets.UTF_8));
  }

  private List<List<@Nullable Object>> read(Schema schema, byte[] bytes) throws IOException {
    return TestRows.read(
        new JsonFormat(options),
        TestRows.request(bytes, schema).withRejections(rejections::add),
        7);
  }

  private void assertFails(String text, ErrorCode code, String part) {
    assertThatThrownBy(() -> read(INT_AND_TEXT, text))
        .isInstanceOfSatisfying(LeptonException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining(part);
  }
}
