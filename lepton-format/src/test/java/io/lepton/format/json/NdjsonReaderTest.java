package io.lepton.format.json;

import static io.lepton.format.TestRows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.ErrorCode;
import io.lepton.MalformedInputException;
import io.lepton.data.ColumnType;
import io.lepton.data.DataSource;
import io.lepton.data.Field;
import io.lepton.data.RecordBatch;
import io.lepton.data.RecordReader;
import io.lepton.data.Rejection;
import io.lepton.data.Schema;
import io.lepton.format.TestRows;
import io.lepton.spi.ReadRequest;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NdjsonReaderTest {

  private static final NdjsonFormat FORMAT = new NdjsonFormat();
  private static final Schema INT_AND_TEXT =
      Schema.of(Field.of("a", ColumnType.INT32), Field.of("b", ColumnType.TEXT));

  private final List<Rejection> rejections = new ArrayList<>();

  @Test
  void read_records_valuesByName() throws IOException {
    assertThat(read(INT_AND_TEXT, "{\"a\":1,\"b\":\"x\"}\n{\"b\":\"y\",\"a\":2}\n"))
        .containsExactly(row(1L, "x"), row(2L, "y"));
  }

  @Test
  void read_missingAndNull_areMissing() throws IOException {
    assertThat(read(INT_AND_TEXT, "{\"a\":1}\n{\"b\":null,\"a\":null}\n{}\n"))
        .containsExactly(row(1L, null), row(null, null), row(null, null));
  }

  @Test
  void read_unknownFields_arePassedOver() throws IOException {
    assertThat(
            read(
                INT_AND_TEXT,
                """
                {"x":{"a":[1,{"b":2}],"c":{}},"a":1,"y":[],"z":[[],{}],"b":"x","":true,"n":null,"f":-1.5e3}
                {"x":{},"a":2,"b":"y"}
                """))
        .containsExactly(row(1L, "x"), row(2L, "y"));
  }

  @Test
  void read_whiteSpaceAndLineEnds_arePassedOver() throws IOException {
    assertThat(
            read(
                INT_AND_TEXT,
                "\ufeff\n \t{ \"a\" : 1 ,\t\"b\" : \"x\" } \r\n\r\n  \n{\"a\":2,\"b\":\"y\"}"))
        .containsExactly(row(1L, "x"), row(2L, "y"));
  }

  @Test
  void read_escapes_areText() throws IOException {
    assertThat(
            read(
                INT_AND_TEXT,
                "{\"\\u0061\":7,\"\\u0062\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\u20ac\\ud834\\udd1e\\u0000\"}"))
        .containsExactly(row(7L, "\"\\/\b\f\n\r\té€𝄞\0"));
  }

  @Test
  void read_oneRecordBad_isRejectedAndTheNextOneRead() throws IOException {
    assertThat(
            read(
                INT_AND_TEXT,
                "{\"a\":1,\"b\":\"x\"}\n{\"a\":oops\n\n{\"a\":3,\"b\":{}}\n{\"a\":4,\"b\":\"y\"}\n"))
        .containsExactly(row(1L, "x"), row(4L, "y"));
    assertThat(rejections)
        .containsExactly(
            new Rejection(2, "", ErrorCode.MALFORMED_JSON, "needs a value at byte 6 of the record"),
            new Rejection(3, "b", ErrorCode.WRONG_TYPE, "needs text, found an object"));
  }

  @Test
  void read_rejectedRecordWithMissingValues_leavesNothingBehind() throws IOException {
    assertThat(read(INT_AND_TEXT, "{\"a\":null,\"b\":1}\n{\"a\":5,\"b\":\"x\"}\n"))
        .containsExactly(row(5L, "x"));
  }

  @Test
  void read_rejectedRecords_rowNumbersAreThoseOfTheFile() throws IOException {
    byte[] bytes = "{\"a\":1}\n\n{\"a\":x}\n{\"a\":3}\n".getBytes(StandardCharsets.UTF_8);
    try (RecordReader reader =
        FORMAT.reader(TestRows.request(bytes, INT_AND_TEXT).withRejections(rejections::add))) {
      RecordBatch batch = RecordBatch.allocate(INT_AND_TEXT, 10);
      assertThat(reader.read(batch)).isTrue();
      assertThat(batch.rowNumbers()).startsWith(1, 3);
      assertThat(reader.read(batch)).isFalse();
      assertThat(batch.rowCount()).isZero();
      assertThat(reader.bytesRead()).isEqualTo(bytes.length);
    }
  }

  @Test
  void read_noHandler_theFirstBadRecordStops() {
    ReadRequest request =
        TestRows.request("{\"a\":\"secret\"}".getBytes(StandardCharsets.UTF_8), INT_AND_TEXT);
    assertThatThrownBy(() -> TestRows.read(FORMAT, request, 10))
        .isInstanceOfSatisfying(
            MalformedInputException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.WRONG_TYPE))
        .hasMessage("Row 1, column a: needs int32, found a string");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "int8     | 128                    | OUT_OF_RANGE",
        "int8     | 5.0                    | WRONG_TYPE",
        "int8     | 5e0                    | WRONG_TYPE",
        "int8     | \"5\"                  | WRONG_TYPE",
        "int8     | true                   | WRONG_TYPE",
        "int8     | [5]                    | WRONG_TYPE",
        "int8     | {}                     | WRONG_TYPE",
        "int8     | 05                     | MALFORMED_JSON",
        "int8     | +5                     | MALFORMED_JSON",
        "int8     | NaN                    | MALFORMED_JSON",
        "int32    | 2147483648             | OUT_OF_RANGE",
        "int32    | 99999999999999999999   | OUT_OF_RANGE",
        "int64    | 9223372036854775808    | OUT_OF_RANGE",
        "int64    | -9223372036854775809   | OUT_OF_RANGE",
        "uint64   | -1                     | OUT_OF_RANGE",
        "uint64   | 18446744073709551616   | OUT_OF_RANGE",
        "uint8    | 256                    | OUT_OF_RANGE",
        "uint16   | -1                     | OUT_OF_RANGE",
        "fp64     | 1e400                  | OUT_OF_RANGE",
        "fp64     | -1e400                 | OUT_OF_RANGE",
        "fp64     | \"1.5\"                | WRONG_TYPE",
        "fp32     | 1e39                   | OUT_OF_RANGE",
        "fp16     | 65520                  | OUT_OF_RANGE",
        "bf16     | 1e39                   | OUT_OF_RANGE",
        "text     | 5                      | WRONG_TYPE",
        "text     | false                  | WRONG_TYPE",
        "text     | \"\\ud800\"            | INVALID_ENCODING",
        "text     | \"\\udc00\\ud800\"     | INVALID_ENCODING",
        "text     | \"\\x41\"              | MALFORMED_JSON",
        "text     | \"\\u12g4\"            | MALFORMED_JSON",
        "text     | \"open                 | MALFORMED_JSON",
        "bool     | 1                      | WRONG_TYPE",
        "bool     | truth                  | MALFORMED_JSON",
        "date     | \"2023-02-29\"         | WRONG_TYPE",
        "date     | 20230228               | WRONG_TYPE",
        "timestamp(utc) | \"2023-02-28T00:00:00\" | WRONG_TYPE",
        "timestamp(local) | \"2023-02-28T00:00:00Z\" | WRONG_TYPE",
        "bytes    | \"a\"                  | WRONG_TYPE",
        "decimal(4,2) | 100                | OUT_OF_RANGE",
        "decimal(4,2) | 1.234              | OUT_OF_RANGE",
        "decimal(4,2) | 1e1                | WRONG_TYPE",
        "decimal(4,2) | \"x\"              | WRONG_TYPE",
        "decimal(4,2) | true               | WRONG_TYPE",
        "fp32[2]  | [1]                    | WRONG_TYPE",
        "fp32[2]  | []                     | WRONG_TYPE",
        "fp32[2]  | [1,2,3]                | WRONG_TYPE",
        "fp32[2]  | 1                      | WRONG_TYPE",
        "fp32[2]  | [1,\"2\"]              | WRONG_TYPE",
        "fp32[2]  | [1,2                   | MALFORMED_JSON",
        "fp32[2]  | [1 2]                  | MALFORMED_JSON",
        "int32[2] | [1,null]               | MISSING_VALUE"
      })
  void read_valueThatIsNotOfTheType_isRejected(String type, String value, ErrorCode code)
      throws IOException {
    Schema schema = Schema.of(Field.of("a", ColumnType.parse(type)));
    assertThat(read(schema, "{\"a\":" + value + "}\n")).isEmpty();
    assertThat(rejections).extracting(Rejection::code).containsExactly(code);
    assertThat(rejections.get(0).reason()).doesNotContain(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "int64  | -9223372036854775808",
        "int64  | 9223372036854775807",
        "int64  | -0",
        "uint8  | 255",
        "fp64   | 4.9e-324",
        "fp64   | 1e-400",
        "fp64   | 5",
        "fp64   | 9007199254740993",
        "fp64   | 0.1E+01",
        "fp64   | -0.0",
        "fp64   | 9999999999999999999",
        "fp64   | 9.999999999999999999",
        "fp64   | 9007199254740992.5",
        "fp64   | 0.00000000000000001",
        "fp64   | 123456789012345678901234567890.5"
      })
  void read_numbers_areTheNearestValue(String type, String value) throws IOException {
    Schema schema = Schema.of(Field.of("a", ColumnType.parse(type)));
    Object expected =
        type.equals("fp64")
            ? (Object) Double.parseDouble(value)
            : type.equals("uint8") ? (Object) (-1L) : (Object) Long.parseLong(value);
    assertThat(read(schema, "{\"a\":" + value + "}")).containsExactly(row(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.17549429e-38",
        "7.0064923e-46",
        "1.00000017881393432617187500001",
        "1.00000017881393432617187499999",
        "3.4028235e38",
        "16777217.000000001",
        "0.1"
      })
  void read_float_isRoundedOnce(String value) throws IOException {
    Schema schema = Schema.of(Field.of("a", ColumnType.FP32));
    assertThat(read(schema, "{\"a\":" + value + "}")).containsExactly(row(Float.parseFloat(value)));
  }

  @Test
  void read_half_isRoundedOnce() throws IOException {
    // A little more than half way between 1 and the next one: a float is too short to see it.
    Schema schema = Schema.of(Field.of("a", ColumnType.FP16));
    assertThat(read(schema, "{\"a\":1.00048828125000001}")).containsExactly(row(0x3c00L));
    assertThat(read(schema, "{\"a\":1.000488281250001}")).containsExactly(row(0x3c01L));
  }

  @Test
  void read_unsignedExtremes_areExact() throws IOException {
    Schema schema = Schema.of(Field.of("a", ColumnType.UINT64), Field.of("b", ColumnType.UINT32));
    assertThat(read(schema, "{\"a\":18446744073709551615,\"b\":4294967295}"))
        .containsExactly(row(-1L, -1L));
  }

  @Test
  void read_decimal_fromNumberOrString() throws IOException {
    Schema schema = Schema.of(Field.of("a", ColumnType.decimal(38, 4)));
    assertThat(read(schema, "{\"a\":12.5}\n{\"a\":\"-0.0001\"}\n{\"a\":" + "9".repeat(34) + "}"))
        .containsExactly(
            row(new BigDecimal("12.5000")),
            row(new BigDecimal("-0.0001")),
            row(new BigDecimal("9".repeat(34) + ".0000")));
  }

  @Test
  void read_lists_ofTheExactWidth() throws IOException {
    Schema schema =
        Schema.of(
            Field.of("a", ColumnType.FP32.vector(3)), Field.of("b", ColumnType.TEXT.vector(2)));
    assertThat(read(schema, "{\"a\":[ 1 , null , -2.5 ],\"b\":[\"x\",\"\\n\"]}\n{\"a\":null}"))
        .containsExactly(row(List.of(1f, Float.NaN, -2.5f), List.of("x", "\n")), row(null, null));
  }

  @Test
  void read_fieldTwice_isRejected() throws IOException {
    assertThat(read(INT_AND_TEXT, "{\"a\":1,\"b\":\"x\",\"a\":2}\n{\"c\":1,\"c\":2,\"a\":3}"))
        .containsExactly(row(3L, null));
    assertThat(rejections)
        .containsExactly(
            new Rejection(1, "a", ErrorCode.MALFORMED_JSON, "needs a field only once"));
  }

  @Test
  void read_requiredFieldMissing_isRejected() throws IOException {
    Schema schema = Schema.of(Field.required("a", ColumnType.INT32));
    assertThat(read(schema, "{}\n{\"a\":null}\n{\"a\":3}")).containsExactly(row(3L));
    assertThat(rejections)
        .extracting(Rejection::row, Rejection::code)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1L, ErrorCode.MISSING_VALUE),
            org.assertj.core.groups.Tuple.tuple(2L, ErrorCode.MISSING_VALUE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "1",
        "\"a\"",
        "null",
        "{",
        "}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{,}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":1}}",
        "{\"a\":1} {\"a\":2}",
        "{\"a\":1}x",
        "{\"c\":{1}}",
        "{\"c\":[1,]}",
        "{\"c\":{\"d\":}}",
        "{\"c\":{\"d\":1,}}",
        "{\"c\":[}",
        "{\"c\":{]}",
        "{\"c\":tru}",
        "{\"c\":-}",
        "{\"c\":1.}",
        "{\"c\":.5}",
        "{\"c\":1e}",
        "{\"a\":1 \"b\":2}",
        "{\"c\":\"\t\"}",
        "{\"a\":1}\u000b",
        "{\"c\":01}",
        "{\"c\":{\"d\" 1}}",
        "{\"c\":[1 2]}",
        "/**/{}",
        "{}//"
      })
  void read_malformed_isRejected(String line) throws IOException {
    assertThat(read(INT_AND_TEXT, line + "\n{\"a\":9,\"b\":\"ok\"}\n"))
        .containsExactly(row(9L, "ok"));
    assertThat(rejections)
        .singleElement()
        .satisfies(r -> assertThat(r.code()).isEqualTo(ErrorCode.MALFORMED_JSON))
        .satisfies(r -> assertThat(r.column()).isEmpty())
        .satisfies(r -> assertThat(r.reason()).contains(" at byte "));
  }

  @Test
  void read_lineFeedInsideARecord_makesTwoBadRecords() throws IOException {
    assertThat(read(INT_AND_TEXT, "{\"a\":\n1}\n{\"a\":2}")).containsExactly(row(2L, null));
    assertThat(rejections).extracting(Rejection::row).containsExactly(1L, 2L);
  }

  @Test
  void read_notUtf8_isRejected() throws IOException {
    byte[] bytes =
        "{\"b\":\"?\"}\n{\"?\":1}\n{?}\n{\"c\":\"?\"}\n{\"a\":1}\n"
            .getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = bytes[i] == '?' ? (byte) 0xe9 : bytes[i];
    }
    assertThat(read(INT_AND_TEXT, bytes)).containsExactly(row(1L, null));
    assertThat(rejections)
        .extracting(Rejection::code)
        .hasSize(4)
        .containsOnly(ErrorCode.INVALID_ENCODING);
  }

  @Test
  void read_otherEncodings_sameRows() throws IOException {
    String text = "{\"a\":1,\"b\":\"\u00e9\"}\n{\"a\":2}\n";
    for (java.nio.charset.Charset charset :
        List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      assertThat(read(INT_AND_TEXT, ("\ufeff" + text).getBytes(charset)))
          .containsExactly(row(1L, "\u00e9"), row(2L, null));
    }
    NdjsonFormat latin =
        new NdjsonFormat(JsonOptions.defaults().withCharset(StandardCharsets.ISO_8859_1));
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    assertThat(TestRows.read(latin, TestRows.request(bytes, INT_AND_TEXT), 7))
        .containsExactly(row(1L, "\u00e9"), row(2L, null));
  }

  @Test
  void read_utf16ThatIsNotValid_failsAfterTheRecordsBefore() throws IOException {
    byte[] bytes = "\ufeff{\"a\":1}\n{\"a\":2?}\n{\"a\":3}".getBytes(StandardCharsets.UTF_16LE);
    for (int i = 0; i < bytes.length; i += 2) {
      if (bytes[i] == '?') {
        bytes[i + 1] = (byte) 0xdc;
      }
    }
    try (RecordReader reader = FORMAT.reader(TestRows.request(bytes, INT_AND_TEXT))) {
      RecordBatch batch = RecordBatch.allocate(INT_AND_TEXT, 10);
      assertThat(reader.read(batch)).isTrue();
      assertThat(TestRows.rows(batch)).containsExactly(row(1L, null));
      assertThatThrownBy(() -> reader.read(batch))
          .extracting("code")
          .isEqualTo(ErrorCode.INVALID_ENCODING);
    }
  }

  @Test
  void read_nulByte_isRejected() throws IOException {
    assertThat(read(INT_AND_TEXT, "{\"b\":\"\0\"}\n\0\n{\"a\":1}")).containsExactly(row(1L, null));
    assertThat(rejections)
        .extracting(Rejection::code)
        .containsExactly(ErrorCode.NUL_BYTE, ErrorCode.NUL_BYTE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\ufeff", " \r\n\n", "\ufeff\n"})
  void read_noRecord_isAnError(String text) {
    ReadRequest request = TestRows.request(text.getBytes(StandardCharsets.UTF_8), INT_AND_TEXT);
    assertThatThrownBy(() -> TestRows.read(FORMAT, request, 10))
        .isInstanceOfSatisfying(
            MalformedInputException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.EMPTY_INPUT));
  }

  // Names that differ early, late, and only after what is looked at first.
  @ParameterizedTest
  @ValueSource(strings = {"f", "field number ", "this is the field number "})
  void read_fieldsInAnyOrder_eachOrderWorks(String name) throws IOException {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      fields.add(Field.of(name + i, ColumnType.INT32));
    }
    Schema schema = Schema.of(fields);
    StringBuilder text = new StringBuilder();
    java.util.Random random = new java.util.Random(1);
    List<List<@Nullable Object>> expected = new ArrayList<>();
    for (int record = 0; record < 500; record++) {
      expected.add(randomRecord(name, record, random, text));
    }
    assertThat(read(schema, text.toString())).isEqualTo(expected);
  }

  private static List<@Nullable Object> randomRecord(
      String name, int record, java.util.Random random, StringBuilder text) {
    List<Integer> order = new ArrayList<>();
    @Nullable Object[] values = new Object[12];
    for (int i = 0; i < 12; i++) {
      if (random.nextInt(5) > 0) {
        order.add(i);
        values[i] = (long) (record * 100 + i);
      }
    }
    if (record % 3 == 0) {
      java.util.Collections.shuffle(order, random);
    }
    List<String> members = new ArrayList<>();
    for (int i : order) {
      members.add("\"" + name + i + "\":" + Objects.requireNonNull(values[i]));
      if (random.nextInt(4) == 0) {
        members.add("\"other " + random.nextInt(3000) + "\":[" + i + "]");
      }
    }
    text.append('{').append(String.join(",", members)).append("}\n");
    return row(values);
  }

  @Test
  void read_severalBatchesInFlight_keepTheirRows() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 3_000; i++) {
      text.append("{\"a\":").append(i).append(",\"b\":\"text \\u0041 ").append(i).append("\"}\n");
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    List<RecordBatch> batches = new ArrayList<>();
    try (RecordReader reader = FORMAT.reader(TestRows.request(bytes, INT_AND_TEXT))) {
      RecordBatch batch = RecordBatch.allocate(INT_AND_TEXT, 100);
      while (reader.read(batch)) {
        batches.add(batch);
        batch = RecordBatch.allocate(INT_AND_TEXT, 100);
      }
    }
    long next = 0;
    for (RecordBatch batch : batches) {
      for (List<@Nullable Object> row : TestRows.rows(batch)) {
        assertThat(row).isEqualTo(row(next, "text A " + next));
        next++;
      }
    }
    assertThat(next).isEqualTo(3_000);
  }

  @Test
  void read_batchOfAnotherSchema_isRefused() throws IOException {
    try (RecordReader reader =
        FORMAT.reader(TestRows.request("{}".getBytes(StandardCharsets.UTF_8), INT_AND_TEXT))) {
      assertThatThrownBy(() -> reader.read(RecordBatch.allocate(Schema.of(), 1)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void reader_noSchema_isInferred() throws IOException {
    ReadRequest request =
        ReadRequest.of(
            DataSource.of("memory", "{\"n\":1.5,\"s\":\"x\"}".getBytes(StandardCharsets.UTF_8)));
    try (RecordReader reader = FORMAT.reader(request)) {
      assertThat(reader.schema())
          .isEqualTo(Schema.of(Field.of("n", ColumnType.FP64), Field.of("s", ColumnType.TEXT)));
    }
  }

  private List<List<@Nullable Object>> read(Schema schema, String text) throws IOException {
    return read(schema, text.getBytes(StandardCharsets.UTF_8));
  }

  private List<List<@Nullable Object>> read(Schema schema, byte[] bytes) throws IOException {
    return TestRows.read(
        FORMAT, TestRows.request(bytes, schema).withRejections(rejections::add), 7);
  }
}
