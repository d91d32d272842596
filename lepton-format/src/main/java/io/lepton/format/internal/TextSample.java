package io.lepton.format.internal;

import io.lepton.data.FieldEvidence;
import io.lepton.data.Inference;
import io.lepton.data.RecordBatch;
import io.lepton.data.RecordReader;
import io.lepton.data.TextColumn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The first records of a source whose values are all text: enough of them to infer their types.
 *
 * <p>Stateless.
 */
public final class TextSample {

  /** How many records are looked at, at most. */
  public static final int ROWS = 10_000;

  /** How many bytes are looked at, about. */
  public static final int BYTES = 4 << 20;

  private static final int BATCH_ROWS = 128;

  private TextSample() {}

  /**
   * Looks at the first 10,000 records or 4 MiB, whichever is less.
   *
   * @param reader reads all columns as text, at its first record; not closed
   * @return the evidence for each column
   * @throws IOException if the source cannot be read
   */
  public static Inference inference(RecordReader reader) throws IOException {
    List<TypeInference> columns = new ArrayList<>();
    reader.schema().fields().forEach(field -> columns.add(new TypeInference()));
    RecordBatch batch = RecordBatch.allocate(reader.schema(), BATCH_ROWS);
    long rows = 0;
    boolean more = true;
    while (more && rows < ROWS && reader.bytesRead() < BYTES) {
      more = reader.read(batch);
      rows += look(batch, columns);
    }
    List<FieldEvidence> evidence = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      evidence.add(columns.get(i).evidence(reader.schema().field(i).name(), rows));
    }
    return new Inference(evidence, rows, !more);
  }

  private static int look(RecordBatch batch, List<TypeInference> columns) {
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).look((TextColumn) batch.column(i), batch.rowNumbers(), batch.rowCount());
    }
    return batch.rowCount();
  }
}
