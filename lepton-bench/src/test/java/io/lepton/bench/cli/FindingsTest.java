package io.lepton.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lepton.ErrorCode;
import io.lepton.data.ColumnType;
import io.lepton.data.Field;
import io.lepton.data.Rejection;
import io.lepton.data.Schema;
import io.lepton.quality.Action;
import io.lepton.quality.Rule;
import io.lepton.quality.RuleResult;
import io.lepton.quality.Rules;
import io.lepton.quality.Severity;
import io.lepton.quality.ValidationReport;
import io.lepton.quality.Violation;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsTest {

  @Test
  void print_rulesOfAnySeverity_aLineEach() {
    Findings findings = new Findings(rejection -> {}, Long.MAX_VALUE);
    for (long row = 1; row <= 12; row++) {
      findings.addUnreadable(new Rejection(row, "age", ErrorCode.WRONG_TYPE, "needs int32"));
    }
    Violation violation =
        new Violation(
            13, List.of("zip"), "form", ErrorCode.RULE_PATTERN, Severity.WARNING, "needs a form");
    findings.add(
        new ValidationReport(
            2_000,
            2_000,
            0,
            0,
            List.of(
                new RuleResult(
                    "form", Severity.WARNING, Action.KEEP, 1_500, 1, List.of(violation)))),
        true);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FindingsText.print(findings, Shell.printer(out));
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "2,012 rows, 2,000 valid, 12 invalid",
            "rule             severity  checked  violated  first rows",
            "---------------  --------  -------  --------  ----------------------------------",
            "age needs int32  error       2,012        12  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, ...",
            "form             warning     1,500         1  13");
  }

  @Test
  void addUnreadable_reasonsWithoutEnd_areCountedTogether() {
    Findings findings = new Findings(rejection -> {}, Long.MAX_VALUE);
    int rows = 2 * Findings.MAX_FAULTS;
    for (int row = 1; row <= rows; row++) {
      String reason = "needs a digit at byte " + row;
      findings.addUnreadable(new Rejection(row, "", ErrorCode.MALFORMED_JSON, reason));
    }
    List<Findings.Fault> faults = findings.faults();
    assertThat(faults).hasSize(Findings.MAX_FAULTS + 1);
    Findings.Fault others = faults.get(Findings.MAX_FAULTS);
    assertThat(others.reason()).isEqualTo("and other reasons");
    assertThat(others.count()).isEqualTo(Findings.MAX_FAULTS);
    assertThat(findings.invalid()).isEqualTo(rows);
  }

  @Test
  void asChecks_anyRule_looksAtEveryRow() {
    DataRules rules =
        new DataRules(
            Schema.of(
                Field.required("id", ColumnType.TEXT),
                Field.required("key", ColumnType.TEXT),
                Field.of("age", ColumnType.INT32)),
            Rules.of(
                Rule.required("key").orFail(),
                Rule.min("age", 0).orNull(),
                Rule.max("age", 130).info().orReject()));
    DataRules checks = rules.asChecks();
    assertThat(checks.schema().fields()).allMatch(Field::nullable);
    assertThat(checks.rules().list())
        .extracting(Rule::name, Rule::action)
        .containsExactly(
            tuple("required(id)", Action.REJECT),
            tuple("required(key)", Action.REJECT),
            tuple("range(age)", Action.REJECT),
            tuple("range(age)", Action.KEEP));
  }
}
