package io.lepton.format.fixed;

import static io.lepton.format.TestRows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.data.ColumnType;
import io.lepton.data.DataTarget;
import io.lepton.data.Field;
import io.lepton.data.RecordWriter;
import io.lepton.data.Schema;
import io.lepton.format.TestRows;
import io.lepton.format.fixed.FixedWidthColumn.Alignment;
import io.lepton.spi.WriteRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FixedWidthWriterTest {

  private static final Schema SCHEMA =
      Schema.of(Field.of("name", ColumnType.TEXT), Field.of("n", ColumnType.INT32));

  private static FixedWidthFormat layout(FixedWidthColumn... columns) {
    return new FixedWidthFormat(FixedWidthOptions.layout(columns));
  }

  @Test
  void write_layout_valuesStandAtTheirPlaces() throws IOException {
    FixedWidthFormat format =
        layout(FixedWidthColumn.of("n", 9, 4), FixedWidthColumn.of("name", 2, 5));
    assertThat(TestRows.text(format, SCHEMA, row("Zoë", 7L), row(null, null), row("abcde", -123L)))
        .isEqualTo(" Zoë       7\n            \n abcde  -123\n");
  }

  @Test
  void write_textThatBeginsLikeAByteOrderMark_readsBack() throws IOException {
    FixedWidthFormat format = layout(FixedWidthColumn.of("name", 1, 5));
    Schema schema = Schema.of(Field.of("name", ColumnType.TEXT));
    byte[] bytes = TestRows.write(format, schema, List.of(row("\ufeffa"), row("\ufeffb")), 1);
    assertThat(TestRows.read(format, TestRows.request(bytes, schema), 1))
        .containsExactly(row("\ufeffa"), row("\ufeffb"));
  }

  @Test
  void write_noLayout_widthsOfTheTypes() throws IOException {
    FixedWidthFormat format = new FixedWidthFormat(FixedWidthOptions.defaults().withTextWidth(6));
    Schema schema =
        Schema.of(
            Field.of("name", ColumnType.TEXT),
            Field.of("flag", ColumnType.BOOL),
            Field.of("n", ColumnType.INT8),
            Field.of("longest-one", ColumnType.UINT8));
    String text = TestRows.text(format, schema, row("Ada", true, -128L, 7L));
    assertThat(text).isEqualTo("name    flag    n longest-one\nAda     true -128           7\n");
    assertThat(
            TestRows.read(
                new FixedWidthFormat(),
                TestRows.request(
                    text.getBytes(StandardCharsets.UTF_8),
                    Schema.of(Field.of("flag", ColumnType.BOOL), Field.of("n", ColumnType.INT8))),
                1))
        .containsExactly(row(true, -128L));
  }

  @Test
  void write_defaultWidths_holdTheWidestValues() throws IOException {
    FixedWidthFormat format = new FixedWidthFormat();
    Schema schema =
        Schema.of(
            Field.of("a", ColumnType.INT64),
            Field.of("b", ColumnType.UINT64),
            Field.of("c", ColumnType.FP64),
            Field.of("d", ColumnType.FP32),
            Field.of("e", ColumnType.decimal(3, 3)),
            Field.of("f", ColumnType.decimal(38, 0)),
            Field.of("g", ColumnType.DATE),
            Field.of("h", ColumnType.TIMESTAMP_UTC),
            Field.of("i", ColumnType.TIMESTAMP_LOCAL),
            Field.of("j", ColumnType.FP16.vector(2)),
            Field.of("k", ColumnType.BF16));
    List<Object> row =
        List.of(
            Long.MIN_VALUE,
            -1L,
            -2.2250738585072014E-308,
            -1.17549435E-38f,
            new BigDecimal("-0.999"),
            new BigDecimal("-" + "9".repeat(38)),
            2_932_896L,
            253_402_300_799_999_999L,
            253_402_300_799_999_999L,
            List.of((long) (short) 0xfbff, 1L),
            (long) (short) 0xff7f);
    assertThat(TestRows.text(format, schema, row(row.toArray())))
        .contains("-9223372036854775808 18446744073709551615 -2.2250738585072014E-308")
        .contains("9999-12-31 9999-12-31T23:59:59.999999Z");
  }

  @Test
  void write_textWithoutAWidth_isRefused() {
    LeptonException thrown =
        catchThrowableOfType(
            LeptonException.class, () -> TestRows.text(new FixedWidthFormat(), SCHEMA));
    assertThat(thrown.code()).isEqualTo(ErrorCode.UNREPRESENTABLE);
    assertThat(thrown).hasMessageContainingAll("name", "width");
  }

  @ParameterizedTest
  @CsvSource({"abcdef, 1", "ab, 12345", "'a\nb', 1", "'a\rb', 1", "'a\0b', 1"})
  void write_valueThatDoesNotFit_isRefusedWithRowAndColumn(String name, long n) throws IOException {
    FixedWidthFormat format =
        layout(FixedWidthColumn.of("name", 1, 5), FixedWidthColumn.of("n", 6, 4));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RecordWriter writer =
        format.writer(WriteRequest.of(DataTarget.ofStream("memory", out), SCHEMA));
    writer.write(TestRows.batch(SCHEMA, List.of(row("one", 1L))));
    LeptonException thrown =
        catchThrowableOfType(
            LeptonException.class,
            () -> writer.write(TestRows.batch(SCHEMA, List.of(row("two", 2L), row(name, n)))));
    writer.close();
    assertThat(thrown.code()).isEqualTo(ErrorCode.UNREPRESENTABLE);
    assertThat(thrown)
        .hasMessageContainingAll("Row 3", "column " + (n > 9999 ? "n" : "name"))
        .hasMessageNotContaining(name);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("one     1\ntwo     2\n");
  }

  @ParameterizedTest
  @CsvSource({
    "LEFT, ' ', 'ab   |-7   '",
    "RIGHT, ' ', '   ab|   -7'",
    "CENTER, ' ', ' ab  | -7  '",
    "NATURAL, ' ', 'ab   |   -7'",
    "RIGHT, '0', '000ab|-0007'",
    "NATURAL, '0', 'ab000|-0007'",
    "LEFT, '*', 'ab***|-7***'"
  })
  void write_padding_fillsTheOtherPlaces(Alignment alignment, char padding, String expected)
      throws IOException {
    FixedWidthFormat format =
        layout(
            new FixedWidthColumn("name", 1, 5, alignment, padding),
            new FixedWidthColumn("n", 7, 5, alignment, padding));
    assertThat(TestRows.text(format, SCHEMA, row("ab", -7L)))
        .isEqualTo(expected.replace('|', ' ') + "\n");
    assertThat(
            TestRows.read(
                format,
                TestRows.request(
                    TestRows.write(format, SCHEMA, List.of(row("ab", -7L), row(null, null)), 1),
                    SCHEMA),
                2))
        .containsExactly(row("ab", -7L), row(null, null));
  }

  @Test
  void write_recordWidth_noLineEnds() throws IOException {
    FixedWidthFormat format =
        new FixedWidthFormat(
            FixedWidthOptions.layout(
                    FixedWidthColumn.of("name", 1, 4), FixedWidthColumn.of("n", 5, 2))
                .withRecordWidth(8));
    assertThat(TestRows.text(format, SCHEMA, row("a\nb", 1L), row("c", 22L)))
        .isEqualTo("a\nb  1  c   22  ");
  }

  @Test
  void write_header_mustFit() throws IOException {
    FixedWidthOptions options =
        FixedWidthOptions.layout(FixedWidthColumn.of("name", 1, 3), FixedWidthColumn.of("n", 5, 2))
            .withHeader(true);
    assertThatThrownBy(() -> TestRows.text(new FixedWidthFormat(options), SCHEMA))
        .isInstanceOf(LeptonException.class)
        .hasMessageContaining("Header, column name");
  }

  @Test
  void write_overlappingLayout_isRefused() {
    assertThatThrownBy(
            () ->
                TestRows.text(
                    layout(FixedWidthColumn.of("name", 1, 5), FixedWidthColumn.of("n", 5, 4)),
                    SCHEMA))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "n"})
  void write_layoutWithoutAColumn_isRefused(String only) {
    assertThatThrownBy(() -> TestRows.text(layout(FixedWidthColumn.of(only, 1, 5)), SCHEMA))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
