package io.lepton.format.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.ErrorCode;
import io.lepton.data.Column;
import io.lepton.data.ColumnType;
import io.lepton.data.DecimalColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalParserTest {

  private static final int SEED = 20_261_121;

  private final DecimalColumn column =
      (DecimalColumn) Column.allocate(ColumnType.decimal(10, 2), 1);

  private @Nullable ErrorCode parse(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return new DecimalParser(column.type()).parse(bytes, 0, bytes.length, column, 0);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.00",
    "1, 1.00",
    "1., 1.00",
    ".5, 0.50",
    "-.05, -0.05",
    "+12.34, 12.34",
    "12345678.90, 12345678.90",
    "-99999999.99, -99999999.99",
    "1.2300000, 1.23",
    "0000000000000000001.5, 1.50",
    "-0, 0.00"
  })
  void parse_decimal_isExact(String text, BigDecimal expected) {
    assertThat(parse(text)).isNull();
    assertThat(column.get(0)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"100000000", "1.234", "-123456789.1", "0.001"})
  void parse_tooManyDigits_isOutOfRange(String text) {
    assertThat(parse(text)).isEqualTo(ErrorCode.OUT_OF_RANGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "-", "1.2.3", "1e3", "a", "1,5", " 1", "--1", "1-", "NaN"})
  void parse_anythingElse_isNone(String text) {
    assertThat(parse(text)).isEqualTo(ErrorCode.WRONG_TYPE);
  }

  @Test
  void parse_upTo38Digits_isExact() {
    Random random = new Random(SEED);
    for (int i = 0; i < 20_000; i++) {
      int precision = 1 + random.nextInt(38);
      int scale = random.nextInt(precision + 1);
      BigInteger unscaled =
          new BigInteger(126, random).mod(BigInteger.TEN.pow(1 + random.nextInt(precision)));
      BigDecimal value = new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), scale);
      ColumnType type = ColumnType.decimal(precision, scale);
      DecimalColumn wide = (DecimalColumn) Column.allocate(type, 1);
      byte[] bytes = value.toPlainString().getBytes(StandardCharsets.ISO_8859_1);
      assertThat(new DecimalParser(type).parse(bytes, 0, bytes.length, wide, 0))
          .as("seed %d: %s as %s", SEED, value, type)
          .isNull();
      assertThat(wide.get(0)).isEqualTo(value);
    }
  }
}
