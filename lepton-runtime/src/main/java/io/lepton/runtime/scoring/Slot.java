package io.lepton.runtime.scoring;

import io.lepton.data.Column;
import io.lepton.data.ColumnType;
import io.lepton.data.Field;
import io.lepton.data.RecordBatch;
import io.lepton.data.RejectionHandler;
import io.lepton.data.Schema;
import io.lepton.model.InferenceSession;
import io.lepton.runtime.binding.BatchBinder;
import io.lepton.runtime.binding.BindingPlan;
import io.lepton.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The memory of one batch on its way: columns read, tensors in and out, columns to write. Belongs
 * to one stage at a time.
 */
final class Slot implements AutoCloseable {

  final RecordBatch batch;

  /** Bytes of the source consumed when this batch was read. */
  long bytesRead;

  /** Records rejected so far when this batch was read. */
  long rowsRejected;

  private final BatchBinder binder;
  private final List<TensorSpec> outputs;
  private final List<String> kept;
  private @Nullable RecordBatch scored;

  Slot(InferenceSession session, BindingPlan plan, int capacity, RejectionHandler rejections) {
    this.batch = RecordBatch.allocate(plan.readSchema(), capacity);
    this.binder = new BatchBinder(session, plan, batch, rejections);
    this.outputs = session.metadata().outputs();
    this.kept = plan.kept();
  }

  /** Copies the rows into the tensors; rows that do not fit leave the batch. */
  int bind() {
    return binder.bind();
  }

  List<String> describe() {
    return binder.describe();
  }

  void infer() {
    binder.run();
  }

  /** Returns the kept columns and the outputs of the last inference. */
  RecordBatch scores() {
    int rows = batch.rowCount();
    RecordBatch result = scored == null ? allocateScores(rows) : scored;
    scored = result;
    for (TensorSpec output : outputs) {
      OutputColumns.copy(
          binder.output(output.name()),
          binder.outputCodes(output.name()),
          result.column(output.name()),
          rows);
    }
    result.setRowCount(rows);
    return result;
  }

  private RecordBatch allocateScores(int rows) {
    List<Field> fields = new ArrayList<>();
    List<Column> columns = new ArrayList<>();
    for (String name : kept) {
      fields.add(batch.schema().field(batch.schema().indexOf(name)));
      columns.add(batch.column(name));
    }
    for (TensorSpec output : outputs) {
      Field field = fieldOf(output, rows);
      fields.add(field);
      columns.add(Column.allocate(field.type(), batch.capacity()));
    }
    return RecordBatch.of(Schema.of(fields), columns, batch.capacity());
  }

  private Field fieldOf(TensorSpec output, int rows) {
    Field field = OutputColumns.field(output.name(), binder.output(output.name()), rows);
    // The tensor holds codes where the output is coded text; the column holds the text.
    return binder.outputCodes(output.name()).isPresent()
        ? field.withType(ColumnType.TEXT.vector(field.type().width()))
        : field;
  }

  @Override
  public void close() {
    binder.close();
  }
}
