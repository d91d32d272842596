package io.lepton.format.internal;

import io.lepton.data.RecordBatch;
import io.lepton.data.RecordWriter;
import io.lepton.data.Schema;
import io.lepton.spi.WriteRequest;
import java.io.IOException;

/**
 * A writer of a text format, row by row.
 *
 * <p>How much room a row can take at most is found once a batch, so that no cell has to ask for it.
 * Rows that may be very long are written piece by piece instead.
 */
public abstract class RowWriter implements RecordWriter {

  private static final long MAX_ROOM = 1 << 20;

  private final Schema schema;
  private final ByteSink sink;
  private boolean finished;

  /**
   * Opens the target.
   *
   * @param request the target and the fields
   * @throws IOException if the target cannot be written
   */
  protected RowWriter(WriteRequest request) throws IOException {
    schema = request.schema();
    sink = new ByteSink(request.target().open());
  }

  /**
   * Returns the fields of every batch.
   *
   * @return the schema
   */
  protected final Schema schema() {
    return schema;
  }

  /**
   * Returns where the bytes go.
   *
   * @return the sink
   */
  protected final ByteSink sink() {
    return sink;
  }

  @Override
  public final void write(RecordBatch batch) throws IOException {
    if (!batch.schema().equals(schema)) {
      throw new IllegalArgumentException(
          "The writer needs batches of %s, got %s".formatted(schema, batch.schema()));
    }
    long room = prepare(batch);
    if (room <= MAX_ROOM) {
      printRows(batch.rowCount(), (int) room);
    } else {
      writeRows(batch.rowCount());
    }
  }

  private void printRows(int rows, int room) throws IOException {
    for (int row = 0; row < rows; row++) {
      byte[] out = sink.reserve(room);
      sink.moveTo(printRow(row, out, sink.position()));
    }
  }

  private void writeRows(int rows) throws IOException {
    for (int row = 0; row < rows; row++) {
      writeRow(row);
    }
  }

  /**
   * Gets ready for the rows of a batch.
   *
   * @param batch the batch, of this writer's schema
   * @return how many bytes a row may write to at most
   */
  protected abstract long prepare(RecordBatch batch);

  /**
   * Prints a row where there is room for it.
   *
   * @param row a row of the batch
   * @param out where to print
   * @param at the offset of the first byte
   * @return the offset after the last byte
   */
  protected abstract int printRow(int row, byte[] out, int at);

  /**
   * Writes a row of any length to the sink.
   *
   * @param row a row of the batch
   * @throws IOException if the target cannot be written
   */
  protected abstract void writeRow(int row) throws IOException;

  /**
   * Writes what comes after the last row. Called once, before the output ends.
   *
   * @throws IOException if the target cannot be written
   */
  protected void finish() throws IOException {}

  @Override
  public final void close() throws IOException {
    if (!finished) {
      // Noted first: a caller who closes again after a failure must not write it twice.
      finished = true;
      finish();
    }
    sink.flush();
  }
}
