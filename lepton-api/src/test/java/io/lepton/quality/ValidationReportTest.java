package io.lepton.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValidationReportTest {

  @Test
  void merge_twoParts_countsAddUpAndFirstRowsAreTheLowest() {
    ValidationReport early = report(10, result("a", 7, 1, 3, 5));
    ValidationReport late = report(20, result("a", 9, 2, 4, 6, 8, 10, 12, 14, 16));
    ValidationReport sum = late.merge(early);
    assertThat(sum.rows()).isEqualTo(30);
    assertThat(sum.rules().get(0).checked()).isEqualTo(16);
    assertThat(sum.rules().get(0).violated()).isEqualTo(11);
    assertThat(sum.rules().get(0).firstRows())
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 8L, 10L, 12L, 14L);
  }

  @Test
  void merge_inAnyOrder_same() {
    ValidationReport one = report(10, result("a", 7, 1, 3));
    ValidationReport two = report(20, result("a", 9, 2));
    assertThat(one.merge(two)).isEqualTo(two.merge(one));
  }

  @Test
  void merge_otherRules_refused() {
    ValidationReport one = report(10, result("a", 7));
    assertThatThrownBy(() -> one.merge(report(10, result("b", 7))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> one.merge(ValidationReport.EMPTY))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void counts_report_followFromEachOther() {
    ValidationReport report = new ValidationReport(10, 7, 2, 1, List.of(result("a", 9, 1, 2, 3)));
    assertThat(report.invalid()).isEqualTo(3);
    assertThat(report.accepted()).isEqualTo(8);
    assertThat(report.violations()).isEqualTo(3);
    assertThat(report.isValid()).isFalse();
    assertThat(report)
        .asString()
        .startsWith("10 rows checked, 7 valid, 3 invalid, 2 rejected, 1 with values removed")
        .endsWith("a, error: 3 of 9 violated, first in row 1, 2, 3");
  }

  private static ValidationReport report(long rows, RuleResult result) {
    return new ValidationReport(rows, rows - result.violated(), 0, 0, List.of(result));
  }

  private static RuleResult result(String rule, long checked, long... rows) {
    List<Violation> violations = new ArrayList<>();
    for (long row : rows) {
      violations.add(
          new Violation(
              row, List.of("x"), rule, ErrorCode.RULE_RANGE, Severity.ERROR, "needs less"));
    }
    return new RuleResult(
        rule, Severity.ERROR, Action.KEEP, checked, violations.size(), violations);
  }
}
