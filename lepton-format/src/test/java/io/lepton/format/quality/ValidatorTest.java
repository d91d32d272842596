package io.lepton.format.quality;

import static io.lepton.format.TestRows.batch;
import static io.lepton.format.TestRows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.MalformedInputException;
import io.lepton.data.ColumnType;
import io.lepton.data.Field;
import io.lepton.data.LongColumn;
import io.lepton.data.RecordBatch;
import io.lepton.data.Rejection;
import io.lepton.data.Schema;
import io.lepton.data.TextColumn;
import io.lepton.quality.Action;
import io.lepton.quality.Rule;
import io.lepton.quality.RuleResult;
import io.lepton.quality.Rules;
import io.lepton.quality.ValidationReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ValidatorTest {

  private static final Schema SCHEMA =
      Schema.of(
          Field.of("id", ColumnType.TEXT),
          Field.of("age", ColumnType.INT64),
          Field.of("limit", ColumnType.INT64));

  private final List<Rejection> rejections = new ArrayList<>();
  private final ValidatorOptions options =
      ValidatorOptions.defaults().withRejections(rejections::add);
  private long nextRow = 1;

  @Test
  void check_noRules_everyRowStays() throws IOException {
    Validator validator = compile();
    RecordBatch rows = rows(row("a", 1L, null), row(null, null, null));
    validator.check(rows);
    assertThat(rows.rowCount()).isEqualTo(2);
    assertThat(validator.report()).isEqualTo(new ValidationReport(2, 2, 0, 0, List.of()));
  }

  @Test
  void check_reject_rowGoesToHandlerWithCodeAndDemand() throws IOException {
    Validator validator = compile(Rule.range("age", 0, 130));
    RecordBatch rows = rows(row("a", 131L, null), row("b", 130L, null), row("c", -1L, null));
    validator.check(rows);
    assertThat(ids(rows)).containsExactly("b");
    assertThat(rejections)
        .containsExactly(
            new Rejection(1, "age", ErrorCode.RULE_RANGE, "needs at least 0 and at most 130"),
            new Rejection(3, "age", ErrorCode.RULE_RANGE, "needs at least 0 and at most 130"));
  }

  @Test
  void check_nothingSaid_firstRejectionStops() throws IOException {
    Validator validator = Validator.compile(Rules.of(Rule.range("age", 0, 130)), SCHEMA);
    RecordBatch rows = rows(row("a", 1L, null), row("b", 131L, null));
    assertThatThrownBy(() -> validator.check(rows))
        .isInstanceOf(MalformedInputException.class)
        .hasMessage("Row 2, column age: needs at least 0 and at most 130");
  }

  @Test
  void check_orNull_valueIsRemovedAndRowStays() throws IOException {
    Validator validator = compile(Rule.range("age", 0, 130).orNull());
    RecordBatch rows = rows(row("a", 131L, 7L), row("b", 130L, null));
    validator.check(rows);
    assertThat(rows.rowCount()).isEqualTo(2);
    assertThat(rows.column("age").isNull(0)).isTrue();
    assertThat(((LongColumn) rows.column("age")).get(0)).isZero();
    assertThat(rows.column("age").isNull(1)).isFalse();
    assertThat(rows.column("limit").isNull(0)).isFalse();
    assertThat(validator.report().nulled()).isOne();
    assertThat(validator.report().invalid()).isOne();
    assertThat(rejections).isEmpty();
  }

  @Test
  void check_orNullOfTwoColumns_bothAreRemoved() throws IOException {
    Validator validator = compile(Rule.order("age", "<=", "limit").orNull());
    RecordBatch rows = rows(row("a", 8L, 7L));
    validator.check(rows);
    assertThat(rows.column("age").isNull(0)).isTrue();
    assertThat(rows.column("limit").isNull(0)).isTrue();
  }

  @Test
  void check_warning_rowStaysAndIsValid() throws IOException {
    Validator validator = compile(Rule.range("age", 0, 130).warning());
    RecordBatch rows = rows(row("a", 131L, null));
    validator.check(rows);
    assertThat(rows.rowCount()).isOne();
    assertThat(validator.report().isValid()).isTrue();
    assertThat(validator.report().violations()).isOne();
  }

  @Test
  void check_keepOfError_rowStaysAndIsNotValid() throws IOException {
    Validator validator = compile(Rule.range("age", 0, 130).orKeep());
    RecordBatch rows = rows(row("a", 131L, null));
    validator.check(rows);
    assertThat(rows.rowCount()).isOne();
    assertThat(validator.report().isValid()).isFalse();
    assertThat(validator.report().rejected()).isZero();
  }

  @Test
  void check_fail_stopsAfterTheRejectionsBefore() throws IOException {
    Validator validator = compile(Rule.range("age", 0, 130), Rule.range("limit", 0, 9).orFail());
    RecordBatch rows = rows(row("a", 131L, 1L), row("b", 140L, 10L), row("c", 150L, 1L));
    assertThatThrownBy(() -> validator.check(rows))
        .isInstanceOf(MalformedInputException.class)
        .hasMessageStartingWith("Row 2, column limit")
        .extracting(e -> ((MalformedInputException) e).code())
        .isEqualTo(ErrorCode.RULE_RANGE);
    assertThat(rejections).extracting(Rejection::row).containsExactly(1L);
  }

  @Test
  void check_severalRulesBroken_rejectedOnceByTheFirst() throws IOException {
    Validator validator =
        compile(Rule.required("limit"), Rule.range("age", 0, 130), Rule.unique("id"));
    RecordBatch rows = rows(row("a", 1L, 1L), row("a", 131L, null));
    validator.check(rows);
    assertThat(rejections)
        .containsExactly(new Rejection(2, "limit", ErrorCode.MISSING_VALUE, "needs a value"));
    assertThat(validator.report().rules()).extracting(RuleResult::violated).containsOnly(1L);
    assertThat(validator.report().invalid()).isOne();
  }

  @Test
  void check_rejectedRow_losesNoValueFirst() throws IOException {
    Validator validator = compile(Rule.range("age", 0, 130).orNull(), Rule.range("limit", 0, 9));
    RecordBatch rows = rows(row("a", 131L, 10L), row("b", 131L, 9L));
    validator.check(rows);
    assertThat(ids(rows)).containsExactly("b");
    assertThat(rows.column("age").isNull(0)).isTrue();
    assertThat(validator.report().nulled()).isOne();
    assertThat(validator.report().rejected()).isOne();
  }

  @Test
  void check_missingValues_satisfyAllButRequired() throws IOException {
    Validator validator =
        compile(
            Rule.range("age", 5, 6),
            Rule.oneOf("id", "x"),
            Rule.pattern("id", "x"),
            Rule.length("id", 5, 6),
            Rule.multipleOf("age", 7),
            Rule.order("age", "<", "limit"),
            Rule.unique("id"),
            Rule.requiredIf("age", "id", "x"));
    RecordBatch rows = rows(row(null, null, null), row(null, null, null));
    validator.check(rows);
    assertThat(validator.report().isValid()).isTrue();
    assertThat(validator.report().rules()).extracting(RuleResult::checked).containsOnly(0L);
  }

  @Test
  void check_requiredIf_onlyWhereTheOtherHasTheValue() throws IOException {
    Validator validator = compile(Rule.requiredIf("age", "id", "x", "y"));
    validator.check(rows(row("x", null, null), row("z", null, null), row("y", 1L, null)));
    assertThat(rejections)
        .containsExactly(
            new Rejection(
                1, "age", ErrorCode.MISSING_VALUE, "needs a value where id is one of x, y"));
  }

  @Test
  void check_uniqueAcrossBatches_namesTheFirstRow() throws IOException {
    Validator validator = compile(Rule.unique("id"));
    validator.check(rows(row("a", 1L, null), row("b", 1L, null)));
    RecordBatch second = rows(row("c", 1L, null), row("b", 1L, null), row("b", 1L, null));
    validator.check(second);
    assertThat(ids(second)).containsExactly("c");
    assertThat(rejections)
        .containsExactly(
            new Rejection(
                4, "id", ErrorCode.RULE_UNIQUE, "needs to be unique, but row 2 has the same"),
            new Rejection(
                5, "id", ErrorCode.RULE_UNIQUE, "needs to be unique, but row 2 has the same"));
  }

  @Test
  void check_uniqueOfTwoColumns_bothCount() throws IOException {
    Validator validator = compile(Rule.unique("id", "age"));
    validator.check(
        rows(row("a", 1L, null), row("a", 2L, null), row("a", null, null), row("a", 1L, null)));
    assertThat(rejections)
        .containsExactly(
            new Rejection(
                4,
                "",
                ErrorCode.RULE_UNIQUE,
                "needs to be unique by id and age together, but row 1 has the same"));
  }

  @Test
  void check_keyOfRejectedRow_countsAsSeen() throws IOException {
    Validator validator = compile(Rule.range("age", 0, 130), Rule.unique("id"));
    validator.check(rows(row("a", 131L, null)));
    validator.check(rows(row("a", 1L, null)));
    assertThat(rejections)
        .extracting(Rejection::code)
        .containsExactly(ErrorCode.RULE_RANGE, ErrorCode.RULE_UNIQUE);
  }

  @Test
  void check_custom_askedOnlyWhereItsColumnsHaveValues() throws IOException {
    List<Integer> asked = new ArrayList<>();
    Rule rule =
        Rule.custom(
            "even",
            (batch, row) -> {
              asked.add(row);
              return ((LongColumn) batch.column("age")).get(row) % 2 == 0;
            },
            "age");
    Validator validator = compile(rule);
    validator.check(rows(row("a", 1L, null), row("b", null, null), row("c", 2L, null)));
    assertThat(asked).containsExactly(0, 2);
    assertThat(rejections)
        .containsExactly(new Rejection(1, "age", ErrorCode.RULE_CUSTOM, "needs to fulfil even"));
  }

  @Test
  void check_customWithoutColumns_askedForEveryRow() throws IOException {
    Validator validator = compile(Rule.custom("never", (batch, row) -> false));
    validator.check(rows(row(null, null, null)));
    assertThat(rejections).extracting(Rejection::column).containsExactly("");
  }

  @Test
  void check_tooManyInvalidRows_stops() throws IOException {
    Validator validator =
        Validator.compile(
            Rules.of(Rule.range("age", 0, 130).orKeep(), Rule.min("limit", 100).warning()),
            SCHEMA,
            options.withMaxViolations(1));
    validator.check(rows(row("a", 131L, 1L), row("b", 1L, 1L)));
    assertThatThrownBy(() -> validator.check(rows(row("c", 1L, 1L), row("d", 131L, 1L))))
        .isInstanceOf(LeptonException.class)
        .hasMessage("At most 1 records may break the rules; row 4 is one more")
        .extracting(e -> ((LeptonException) e).code())
        .isEqualTo(ErrorCode.TOO_MANY_VIOLATIONS);
  }

  @Test
  void check_batchesOfAnySize_sameRejections() throws IOException {
    Rules rules =
        Rules.of(Rule.unique("age"), Rule.multipleOf("limit", 3), Rule.range("age", 0, 900));
    List<List<@Nullable Object>> all = new ArrayList<>();
    for (long i = 0; i < 1_000; i++) {
      all.add(row("x", i * 7919 % 1_000, i % 5 == 0 ? null : i));
    }
    List<List<Rejection>> found = new ArrayList<>();
    for (int size : new int[] {1, 63, 64, 65, 1_000}) {
      rejections.clear();
      nextRow = 1;
      Validator validator = Validator.compile(rules, SCHEMA, options);
      for (int from = 0; from < all.size(); from += size) {
        validator.check(numbered(all.subList(from, Math.min(all.size(), from + size))));
      }
      found.add(List.copyOf(rejections));
    }
    assertThat(found.get(0)).isNotEmpty();
    assertThat(found).allMatch(found.get(0)::equals);
  }

  @Test
  void report_manyViolations_keepsTheFirstRows() throws IOException {
    Validator validator = compile(Rule.oneOf("id", "b"));
    List<List<@Nullable Object>> all = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      all.add(row(i % 2 == 0 ? "a" : "b", null, null));
    }
    validator.check(numbered(all));
    RuleResult result = validator.report().rules().get(0);
    assertThat(result.firstRows()).containsExactly(1L, 3L, 5L, 7L, 9L, 11L, 13L, 15L, 17L, 19L);
    assertThat(result.violated()).isEqualTo(15);
    assertThat(result.first().get(0))
        .hasToString("row 1, column id: needs to be b (LEP-QUALITY-004)");
  }

  @Test
  void report_later_isNotChangedByMoreRows() throws IOException {
    Validator validator = compile(Rule.required("id"));
    ValidationReport before = validator.report();
    validator.check(rows(row(null, null, null)));
    assertThat(before.rows()).isZero();
    assertThat(before.rules().get(0).first()).isEmpty();
  }

  @Test
  void check_batchOfAnotherSchema_refused() throws IOException {
    Validator validator = compile();
    RecordBatch other = RecordBatch.allocate(Schema.of(Field.of("x", ColumnType.BOOL)), 1);
    assertThatThrownBy(() -> validator.check(other)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void check_messages_neverHoldTheValue() throws IOException {
    Validator validator =
        compile(
            Rule.pattern("id", "[0-9]+"),
            Rule.unique("id"),
            Rule.length("id", 0, 3),
            Rule.oneOf("id", "x"));
    validator.check(rows(row("secret", 1L, null), row("secret", 1L, null)));
    assertThat(validator.report().toString() + validator.report().rules() + rejections)
        .doesNotContain("secret");
  }

  @Test
  void compile_actions_areAllKept() throws IOException {
    Validator validator =
        compile(Rule.min("age", 0).info(), Rule.min("age", 1).orNull(), Rule.min("age", 2));
    assertThat(validator.report().rules())
        .extracting(RuleResult::action)
        .containsExactly(Action.KEEP, Action.NULL, Action.REJECT);
  }

  private Validator compile(Rule... rules) throws IOException {
    return Validator.compile(Rules.of(rules), SCHEMA, options);
  }

  @SafeVarargs
  private RecordBatch rows(List<@Nullable Object>... rows) {
    return numbered(List.of(rows));
  }

  private RecordBatch numbered(List<List<@Nullable Object>> rows) {
    RecordBatch batch = batch(SCHEMA, rows);
    for (int row = 0; row < rows.size(); row++) {
      batch.rowNumbers()[row] = nextRow++;
    }
    return batch;
  }

  private static List<String> ids(RecordBatch batch) {
    List<String> ids = new ArrayList<>();
    for (int row = 0; row < batch.rowCount(); row++) {
      ids.add(((TextColumn) batch.column("id")).text(row));
    }
    return ids;
  }
}
