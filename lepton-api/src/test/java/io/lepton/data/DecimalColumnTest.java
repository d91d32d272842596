package io.lepton.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalColumnTest {

  private static DecimalColumn column(int precision, int scale) {
    return (DecimalColumn) Column.allocate(ColumnType.decimal(precision, scale), 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "1",
        "-1",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "-9223372036854775809",
        "18446744073709551615",
        "18446744073709551616",
        "-18446744073709551616",
        "99999999999999999999999999999999999999",
        "-99999999999999999999999999999999999999",
        "170141183460469231731687303715884105727",
        "-170141183460469231731687303715884105728"
      })
  void get_ofWhatWasSet_isTheSameValue(String unscaled) {
    DecimalColumn column = column(38, 4);
    column.set(1, new BigInteger(unscaled));
    assertThat(column.get(1)).isEqualTo(new BigDecimal(new BigInteger(unscaled), 4));
  }

  @Test
  void get_ofRandomValues_isTheSameValue() {
    Random random = new Random(7);
    DecimalColumn column = column(38, 0);
    for (int i = 0; i < 20_000; i++) {
      BigInteger value = new BigInteger(1 + random.nextInt(127), random);
      BigInteger signed = random.nextBoolean() ? value : value.negate();
      column.set(0, signed);
      assertThat(column.get(0)).isEqualTo(new BigDecimal(signed));
    }
  }

  @Test
  void set_ofALong_isTheSameAsOfABigInteger() {
    DecimalColumn column = column(38, 2);
    for (long value : new long[] {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE}) {
      column.set(0, value);
      column.set(1, BigInteger.valueOf(value));
      assertThat(column.low()[0]).isEqualTo(column.low()[1]);
      assertThat(column.high()[0]).isEqualTo(column.high()[1]);
      assertThat(column.get(0)).isEqualTo(BigDecimal.valueOf(value, 2));
    }
  }

  @Test
  void high_ofEighteenDigits_isOnlyTheSign() {
    DecimalColumn column = column(18, 0);
    column.set(0, 999_999_999_999_999_999L);
    column.set(1, -999_999_999_999_999_999L);
    assertThat(column.high()).containsExactly(0, -1);
  }

  @Test
  void set_beyond128Bits_isRefusedWithoutTheValue() {
    DecimalColumn column = column(38, 0);
    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(() -> column.set(0, BigInteger.ONE.shiftLeft(127)))
        .withMessage("The unscaled value does not fit in 128 bits");
  }

  @Test
  void get_ofAMissingValue_isZeroWithTheScale() {
    DecimalColumn column = column(10, 2);
    column.set(0, 12_345);
    column.setNull(0);
    assertThat(column.get(0)).isEqualTo(new BigDecimal("0.00"));
  }
}
