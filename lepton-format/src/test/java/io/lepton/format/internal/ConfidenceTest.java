package io.lepton.format.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfidenceTest {

  @ParameterizedTest
  @CsvSource({
    // n / (n + 1.96^2) where all fit; the others from Wilson's formula by hand.
    "1, 1, 0.20654931",
    "3, 3, 0.43850237",
    "10, 10, 0.72246720",
    "100, 100, 0.96300690",
    "10000, 10000, 0.99961600",
    "50, 100, 0.40383153",
    "8, 10, 0.49015684"
  })
  void lowerBound_sample_isWilsons(long fitting, long values, double expected) {
    assertThat(Confidence.lowerBound(fitting, values)).isCloseTo(expected, within(1e-5));
  }

  @Test
  void lowerBound_noValue_isZero() {
    assertThat(Confidence.lowerBound(0, 0)).isZero();
    assertThat(Confidence.lowerBound(0, 10)).isZero();
  }

  @Test
  void lowerBound_veryManyValues_staysBelowOne() {
    assertThat(Confidence.lowerBound(Long.MAX_VALUE, Long.MAX_VALUE)).isBetween(0.999, 1.0);
  }
}
