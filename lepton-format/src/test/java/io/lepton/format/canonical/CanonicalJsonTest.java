package io.lepton.format.canonical;

import static io.lepton.format.TestRows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.ErrorCode;
import io.lepton.MalformedInputException;
import io.lepton.data.ColumnType;
import io.lepton.data.DoubleColumn;
import io.lepton.data.Field;
import io.lepton.data.FloatColumn;
import io.lepton.data.RecordBatch;
import io.lepton.data.Schema;
import io.lepton.format.TestRows;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

  /** RFC 8785, sections 3.2.2 to 3.2.4. */
  @Test
  void of_exampleOfTheRfc_byteForByte() {
    String example =
        """
        {
          "numbers": [333333333.33333329, 1E30, 4.50,
                      2e-3, 0.000000000000000000000000001],
          "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
          "literals": [null, true, false]
        }
        """;
    String hex =
        "7b226c69746572616c73223a5b6e756c6c2c747275652c66616c73655d2c226e756d62657273223a"
            + "5b3333333333333333332e333333333333332c31652b33302c342e352c302e3030322c31652d3237"
            + "5d2c22737472696e67223a22e282ac245c75303030665c6e4127425c225c5c5c5c5c222f227d";
    assertThat(CanonicalJson.of(example.getBytes(StandardCharsets.UTF_8)))
        .asHexString()
        .isEqualToIgnoringCase(hex);
  }

  /** RFC 8785, section 3.2.3: an order that neither UTF-8 nor code points would give. */
  @Test
  void of_sortingExampleOfTheRfc_byUtf16() {
    String example =
        """
        {
          "\\u20ac": "Euro Sign",
          "\\r": "Carriage Return",
          "\\ufb33": "Hebrew Letter Dalet With Dagesh",
          "1": "One",
          "\\ud83d\\ude00": "Emoji: Grinning Face",
          "\\u0080": "Control",
          "\\u00f6": "Latin Small Letter O With Diaeresis"
        }
        """;
    assertThat(canonical(example))
        .isEqualTo(
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                + "\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
                + "\"\ud83d\ude00\":\"Emoji: Grinning Face\","
                + "\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
  }

  @Test
  void of_nestedObjects_sortedAtEveryLevel() {
    assertThat(canonical("{\"b\":[{\"d\":1,\"c\":{}}],\"a\":{\"z\":[],\"y\":\"x\"}}"))
        .isEqualTo("{\"a\":{\"y\":\"x\",\"z\":[]},\"b\":[{\"c\":{},\"d\":1}]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "true", "5", "\"\"", "[]", "{}", "[[],{}]"})
  void of_canonicalDocument_staysTheSame(String json) {
    assertThat(canonical(json)).isEqualTo(json);
  }

  @Test
  void of_negativeZero_isZero() {
    assertThat(canonical(" [-0, -0.0, 0e5] ")).isEqualTo("[0,0,0]");
  }

  @Test
  void of_delAndNonAscii_areNotEscaped() {
    assertThat(canonical("\"\\u007f\\u2028é\"")).isEqualTo("\"\u007f\u2028é\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1,]",
        "{\"a\":1,}",
        "01",
        "nul",
        "1 2",
        "[1]x",
        "'a'",
        "NaN",
        "+1",
        ".5",
        "{\"a\":1,\"a\":1}",
        "{\"a\":{\"b\":1,\"\\u0062\":2}}",
        "/**/1",
        "\"\t\"",
        "{a:1}"
      })
  void of_notIJson_isRefusedWithoutTheContent(String json) {
    assertThatThrownBy(() -> canonical(json))
        .isInstanceOfSatisfying(
            MalformedInputException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED_JSON))
        .hasMessageContaining("needs");
  }

  @Test
  void of_twoMembersOfOneName_saysSoWithThePlace() {
    assertThatThrownBy(() -> canonical("{\n\"secret\":1,\"secret\":2}"))
        .hasMessageContaining("line 2")
        .hasMessageContaining("distinct")
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\\ud800\"", "[\"\\ud83dx\"]", "[\"\\ude00\\ud83d\"]"})
  void of_halfOfASurrogatePair_isRefused(String json) {
    assertThatThrownBy(() -> canonical(json))
        .isInstanceOfSatisfying(
            MalformedInputException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ENCODING));
  }

  @Test
  void of_nameWithHalfOfASurrogatePair_isRefused() {
    assertThatThrownBy(() -> canonical("{\"\\udc00a\":1}"))
        .isInstanceOf(MalformedInputException.class);
  }

  @Test
  void of_numberBeyondTheDoubles_isRefused() {
    assertThatThrownBy(() -> canonical("[1e400]"))
        .isInstanceOfSatisfying(
            MalformedInputException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.OUT_OF_RANGE));
  }

  @Test
  void of_notUtf8_isRefused() {
    for (byte[] bytes :
        List.of(
            "[1]".getBytes(StandardCharsets.UTF_16LE),
            new byte[] {'"', (byte) 0xc0, (byte) 0x80, '"'},
            new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'},
            new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf, '1'})) {
      assertThatThrownBy(() -> CanonicalJson.of(bytes)).isInstanceOf(MalformedInputException.class);
    }
  }

  @Test
  void ofRecord_members_sortedByName() {
    Schema schema =
        Schema.of(
            Field.of("b", ColumnType.INT8),
            Field.of("\ufb33", ColumnType.BOOL),
            Field.of("a\"", ColumnType.TEXT),
            Field.of("\ud83d\ude00", ColumnType.BOOL));
    assertThat(record(schema, row(1L, true, "x", false)))
        .isEqualTo("{\"a\\\"\":\"x\",\"b\":1,\"\ud83d\ude00\":false,\"\ufb33\":true}");
  }

  @Test
  void ofRecord_noColumns_isAnEmptyObject() {
    RecordBatch batch = RecordBatch.allocate(Schema.of(), 1);
    batch.setRowCount(1);
    assertThat(CanonicalJson.of(batch, 0)).asString(StandardCharsets.UTF_8).isEqualTo("{}");
  }

  @Test
  void ofRecord_missing_isNullInEveryType() {
    Schema schema =
        Schema.of(Field.of("a", ColumnType.FP64), Field.of("b", ColumnType.TEXT.vector(2)));
    assertThat(record(schema, row(null, null))).isEqualTo("{\"a\":null,\"b\":null}");
  }

  @Test
  void ofRecord_integers_beyondSafeOnesAreStrings() {
    assertValues(ColumnType.INT8, -128L, "-128");
    assertValues(ColumnType.UINT8, -1L, "255");
    assertValues(ColumnType.UINT16, -1L, "65535");
    assertValues(ColumnType.INT32, (long) Integer.MIN_VALUE, "-2147483648");
    assertValues(ColumnType.UINT32, -1L, "4294967295");
    assertValues(ColumnType.INT64, 9_007_199_254_740_991L, "9007199254740991");
    assertValues(ColumnType.INT64, -9_007_199_254_740_991L, "-9007199254740991");
    assertValues(ColumnType.INT64, 9_007_199_254_740_992L, "\"9007199254740992\"");
    assertValues(ColumnType.INT64, -9_007_199_254_740_992L, "\"-9007199254740992\"");
    assertValues(ColumnType.INT64, Long.MIN_VALUE, "\"-9223372036854775808\"");
    assertValues(ColumnType.UINT64, 7L, "7");
    assertValues(ColumnType.UINT64, 9_007_199_254_740_992L, "\"9007199254740992\"");
    assertValues(ColumnType.UINT64, -1L, "\"18446744073709551615\"");
  }

  @Test
  void ofRecord_floatingPoint_isTheDoubleOfTheSameValue() {
    assertValues(ColumnType.FP64, 1e21, "1e+21");
    assertValues(ColumnType.FP64, 5.0, "5");
    assertValues(ColumnType.FP32, 0.1f, "0.10000000149011612");
    assertValues(ColumnType.FP16, 0x3555L, "0.333251953125");
    assertValues(ColumnType.BF16, 0x3eabL, "0.333984375");
  }

  @Test
  void ofRecord_whatJsonHasNoNumberFor_isAString() {
    assertValues(ColumnType.FP64, Double.NaN, "\"NaN\"");
    assertValues(ColumnType.FP64, Double.NEGATIVE_INFINITY, "\"-Infinity\"");
    assertValues(ColumnType.FP32, Float.POSITIVE_INFINITY, "\"Infinity\"");
    assertValues(ColumnType.FP64, -0.0, "\"-0\"");
    assertValues(ColumnType.FP32, -0.0f, "\"-0\"");
    assertValues(ColumnType.FP16, (long) Short.MIN_VALUE, "\"-0\"");
    assertValues(ColumnType.BF16, 0x7fc0L, "\"NaN\"");
    assertValues(ColumnType.FP64, 0.0, "0");
  }

  @Test
  void ofRecord_anyNaN_isTheSame() {
    RecordBatch batch =
        RecordBatch.allocate(
            Schema.of(Field.of("a", ColumnType.FP64), Field.of("b", ColumnType.FP32)), 1);
    ((DoubleColumn) batch.column(0)).values()[0] = Double.longBitsToDouble(0xfff0_0000_0000_0001L);
    ((FloatColumn) batch.column(1)).values()[0] = Float.intBitsToFloat(0x7f80_0001);
    batch.setRowCount(1);
    assertThat(CanonicalJson.of(batch, 0))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("{\"a\":\"NaN\",\"b\":\"NaN\"}");
  }

  @Test
  void ofRecord_otherTypes_areStrings() {
    assertValues(ColumnType.BOOL, true, "true");
    assertValues(ColumnType.decimal(10, 2), new BigDecimal("12.50"), "\"12.50\"");
    assertValues(ColumnType.decimal(10, 2), new BigDecimal("-0.05"), "\"-0.05\"");
    assertValues(ColumnType.decimal(3, 0), new BigDecimal("7"), "\"7\"");
    assertValues(ColumnType.BYTES, "\0\u00ff", "\"AP8=\"");
    assertValues(
        ColumnType.TEXT, "Zoë \"\\/\b\f\n\r\t\u001f", "\"Zoë \\\"\\\\/\\b\\f\\n\\r\\t\\u001f\"");
    assertValues(ColumnType.DATE, 19_782L, "\"2024-02-29\"");
    assertValues(ColumnType.DATE, -719_529L, "\"-0001-12-31\"");
    assertValues(ColumnType.TIMESTAMP_UTC, 500_000L, "\"1970-01-01T00:00:00.5Z\"");
    assertValues(ColumnType.TIMESTAMP_LOCAL, 0L, "\"1970-01-01T00:00:00\"");
  }

  @Test
  void ofRecord_vector_isAnArray() {
    assertValues(ColumnType.FP32.vector(3), List.of(1f, Float.NaN, 0.5f), "[1,\"NaN\",0.5]");
    assertValues(ColumnType.TEXT.vector(2), List.of("a", ""), "[\"a\",\"\"]");
  }

  @Test
  void ofRecord_nameWithHalfOfASurrogatePair_isRefused() {
    RecordBatch batch = RecordBatch.allocate(Schema.of(Field.of("\ud800", ColumnType.INT8)), 1);
    batch.setRowCount(1);
    assertThatThrownBy(() -> CanonicalJson.of(batch, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void ofRecord_noSuchRow_isAnError() {
    RecordBatch batch = RecordBatch.allocate(Schema.of(), 5);
    assertThatThrownBy(() -> CanonicalJson.of(batch, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static void assertValues(ColumnType type, Object value, String expected) {
    Schema schema = Schema.of(Field.of("v", type));
    assertThat(record(schema, row(value))).isEqualTo("{\"v\":" + expected + "}");
    RecordBatch batch = TestRows.batch(schema, List.of(row(value)));
    assertThat(CanonicalJson.of(batch.column(0), 0))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(expected);
  }

  private static String record(Schema schema, List<@Nullable Object> row) {
    return new String(
        CanonicalJson.of(TestRows.batch(schema, List.of(row)), 0), StandardCharsets.UTF_8);
  }

  private static String canonical(String json) {
    return new String(
        CanonicalJson.of(json.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
  }
}
