package io.lepton.format.canonical;

import static io.lepton.format.TestRows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.data.ColumnType;
import io.lepton.data.Field;
import io.lepton.data.RecordBatch;
import io.lepton.data.Schema;
import io.lepton.format.TestRows;
import io.lepton.format.canonical.DatasetDigest.Kind;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetDigestTest {

  private static final Schema SCHEMA =
      Schema.of(
          Field.required("id", ColumnType.INT64),
          Field.of("text", ColumnType.TEXT),
          Field.of("bytes", ColumnType.BYTES),
          Field.of("score", ColumnType.FP32),
          Field.of("price", ColumnType.decimal(10, 2)),
          Field.of("day", ColumnType.DATE));

  private static final List<@Nullable Object> FIRST =
      row(
          9_007_199_254_740_993L,
          "Zoë \"€\"\n",
          "\0\u00ff",
          0.1f,
          new BigDecimal("12.50"),
          19_782L);
  private static final List<@Nullable Object> SECOND = row(-1L, null, null, -0f, null, null);

  private static final String SCHEMA_LINE =
      "{\"bytes\":\"bytes\",\"day\":\"date\",\"id\":\"int64\",\"price\":\"decimal(10,2)\","
          + "\"score\":\"fp32\",\"text\":\"text\"}\n";
  private static final String FIRST_LINE =
      "{\"bytes\":\"AP8=\",\"day\":\"2024-02-29\",\"id\":\"9007199254740993\",\"price\":\"12.50\","
          + "\"score\":0.10000000149011612,\"text\":\"Zoë \\\"€\\\"\\n\"}\n";
  private static final String SECOND_LINE =
      "{\"bytes\":null,\"day\":null,\"id\":-1,\"price\":null,\"score\":\"-0\",\"text\":null}\n";

  // Computed with Python's hashlib from the specification.
  private static final String SEQUENCE =
      "lepton-dataset-v1:sha-256:3a4e7469dfa9104cc5718ddc8f14309cfa1d85ec0508fe66a082f9ce81a5ecf2";
  private static final String CONTENT =
      "lepton-dataset-v1:muhash-3072:7cbf4d3a8da8bc1cdee8b7869719534833fe01c54834f6d6cc1e79dcec966cde";
  private static final String EMPTY_SEQUENCE =
      "lepton-dataset-v1:sha-256:7fe6bd55ff0e44bf2689d1df7571d696fd53e268d5f2fb8a03f089eb335ca207";
  private static final String EMPTY_CONTENT =
      "lepton-dataset-v1:muhash-3072:7d1fc1ca66b590ea826d17a7fa76832d70dea54e1a41892a286f738452eb90cd";

  @Test
  void digest_knownDataSet_isTheKnownAnswer() {
    DatasetDigester digester = digester(SCHEMA, FIRST, SECOND, SECOND);
    assertThat(digester.digest(Kind.SEQUENCE)).hasToString(SEQUENCE);
    assertThat(digester.digest(Kind.CONTENT)).hasToString(CONTENT);
    assertThat(digester.rows()).isEqualTo(3);
  }

  @Test
  void digest_noRecords_isTheKnownAnswer() {
    DatasetDigester digester = digester(SCHEMA);
    assertThat(digester.digest(Kind.SEQUENCE)).hasToString(EMPTY_SEQUENCE);
    assertThat(digester.digest(Kind.CONTENT)).hasToString(EMPTY_CONTENT);
  }

  @Test
  void digest_knownDataSet_isWhatTheSpecificationSays() throws Exception {
    String text = "lepton-dataset-v1:sha-256\n" + SCHEMA_LINE + FIRST_LINE + SECOND_LINE;
    assertThat(digester(SCHEMA, FIRST, SECOND).digest(Kind.SEQUENCE).hash())
        .isEqualTo(HexFormat.of().formatHex(sha256(utf8(text))));
    BigInteger product = element(FIRST_LINE).multiply(element(SECOND_LINE)).mod(prime());
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.writeBytes(utf8("lepton-dataset-v1:muhash-3072\n" + SCHEMA_LINE + "2\n"));
    content.writeBytes(HexFormat.of().parseHex(String.format("%0768x", product)));
    assertThat(digester(SCHEMA, FIRST, SECOND).digest(Kind.CONTENT).hash())
        .isEqualTo(HexFormat.of().formatHex(sha256(content.toByteArray())));
  }

  private static BigInteger element(String line) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < 12; i++) {
      ByteBuffer block = ByteBuffer.allocate(36).put(sha256(utf8(line))).putInt(i);
      bytes.writeBytes(sha256(block.array()));
    }
    return new BigInteger(1, bytes.toByteArray());
  }

  private static BigInteger prime() {
    return BigInteger.TWO.pow(3072).subtract(BigInteger.valueOf(1_103_717));
  }

  private static byte[] sha256(byte[] bytes) throws Exception {
    return MessageDigest.getInstance("SHA-256").digest(bytes);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void digest_otherOrderOfColumnsAndNullability_isTheSame(Kind kind) {
    Schema one = Schema.of(Field.of("a", ColumnType.INT8), Field.of("b", ColumnType.TEXT));
    Schema two = Schema.of(Field.required("b", ColumnType.TEXT), Field.of("a", ColumnType.INT8));
    assertThat(digester(one, row(1L, "x")).digest(kind))
        .isEqualTo(digester(two, row("x", 1L)).digest(kind));
  }

  @Test
  void digest_otherOrderOfRecords_onlyTheContentIsTheSame() {
    DatasetDigester one = digester(SCHEMA, FIRST, SECOND, SECOND);
    DatasetDigester two = digester(SCHEMA, SECOND, FIRST, SECOND);
    assertThat(one.digest(Kind.CONTENT)).isEqualTo(two.digest(Kind.CONTENT));
    assertThat(one.digest(Kind.SEQUENCE)).isNotEqualTo(two.digest(Kind.SEQUENCE));
  }

  @Test
  void digest_recordMoreOftenOrLess_isAnother() {
    assertDistinct(
        digester(SCHEMA, FIRST),
        digester(SCHEMA, FIRST, SECOND),
        digester(SCHEMA, FIRST, SECOND, SECOND),
        digester(SCHEMA, FIRST, FIRST, SECOND));
  }

  @Test
  void digest_recordRepeatedAsOftenAsASmallWordWraps_isAnother() {
    Schema schema = Schema.of(Field.of("a", ColumnType.BOOL));
    List<List<@Nullable Object>> ones = Collections.nCopies(1 << 16, row(true));
    List<List<@Nullable Object>> mixed = new ArrayList<>(ones);
    mixed.set(0, row(false));
    assertThat(digester(schema, mixed).digest(Kind.CONTENT))
        .isNotEqualTo(digester(schema, ones).digest(Kind.CONTENT));
  }

  @Test
  void digest_otherNameTypeOrValue_isAnother() {
    assertDistinct(
        digester(Schema.of(Field.of("a", ColumnType.INT8)), row(1L)),
        digester(Schema.of(Field.of("b", ColumnType.INT8)), row(1L)),
        digester(Schema.of(Field.of("a", ColumnType.INT16)), row(1L)),
        digester(Schema.of(Field.of("a", ColumnType.INT8)), row(2L)),
        digester(Schema.of(Field.of("a", ColumnType.INT8)), row((Object) null)),
        digester(Schema.of(Field.of("a", ColumnType.TEXT)), row("1")),
        digester(Schema.of(Field.of("a", ColumnType.TEXT)), row("")),
        digester(Schema.of(Field.of("a", ColumnType.FP64)), row(0.0)),
        digester(Schema.of(Field.of("a", ColumnType.FP64)), row(-0.0)),
        digester(Schema.of(Field.of("a", ColumnType.FP64)), row(Double.NaN)),
        digester(Schema.of(Field.of("a", ColumnType.FP64)), row((Object) null)));
  }

  private static void assertDistinct(DatasetDigester... digesters) {
    for (Kind kind : Kind.values()) {
      assertThat(List.of(digesters)).extracting(d -> d.digest(kind)).doesNotHaveDuplicates();
    }
  }

  @Test
  void digest_inTheMiddle_isThatOfTheBeginning() {
    DatasetDigester digester = digester(SCHEMA, FIRST);
    DatasetDigest middle = digester.digest(Kind.SEQUENCE);
    assertThat(digester.digest(Kind.SEQUENCE)).isEqualTo(middle);
    digester.update(TestRows.batch(SCHEMA, List.of(SECOND, SECOND)));
    assertThat(digester.digest(Kind.SEQUENCE)).hasToString(SEQUENCE);
    assertThat(digester.digest(Kind.CONTENT)).hasToString(CONTENT);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void digest_aloneOrWithTheOther_isTheSame(Kind kind) {
    DatasetDigester alone = DatasetDigester.of(SCHEMA, kind);
    alone.update(TestRows.batch(SCHEMA, List.of(FIRST, SECOND, SECOND)));
    assertThat(alone.digest(kind)).isEqualTo(digester(SCHEMA, FIRST, SECOND, SECOND).digest(kind));
  }

  @Test
  void digest_ofAKindThatWasNotAskedFor_isAnError() {
    DatasetDigester digester = DatasetDigester.of(SCHEMA, Kind.SEQUENCE);
    assertThatThrownBy(() -> digester.digest(Kind.CONTENT))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void update_batchOfAnotherSchema_isAnError() {
    DatasetDigester digester = DatasetDigester.of(SCHEMA, Kind.SEQUENCE);
    RecordBatch other = RecordBatch.allocate(Schema.of(), 1);
    assertThatThrownBy(() -> digester.update(other)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {SEQUENCE, CONTENT})
  void parse_ofWhatToStringWrote_isTheSame(String text) {
    assertThat(DatasetDigest.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sha-256:00",
        "lepton-dataset-v1:sha-256:",
        "lepton-dataset-v1:sha-256:00",
        "lepton-dataset-v2:sha-256:3a4e7469dfa9104cc5718ddc8f14309cfa1d85ec0508fe66a082f9ce81a5ecf2",
        "lepton-dataset-v1:md5:3a4e7469dfa9104cc5718ddc8f14309cfa1d85ec0508fe66a082f9ce81a5ecf2",
        "lepton-dataset-v1:sha-256:3A4e7469dfa9104cc5718ddc8f14309cfa1d85ec0508fe66a082f9ce81a5ecf2"
      })
  void parse_anythingElse_isRefused(String text) {
    assertThatThrownBy(() -> DatasetDigest.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @SafeVarargs
  private static DatasetDigester digester(Schema schema, List<@Nullable Object>... rows) {
    return digester(schema, List.of(rows));
  }

  private static DatasetDigester digester(Schema schema, List<List<@Nullable Object>> rows) {
    DatasetDigester digester = DatasetDigester.of(schema, Kind.SEQUENCE, Kind.CONTENT);
    digester.update(TestRows.batch(schema, rows));
    return digester;
  }
}
