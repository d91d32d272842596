package io.lepton.runtime.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HistogramTest {

  @Test
  void bucket_ofEveryMagnitude_holdsTheNumberWithinAQuarter() {
    Random random = new Random(7);
    for (int i = 0; i < 100_000; i++) {
      long nanos = random.nextLong() >>> 1 + random.nextInt(62);
      long upper = Histogram.upperBound(Histogram.bucket(nanos));
      assertThat(upper).as("upper bound for " + nanos).isGreaterThanOrEqualTo(nanos);
      assertThat(upper - nanos).isLessThanOrEqualTo(nanos / 4);
    }
  }

  @Test
  void bucket_largerNumber_isNeverBefore() {
    for (long nanos = 0; nanos < 5000; nanos++) {
      assertThat(Histogram.bucket(nanos + 1) - Histogram.bucket(nanos)).isIn(0, 1);
    }
    assertThat(Histogram.upperBound(Histogram.bucket(Long.MAX_VALUE))).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void percentile_ofAThousand_isTheStepOfThatRank() {
    Histogram histogram = new Histogram();
    for (int i = 1; i <= 1000; i++) {
      histogram.add(i * 1000L, 1);
    }
    Histogram.Snapshot snapshot = histogram.snapshot();
    assertThat(snapshot.total()).isEqualTo(1000);
    assertThat(snapshot.percentile(50)).isBetween(500_000L, 625_000L);
    assertThat(snapshot.percentile(99)).isBetween(990_000L, 1_237_500L);
  }

  @Test
  void percentile_weighted_countsForSoMany() {
    Histogram histogram = new Histogram();
    histogram.add(1, 98);
    histogram.add(1000, 2);
    assertThat(histogram.snapshot().percentile(98)).isEqualTo(1);
    assertThat(histogram.snapshot().percentile(99)).isBetween(1000L, 1250L);
  }

  @Test
  void percentile_ofNothing_isZero() {
    assertThat(new Histogram().snapshot().percentile(99)).isZero();
  }
}
