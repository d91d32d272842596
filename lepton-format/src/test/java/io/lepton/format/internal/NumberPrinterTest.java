package io.lepton.format.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.data.Column;
import io.lepton.data.ColumnType;
import io.lepton.data.DecimalColumn;
import io.lepton.tensor.HalfPrecision;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberPrinterTest {

  private static final int CASES = Boolean.getBoolean("lepton.soak") ? 10_000_000 : 2_500_000;
  private static final int SEED = 20_260_117;
  private static final boolean EXACT_JDK = Runtime.version().feature() >= 19;

  @ParameterizedTest
  @CsvSource({
    "0.0, 0.0",
    "-0.0, -0.0",
    "1, 1.0",
    "-5, -5.0",
    "0.1, 0.1",
    "0.0316, 0.0316",
    "0.001, 0.001",
    "0.00099, 9.9E-4",
    "1e-5, 1.0E-5",
    "9999999, 9999999.0",
    "1e7, 1.0E7",
    "123456.75, 123456.75",
    "29.85, 29.85",
    "1e22, 1.0E22",
    "2e23, 2.0E23",
    "1.7976931348623157E308, 1.7976931348623157E308",
    "4.9E-324, 4.9E-324",
    "1e-320, 1.0E-320",
    "2.2250738585072014E-308, 2.2250738585072014E-308",
    "100, 100.0",
    "1000000, 1000000.0",
    "0.3, 0.3",
    "9007199254740993, 9.007199254740992E15"
  })
  void print_double_isShortAndReadable(double value, String expected) {
    assertThat(Printed.text(value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0.0, 0.0",
    "-0.0, -0.0",
    "1, 1.0",
    "0.1, 0.1",
    "0.38261521, 0.3826152",
    "3.4028235E38, 3.4028235E38",
    "1.4E-45, 1.4E-45",
    "1.17549435E-38, 1.1754944E-38",
    "16777216, 1.6777216E7",
    "8388608, 8388608.0",
    "2e10, 2.0E10",
    "33554432, 3.3554432E7"
  })
  void print_float_isShortAndReadable(float value, String expected) {
    assertThat(Printed.text(value)).isEqualTo(expected);
  }

  @Test
  void print_notFinite_isAWord() {
    assertThat(Printed.text(Double.NaN)).isEqualTo("NaN");
    assertThat(Printed.text(Double.POSITIVE_INFINITY)).isEqualTo("Infinity");
    assertThat(Printed.text(Float.NEGATIVE_INFINITY)).isEqualTo("-Infinity");
  }

  @Test
  void print_everyFloatExponent_isShortestAndReadsBack() {
    int[] fractions = {0, 1, 2, 0x3fffff, 0x400000, 0x7ffffe, 0x7fffff};
    for (int exponent = 0; exponent < 255; exponent++) {
      for (int fraction : fractions) {
        check(Float.intBitsToFloat(exponent << 23 | fraction));
        check(-Float.intBitsToFloat(exponent << 23 | fraction));
      }
    }
  }

  @Test
  void print_everyDoubleExponent_isShortestAndReadsBack() {
    long[] fractions = {0, 1, 2, 9, 0xfffff_ffff_fffeL, 0xfffff_ffff_ffffL, 1L << 51};
    for (long exponent = 0; exponent < 2047; exponent++) {
      for (long fraction : fractions) {
        check(Double.longBitsToDouble(exponent << 52 | fraction));
      }
    }
  }

  @Test
  void print_everyPowerOfTen_isShortestAndReadsBack() {
    for (int exponent = -324; exponent <= 308; exponent++) {
      double power = Double.parseDouble("1e" + exponent);
      check(power);
      check(Math.nextUp(power));
      check(Math.nextDown(power));
    }
  }

  @Test
  void print_randomFloats_readBack() {
    Random random = new Random(SEED);
    for (int i = 0; i < CASES; i++) {
      float value = Float.intBitsToFloat(random.nextInt());
      if (Float.isFinite(value)) {
        checkReadsBack(value);
        if (i % 16 == 0) {
          checkShortest(value);
        }
      }
    }
  }

  @Test
  void print_randomDoubles_readBack() {
    Random random = new Random(SEED);
    for (int i = 0; i < CASES; i++) {
      double value =
          (i & 1) == 0
              ? Double.longBitsToDouble(random.nextLong())
              : Math.rint(random.nextDouble() * 1e9) / 1e4;
      if (Double.isFinite(value)) {
        checkReadsBack(value);
        if (i % 16 == 0) {
          checkShortest(value);
        }
      }
    }
  }

  @Test
  void print_decimalsOfFewDigits_areWhatWasMeant() {
    Random random = new Random(SEED);
    for (int i = 0; i < 1_000_000; i++) {
      int scale = random.nextInt(8);
      long unscaled = 1 + (random.nextLong() >>> 1) % 1_000_000_000_000_000L;
      unscaled >>= random.nextInt(49);
      double value = BigDecimal.valueOf(unscaled, scale).doubleValue();
      checkReadsBack(value);
      if (i % 16 == 0 && value != 0) {
        checkShortest(value);
      }
    }
  }

  @Test
  void print_every16BitFloat_readsBack() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      float half = HalfPrecision.fp16ToFloat((short) bits);
      float brain = HalfPrecision.bf16ToFloat((short) bits);
      if (Float.isFinite(half)) {
        checkReadsBack(half);
        assertThat(HalfPrecision.floatToFp16(Float.parseFloat(Printed.text(half))))
            .isEqualTo((short) bits);
      }
      if (Float.isFinite(brain)) {
        checkReadsBack(brain);
      }
    }
  }

  private static void check(double value) {
    checkReadsBack(value);
    if (value != 0) {
      checkShortest(value);
    }
  }

  private static void check(float value) {
    checkReadsBack(value);
    if (value != 0) {
      checkShortest(value);
    }
  }

  private static void checkReadsBack(double value) {
    String text = Printed.text(value);
    long found = Double.doubleToRawLongBits(Double.parseDouble(text));
    if (found != Double.doubleToRawLongBits(value)
        || EXACT_JDK && !text.equals(Double.toString(value))) {
      throw new AssertionError("%s of %a, seed %d".formatted(text, value, SEED));
    }
  }

  private static void checkReadsBack(float value) {
    String text = Printed.text(value);
    int found = Float.floatToRawIntBits(Float.parseFloat(text));
    if (found != Float.floatToRawIntBits(value)
        || EXACT_JDK && !text.equals(Float.toString(value))) {
      throw new AssertionError("%s of %a, seed %d".formatted(text, value, SEED));
    }
  }

  // Of two digits, the second might be superfluous: at least one digit after the point is printed.
  private static void checkShortest(double value) {
    String text = Printed.text(Math.abs(value));
    if (Printed.digits(text) > 2) {
      for (int add = 0; add < 2; add++) {
        double shorter = Double.parseDouble(Printed.oneDigitLess(text, add));
        assertThat(shorter).as("one digit less than %s", text).isNotEqualTo(Math.abs(value));
      }
    }
  }

  private static void checkShortest(float value) {
    String text = Printed.text(Math.abs(value));
    if (Printed.digits(text) > 2) {
      for (int add = 0; add < 2; add++) {
        float shorter = Float.parseFloat(Printed.oneDigitLess(text, add));
        assertThat(shorter).as("one digit less than %s", text).isNotEqualTo(Math.abs(value));
      }
    }
  }

  @Test
  void print_severalShortest_isTheClosest() {
    Random random = new Random(SEED);
    for (int i = 0; i < 20_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        BigDecimal printed = new BigDecimal(Printed.text(value));
        BigDecimal unit = printed.stripTrailingZeros().ulp();
        checkCloser(value, printed, printed.add(unit));
        checkCloser(value, printed, printed.subtract(unit));
      }
    }
  }

  private static void checkCloser(double value, BigDecimal printed, BigDecimal other) {
    BigDecimal exact = new BigDecimal(value);
    if (other.doubleValue() == value) {
      assertThat(printed.subtract(exact).abs())
          .as("seed %d", SEED)
          .isLessThanOrEqualTo(other.subtract(exact).abs());
    }
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        1,
        -1,
        9,
        10,
        99,
        100,
        12345678,
        99999999,
        100000000,
        9999999999999999L,
        10000000000000000L,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        Integer.MIN_VALUE
      })
  void print_long_isAllItsDigits(long value) {
    assertThat(Printed.text(value)).isEqualTo(Long.toString(value));
    assertThat(Printed.unsigned(value)).isEqualTo(Long.toUnsignedString(value));
  }

  @Test
  void print_randomLongs_areAllTheirDigits() {
    Random random = new Random(SEED);
    for (int i = 0; i < 1_000_000; i++) {
      long value = random.nextLong() >> random.nextInt(64);
      if (!Printed.text(value).equals(Long.toString(value))
          || !Printed.unsigned(value).equals(Long.toUnsignedString(value))) {
        throw new AssertionError(value + ", seed " + SEED);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "10, 2, 1250, 12.50",
    "10, 2, -5, -0.05",
    "10, 2, 0, 0.00",
    "10, 0, 42, 42",
    "4, 4, -1234, -0.1234",
    "38, 0, 99999999999999999999999999999999999999, 99999999999999999999999999999999999999",
    "38, 38, -99999999999999999999999999999999999999, -0.99999999999999999999999999999999999999",
    "38, 10, 9223372036854775808, 922337203.6854775808",
    "38, 2, 100000000000000000000000000000000000, 1000000000000000000000000000000000.00",
    "19, 1, -9223372036854775808, -922337203685477580.8"
  })
  void print_decimal_isExact(int precision, int scale, BigInteger unscaled, String expected) {
    DecimalColumn column = (DecimalColumn) Column.allocate(ColumnType.decimal(precision, scale), 1);
    column.set(0, unscaled);
    assertThat(Printed.text(ValuePrinter.of(column))).isEqualTo(expected);
  }

  @Test
  void print_randomDecimals_areExact() {
    Random random = new Random(SEED);
    for (int i = 0; i < 100_000; i++) {
      int scale = random.nextInt(39);
      DecimalColumn column = (DecimalColumn) Column.allocate(ColumnType.decimal(38, scale), 1);
      BigInteger unscaled = new BigInteger(random.nextInt(126), random);
      column.set(0, random.nextBoolean() ? unscaled : unscaled.negate());
      assertThat(Printed.text(ValuePrinter.of(column)))
          .as("seed %d", SEED)
          .isEqualTo(column.get(0).toPlainString());
    }
  }

  @Test
  void logarithms_everyExponent_areExact() {
    for (int e = -1_074; e <= 971; e++) {
      BigDecimal power = power(2, e);
      assertThat(PowersOfTen.log10OfPower2(e)).isEqualTo(floorLog10(power));
      assertThat(PowersOfTen.log10OfThreeQuartersOfPower2(e))
          .isEqualTo(floorLog10(power.multiply(new BigDecimal("0.75"))));
    }
    for (int n = -324; n <= 324; n++) {
      BigDecimal power = power(10, n);
      BigDecimal low = power(2, PowersOfTen.log2OfPower10(n));
      assertThat(low).isLessThanOrEqualTo(power);
      assertThat(low.add(low)).isGreaterThan(power);
    }
  }

  private static BigDecimal power(int base, int exponent) {
    BigDecimal power = new BigDecimal(BigInteger.valueOf(base).pow(Math.abs(exponent)));
    return exponent >= 0
        ? power
        : base == 2
            ? new BigDecimal(BigInteger.valueOf(5).pow(-exponent), -exponent)
            : new BigDecimal(BigInteger.ONE, -exponent);
  }

  private static int floorLog10(BigDecimal value) {
    return value.precision() - value.scale() - 1;
  }
}
