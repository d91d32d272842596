package io.lepton.format.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lepton.LimitExceededException;
import io.lepton.data.ColumnType;
import io.lepton.data.Field;
import io.lepton.data.LongColumn;
import io.lepton.data.RecordBatch;
import io.lepton.data.Schema;
import io.lepton.data.TextColumn;
import io.lepton.quality.InvalidRulesException;
import io.lepton.quality.Rule;
import io.lepton.quality.Rules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RulesLimitsTest {

  @Test
  void compile_fiftyThousandColumns_rulesOnAll() throws IOException {
    List<Field> fields = new ArrayList<>();
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      fields.add(Field.of("c" + i, ColumnType.INT32));
      rules.add(Rule.range("c" + i, 0, 10).orKeep());
    }
    Schema schema = Schema.of(fields);
    Validator validator = Validator.compile(Rules.of(rules), schema);
    RecordBatch batch = RecordBatch.allocate(schema, 1);
    batch.setRowCount(1);
    validator.check(batch);
    assertThat(validator.report().isValid()).isTrue();
  }

  @Test
  void compile_manyWrongRules_shortMessage() {
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < 200_000; i++) {
      rules.add(Rule.required("no" + i));
    }
    InvalidRulesException thrown =
        catchThrowableOfType(
            InvalidRulesException.class,
            () -> Validator.compile(Rules.of(rules), schema(ColumnType.TEXT)));
    assertThat(thrown.problems()).hasSize(200_000);
    assertThat(thrown.getMessage()).hasSizeLessThan(2_000).endsWith("; and 199,980 more");
  }

  @Test
  void compile_boundOfManyDigits_refused() {
    Rule rule = Rule.min("x", "1" + "0".repeat(1_000_000));
    assertThatThrownBy(() -> Validator.compile(Rules.of(rule), schema(ColumnType.INT64)))
        .isInstanceOf(InvalidRulesException.class);
  }

  @Test
  void compile_hugeExponents_refusedOrQuick() throws IOException {
    assertThatThrownBy(
            () ->
                Validator.compile(Rules.of(Rule.min("x", "1e999999999")), schema(ColumnType.INT64)))
        .isInstanceOf(InvalidRulesException.class);
    Validator.compile(Rules.of(Rule.max("x", "1e9999")), schema(ColumnType.INT64));
    Validator.compile(Rules.of(Rule.multipleOf("x", "1e-9999")), schema(ColumnType.FP64));
  }

  @Test
  void check_textOfManyMegabytes_everyRule() throws IOException {
    Schema schema = schema(ColumnType.TEXT);
    byte[] text = new byte[16 << 20];
    Arrays.fill(text, (byte) 'a');
    RecordBatch batch = RecordBatch.allocate(schema, 2);
    ((TextColumn) batch.column(0)).append(0, text, 0, text.length);
    ((TextColumn) batch.column(0)).append(1, text, 0, text.length - 1);
    batch.setRowCount(2);
    Validator validator =
        Validator.compile(
            Rules.of(
                Rule.unique("x").orKeep(),
                Rule.length("x", text.length, text.length).orKeep(),
                Rule.oneOf("x", "a", "b").orKeep(),
                Rule.order("x", "=", "x").orKeep()),
            schema);
    validator.check(batch);
    assertThat(validator.report().rules())
        .extracting(result -> result.violated())
        .containsExactly(0L, 1L, 2L, 0L);
  }

  @Test
  void check_moreKeysThanAllowed_stops() throws IOException {
    Schema schema = schema(ColumnType.INT64);
    Validator validator =
        Validator.compile(
            Rules.of(Rule.unique("x")),
            schema,
            ValidatorOptions.defaults().withMaxDistinctKeys(5_000));
    RecordBatch batch = RecordBatch.allocate(schema, 5_001);
    long[] values = ((LongColumn) batch.column(0)).values();
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    batch.setRowCount(5_000);
    validator.check(batch);
    assertThat(validator.report().isValid()).isTrue();
    Validator fresh =
        Validator.compile(
            Rules.of(Rule.unique("x")),
            schema,
            ValidatorOptions.defaults().withMaxDistinctKeys(5_000));
    batch.setRowCount(5_001);
    assertThatThrownBy(() -> fresh.check(batch))
        .isInstanceOf(LimitExceededException.class)
        .hasMessage("Rule unique(x) may keep 5,000 distinct keys; there are more");
  }

  /** Multiples of 2^32 all fall into one slot of a table that takes the low bits of a number. */
  @Test
  void check_keysMadeToCollide_quick() throws IOException {
    Schema schema = schema(ColumnType.INT64);
    Validator validator = Validator.compile(Rules.of(Rule.unique("x")), schema);
    RecordBatch batch = RecordBatch.allocate(schema, 200_000);
    long[] values = ((LongColumn) batch.column(0)).values();
    for (int i = 0; i < values.length; i++) {
      values[i] = (long) i << 32;
    }
    batch.setRowCount(values.length);
    validator.check(batch);
    assertThat(validator.report().isValid()).isTrue();
  }

  /** Texts of the two pieces have the same {@code String.hashCode}. */
  @Test
  void check_textsMadeToCollide_quick() throws IOException {
    Schema schema = schema(ColumnType.TEXT);
    Validator validator = Validator.compile(Rules.of(Rule.unique("x")), schema);
    RecordBatch batch = RecordBatch.allocate(schema, 1 << 16);
    for (int i = 0; i < batch.capacity(); i++) {
      StringBuilder text = new StringBuilder();
      for (int bit = 0; bit < 16; bit++) {
        text.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      byte[] bytes = text.toString().getBytes(StandardCharsets.US_ASCII);
      ((TextColumn) batch.column(0)).append(i, bytes, 0, bytes.length);
    }
    batch.setRowCount(batch.capacity());
    validator.check(batch);
    assertThat(validator.report().isValid()).isTrue();
  }

  private static Schema schema(ColumnType type) {
    return Schema.of(Field.of("x", type));
  }
}
