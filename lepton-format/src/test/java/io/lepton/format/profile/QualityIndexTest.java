package io.lepton.format.profile;

import static io.lepton.format.TestRows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lepton.data.ColumnType;
import io.lepton.data.Field;
import io.lepton.data.Schema;
import io.lepton.format.TestRows;
import io.lepton.quality.Rule;
import io.lepton.quality.RuleResult;
import io.lepton.quality.Rules;
import io.lepton.quality.ValidationReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class QualityIndexTest {

  private static final Schema SCHEMA =
      Schema.of(
          Field.of("id", ColumnType.TEXT),
          Field.of("age", ColumnType.INT32),
          Field.of("seen", ColumnType.DATE));

  private static Profile profile() {
    Clock clock = Clock.fixed(Instant.parse("2026-03-01T00:00:00Z"), ZoneOffset.UTC);
    Profiler profiler =
        Profiler.of(
            SCHEMA, ProfileOptions.defaults().withTimeliness("seen", Duration.ofDays(10), clock));
    long now = LocalDate.of(2026, 3, 1).toEpochDay();
    profiler.add(
        TestRows.batch(
            SCHEMA,
            List.of(
                row("a", 1L, now),
                row("b", 2L, now - 11),
                row("a", null, now),
                row("d", null, null))));
    return profiler.profile();
  }

  private static ValidationReport report(Rules rules, long... checkedAndViolated) {
    List<RuleResult> results = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.list().get(i);
      results.add(
          new RuleResult(
              rule.name(),
              rule.severity(),
              rule.action(),
              checkedAndViolated[2 * i],
              checkedAndViolated[2 * i + 1],
              List.of()));
    }
    return new ValidationReport(100, 90, 10, 0, results);
  }

  @Test
  void completeness_isPresentOfAll() {
    QualityScore score = QualityIndex.of(profile()).score(QualityDimension.COMPLETENESS);
    assertThat(score.numerator()).isEqualTo(9);
    assertThat(score.denominator()).isEqualTo(12);
    assertThat(score.share()).hasValue(0.75);
  }

  @Test
  void completeness_optionalColumns_areLeftOut() {
    QualityScore score =
        QualityIndex.of(profile()).withOptional("age").score(QualityDimension.COMPLETENESS);
    assertThat(score.denominator()).isEqualTo(8);
    assertThat(score.numerator()).isEqualTo(7);
  }

  @Test
  void dimensions_withoutABasis_areNotAssessed() {
    QualityIndex index = QualityIndex.of(profile());
    for (QualityDimension dimension :
        List.of(
            QualityDimension.VALIDITY, QualityDimension.UNIQUENESS, QualityDimension.CONSISTENCY)) {
      assertThat(index.score(dimension).isAssessed()).isFalse();
      assertThat(index.score(dimension).share()).isEmpty();
    }
    assertThat(index.toString()).contains("validity      not assessed");
  }

  @Test
  void uniqueness_ofDeclaredKeys_isDistinctOfPresent() {
    QualityScore score =
        QualityIndex.of(profile()).withKeys("id").score(QualityDimension.UNIQUENESS);
    assertThat(score.share()).hasValue(0.75);
    assertThat(score.error()).isZero();
  }

  @Test
  void timeliness_isRecentOfPresent() {
    QualityScore score = QualityIndex.of(profile()).score(QualityDimension.TIMELINESS);
    assertThat(score.numerator()).isEqualTo(2);
    assertThat(score.denominator()).isEqualTo(3);
  }

  @Test
  void rules_fallIntoTheirDimensions() {
    Rules rules =
        Rules.of(
            Rule.required("id"),
            Rule.range("age", 0, 130),
            Rule.maxLength("id", 5),
            Rule.unique("id"),
            Rule.order("born", "<=", "seen"),
            Rule.requiredIf("age", "id", "a"));
    QualityIndex index =
        QualityIndex.of(profile())
            .withKeys("id")
            .withRules(rules, report(rules, 100, 50, 100, 10, 50, 0, 100, 4, 80, 8, 20, 2));
    assertThat(index.score(QualityDimension.VALIDITY).numerator()).isEqualTo(140);
    assertThat(index.score(QualityDimension.VALIDITY).denominator()).isEqualTo(150);
    assertThat(index.score(QualityDimension.UNIQUENESS).share()).hasValue(0.96);
    assertThat(index.score(QualityDimension.CONSISTENCY).share()).hasValue(0.9);
  }

  @Test
  void overall_isTheWeightedMeanOfWhatIsAssessed() {
    QualityIndex index = QualityIndex.of(profile());
    assertThat(index.overall().orElseThrow()).isEqualTo((0.75 + 2.0 / 3) / 2, within(1e-12));
    QualityIndex weighted = index.withWeight(QualityDimension.TIMELINESS, 3);
    assertThat(weighted.overall().orElseThrow()).isEqualTo((0.75 + 2) / 4, within(1e-12));
    assertThat(
            index
                .withWeight(QualityDimension.TIMELINESS, 0)
                .withWeight(QualityDimension.COMPLETENESS, 0)
                .overall())
        .isEmpty();
  }

  @Test
  void overall_ofNothing_isEmpty() {
    QualityIndex index = QualityIndex.of(Profiler.of(SCHEMA).profile());
    assertThat(index.overall()).isEmpty();
    assertThat(index.toString()).startsWith("Quality not assessed");
  }

  @Test
  void toString_always_showsTheParts() {
    assertThat(QualityIndex.of(profile()).toString().lines())
        .hasSize(6)
        .contains(
            "  completeness    75.0 %  9 of 12 values present of those that could be, weight 1");
  }

  @Test
  void with_whatDoesNotFit_isRefused() {
    QualityIndex index = QualityIndex.of(profile());
    assertThatThrownBy(() -> index.withKeys("nobody")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> index.withWeight(QualityDimension.VALIDITY, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> index.withRules(Rules.of(Rule.unique("id")), ValidationReport.EMPTY))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
