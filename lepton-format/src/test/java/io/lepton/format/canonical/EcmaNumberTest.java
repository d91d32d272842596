package io.lepton.format.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EcmaNumberTest {

  private static final int SEED = 20_261_121;

  /** RFC 8785, appendix B: all numbers of the table. */
  @ParameterizedTest
  @CsvSource({
    "0000000000000000, 0",
    "8000000000000000, 0",
    "0000000000000001, 5e-324",
    "8000000000000001, -5e-324",
    "7fefffffffffffff, 1.7976931348623157e+308",
    "ffefffffffffffff, -1.7976931348623157e+308",
    "4340000000000000, 9007199254740992",
    "c340000000000000, -9007199254740992",
    "4430000000000000, 295147905179352830000",
    "44b52d02c7e14af5, 9.999999999999997e+22",
    "44b52d02c7e14af6, 1e+23",
    "44b52d02c7e14af7, 1.0000000000000001e+23",
    "444b1ae4d6e2ef4e, 999999999999999700000",
    "444b1ae4d6e2ef4f, 999999999999999900000",
    "444b1ae4d6e2ef50, 1e+21",
    "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
    "3eb0c6f7a0b5ed8d, 0.000001",
    "41b3de4355555553, 333333333.3333332",
    "41b3de4355555554, 333333333.33333325",
    "41b3de4355555555, 333333333.3333333",
    "41b3de4355555556, 333333333.3333334",
    "41b3de4355555557, 333333333.33333343",
    "becbf647612f3696, -0.0000033333333333333333",
    "43143ff3c1cb0959, 1424953923781206.2"
  })
  void print_samplesOfRfc8785_asThere(String bits, String expected) {
    assertThat(text(Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16)))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "-5, -5",
    "0.1, 0.1",
    "1e21, 1e+21",
    "1e20, 100000000000000000000",
    "123e18, 123000000000000000000",
    "1e-6, 0.000001",
    "1e-7, 1e-7",
    "1.5e-7, 1.5e-7",
    "1e23, 1e+23",
    "2e23, 2e+23",
    "9007199254740991, 9007199254740991",
    "9007199254740994, 9007199254740994",
    "1.25e300, 1.25e+300",
    "9.9e-324, 1e-323",
    "1.5e-323, 1.5e-323",
    "12345.678, 12345.678",
    "-0.00012, -0.00012"
  })
  void print_edges_asEcmaScript(double value, String expected) {
    assertThat(text(value)).isEqualTo(expected);
  }

  @Test
  void print_everyTinyNumber_asTheDefinition() {
    for (long bits = 1; bits < 3_000; bits++) {
      assertAsDefined(Double.longBitsToDouble(bits));
    }
  }

  @Test
  void print_powersOfTwoAndTheirNeighbours_asTheDefinition() {
    for (int exponent = Double.MIN_EXPONENT; exponent <= Double.MAX_EXPONENT; exponent++) {
      double power = Math.scalb(1.0, exponent);
      assertAsDefined(power);
      assertAsDefined(Math.nextUp(power));
      assertAsDefined(-Math.nextDown(power));
    }
  }

  @Test
  void print_powersOfTenAndTheirNeighbours_asTheDefinition() {
    for (int exponent = -323; exponent <= 308; exponent++) {
      double power = Double.parseDouble("1e" + exponent);
      assertAsDefined(power);
      assertAsDefined(Math.nextUp(power));
      assertAsDefined(Math.nextDown(power));
    }
  }

  @Test
  void print_randomNumbers_asTheDefinition() {
    Random random = new Random(SEED);
    for (int i = 0; i < 5_000; i++) {
      double any = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(any)) {
        assertAsDefined(any);
      }
      assertAsDefined(random.nextInt(1_000_000) / 100.0);
      assertAsDefined((double) random.nextLong());
      assertAsDefined((float) random.nextGaussian());
    }
  }

  private static void assertAsDefined(double value) {
    String printed = text(value);
    if (!printed.equals(asDefined(value))) {
      assertThat(printed).as("bits %x", Double.doubleToLongBits(value)).isEqualTo(asDefined(value));
    }
  }

  /** ECMA-262, Number::toString(x, 10), by exact arithmetic and with its own names. */
  private static String asDefined(double x) {
    if (x == 0) {
      return "0";
    }
    if (x < 0) {
      return "-" + asDefined(-x);
    }
    BigDecimal shortest = shortest(x);
    String s = shortest.unscaledValue().toString();
    int k = s.length();
    int n = k - shortest.scale();
    if (k <= n && n <= 21) {
      return s + "0".repeat(n - k);
    }
    if (0 < n && n <= 21) {
      return s.substring(0, n) + "." + s.substring(n);
    }
    if (-6 < n && n <= 0) {
      return "0." + "0".repeat(-n) + s;
    }
    String exponent = (n > 0 ? "+" : "-") + Math.abs(n - 1);
    return k == 1 ? s + "e" + exponent : s.charAt(0) + "." + s.substring(1) + "e" + exponent;
  }

  // If k digits are enough, so are k + 1.
  private static BigDecimal shortest(double x) {
    BigDecimal best = nearest(x, 17);
    for (int k = 16; k >= 1; k--) {
      BigDecimal shorter = nearest(x, k);
      if (shorter == null) {
        break;
      }
      best = shorter;
    }
    return best.stripTrailingZeros();
  }

  /** The nearest to x of the two neighbours with k digits that are read back as x. */
  private static BigDecimal nearest(double x, int k) {
    BigDecimal exact = new BigDecimal(x);
    BigDecimal best = null;
    for (RoundingMode mode :
        new RoundingMode[] {RoundingMode.HALF_EVEN, RoundingMode.DOWN, RoundingMode.UP}) {
      BigDecimal candidate = exact.round(new MathContext(k, mode));
      boolean reads = Double.parseDouble(candidate.toString()) == x;
      if (reads
          && (best == null || distance(candidate, exact).compareTo(distance(best, exact)) < 0)) {
        best = candidate;
      }
    }
    return best;
  }

  private static BigDecimal distance(BigDecimal a, BigDecimal b) {
    return a.subtract(b).abs();
  }

  private static String text(double value) {
    byte[] out = new byte[3 + EcmaNumber.ROOM];
    int end = EcmaNumber.print(value, out, 3);
    return new String(out, 3, end - 3, StandardCharsets.US_ASCII);
  }
}
