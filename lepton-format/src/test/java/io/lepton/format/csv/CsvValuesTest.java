package io.lepton.format.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.ErrorCode;
import io.lepton.data.ColumnType;
import io.lepton.data.Field;
import io.lepton.data.Rejection;
import io.lepton.data.Schema;
import io.lepton.format.TestRows;
import io.lepton.spi.ReadRequest;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cells of each type may be. */
class CsvValuesTest {

  private final List<Rejection> rejections = new ArrayList<>();

  /** Reads one cell, as it stands and in quotes, with a column before and one after it. */
  private @Nullable Object read(String type, String cell) throws IOException {
    Object plain = readAsIs(type, cell);
    if (!cell.isEmpty()) {
      List<Rejection> before = List.copyOf(rejections);
      Object quoted = readAsIs(type, "\"" + cell + "\"");
      assertThat(quoted).isEqualTo(plain);
      rejections.clear();
      rejections.addAll(before);
    }
    return plain;
  }

  private @Nullable Object readAsIs(String type, String cell) throws IOException {
    Schema schema = Schema.of(Field.of("v", ColumnType.parse(type)));
    byte[] csv = ("a,v,b\nx," + cell + ",y\n").getBytes(StandardCharsets.UTF_8);
    ReadRequest request = TestRows.request(csv, schema).withRejections(rejections::add);
    List<List<@Nullable Object>> rows = TestRows.read(new CsvFormat(), request, 1);
    return rows.isEmpty() ? "rejected" : rows.get(0).get(0);
  }

  private void assertRejected(String type, String cell, ErrorCode code) throws IOException {
    rejections.clear();
    assertThat(read(type, cell)).isEqualTo("rejected");
    assertThat(rejections).hasSize(1);
    assertThat(rejections.get(0).code()).isEqualTo(code);
    assertThat(rejections.get(0).column()).isEqualTo("v");
    assertThat(rejections.get(0).reason()).contains("needs " + type).doesNotContain(cell);
  }

  @ParameterizedTest
  @CsvSource({
    "int8, -128, 127, -129, 128",
    "int16, -32768, 32767, -32769, 32768",
    "int32, -2147483648, 2147483647, -2147483649, 2147483648",
    "int64, -9223372036854775808, 9223372036854775807, -9223372036854775809, 9223372036854775808",
    "uint8, 0, 255, -1, 256",
    "uint16, 0, 65535, -1, 65536",
    "uint32, 0, 4294967295, -1, 4294967296",
    "uint64, 0, 18446744073709551615, -1, 18446744073709551616"
  })
  void integers_limits_areThoseOfTheType(
      String type, String lowest, String highest, String below, String above) throws IOException {
    assertThat(read(type, lowest)).isEqualTo(narrow(type, lowest));
    assertThat(read(type, highest)).isEqualTo(narrow(type, highest));
    assertRejected(type, below, ErrorCode.OUT_OF_RANGE);
    assertRejected(type, above, ErrorCode.OUT_OF_RANGE);
    assertRejected(type, "9".repeat(40), ErrorCode.OUT_OF_RANGE);
    assertThat(read(type, "  12\t")).isEqualTo(12L);
    assertThat(read(type, "+12")).isEqualTo(12L);
    assertThat(read(type, "0".repeat(30) + "12")).isEqualTo(12L);
  }

