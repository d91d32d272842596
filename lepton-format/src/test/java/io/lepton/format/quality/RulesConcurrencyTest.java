package io.lepton.format.quality;

import static io.lepton.format.TestRows.batch;
import static io.lepton.format.TestRows.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.data.ColumnType;
import io.lepton.data.Field;
import io.lepton.data.RecordBatch;
import io.lepton.data.Schema;
import io.lepton.quality.Rule;
import io.lepton.quality.Rules;
import io.lepton.quality.ValidationReport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rules serve many threads; a validator serves one. */
class RulesConcurrencyTest {

  private static final Schema SCHEMA =
      Schema.of(Field.of("id", ColumnType.TEXT), Field.of("n", ColumnType.INT32));

  private static final Rules RULES =
      Rules.of(
          Rule.unique("id").orKeep(),
          Rule.range("n", 0, 500).orKeep(),
          Rule.pattern("id", "[a-z][0-9]+").orKeep(),
          Rule.oneOf("id", "a1", "a2").orKeep());

  @Test
  @Timeout(120)
  void rules_validatorsOfManyThreads_sameReports() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<ValidationReport>> reports = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        reports.add(threads.submit(RulesConcurrencyTest::validate));
      }
      ValidationReport expected = validate();
      for (Future<ValidationReport> report : reports) {
        assertThat(report.get()).isEqualTo(expected);
      }
    } finally {
      threads.shutdown();
    }
  }

  private static ValidationReport validate() throws Exception {
    Validator validator = Validator.compile(RULES, SCHEMA);
    for (int i = 0; i < 50; i++) {
      List<List<@Nullable Object>> rows = new ArrayList<>();
      for (long n = 0; n < 100; n++) {
        rows.add(row("a" + (i * 70 + n), n * 6));
      }
      RecordBatch batch = batch(SCHEMA, rows);
      validator.check(batch);
    }
    return validator.report();
  }
}
