package io.lepton.format.json;

import static io.lepton.format.TestRows.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.data.ColumnType;
import io.lepton.data.Field;
import io.lepton.data.Schema;
import io.lepton.format.TestRows;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

class NdjsonWriterTest {

  private static final int SEED = 20_260_121;
  private static final NdjsonFormat FORMAT = new NdjsonFormat();

  @Test
  void write_rows_oneObjectALine() throws IOException {
    Schema schema =
        Schema.of(
            Field.of("customerID", ColumnType.TEXT),
            Field.of("label", ColumnType.TEXT),
            Field.of("probabilities", ColumnType.FP32.vector(2)));
    assertThat(
            TestRows.text(
                FORMAT,
                schema,
                row("7590-VHVEG", "Yes", List.of(0.38261521f, 0.61738479f)),
                row("5575-GNVDE", null, null)))
        .isEqualTo(
            """
            {"customerID":"7590-VHVEG","label":"Yes","probabilities":[0.3826152,0.6173848]}
            {"customerID":"5575-GNVDE","label":null,"probabilities":null}
            """);
  }

  @Test
  void write_valuesOfEveryKind_areReadable() throws IOException {
    Schema schema =
        Schema.of(
            Field.of("b", ColumnType.BOOL),
            Field.of("i", ColumnType.INT64),
            Field.of("u", ColumnType.UINT64),
            Field.of("f", ColumnType.FP64),
            Field.of("h", ColumnType.FP16),
            Field.of("y", ColumnType.BYTES),
            Field.of("d", ColumnType.DATE),
            Field.of("t", ColumnType.TIMESTAMP_LOCAL),
            Field.of("m", ColumnType.decimal(20, 2)));
    assertThat(
            TestRows.text(
                FORMAT,
                schema,
                row(
                    true,
                    Long.MIN_VALUE,
                    -1L,
                    5.0,
                    0x3c00L,
                    "\0\u00ff",
                    0L,
                    1L,
                    new BigDecimal("12.50"))))
        .isEqualTo(
            "{\"b\":true,\"i\":-9223372036854775808,\"u\":18446744073709551615,\"f\":5.0,\"h\":1.0,"
                + "\"y\":\"AP8=\",\"d\":\"1970-01-01\",\"t\":\"1970-01-01T00:00:00.000001\","
                + "\"m\":12.50}\n");
  }

  private static final Schema FLOATING =
      Schema.of(
          Field.of("h", ColumnType.FP16),
          Field.of("f", ColumnType.FP32.vector(3)),
          Field.of("d", ColumnType.FP64));
  private static final List<@Nullable Object> NON_FINITE =
      row(0x7c00L, List.of(Float.NaN, -0.0f, Float.NEGATIVE_INFINITY), Double.POSITIVE_INFINITY);

  @Test
  void write_notFinite_isAStringAndReadBack() throws IOException {
    String text = TestRows.text(FORMAT, FLOATING, NON_FINITE, row(null, null, Double.NaN));
    assertThat(text)
        .isEqualTo(
            """
            {"h":"Infinity","f":["NaN",-0.0,"-Infinity"],"d":"Infinity"}
            {"h":null,"f":null,"d":"NaN"}
            """);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertThat(TestRows.read(FORMAT, TestRows.request(bytes, FLOATING), 10))
        .containsExactly(NON_FINITE, row(null, null, Double.NaN));
  }

  @Test
  void write_notFiniteAsNull_isNull() throws IOException {
    JsonOptions nulls = JsonOptions.defaults().withNonFinite(JsonOptions.NonFinite.NULL);
    assertThat(TestRows.text(new NdjsonFormat(nulls), FLOATING, NON_FINITE))
        .isEqualTo("{\"h\":null,\"f\":[null,-0.0,null],\"d\":null}\n");
  }

  @Test
  void write_specialCharactersInNamesAndText_areEscaped() throws IOException {
    Schema schema =
        Schema.of(Field.of("a\"b", ColumnType.TEXT), Field.of("é\n", ColumnType.TEXT.vector(2)));
    assertThat(TestRows.text(FORMAT, schema, row("\\\t", List.of("\u0001", "𝄞"))))
        .isEqualTo("{\"a\\\"b\":\"\\\\\\t\",\"é\\n\":[\"\\u0001\",\"𝄞\"]}\n");
  }

  @Test
  void write_noFields_emptyObjects() throws IOException {
    assertThat(TestRows.text(FORMAT, Schema.of(), row(), row())).isEqualTo("{}\n{}\n");
  }

  @Test
  void write_rowsLongerThanTheBuffer_areTheSameAsShortOnes() throws IOException {
    Schema schema =
        Schema.of(
            Field.of("a", ColumnType.TEXT.vector(2)),
            Field.of("b", ColumnType.BYTES),
            Field.of("c", ColumnType.INT32.vector(2)),
            Field.of("d", ColumnType.DATE));
    String text = "x\"y".repeat(100_000);
    assertThat(
            TestRows.text(
                FORMAT,
                schema,
                row(List.of(text, ""), "abc", List.of(1L, 2L), 0L),
                row(null, null, null, null)))
        .isEqualTo(
            "{\"a\":[\""
                + text.replace("\"", "\\\"")
                + "\",\"\"],\"b\":\"YWJj\",\"c\":[1,2],\"d\":\"1970-01-01\"}\n"
                + "{\"a\":null,\"b\":null,\"c\":null,\"d\":null}\n");
  }

  @Test
  void write_randomRows_areWhatAnotherParserReads() throws IOException {
    Random random = new Random(SEED);
    Schema schema = Schema.of(Field.of("a", ColumnType.TEXT), Field.of("b", ColumnType.FP64));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      double number = Double.longBitsToDouble(random.nextLong());
      rows.add(row(randomText(random), Double.isFinite(number) ? number : null));
    }
    byte[] written = TestRows.write(FORMAT, schema, rows, 1_000);
    try (JsonParser parser =
        JsonFactory.builder().build().createParser(ObjectReadContext.empty(), written)) {
      for (List<@Nullable Object> row : rows) {
        assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
        assertThat(parser.nextName()).isEqualTo("a");
        parser.nextToken();
        assertThat(parser.getString()).as("seed %d", SEED).isEqualTo(row.get(0));
        assertThat(parser.nextName()).isEqualTo("b");
        Double number = parser.nextToken() == JsonToken.VALUE_NULL ? null : parser.getDoubleValue();
        assertThat(number).as("seed %d", SEED).isEqualTo(row.get(1));
        assertThat(parser.nextToken()).isEqualTo(JsonToken.END_OBJECT);
      }
      assertThat(parser.nextToken()).isNull();
    }
  }

  private static String randomText(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(24); i > 0; i--) {
      int bound = random.nextBoolean() ? 0x80 : random.nextBoolean() ? 0xd800 : 0x110000;
      int character = random.nextInt(bound);
      text.appendCodePoint(character >= 0xd800 && character < 0xe000 ? ' ' : character);
    }
    return text.toString();
  }

  @Test
  void write_anyRows_isValidUtf8() throws IOException {
    Schema schema = Schema.of(Field.of("a", ColumnType.TEXT));
    byte[] written = TestRows.write(FORMAT, schema, List.of(row("é€𝄞")), 1);
    assertThat(new String(written, StandardCharsets.UTF_8)).isEqualTo("{\"a\":\"é€𝄞\"}\n");
  }
}