  /** The bits as the column's own Java type has them. */
  private static Long narrow(String type, String text) {
    long value = new BigInteger(text).longValue();
    return switch (type) {
      case "int8", "uint8" -> (long) (byte) value;
      case "int16", "uint16" -> (long) (short) value;
      case "int32", "uint32" -> (long) (int) value;
      default -> value;
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"})
  void integers_anythingElse_isRejected(String type) throws IOException {
    for (String cell :
        List.of("5.0", "1e3", "x", "-", "+", "1 2", "0x1", "5-", "1,", "12345678x")) {
      if (!cell.contains(",")) {
        assertRejected(type, cell, ErrorCode.WRONG_TYPE);
      }
    }
  }

  @Test
  void floatingPoint_numbers_areRounded() throws IOException {
    assertThat(read("fp64", "29.85")).isEqualTo(29.85);
    assertThat(read("fp64", "-0.0")).isEqualTo(-0.0);
    assertThat(read("fp64", "0.8414709848078965")).isEqualTo(0.8414709848078965);
    assertThat(read("fp64", " 1e-3 ")).isEqualTo(0.001);
    assertThat(read("fp64", "1e400")).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(read("fp32", "0.1")).isEqualTo(0.1f);
    assertThat(read("fp32", "123456789")).isEqualTo(123456789f);
    assertThat(read("fp32", "1e39")).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(read("fp16", "1.5")).isEqualTo(0x3e00L);
    assertThat(read("fp16", "-65504")).isEqualTo((long) (short) 0xfbff);
    assertThat(read("bf16", "1.5")).isEqualTo(0x3fc0L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Half way between two floats, and a little beyond where a double no longer shows it.
        "16777217",
        "16777217.000000001",
        "16777216.999999999",
        "1.00000005960464477539062500000000001",
        "-1.00000005960464477539062500000000001",
        "7.006492321624085354618e-46",
        "7.006492321624085354619e-46",
        "340282356779733661637539395458142568447",
        "340282356779733661637539395458142568448",
        "340282356779733661637539395458142568447.999"
      })
  void fp32_halfWay_isRoundedOnce(String cell) throws IOException {
    assertThat(read("fp32", cell)).isEqualTo(Float.parseFloat(cell));
    assertThat(read("fp32", " " + cell)).isEqualTo(Float.parseFloat(cell));
  }

  @ParameterizedTest
  @CsvSource({
    // fp16 has 11 bits: 2048, 2050, 2052.
    "fp16, 2049, 0x6800",
    "fp16, 2049.00000000000000001, 0x6801",
    "fp16, 2050.99999999999999999, 0x6801",
    "fp16, 2051, 0x6802",
    // bf16 has 8 bits: 256, 258.
    "bf16, 257, 0x4380",
    "bf16, 257.00000000000000001, 0x4381",
    "bf16, -257.00000000000000001, -0x3c7f"
  })
  void halves_halfWay_areRoundedOnce(String type, String cell, String bits) throws IOException {
    assertThat(read(type, cell)).isEqualTo(Long.decode(bits));
  }

  @ParameterizedTest
  @ValueSource(strings = {"fp16", "bf16", "fp32", "fp64"})
  void floatingPoint_words_areTaken(String type) throws IOException {
    for (String cell : List.of("nan", "NaN", "inf", "-inf", "Infinity", "-INFINITY")) {
      assertThat(read(type, cell)).isNotNull().isNotEqualTo("rejected");
    }
    for (String cell : List.of("x", "1.2.3", "1e", ".", "1f", "0x1p3", "1 2", "--1", "na")) {
      assertRejected(type, cell, ErrorCode.WRONG_TYPE);
    }
  }

  @Test
  void floatingPoint_nan_isAValueAndNotMissing() throws IOException {
    assertThat(read("fp64", "nan")).isEqualTo(Double.NaN);
    assertThat(read("fp32", "nan")).isEqualTo(Float.NaN);
    assertThat(read("fp16", "nan")).isEqualTo(0x7e00L);
  }

  @Test
  void bool_words_areTaken() throws IOException {
    for (String cell : List.of("true", "True", "TRUE", "1", " true ")) {
      assertThat(read("bool", cell)).isEqualTo(true);
    }
    for (String cell : List.of("false", "False", "FALSE", "0", " 0")) {
      assertThat(read("bool", cell)).isEqualTo(false);
    }
    for (String cell : List.of("yes", "no", "t", "f", "2", "-1", "tru", "truee", "01")) {
      assertRejected("bool", cell, ErrorCode.WRONG_TYPE);
    }
  }

  @Test
  void date_iso_isTaken() throws IOException {
    assertThat(read("date", "1970-01-02")).isEqualTo(1L);
    assertThat(read("date", " 2024-02-29 ")).isEqualTo(19_782L);
    for (String cell : List.of("2023-02-29", "29.02.2024", "2024-2-29", "2024-02-29T00:00", "0")) {
      assertRejected("date", cell, ErrorCode.WRONG_TYPE);
    }
  }

  @Test
  void timestamp_zones_areKeptApart() throws IOException {
    assertThat(read("timestamp(utc)", "1970-01-01T01:00:00.000001+01:00")).isEqualTo(1L);
    assertThat(read("timestamp(utc)", " 1970-01-01 00:00:01Z ")).isEqualTo(1_000_000L);
    assertThat(read("timestamp(local)", "1970-01-01 00:00:01")).isEqualTo(1_000_000L);
    assertRejected("timestamp(utc)", "1970-01-01T00:00:01", ErrorCode.WRONG_TYPE);
    assertRejected("timestamp(local)", "1970-01-01T00:00:01Z", ErrorCode.WRONG_TYPE);
    assertRejected("timestamp(local)", "1970-01-01T00:00:01.1234567", ErrorCode.WRONG_TYPE);
    assertRejected("timestamp(local)", "1970-01-01", ErrorCode.WRONG_TYPE);
  }

  @Test
  void decimal_digits_areExact() throws IOException {
    assertThat(read("decimal(10,2)", "12.5")).isEqualTo(new BigDecimal("12.50"));
    assertThat(read("decimal(10,2)", " -0.10 ")).isEqualTo(new BigDecimal("-0.10"));
    assertThat(read("decimal(38,0)", "9".repeat(38))).isEqualTo(new BigDecimal("9".repeat(38)));
    assertThat(read("decimal(4,2)", "1.2000")).isEqualTo(new BigDecimal("1.20"));
    assertRejected("decimal(4,2)", "1.234", ErrorCode.OUT_OF_RANGE);
    assertRejected("decimal(4,2)", "123", ErrorCode.OUT_OF_RANGE);
    assertRejected("decimal(4,2)", "1e1", ErrorCode.WRONG_TYPE);
  }

  @Test
  void bytes_base64_isDecoded() throws IOException {
    assertThat(read("bytes", "AP9B")).isEqualTo("\u0000\u00ffA");
    assertThat(read("bytes", " AP8= ")).isEqualTo("\u0000\u00ff");
    assertThat(read("bytes", "")).isNull();
    assertThat(readAsIs("bytes", "\"\"")).isEqualTo("");
    assertRejected("bytes", "AP9B!", ErrorCode.WRONG_TYPE);
    assertRejected("bytes", "A", ErrorCode.WRONG_TYPE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bool",
        "int8",
        "uint16",
        "int32",
        "int64",
        "uint64",
        "fp16",
        "bf16",
        "fp32",
        "fp64",
        "date",
        "timestamp(utc)",
        "timestamp(local)",
        "decimal(9,3)"
      })
  void anyTypeButText_blankCell_isMissing(String type) throws IOException {
    assertThat(read(type, "")).isNull();
    assertThat(read(type, " ")).isNull();
    assertThat(read(type, " \t  \t ")).isNull();
    assertThat(readAsIs(type, "\"\"")).isNull();
    assertThat(rejections).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bool",
        "int8",
        "uint16",
        "int32",
        "int64",
        "uint64",
        "fp16",
        "bf16",
        "fp32",
        "fp64",
        "text",
        "bytes",
        "date",
        "timestamp(utc)",
        "timestamp(local)",
        "decimal(9,3)"
      })
  void anyType_missingWhereRequired_isRejected(String type) throws IOException {
    Schema schema = Schema.of(Field.required("v", ColumnType.parse(type)));
    CsvFormat format = new CsvFormat(CsvOptions.defaults().withNullTokens(List.of("", "NA")));
    byte[] csv = "a,v\nx,\ny,NA\n".getBytes(StandardCharsets.UTF_8);
    ReadRequest request = TestRows.request(csv, schema).withRejections(rejections::add);
    assertThat(TestRows.read(format, request, 10)).isEmpty();
    assertThat(rejections).extracting(Rejection::row).containsExactly(1L, 2L);
    assertThat(rejections).extracting(Rejection::code).containsOnly(ErrorCode.MISSING_VALUE);
  }

  @Test
  void row_severalBadCells_oneRejectionForTheFirstOfTheSchema() throws IOException {
    Schema schema = Schema.of(Field.of("b", ColumnType.INT8), Field.of("a", ColumnType.FP64));
    byte[] csv = "a,b\nx,300\n1,2\n".getBytes(StandardCharsets.UTF_8);
    ReadRequest request = TestRows.request(csv, schema).withRejections(rejections::add);
    assertThat(TestRows.read(new CsvFormat(), request, 10)).hasSize(1);
    assertThat(rejections)
        .containsExactly(
            new Rejection(1, "b", ErrorCode.OUT_OF_RANGE, "needs int8, found a number beyond it"));
  }
}
