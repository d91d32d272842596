package io.lepton.format.quality;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.data.RecordBatch;
import io.lepton.data.RejectionHandler;
import io.lepton.data.Schema;
import io.lepton.quality.Action;
import io.lepton.quality.Rules;
import io.lepton.quality.ValidationReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Rules compiled for a schema: checks batches of records, leaves out or changes those that break a
 * rule, and counts.
 *
 * <pre>{@code
 * Rules rules = Rules.of(Rule.unique("id"), Rule.range("age", 0, 130).orNull());
 * try (RecordReader reader =
 *     new CsvFormat().reader(ReadRequest.of(DataSource.of(Path.of("customers.csv"))))) {
 *   Validator validator = Validator.compile(rules, reader.schema());
 *   RecordBatch batch = RecordBatch.allocate(reader.schema(), RecordBatch.DEFAULT_CAPACITY);
 *   while (reader.read(batch)) {
 *     validator.check(batch);
 *   }
 *   System.out.println(validator.report());
 * }
 * }</pre>
 *
 * <p>Every rule looks at the record as it was read, also at one that another rule leaves out or
 * changes; a key of such a record counts as seen. What becomes of a record does not depend on how
 * the records are split into batches:
 *
 * <ol>
 *   <li>A record that breaks a rule with {@link Action#FAIL} stops the work.
 *   <li>One that breaks a rule with {@link Action#REJECT} is left out and goes to the {@link
 *       RejectionHandler}, once, with the code and the demand of the first such rule.
 *   <li>Otherwise every rule with {@link Action#NULL} that it breaks removes its values.
 * </ol>
 *
 * <p><b>Unique and referenced keys</b> are kept in memory as fingerprints of 128 bits, up to a
 * limit. A single column of numbers, dates or timestamps is exact; for other keys the chance of one
 * false duplicate among a billion is 10^-21, and it cannot be brought about on purpose, because the
 * hash has a secret key of its own in every validator.
 *
 * <p><b>Threads.</b> One thread at a time, and one source of records: it remembers keys. Rules can
 * be compiled as often as needed.
 */
public final class Validator {

  private static final int NONE = -1;

  private final Schema schema;
  private final ValidatorOptions options;
  private final List<Evaluation> evaluations;
  private final KeyColumn[] keys;
  private long rows;
  private long invalid;
  private long rejected;
  private long nulled;

  // One bit a row of the batch, or one number.
  private long[] failed = new long[0];
  private long[] scratch = failed;
  private long[] invalidRows = failed;
  private long[] decidedRows = failed;
  private int[] decidedBy = new int[0];
  private boolean[] removed = new boolean[0];
  private final List<Removal> removals = new ArrayList<>();

  private Validator(
      Schema schema,
      ValidatorOptions options,
      List<Evaluation> evaluations,
      Collection<KeyColumn> keys) {
    this.schema = schema;
    this.options = options;
    this.evaluations = evaluations;
    this.keys = keys.toArray(KeyColumn[]::new);
  }

  /**
   * Compiles rules, with {@link ValidatorOptions#defaults}: the first rejected record stops the
   * work.
   *
   * @param rules the rules
   * @param schema the columns of the batches
   * @return a validator that has seen no record
   * @throws io.lepton.quality.InvalidRulesException if rules do not fit the schema; it lists
   *     everything that is wrong
   * @throws IOException if a data set that a rule refers to cannot be read
   */
  public static Validator compile(Rules rules, Schema schema) throws IOException {
    return compile(rules, schema, ValidatorOptions.defaults());
  }

  /**
   * Compiles rules.
   *
   * @param rules the rules
   * @param schema the columns of the batches
   * @param options what becomes of records that are left out, and limits
   * @return a validator that has seen no record
   * @throws io.lepton.quality.InvalidRulesException if rules do not fit the schema; it lists
   *     everything that is wrong
   * @throws IOException if a data set that a rule refers to cannot be read
   * @throws io.lepton.LimitExceededException if such a data set has too many keys
   */
  public static Validator compile(Rules rules, Schema schema, ValidatorOptions options)
      throws IOException {
    Problems problems = new Problems();
    RuleCompiler compiler = new RuleCompiler(schema, options, problems);
    ActionCheck actions = new ActionCheck(rules, schema, problems);
    List<Evaluation> evaluations = new ArrayList<>();
    rules
        .list()
        .forEach(
            rule ->
                problems.attempt(
                    rule,
                    () -> {
                      Check check = compiler.compile(rule.name(), rule.constraint());
                      return evaluations.add(new Evaluation(rule, check, actions.columns(rule)));
                    }));
    problems.throwIfAny();
    compiler.load();
    return new Validator(schema, options, List.copyOf(evaluations), compiler.keyColumns());
  }

  /**
   * Puts the rules to the records of a batch, and does with those that break one what the rule
   * says. Records that are left out are removed from the batch; none may be left in it.
   *
   * @param batch the records, of the schema that the rules were compiled for
   * @throws IllegalArgumentException if the batch has another schema
   * @throws io.lepton.MalformedInputException if a record breaks a rule with {@link Action#FAIL},
   *     with the rule's code; or if one is rejected and the handler does not let that pass
   * @throws LeptonException with {@link ErrorCode#TOO_MANY_VIOLATIONS} if too many records are
   *     wrong
   * @throws io.lepton.LimitExceededException if there are too many distinct keys
   */
  public void check(RecordBatch batch) {
    if (batch.schema() != schema && !batch.schema().equals(schema)) {
      throw new IllegalArgumentException(
          "The rules were compiled for %d columns, got a batch of %d, or of other names or types"
              .formatted(schema.size(), batch.schema().size()));
    }
    prepare(batch);
    boolean any = false;
    for (int i = 0; i < evaluations.size(); i++) {
      if (evaluations.get(i).find(batch, failed, scratch)) {
        note(i, batch);
        any = true;
      }
    }
    rows += batch.rowCount();
    if (any) {
      settle(batch);
    }
  }

  private void prepare(RecordBatch batch) {
    if (removed.length < batch.capacity()) {
      failed = new long[Bits.words(batch.capacity())];
      scratch = failed.clone();
      invalidRows = failed.clone();
      decidedRows = failed.clone();
      decidedBy = new int[batch.capacity()];
      removed = new boolean[batch.capacity()];
    }
    Bits.clear(invalidRows, batch.rowCount());
    Bits.clear(decidedRows, batch.rowCount());
    removals.clear();
    for (KeyColumn key : keys) {
      key.forget();
    }
  }

  /** Takes note of the rows that break a rule: which rule decides what becomes of each. */
  private void note(int index, RecordBatch batch) {
    Evaluation evaluation = evaluations.get(index);
    int count = batch.rowCount();
    if (evaluation.isError()) {
      Bits.add(invalidRows, failed, count);
    }
    switch (evaluation.action()) {
      case KEEP -> {}
      case NULL -> removals.add(new Removal(evaluation, Arrays.copyOf(failed, Bits.words(count))));
      case REJECT, FAIL -> decide(index, evaluation.action() == Action.FAIL, count);
    }
  }

  private void decide(int index, boolean isFailure, int count) {
    for (int row = Bits.next(failed, 0, count);
        row < count;
        row = Bits.next(failed, row + 1, count)) {
      int before = Bits.get(decidedRows, row) ? decidedBy[row] : NONE;
      boolean outranks = isFailure && before != NONE && !isFailure(before);
      if (before == NONE || outranks) {
        decidedBy[row] = index;
      }
    }
    Bits.add(decidedRows, failed, count);
  }

  private boolean isFailure(int index) {
    return evaluations.get(index).action() == Action.FAIL;
  }

  private void settle(RecordBatch batch) {
    int count = batch.rowCount();
    Arrays.fill(removed, 0, count, false);
    boolean anyRemoved = false;
    for (int row = 0; row < count; row++) {
      if (Bits.get(invalidRows, row)) {
        countInvalid(batch.rowNumbers()[row]);
      }
      if (Bits.get(decidedRows, row)) {
        leaveOut(batch, row);
        anyRemoved = true;
      }
    }
    removeValues(batch);
    if (anyRemoved) {
      batch.removeRows(removed);
    }
  }

  private void countInvalid(long row) {
    invalid++;
    if (invalid > options.maxViolations()) {
      throw new LeptonException(
          ErrorCode.TOO_MANY_VIOLATIONS,
          "At most %,d records may break the rules; row %d is one more"
              .formatted(options.maxViolations(), row));
    }
  }

  private void leaveOut(RecordBatch batch, int row) {
    Evaluation evaluation = evaluations.get(decidedBy[row]);
    if (evaluation.action() == Action.FAIL) {
      RejectionHandler.FAIL.reject(evaluation.rejection(batch, row));
    }
    rejected++;
    removed[row] = true;
    options.rejections().reject(evaluation.rejection(batch, row));
  }

  private void removeValues(RecordBatch batch) {
    int count = batch.rowCount();
    Bits.clear(scratch, count);
    for (Removal removal : removals) {
      long[] broken = removal.rows();
      for (int row = Bits.next(broken, 0, count);
          row < count;
          row = Bits.next(broken, row + 1, count)) {
        if (!removed[row]) {
          removal.evaluation().removeValues(batch, row);
          Bits.set(scratch, row);
        }
      }
    }
    nulled += Bits.count(scratch, count);
  }

  /**
   * Returns what became of the records so far. After an exception, the counts of the batch that led
   * to it are not complete.
   *
   * @return the report; later batches do not change it
   */
  public ValidationReport report() {
    return new ValidationReport(
        rows,
        rows - invalid,
        rejected,
        nulled,
        evaluations.stream().map(Evaluation::result).toList());
  }

  /**
   * Rows that lose values.
   *
   * @param evaluation the rule that they break
   * @param rows a bit a row
   */
  private record Removal(Evaluation evaluation, long[] rows) {}
}
