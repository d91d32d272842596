package io.lepton.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnTypeTest {

  static final List<ColumnType> PLAIN =
      List.of(
          ColumnType.BOOL,
          ColumnType.INT8,
          ColumnType.INT16,
          ColumnType.INT32,
          ColumnType.INT64,
          ColumnType.UINT8,
          ColumnType.UINT16,
          ColumnType.UINT32,
          ColumnType.UINT64,
          ColumnType.FP16,
          ColumnType.BF16,
          ColumnType.FP32,
          ColumnType.FP64,
          ColumnType.TEXT,
          ColumnType.BYTES,
          ColumnType.DATE,
          ColumnType.TIMESTAMP_UTC,
          ColumnType.TIMESTAMP_LOCAL,
          ColumnType.decimal(10, 2),
          ColumnType.decimal(38, 38),
          ColumnType.decimal(1, 0));

  static List<ColumnType> all() {
    List<ColumnType> types = new ArrayList<>(PLAIN);
    PLAIN.forEach(type -> types.add(type.vector(3)));
    return types;
  }

  @ParameterizedTest
  @MethodSource("all")
  void parse_ofWhatToStringWrote_givesTheSameType(ColumnType type) {
    assertThat(ColumnType.parse(type.toString())).isEqualTo(type).hasSameHashCodeAs(type);
  }

  @Test
  void toString_ofAllTypes_areDistinct() {
    assertThat(all()).extracting(ColumnType::toString).doesNotHaveDuplicates();
    assertThat(all()).doesNotHaveDuplicates();
  }

  @Test
  void kinds_all_haveAType() {
    assertThat(PLAIN).extracting(ColumnType::kind).contains(ColumnType.Kind.values());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "INT64 | int64",
        "' fp32 ' | fp32",
        "Decimal( 10 , 2 ) | decimal(10,2)",
        "timestamp(UTC) | timestamp(utc)",
        "fp32[1] | fp32",
        "fp32[ 16 ] | fp32[16]",
        "decimal(5,0)[2] | decimal(5,0)[2]",
        "timestamp(local)[2] | timestamp(local)[2]"
      })
  void parse_ofOtherSpellings_isForgiving(String written, String canonical) {
    assertThat(ColumnType.parse(written)).hasToString(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "int",
        "int128",
        "string",
        "decimal",
        "decimal()",
        "decimal(10)",
        "decimal(10,2,1)",
        "decimal(0,0)",
        "decimal(39,0)",
        "decimal(10,11)",
        "decimal(10,-1)",
        "decimal(a,b)",
        "timestamp",
        "timestamp(cet)",
        "fp32[0]",
        "fp32[-1]",
        "fp32[]",
        "fp32[x]",
        "fp32[2][3]",
        "[2]",
        "fp32[2",
        "fp32[99999999999]"
      })
  void parse_ofAnythingElse_isRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> ColumnType.parse(text));
  }

  // The lower case of I is not i in Turkish.
  @Test
  void parse_inATurkishLocale_works() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      assertThat(ColumnType.parse("INT64")).isEqualTo(ColumnType.INT64);
      assertThat(ColumnType.TIMESTAMP_UTC).hasToString("timestamp(utc)");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void decimal_outOfRange_isRefusedWithTheBounds() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ColumnType.decimal(39, 0))
        .withMessage("Decimal precision needs 1 to 38, got 39");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ColumnType.decimal(5, 6))
        .withMessage("Decimal scale needs 0 to 5, got 6");
  }

  @Test
  void decimal_keepsItsDigits() {
    ColumnType type = ColumnType.decimal(10, 2);
    assertThat(type.precision()).isEqualTo(10);
    assertThat(type.scale()).isEqualTo(2);
    assertThat(ColumnType.INT64.precision()).isZero();
    assertThat(ColumnType.INT64.scale()).isZero();
  }

  @Test
  void vector_ofWidthOne_isThePlainType() {
    assertThat(ColumnType.FP32.vector(4).vector(1)).isEqualTo(ColumnType.FP32);
    assertThat(ColumnType.FP32.vector(4).element()).isEqualTo(ColumnType.FP32);
    assertThat(ColumnType.FP32.element()).isSameAs(ColumnType.FP32);
    assertThat(ColumnType.FP32.vector(4).width()).isEqualTo(4);
  }

  @Test
  void vector_belowOne_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> ColumnType.FP32.vector(0));
  }

  @Test
  void zone_ofTimestamps_isUtcOrLocal() {
    assertThat(ColumnType.TIMESTAMP_UTC.zone()).isEqualTo(ColumnType.TimeZoneRule.UTC);
    assertThat(ColumnType.TIMESTAMP_LOCAL.zone()).isEqualTo(ColumnType.TimeZoneRule.LOCAL);
    assertThat(ColumnType.TIMESTAMP_UTC).isNotEqualTo(ColumnType.TIMESTAMP_LOCAL);
  }

  @Test
  void families_ofTypes_areWhatTheirNamesSay() {
    assertThat(PLAIN.stream().filter(ColumnType::isUnsigned))
        .containsExactly(ColumnType.UINT8, ColumnType.UINT16, ColumnType.UINT32, ColumnType.UINT64);
    assertThat(PLAIN.stream().filter(ColumnType::isFloatingPoint))
        .containsExactly(ColumnType.FP16, ColumnType.BF16, ColumnType.FP32, ColumnType.FP64);
    assertThat(PLAIN.stream().filter(ColumnType::isInteger)).hasSize(8);
    assertThat(PLAIN.stream().filter(ColumnType::isNumeric)).hasSize(13).contains(ColumnType.BOOL);
  }
}
