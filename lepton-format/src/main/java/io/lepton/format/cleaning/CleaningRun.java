package io.lepton.format.cleaning;

import io.lepton.data.Column;
import io.lepton.data.ColumnType;
import io.lepton.data.RecordBatch;
import io.lepton.data.RecordReader;
import io.lepton.data.RejectionHandler;
import io.lepton.data.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The steps of a cleaning at work on one source.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
final class CleaningRun {

  private final List<CleaningStep> steps;
  private final List<Operation> operations = new ArrayList<>();
  private final Schema source;
  private final Schema schema;
  private final List<ColumnType> slotTypes;
  private final int[] finalSlots;
  private long rowsRead;
  private long rowsKept;

  CleaningRun(Cleaning cleaning, Schema source) {
    this.steps = cleaning.steps();
    this.source = source;
    Draft draft = new Draft(source);
    for (CleaningStep step : steps) {
      draft.begin(operations.size() + 1, step);
      operations.add(step.plan(draft));
    }
    draft.requireNoProblems();
    this.schema = draft.schema();
    this.slotTypes = draft.slotTypes();
    this.finalSlots = draft.slots();
  }

  Schema source() {
    return source;
  }

  Schema schema() {
    return schema;
  }

  boolean isReady() {
    return operations.stream().allMatch(Operation::isReady);
  }

  /**
   * Makes the rows of a batch.
   *
   * @param output the columns that the last values of each field go to
   * @param capacity how many rows those have room for
   * @param rejections told of the rows that a step rejects
   */
  Rows rows(List<Column> output, int capacity, RejectionHandler rejections) {
    Column[] slots = new Column[slotTypes.size()];
    for (int i = 0; i < finalSlots.length; i++) {
      slots[finalSlots[i]] = output.get(i);
    }
    for (int i = 0; i < slots.length; i++) {
      if (slots[i] == null) {
        slots[i] = Column.allocate(slotTypes.get(i), capacity);
      }
    }
    return new Rows(schema, slots, rejections);
  }

  /** Makes the batch that the source fills: the columns of rows before the first step. */
  RecordBatch sourceBatch(Rows rows, int capacity) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < source.size(); i++) {
      columns.add(rows.column(i));
    }
    return RecordBatch.of(source, columns, capacity);
  }

  void apply(Rows rows) {
    rowsRead += rows.count();
    for (Operation operation : operations) {
      operation.apply(rows);
      rows.closeUp();
    }
    rowsKept += rows.count();
  }

  /**
   * Reads the source once to learn from it. What a step would do whose own learning is not done is
   * not known to those after it that look at the same column, nor, if it drops rows, to any: these
   * learn in a later pass.
   */
  void learn(RecordReader reader, Runnable checkpoint) throws IOException {
    Pass pass = new Pass(reader, checkpoint);
    operations.forEach(Operation::restart);
    checkpoint.run();
    while (reader.read(pass.batch)) {
      pass.learn();
      checkpoint.run();
    }
    pass.learners.forEach(Operation::endLearning);
    operations.forEach(Operation::restart);
  }

  long rowsDropped() {
    return rowsRead - rowsKept - operations.stream().mapToLong(Operation::rejected).sum();
  }

  CleaningReport report() {
    List<CleaningReport.Step> counts = new ArrayList<>();
    for (int i = 0; i < operations.size(); i++) {
      counts.add(operations.get(i).report(steps.get(i).toString()));
    }
    return new CleaningReport(rowsRead, rowsKept, counts);
  }

  /** One reading of the source before the real one. */
  private final class Pass {

    final Set<Operation> learners = new HashSet<>();
    final RecordBatch batch;
    private final Rows rows;

    Pass(RecordReader reader, Runnable checkpoint) {
      RecordBatch output = RecordBatch.allocate(schema, RecordBatch.DEFAULT_CAPACITY);
      rows = rows(output.columns(), output.capacity(), rejection -> checkpoint.run());
      batch = sourceBatch(rows, output.capacity());
    }

    void learn() {
      rows.begin(batch);
      Set<Integer> unknown = new HashSet<>();
      for (Operation operation : operations) {
        boolean isKnown = positions(operation).stream().noneMatch(unknown::contains);
        if (isKnown && operation.isReady()) {
          operation.apply(rows);
          rows.closeUp();
          continue;
        }
        if (isKnown) {
          operation.learn(rows);
          learners.add(operation);
        }
        if (operation.dropsRows()) {
          return;
        }
        unknown.addAll(positions(operation));
      }
    }

    private List<Integer> positions(Operation operation) {
      List<Integer> positions = new ArrayList<>();
      for (int position : operation.positions()) {
        positions.add(position);
      }
      return positions;
    }
  }
}
