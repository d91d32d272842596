package io.lepton.data;

import java.io.Closeable;
import java.io.IOException;

/**
 * Writes batches of columns to an output.
 *
 * <p><b>Threads.</b> One thread at a time. A batch is not retained after {@link #write} returns.
 */
public interface RecordWriter extends Closeable {

  /**
   * Writes the rows of a batch.
   *
   * @param batch rows of this writer's schema
   * @throws IOException if the output cannot be written
   */
  void write(RecordBatch batch) throws IOException;

  /**
   * Writes what is still held back and whatever ends the format. Does not commit the {@link
   * DataTarget}: its owner does, once everything is known to be whole.
   */
  @Override
  void close() throws IOException;
}
