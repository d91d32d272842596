package io.lepton.format.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lepton.ErrorCode;
import io.lepton.data.ColumnType;
import io.lepton.data.DataSource;
import io.lepton.data.Field;
import io.lepton.data.Schema;
import io.lepton.format.csv.CsvFormat;
import io.lepton.quality.Bound;
import io.lepton.quality.InvalidRulesException;
import io.lepton.quality.Rule;
import io.lepton.quality.Rules;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RuleCompilerTest {

  private static final Schema SCHEMA =
      Schema.of(
          Field.of("flag", ColumnType.BOOL),
          Field.of("small", ColumnType.UINT8),
          Field.of("whole", ColumnType.INT64),
          Field.of("real", ColumnType.FP64),
          Field.of("price", ColumnType.decimal(10, 2)),
          Field.of("text", ColumnType.TEXT),
          Field.of("bytes", ColumnType.BYTES),
          Field.of("day", ColumnType.DATE),
          Field.of("utc", ColumnType.TIMESTAMP_UTC),
          Field.of("local", ColumnType.TIMESTAMP_LOCAL),
          Field.of("vector", ColumnType.FP32.vector(2)),
          Field.required("key", ColumnType.TEXT));

  static Stream<Arguments> wrong() {
    return Stream.of(
        Arguments.of(Rule.required("no"), "there is no column no"),
        Arguments.of(Rule.range("text", 1, 2), "column text is text, needs numbers, dates or"),
        Arguments.of(Rule.range("flag", 0, 1), "column flag is bool, needs numbers"),
        Arguments.of(Rule.range("whole", "x", "2"), "bound x of column whole is not a number"),
        Arguments.of(Rule.range("whole", 2, 1), "no int64 of column whole lies in the range"),
        Arguments.of(Rule.min("small", 256), "no uint8 of column small lies in the range"),
        Arguments.of(Rule.max("small", Bound.of(0).exclusive()), "no uint8 of column small lies"),
        Arguments.of(Rule.min("real", "NaN"), "bound NaN of column real is not fp64"),
        Arguments.of(Rule.min("real", Bound.of("inf").exclusive()), "no fp64 of column real"),
        Arguments.of(Rule.min("day", "2024-02-30"), "bound 2024-02-30 of column day is not date"),
        Arguments.of(Rule.min("utc", "2024-02-03"), "is not timestamp(utc)"),
        Arguments.of(Rule.min("utc", "2024-02-03T00:00"), "is not timestamp(utc)"),
        Arguments.of(Rule.min("local", "2024-02-03T00:00Z"), "is not timestamp(local)"),
        Arguments.of(Rule.min("vector", 1), "column vector holds 2 values a row, needs one"),
        Arguments.of(Rule.multipleOf("whole", 0), "divisor 0 is not a number above zero"),
        Arguments.of(Rule.multipleOf("whole", "-1"), "divisor -1 is not a number above zero"),
        Arguments.of(Rule.multipleOf("day", 1), "column day is date, needs numbers"),
        Arguments.of(Rule.length("whole", 1, 2), "column whole is int64, needs text or bytes"),
        Arguments.of(Rule.length("text", 2, 1), "no length is 2 to 1"),
        Arguments.of(Rule.length("text", -1, 1), "no length is -1 to 1"),
        Arguments.of(Rule.pattern("text", "("), "the pattern cannot be read"),
        Arguments.of(Rule.pattern("bytes", "a"), "column bytes is bytes, needs text"),
        Arguments.of(Rule.oneOf("text"), "at least one value is needed"),
        Arguments.of(Rule.oneOf("small", "1", "256"), "the value 256 is not uint8"),
        Arguments.of(Rule.oneOf("whole", "1.5"), "the value 1.5 is not int64"),
        Arguments.of(Rule.oneOf("price", "1.005"), "the value 1.005 is not decimal(10,2)"),
        Arguments.of(Rule.oneOf("bytes", "%"), "the value % is not bytes"),
        Arguments.of(Rule.unique(), "at least one column is needed"),
        Arguments.of(Rule.unique("text", "text"), "a column is named twice"),
        Arguments.of(Rule.unique("vector"), "column vector holds 2 values a row"),
        Arguments.of(
            Rule.order("text", "<", "whole"),
            "column text is text, column whole is int64; they cannot be compared"),
        Arguments.of(Rule.order("utc", "<", "local"), "cannot be compared"),
        Arguments.of(Rule.order("price", "<", "whole"), "cannot be compared"),
        Arguments.of(Rule.requiredIf("text", "flag"), "at least one value is needed"),
        Arguments.of(Rule.custom("mine", (b, r) -> true, "no"), "there is no column no"),
        Arguments.of(
            Rule.reference(
                List.of("text"), DataSource.of("x", new byte[0]), new CsvFormat(), List.of()),
            "as many distinct columns of the other data set are needed, 1"),
        Arguments.of(Rule.required("text").orNull(), "a value that is missing cannot be removed"),
        Arguments.of(Rule.length("key", 1, 2).orNull(), "column key needs a value, so none can be"),
        Arguments.of(
            Rule.custom("mine", (b, r) -> true).orNull(), "there is no column whose value"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void compile_wrongRule_saysWhatIsWrong(Rule rule, String problem) {
    InvalidRulesException thrown = failure(Rules.of(rule));
    assertThat(thrown.problems()).hasSize(1);
    assertThat(thrown).hasMessageStartingWith("rule " + rule.name() + ": ");
    assertThat(thrown).hasMessageContaining(problem);
    assertThat(thrown.code()).isEqualTo(ErrorCode.INVALID_RULE);
  }

  @Test
  void compile_severalWrongRules_allAreListed() {
    InvalidRulesException thrown =
        failure(
            Rules.of(
                Rule.required("no"),
                Rule.required("text"),
                Rule.pattern("text", "(").named("form")));
    assertThat(thrown.problems())
        .hasSize(2)
        .satisfies(
            problems -> assertThat(problems.get(0)).startsWith("rule required(no): "),
            problems -> assertThat(problems.get(1)).startsWith("rule form: "));
  }

  @Test
  void compile_removedAndRequired_refused() {
    InvalidRulesException thrown =
        failure(Rules.of(Rule.length("text", 1, 2).orNull(), Rule.required("text")));
    assertThat(thrown.problems()).hasSize(1);
  }

  @Test
  void compile_boundsOfEveryWriting_accepted() {
    assertThatCode(
            () ->
                Validator.compile(
                    Rules.of(
                        Rule.range("small", "-1e3", "1e3"),
                        Rule.range("whole", 0.5, 1e300),
                        Rule.range("price", "0.005", "1e99"),
                        Rule.min("utc", Bound.of(Instant.EPOCH)),
                        Rule.range("day", LocalDate.MIN.withYear(1), LocalDate.of(2024, 2, 29)),
                        Rule.range("real", "-inf", "Infinity"),
                        Rule.oneOf("whole", "1.0", "2e1", "+3")),
                    SCHEMA))
        .doesNotThrowAnyException();
  }

  private static InvalidRulesException failure(Rules rules) {
    return catchThrowableOfType(
        InvalidRulesException.class, () -> Validator.compile(rules, SCHEMA));
  }
}
