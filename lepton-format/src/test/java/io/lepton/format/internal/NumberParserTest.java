package io.lepton.format.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.lepton.ErrorCode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberParserTest {

  private static final int SEED = 20_261_121;
  private static final int OFFSET = 3;

  /** How many times as much is tried in a soak. */
  private static final int TIMES = Boolean.getBoolean("lepton.soak") ? 40 : 1;

  /** A text in the middle of other characters, as in a file. */
  private static byte[] bytes(String text) {
    byte[] bytes = ("9.-" + text).getBytes(StandardCharsets.ISO_8859_1);
    byte[] slack = Arrays.copyOf(bytes, bytes.length + 16);
    Arrays.fill(slack, bytes.length, slack.length, (byte) '7');
    return slack;
  }

  private static long quickLong(String text) {
    return NumberParser.quickLong(bytes(text), OFFSET, OFFSET + text.length());
  }

  private static double quickDouble(String text) {
    return NumberParser.quickDouble(bytes(text), OFFSET, OFFSET + text.length());
  }

  private static double doubleValue(String text) {
    return NumberParser.doubleValue(bytes(text), OFFSET, OFFSET + text.length());
  }

  private static ErrorCode longProblem(String text, boolean unsigned) {
    return NumberParser.longProblem(bytes(text), OFFSET, OFFSET + text.length(), unsigned);
  }

  private static long longValue(String text) {
    return NumberParser.longValue(bytes(text), OFFSET, OFFSET + text.length());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "7",
        "-1",
        "42",
        "007",
        "1234567",
        "12345678",
        "-12345678",
        "123456789",
        "-1234567890",
        "999999999999999",
        "1234567890123456",
        "-1234567890123456",
        "00000000",
        "0000000000000000"
      })
  void quickLong_upToSixteenDigits_isTheNumber(String text) {
    assertThat(quickLong(text)).isEqualTo(Long.parseLong(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "+1",
        "--1",
        "1-",
        " 1",
        "1 ",
        "1.0",
        "1e3",
        "a",
        "1a",
        "12345678901234567",
        "/",
        ":",
        "1/2",
        "1:2",
        "1234567/",
        "1234567890123456x",
        "12345678\u00b1",
        "\u00b1",
        "1,2"
      })
  void quickLong_anythingElse_declines(String text) {
    assertThat(quickLong(text)).isEqualTo(NumberParser.NO_LONG);
  }

  @Test
  void quickLong_everyByteInEveryPlace_onlyDigitsPass() {
    for (int length = 1; length <= 16; length++) {
      for (int place = 0; place < length; place++) {
        for (int b = 0; b < 256; b++) {
          char[] text = "1".repeat(length).toCharArray();
          text[place] = (char) b;
          boolean number = b >= '0' && b <= '9' || b == '-' && place == 0 && length > 1;
          assertThat(quickLong(new String(text)) != NumberParser.NO_LONG)
              .as("byte %d in place %d of %d", b, place, length)
              .isEqualTo(number);
        }
      }
    }
  }

  @Test
  void longs_random_agreeWithTheJdk() {
    Random random = new Random(SEED);
    for (int i = 0; i < 250_000 * TIMES; i++) {
      long value = random.nextLong() >> random.nextInt(64);
      String text = Long.toString(value);
      long quick = quickLong(text);
      boolean right = quick == value || quick == NumberParser.NO_LONG && text.length() > 16;
      if (!right || longProblem(text, false) != null || longValue(text) != value) {
        fail("seed %d: %s", SEED, text);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "ok",
      value = {
        "0, ok, ok",
        "-0, ok, ok",
        "+5, ok, ok",
        "9223372036854775807, ok, ok",
        "9223372036854775808, OUT_OF_RANGE, ok",
        "-9223372036854775808, ok, OUT_OF_RANGE",
        "-9223372036854775809, OUT_OF_RANGE, OUT_OF_RANGE",
        "18446744073709551615, OUT_OF_RANGE, ok",
        "18446744073709551616, OUT_OF_RANGE, OUT_OF_RANGE",
        "000000000000000000000000000012, ok, ok",
        "99999999999999999999999999, OUT_OF_RANGE, OUT_OF_RANGE",
        "-1, ok, OUT_OF_RANGE",
        "-, WRONG_TYPE, WRONG_TYPE",
        "+, WRONG_TYPE, WRONG_TYPE",
        "1.0, WRONG_TYPE, WRONG_TYPE",
        "1e3, WRONG_TYPE, WRONG_TYPE",
        "999999999999999999999x, WRONG_TYPE, WRONG_TYPE",
        "0x10, WRONG_TYPE, WRONG_TYPE"
      })
  void longProblem_text_isJudged(String text, ErrorCode signed, ErrorCode unsigned) {
    assertThat(longProblem(text, false)).isEqualTo(signed);
    assertThat(longProblem(text, true)).isEqualTo(unsigned);
  }

  @Test
  void longValue_unsigned_hasTheBits() {
    assertThat(longValue("18446744073709551615")).isEqualTo(-1);
    assertThat(longValue("9223372036854775808")).isEqualTo(Long.MIN_VALUE);
  }

  private static void assertSame(String text) {
    double expected = Double.parseDouble(text);
    double quick = quickDouble(text);
    double thorough = doubleValue(text);
    // Called some million times: a plain comparison first.
    if (Double.compare(thorough, expected) != 0
        || !Double.isNaN(quick) && Double.compare(quick, expected) != 0) {
      fail("seed %d: %s is %s, quick %s, thorough %s", SEED, text, expected, quick, thorough);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "0.0",
        "-0.0",
        "1",
        "1.",
        ".5",
        "-.5",
        "+.5",
        "00.50",
        "29.85",
        "1889.5",
        "70",
        "123456.7",
        "1234567.",
        ".1234567",
        "12345678",
        "-1234567.8",
        "1e5",
        "1E5",
        "1e+5",
        "1e-5",
        "1.5e300",
        "1e308",
        "1.7976931348623157e308",
        "1.7976931348623158e308",
        "1.7976931348623159e308",
        "1e309",
        "-1e400",
        "1e999999999999",
        "0e999999999999",
        "4.9e-324",
        "2.4703282292062327e-324",
        "2.4703282292062328e-324",
        "1e-400",
        "1e-99999999999",
        "2.2250738585072014e-308",
        "2.2250738585072011e-308",
        "2.2250738585072012e-308",
        "9007199254740993",
        "9007199254740992.5",
        "9007199254740993.0000000000000000000000000000001",
        "0.1",
        "0.30000000000000004",
        "3.141592653589793",
        "8.41",
        "9.88131291682493088353137585736442744730119605228649528851e-324",
        "7.2057594037927933e16",
        "9214843084008499",
        "30078505129381147446200",
        "1777820000000000000001",
        "0.500000000000000166533453693773481063544750213623046875",
        "45035996.273704995",
        "45035996.273704985",
        "1448997445238699",
        "6929495644600920.0",
        "3.518437208883201171875e13",
        "89255.0e-22",
        "104110013277974872254e-225",
        "0.0000000000000000000000000000000000000000000000000000001234567890123456789",
        "1234567890123456789012345678901234567890",
        "2.47032822920623272e-324",
        "8.589973e9",
        "6.8e-322",
        "1.1754941406275178592461758986628081843312458647327962400313859427181746759860647699724722770042717456817626953125e-38"
      })
  void doubles_knownToBeHard_areRoundedCorrectly(String text) {
    assertSame(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "-",
        "+",
        "-.",
        "e5",
        "1e",
        "1e+",
        "1.5e-",
        "1.2.3",
        "1..2",
        "--1",
        "1,5",
        "/5",
        "5/",
        "1/2",
        "1f",
        "1d",
        "0x1p3",
        "1 2",
        " 1",
        "1 ",
        "1e5.0",
        "Infinit",
        "na",
        "nano",
        "1\u00b9",
        "1e\u00b9"
      })
  void doubles_notNumbers_areNone(String text) {
    assertThat(quickDouble(text)).isNaN();
    assertThat(doubleValue(text)).isNaN();
    byte[] bytes = bytes(text);
    assertThat(NumberParser.isNan(bytes, OFFSET, OFFSET + text.length())).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "inf, Infinity",
    "Inf, Infinity",
    "INF, Infinity",
    "-inf, -Infinity",
    "+inf, Infinity",
    "infinity, Infinity",
    "-Infinity, -Infinity",
    "nan, NaN",
    "NaN, NaN",
    "NAN, NaN",
    "-nan, NaN"
  })
  void doubles_words_areTaken(String text, double expected) {
    assertThat(doubleValue(text)).isEqualTo(Double.valueOf(expected));
    if (Double.isNaN(expected)) {
      assertThat(NumberParser.isNan(bytes(text), OFFSET, OFFSET + text.length())).isTrue();
    }
  }

  @Test
  void doubles_everyByteInEveryPlace_onlyNumbersPass() {
    for (int length = 1; length <= 9; length++) {
      for (int place = 0; place < length; place++) {
        for (int b = 0; b < 256; b++) {
          char[] text = "1".repeat(length).toCharArray();
          text[place] = (char) b;
          boolean number =
              b >= '0' && b <= '9' || length > 1 && (b == '-' && place == 0 || b == '.');
          double quick = quickDouble(new String(text));
          assertThat(!Double.isNaN(quick) && !number)
              .as("byte %d in place %d of %d", b, place, length)
              .isFalse();
          if (number) {
            assertSame(new String(text));
          }
        }
      }
    }
  }

  @Test
  void doubles_randomOnes_agreeWithTheJdk() {
    Random random = new Random(SEED);
    for (int i = 0; i < 250_000 * TIMES; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (!Double.isNaN(value) && !Double.isInfinite(value)) {
        assertSame(Double.toString(value));
      }
      assertSame(Double.toString(random.nextGaussian() * Math.pow(10, random.nextInt(20) - 10)));
      assertSame(
          Math.abs(random.nextLong()) % 1_000_000_000L + "." + random.nextInt(1_000_000_000));
      assertSame(random.nextInt(100_000) + "." + random.nextInt(100));
    }
  }

  private static void assertSameFloat(String text) {
    byte[] bytes = bytes(text);
    int end = OFFSET + text.length();
    double value = NumberParser.doubleValue(bytes, OFFSET, end);
    float found = OnceRounded.toFloat(value, bytes, OFFSET, end);
    if (Float.compare(found, Float.parseFloat(text)) != 0) {
      fail("seed %d: %s is %s", SEED, text, found);
    }
  }

  @Test
  void floats_randomOnes_agreeWithTheJdk() {
    Random random = new Random(SEED);
    for (int i = 0; i < 250_000 * TIMES; i++) {
      float value = Float.intBitsToFloat(random.nextInt());
      if (Float.isFinite(value)) {
        assertSameFloat(Float.toString(value));
        // Half way to the next one, and a little beside it.
        double half = (value + (double) Math.nextUp(value)) / 2;
        assertSameFloat(Double.toString((i & 1) == 0 ? half : Math.nextUp(half)));
      }
      assertSameFloat(random.nextInt(100_000_000) + "." + random.nextInt(1_000_000));
    }
  }

  @Test
  void doubles_halfwayBetweenTwo_goToTheEvenOne() {
    Random random = new Random(SEED);
    for (int i = 0; i < 10_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong() & 0x7fefffffffffffffL);
      BigDecimal middle =
          new BigDecimal(value)
              .add(new BigDecimal(Math.nextUp(value)))
              .divide(BigDecimal.valueOf(2));
      // All digits, and as many as fit into 64 bits, just below, at and just above the middle.
      if (middle.precision() < 100) {
        assertSame(middle.toString());
      }
      BigInteger digits = middle.unscaledValue();
      String leading = digits.toString().substring(0, Math.min(19, digits.toString().length()));
      int exponent = digits.toString().length() - leading.length() - middle.scale();
      for (long more = -1; more <= 1; more++) {
        assertSame(Long.parseUnsignedLong(leading) + more + "e" + exponent);
      }
    }
  }

  @Test
  void doubles_everyPowerOfTen_agreesWithTheJdk() {
    Random random = new Random(SEED);
    for (int exponent = -345; exponent <= 310; exponent++) {
      for (int i = 0; i < 100; i++) {
        long mantissa = random.nextLong() >>> random.nextInt(64);
        assertSame(String.format(Locale.ROOT, "%se%d", Long.toUnsignedString(mantissa), exponent));
      }
    }
  }
}
