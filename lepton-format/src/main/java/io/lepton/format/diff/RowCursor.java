package io.lepton.format.diff;

import io.lepton.data.RecordBatch;
import io.lepton.data.RecordReader;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Goes through the records of a reader one by one. */
final class RowCursor implements Closeable {

  private final RecordReader reader;
  private final BooleanSupplier cancelled;
  private final RecordBatch batch;
  private int row = -1;
  private long number;

  RowCursor(RecordReader reader, BooleanSupplier cancelled) {
    this.reader = reader;
    this.cancelled = cancelled;
    this.batch = RecordBatch.allocate(reader.schema(), RecordBatch.DEFAULT_CAPACITY);
  }

  /** Moves to the next record, if there is one. */
  boolean next() throws IOException {
    row++;
    if (row >= batch.rowCount()) {
      if (cancelled.getAsBoolean()) {
        throw new CancellationException("The comparison was cancelled");
      }
      row = 0;
      if (!reader.read(batch)) {
        return false;
      }
    }
    number++;
    return true;
  }

  /** The batch that the record is in: always the same object. */
  RecordBatch batch() {
    return batch;
  }

  /** Where in the batch the record is. */
  int row() {
    return row;
  }

  /** Whether the batch was filled anew for this record. */
  boolean isFirstOfBatch() {
    return row == 0;
  }

  /** Which record it is, the first is 1; at the end, how many there are. */
  long number() {
    return number;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
