package io.lepton.runtime.lane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How long the last calls took. */
class MeanTimeTest {

  @Test
  void add_sameTimeAgain_isApproached() {
    MeanTime mean = new MeanTime(500_000);
    for (int i = 0; i < 100; i++) {
      mean.add(5_000);
    }
    assertThat(mean.nanos()).isBetween(4_990L, 5_010L);
  }

  @Test
  void add_oneLongTime_movesItAnEighth() {
    MeanTime mean = new MeanTime(0);
    mean.add(8_000);
    assertThat(mean.nanos()).isEqualTo(1_000);
  }
}
