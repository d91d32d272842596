package io.lepton.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** Moments by which answers are worth having. */
class DeadlineTest {

  @Test
  void none_ever_doesNotPass() {
    assertThat(Deadline.none().isNone()).isTrue();
    assertThat(Deadline.none().hasPassed()).isFalse();
    assertThat(Deadline.none().remaining()).isEqualTo(ChronoUnit.FOREVER.getDuration());
    assertThat(Deadline.none().remainingNanos()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void after_time_leavesNoMoreThanThat() {
    Deadline deadline = Deadline.after(Duration.ofHours(1));
    assertThat(deadline.isNone()).isFalse();
    assertThat(deadline.hasPassed()).isFalse();
    assertThat(deadline.remaining()).isBetween(Duration.ofMinutes(30), Duration.ofHours(1));
  }

  @Test
  void after_zeroOrLess_hasPassed() {
    for (Duration time : new Duration[] {Duration.ZERO, Duration.ofSeconds(Long.MIN_VALUE)}) {
      Deadline deadline = Deadline.after(time);
      assertThat(deadline.hasPassed()).isTrue();
      assertThat(deadline.remaining()).isEqualTo(Duration.ZERO);
    }
  }

  @Test
  void after_longerThanTheClockCounts_doesNotPass() {
    Deadline deadline = Deadline.after(ChronoUnit.FOREVER.getDuration());
    assertThat(deadline.hasPassed()).isFalse();
    assertThat(deadline.remaining()).isGreaterThan(Duration.ofDays(365 * 145));
  }

  @Test
  void at_moment_isEqualToTheSameMoment() {
    assertThat(Deadline.at(7)).isEqualTo(Deadline.at(7)).hasSameHashCodeAs(Deadline.at(7));
    assertThat(Deadline.at(7)).isNotEqualTo(Deadline.at(8));
    assertThat(Deadline.at(0)).isNotEqualTo(Deadline.none());
  }

  @Test
  void toString_eitherKind_saysHowLong() {
    assertThat(Deadline.none()).hasToString("no deadline");
    assertThat(Deadline.after(Duration.ofHours(1)).toString())
        .startsWith("deadline in 3")
        .endsWith(" ms");
  }
}
