package io.lepton.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalfPrecisionTest {

  @Test
  void fp16_everyPattern_comesBackUnchanged() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      float value = HalfPrecision.fp16ToFloat((short) bits);
      int back = HalfPrecision.floatToFp16(value) & 0xffff;
      // A signalling NaN comes back as the quiet one of the same payload.
      int expected = Float.isNaN(value) ? bits | 0x200 : bits;
      assertThat(back).as("pattern %04x", bits).isEqualTo(expected);
    }
  }

  @Test
  void bf16_everyPattern_comesBackUnchanged() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      float value = HalfPrecision.bf16ToFloat((short) bits);
      int back = HalfPrecision.floatToBf16(value) & 0xffff;
      int expected = Float.isNaN(value) ? bits | 0x40 : bits;
      assertThat(back).as("pattern %04x", bits).isEqualTo(expected);
    }
  }

  @Test
  void fp16ToFloat_everyPattern_isTheValueOfTheDefinition() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      float value = HalfPrecision.fp16ToFloat((short) bits);
      double expected = definition(bits >>> 10 & 0x1f, bits & 0x3ff, 10, 15, 0x1f);
      Double signed = (bits & 0x8000) == 0 ? expected : -expected;
      assertThat((double) value).as("pattern %04x", bits).isEqualTo(signed);
    }
  }

  @Test
  void bf16ToFloat_everyPattern_isTheValueOfTheDefinition() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      float value = HalfPrecision.bf16ToFloat((short) bits);
      double expected = definition(bits >>> 7 & 0xff, bits & 0x7f, 7, 127, 0xff);
      Double signed = (bits & 0x8000) == 0 ? expected : -expected;
      assertThat((double) value).as("pattern %04x", bits).isEqualTo(signed);
    }
  }

  /** IEEE 754-2019 section 3.4, in double, which holds every value exactly. */
  private static double definition(int exponent, int fraction, int bits, int bias, int special) {
    if (exponent == special) {
      return fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
    }
    double scaled = fraction * Math.scalb(1.0, -bits);
    return exponent == 0 ? Math.scalb(scaled, 1 - bias) : Math.scalb(1.0 + scaled, exponent - bias);
  }

  @ParameterizedTest
  @CsvSource({
    "65504, 7bff",
    "65519.996, 7bff",
    "65520, 7c00",
    "1e30, 7c00",
    "-65520, fc00",
    "Infinity, 7c00",
    "0.0, 0000",
    "-0.0, 8000",
    "5.9604645E-8, 0001",
    "2.9802322E-8, 0000",
    "2.9802326E-8, 0001",
    "8.940697E-8, 0002",
    "6.1035156E-5, 0400",
    "6.097555E-5, 03ff",
    "6.1005354E-5, 0400",
    "1.0, 3c00",
    "1.0004883, 3c00",
    "1.0014648, 3c02",
    "1E-45, 0000"
  })
  void floatToFp16_atTheEdges_roundsToNearestEven(float value, String bits) {
    assertThat("%04x".formatted(HalfPrecision.floatToFp16(value))).isEqualTo(bits);
  }

  @Test
  void floatToFp16_ofRandomFloats_isTheNearestWithTiesToEven() {
    Random random = new Random(16);
    for (int i = 0; i < 500_000; i++) {
      float value = someFloat(random);
      int bits = HalfPrecision.floatToFp16(value) & 0xffff;
      assertNearest(value, bits, 0x7c00, HalfPrecision::fp16ToFloat, 65520);
    }
  }

  @Test
  void floatToBf16_ofRandomFloats_isTheNearestWithTiesToEven() {
    Random random = new Random(17);
    double overflow = 0x1.ffp127;
    for (int i = 0; i < 500_000; i++) {
      float value = someFloat(random);
      int bits = HalfPrecision.floatToBf16(value) & 0xffff;
      assertNearest(value, bits, 0x7f80, HalfPrecision::bf16ToFloat, overflow);
    }
  }

  private interface Widening {
    float widen(short bits);
  }

  private static float someFloat(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> Float.intBitsToFloat(random.nextInt());
      case 1 -> (float) (random.nextGaussian() * Math.scalb(1.0, random.nextInt(40) - 28));
      default -> Float.intBitsToFloat((random.nextInt() & 0xfffff000) | 0x1000);
    };
  }

  // No other number of the format may be nearer; of two equally near ones the even one counts.
  private static void assertNearest(
      float value, int bits, int infinity, Widening widening, double overflow) {
    int magnitude = bits & 0x7fff;
    if (Float.isNaN(value)) {
      assertThat(magnitude).isGreaterThan(infinity);
      return;
    }
    assertThat(bits >>> 15).isEqualTo(Float.floatToRawIntBits(value) >>> 31);
    double size = Math.abs((double) value);
    if (size >= overflow) {
      assertThat(magnitude).isEqualTo(infinity);
      return;
    }
    assertThat(magnitude).as("%s", value).isLessThan(infinity);
    double error = Math.abs(size - widening.widen((short) magnitude));
    for (int neighbour : new int[] {magnitude - 1, magnitude + 1}) {
      if (neighbour >= 0 && neighbour < infinity) {
        double other = Math.abs(size - widening.widen((short) neighbour));
        assertThat(error).as("%s", value).isLessThanOrEqualTo(other);
        if (error == other) {
          assertThat(magnitude & 1).as("%s", value).isZero();
        }
      }
    }
  }

  // Since 20 the JDK can do it, too, in hardware where there is some.
  @Test
  void fp16_everyConversion_isThatOfTheJdk() throws Throwable {
    assumeTrue(Runtime.version().feature() >= 20, "no Float.floatToFloat16 before JDK 20");
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    MethodHandle narrow =
        lookup.findStatic(
            Float.class, "floatToFloat16", MethodType.methodType(short.class, float.class));
    MethodHandle widen =
        lookup.findStatic(
            Float.class, "float16ToFloat", MethodType.methodType(float.class, short.class));
    for (int bits = 0; bits < 1 << 16; bits++) {
      float ours = HalfPrecision.fp16ToFloat((short) bits);
      float theirs = (float) widen.invokeExact((short) bits);
      assertThat(ours).as("pattern %04x", bits).isEqualTo(Float.valueOf(theirs));
    }
    Random random = new Random(18);
    for (int i = 0; i < 500_000; i++) {
      float value = someFloat(random);
      if (!Float.isNaN(value)) {
        short theirs = (short) narrow.invokeExact(value);
        assertThat(HalfPrecision.floatToFp16(value)).as("%s", value).isEqualTo(theirs);
      }
    }
  }
}
