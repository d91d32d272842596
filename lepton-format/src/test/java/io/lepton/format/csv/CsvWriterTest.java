package io.lepton.format.csv;

import static io.lepton.format.TestRows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.data.ColumnType;
import io.lepton.data.Field;
import io.lepton.data.Schema;
import io.lepton.format.TestRows;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvWriterTest {

  private static final Schema TWO_TEXTS =
      Schema.of(Field.of("a", ColumnType.TEXT), Field.of("b", ColumnType.TEXT));

  @Test
  void write_rows_headerAndLinesThatEndInCrLf() throws IOException {
    Schema schema = Schema.of(Field.of("id", ColumnType.INT32), Field.of("x", ColumnType.FP64));
    assertThat(TestRows.text(new CsvFormat(), schema, row(1L, 0.5), row(2L, 1e-9)))
        .isEqualTo("id,x\r\n1,0.5\r\n2,1.0E-9\r\n");
  }

  @Test
  void write_noRows_headerOnly() throws IOException {
    assertThat(new String(TestRows.write(new CsvFormat(), TWO_TEXTS, List.of(), 1)))
        .isEqualTo("a,b\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", " a ", "a'b", "a;b", "a\tb", "é", "#a", "\\", "0", "1,5"})
  void write_text_isQuotedOnlyWhereNeeded(String text) throws IOException {
    String expected = text.contains(",") ? '"' + text + '"' : text;
    assertThat(TestRows.text(new CsvFormat(), TWO_TEXTS, row(text, "x")))
        .isEqualTo("a,b\r\n" + expected + ",x\r\n");
  }

  @Test
  void write_quotesAndLineEnds_areQuoted() throws IOException {
    assertThat(TestRows.text(new CsvFormat(), TWO_TEXTS, row("say \"hi\"", "a\nb\rc")))
        .isEqualTo("a,b\r\n\"say \"\"hi\"\"\",\"a\nb\rc\"\r\n");
  }

  @Test
  void write_missingAndEmpty_nothingAndTwoQuotes() throws IOException {
    assertThat(TestRows.text(new CsvFormat(), TWO_TEXTS, row(null, "")))
        .isEqualTo("a,b\r\n,\"\"\r\n");
  }

  @Test
  void write_oneColumnMissing_isNoBlankLine() throws IOException {
    Schema schema = Schema.of(Field.of("a", ColumnType.INT32));
    assertThat(TestRows.text(new CsvFormat(), schema, row((Object) null)))
        .isEqualTo("a\r\n\"\"\r\n");
  }

  @Test
  void write_vectors_aColumnForEachElement() throws IOException {
    Schema schema =
        Schema.of(
            Field.of("p", ColumnType.FP32.vector(2)), Field.of("t", ColumnType.TEXT.vector(2)));
    assertThat(
            TestRows.text(
                new CsvFormat(),
                schema,
                row(List.of(0.25f, 0.75f), List.of("x", "")),
                row(null, null)))
        .isEqualTo("p.0,p.1,t.0,t.1\r\n0.25,0.75,x,\"\"\r\n,,,\r\n");
  }

  @Test
  void write_valuesOfOtherTypes_areReadable() throws IOException {
    Schema schema =
        Schema.of(
            Field.of("b", ColumnType.BOOL),
            Field.of("n", ColumnType.FP32),
            Field.of("y", ColumnType.BYTES),
            Field.of("d", ColumnType.DATE),
            Field.of("t", ColumnType.TIMESTAMP_UTC),
            Field.of("m", ColumnType.decimal(9, 2)));
    assertThat(
            TestRows.text(
                new CsvFormat(),
                schema,
                row(true, Float.NaN, "\0\u00ff", 0L, 1_500_000L, new BigDecimal("-0.50"))))
        .isEqualTo("b,n,y,d,t,m\r\ntrue,NaN,AP8=,1970-01-01,1970-01-01T00:00:01.5Z,-0.50\r\n");
  }

  @Test
  void write_headerNames_areQuotedWhereNeeded() throws IOException {
    Schema schema =
        Schema.of(Field.of("\ufeffa", ColumnType.TEXT), Field.of("b,\"c\"", ColumnType.TEXT));
    assertThat(TestRows.text(new CsvFormat(), schema)).isEqualTo("\"\ufeffa\",\"b,\"\"c\"\"\"\r\n");
  }

  @Test
  void write_noHeader_rowsOnly() throws IOException {
    CsvFormat format = new CsvFormat(CsvOptions.defaults().withHeader(false));
    assertThat(TestRows.text(format, TWO_TEXTS, row("x", "y"))).isEqualTo("x,y\r\n");
  }

  @Test
  void write_otherDelimiterAndQuote_areUsed() throws IOException {
    CsvFormat format = new CsvFormat(CsvOptions.defaults().withDelimiter(';').withQuote('\''));
    assertThat(TestRows.text(format, TWO_TEXTS, row("a;b", "it's"), row("a,b", "\"")))
        .isEqualTo("a;b\r\n'a;b';'it''s'\r\na,b;\"\r\n");
  }

  @Test
  void write_nullToken_standsForMissingAndTextLikeItIsQuoted() throws IOException {
    CsvFormat format = new CsvFormat(CsvOptions.defaults().withNullTokens(List.of("NA", "", "0")));
    Schema schema = Schema.of(Field.of("a", ColumnType.TEXT), Field.of("b", ColumnType.INT32));
    assertThat(TestRows.text(format, schema, row(null, null), row("NA", 0L), row("NAN", 10L)))
        .isEqualTo("a,b\r\nNA,NA\r\n\"NA\",\"0\"\r\nNAN,10\r\n");
  }

  @Test
  void write_comment_isQuotedAtTheBeginningOfALine() throws IOException {
    CsvFormat format = new CsvFormat(CsvOptions.defaults().withComment('#'));
    assertThat(TestRows.text(format, TWO_TEXTS, row("#x", "#y"))).isEqualTo("a,b\r\n\"#x\",#y\r\n");
  }

  @Test
  void write_delimiterThatNumbersHave_numbersAreQuoted() throws IOException {
    CsvFormat format = new CsvFormat(CsvOptions.defaults().withDelimiter('.'));
    Schema schema = Schema.of(Field.of("a", ColumnType.FP64), Field.of("b", ColumnType.INT32));
    assertThat(TestRows.text(format, schema, row(0.5, 7L))).isEqualTo("a.b\r\n\"0.5\".7\r\n");
  }

  @Test
  void write_noQuoteAndTextThatNeedsOne_isRefusedWithoutTheText() {
    CsvFormat format = new CsvFormat(CsvOptions.defaults().withoutQuote());
    for (String text : new String[] {"secret,", "", "secret\n", "secret,".repeat(2_000)}) {
      assertThatThrownBy(() -> TestRows.text(format, TWO_TEXTS, row(text, "x")))
          .isInstanceOfSatisfying(
              LeptonException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.WRONG_TYPE))
          .hasMessageNotContaining("secret");
    }
  }

  @Test
  void write_rowsLongerThanTheBuffer_areTheSameAsShortOnes() throws IOException {
    String comma = "x,".repeat(300_000);
    String plain = "x".repeat(600_000);
    assertThat(TestRows.text(new CsvFormat(), TWO_TEXTS, row(comma, plain), row(null, "")))
        .isEqualTo("a,b\r\n\"" + comma + "\"," + plain + "\r\n,\"\"\r\n");
  }

  @Test
  void write_wideSchema_keepsTheOrder() throws IOException {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      fields.add(Field.of("f" + i, ColumnType.INT8));
    }
    Object[] values = new Object[fields.size()];
    Arrays.setAll(values, i -> (long) (i % 100));
    String text = TestRows.text(new CsvFormat(), Schema.of(fields), row(values));
    assertThat(text.lines().skip(1).findFirst().orElseThrow().split(","))
        .hasSize(300)
        .startsWith("0", "1")
        .endsWith("98", "99");
  }
}
