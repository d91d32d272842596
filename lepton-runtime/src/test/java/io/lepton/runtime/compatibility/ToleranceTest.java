package io.lepton.runtime.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ToleranceTest {

  @Test
  void allows_anyOneMeasure_isEnough() {
    Tolerance tolerance = new Tolerance(0.5, 0.1, 2);
    assertThat(tolerance.allows(0, 0.5, 1_000)).isTrue();
    assertThat(tolerance.allows(-100, 10, 1_000)).isTrue();
    assertThat(tolerance.allows(1, 5, 2)).isTrue();
    assertThat(tolerance.allows(1, 0.6, 3)).isFalse();
  }

  @Test
  void exact_nextNumber_isNotAllowed() {
    assertThat(Tolerance.exact().allows(1, Math.ulp(1.0), 1)).isFalse();
  }

  @Test
  void new_negativeOrNoNumber_isRefused() {
    assertThatThrownBy(() -> new Tolerance(-1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Tolerance(0, Double.NaN, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Tolerance(Double.POSITIVE_INFINITY, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Tolerance.exact().withUlps(-1))
        .hasMessage("A tolerance needs 0 or more ULPs, got -1");
  }

  @Test
  void toString_everyPart_isTold() {
    assertThat(Tolerance.defaults()).hasToString("absolute 1.0E-5, relative 1.0E-4, 4 ULPs");
    assertThat(Tolerance.exact()).hasToString("exact");
  }
}
