package io.lepton.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleTest {

  @Test
  void action_nothingSaid_followsFromSeverity() {
    Rule rule = Rule.required("id");
    assertThat(rule.severity()).isEqualTo(Severity.ERROR);
    assertThat(rule.action()).isEqualTo(Action.REJECT);
    assertThat(rule.warning().action()).isEqualTo(Action.KEEP);
    assertThat(rule.info().action()).isEqualTo(Action.KEEP);
  }

  @Test
  void action_said_staysWhateverTheSeverityAndTheOrder() {
    Rule rule = Rule.range("age", 0, 130);
    assertThat(rule.orNull().warning()).isEqualTo(rule.warning().orNull());
    assertThat(rule.orNull().warning().action()).isEqualTo(Action.NULL);
    assertThat(rule.orFail().action()).isEqualTo(Action.FAIL);
    assertThat(rule.warning().orReject().action()).isEqualTo(Action.REJECT);
    assertThat(rule.orKeep().severity()).isEqualTo(Severity.ERROR);
  }

  @Test
  void name_nothingSaid_madeOfKindAndColumns() {
    assertThat(Rule.range("age", 0, 130).name()).isEqualTo("range(age)");
    assertThat(Rule.unique("a", "b").name()).isEqualTo("unique(a, b)");
    assertThat(Rule.unique("a", "b").named("key").name()).isEqualTo("key");
    assertThat(Rule.custom("mine", (batch, row) -> true, "a").name()).isEqualTo("mine");
  }

  @Test
  void toString_rule_saysDemandSeverityAndAction() {
    assertThat(Rule.range("age", 0, 130).warning())
        .hasToString("range(age): needs at least 0 and at most 130; warning, keep");
  }

  @Test
  void range_anyType_boundAsWritten() {
    assertThat(demand(Rule.range("x", 0.5, 1e9))).isEqualTo("needs at least 0.5 and at most 1.0E9");
    assertThat(demand(Rule.range("x", new BigDecimal("0.10"), BigDecimal.TEN)))
        .isEqualTo("needs at least 0.10 and at most 10");
    assertThat(demand(Rule.range("x", LocalDate.of(2024, 2, 29), LocalDate.of(2025, 1, 1))))
        .isEqualTo("needs at least 2024-02-29 and at most 2025-01-01");
    assertThat(demand(Rule.range("x", Instant.EPOCH, Instant.ofEpochSecond(1))))
        .isEqualTo("needs at least 1970-01-01T00:00:00Z and at most 1970-01-01T00:00:01Z");
    LocalDateTime noon = LocalDateTime.of(2024, 1, 1, 12, 0);
    assertThat(demand(Rule.range("x", noon, noon.plusSeconds(1))))
        .isEqualTo("needs at least 2024-01-01T12:00 and at most 2024-01-01T12:00:01");
    assertThat(demand(Rule.min("x", Bound.of(0).exclusive()))).isEqualTo("needs more than 0");
    assertThat(demand(Rule.max("x", Bound.of("9.5").exclusive()))).isEqualTo("needs less than 9.5");
  }

  @Test
  void demand_longLists_cutShort() {
    assertThat(demand(Rule.oneOf("x", Collections.nCopies(10, "a"))))
        .isEqualTo("needs to be one of a, a, a, a, a, a, a, a and 2 more");
  }

  @Test
  void demand_lengths_inWords() {
    assertThat(demand(Rule.length("x", 5, 5))).isEqualTo("needs a length of 5");
    assertThat(demand(Rule.length("x", 1, 5))).isEqualTo("needs a length of 1 to 5");
    assertThat(demand(Rule.minLength("x", 1))).isEqualTo("needs a length of at least 1");
    assertThat(demand(Rule.maxLength("x", 5))).isEqualTo("needs a length of at most 5");
  }

  @Test
  void order_unknownRelation_refused() {
    assertThatThrownBy(() -> Rule.order("a", "=<", "b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A relation is one of < <= = != >= >, got =<");
  }

  @Test
  void equals_sameRules_equal() {
    Rules rules = Rules.of(Rule.required("a"), Rule.oneOf("b", "x"));
    assertThat(Rules.of(List.of(Rule.required("a"))).and(Rules.of(Rule.oneOf("b", "x"))))
        .isEqualTo(rules)
        .hasSameHashCodeAs(rules);
    assertThat(Rules.none().isEmpty()).isTrue();
    assertThat(rules.size()).isEqualTo(2);
  }

  private static String demand(Rule rule) {
    return rule.constraint().demand();
  }
}
