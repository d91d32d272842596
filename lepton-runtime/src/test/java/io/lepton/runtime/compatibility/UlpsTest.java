package io.lepton.runtime.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.tensor.DataType;
import io.lepton.tensor.HalfPrecision;
import org.junit.jupiter.api.Test;

class UlpsTest {

  @Test
  void between_neighbours_isOneInEveryType() {
    assertThat(Ulps.between(DataType.FP32, 1f, Math.nextUp(1f))).isEqualTo(1);
    assertThat(Ulps.between(DataType.FP64, 1.0, Math.nextUp(1.0))).isEqualTo(1);
    assertThat(Ulps.between(DataType.FP16, 1, HalfPrecision.fp16ToFloat((short) 0x3c01)))
        .isEqualTo(1);
    assertThat(Ulps.between(DataType.BF16, 1, HalfPrecision.bf16ToFloat((short) 0x3f81)))
        .isEqualTo(1);
  }

  @Test
  void between_smallestOfBothSigns_isTwo() {
    assertThat(Ulps.between(DataType.FP32, -Float.MIN_VALUE, Float.MIN_VALUE)).isEqualTo(2);
    assertThat(Ulps.between(DataType.FP64, -Double.MIN_VALUE, Double.MIN_VALUE)).isEqualTo(2);
  }

  @Test
  void between_zeros_isNone() {
    assertThat(Ulps.between(DataType.FP32, -0.0, 0.0)).isZero();
    assertThat(Ulps.between(DataType.FP16, -0.0, 0.0)).isZero();
  }

  @Test
  void between_largestAndInfinity_isOne() {
    assertThat(Ulps.between(DataType.FP32, Float.MAX_VALUE, Float.POSITIVE_INFINITY)).isEqualTo(1);
  }

  @Test
  void between_infinitiesOfDoubles_doesNotOverflow() {
    assertThat(Ulps.between(DataType.FP64, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY))
        .isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void between_nans_isNoneAndToANumberUnreachable() {
    assertThat(Ulps.between(DataType.FP32, Double.NaN, Double.NaN)).isZero();
    assertThat(Ulps.between(DataType.FP32, 1, Double.NaN)).isEqualTo(Ulps.UNREACHABLE);
  }

  @Test
  void distance_ofWholeNumbersFarApart_stopsAtTheLargest() {
    assertThat(Ulps.distance(-3, 4)).isEqualTo(7);
    assertThat(Ulps.distance(Long.MIN_VALUE, Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
    assertThat(Ulps.distance(Long.MIN_VALUE, 0)).isEqualTo(Long.MAX_VALUE);
  }
}
