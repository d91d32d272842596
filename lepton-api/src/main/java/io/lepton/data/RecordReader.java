package io.lepton.data;

import java.io.Closeable;
import java.io.IOException;

/**
 * Reads records from a source, a batch of columns at a time.
 *
 * <pre>{@code
 * try (RecordReader reader = Formats.forPath(file).reader(ReadRequest.of(DataSource.of(file)))) {
 *   RecordBatch batch = RecordBatch.allocate(reader.schema(), RecordBatch.DEFAULT_CAPACITY);
 *   while (reader.read(batch)) {
 *     // use the batch: the next read fills it again
 *   }
 * }
 * }</pre>
 *
 * <p>Memory does not grow with the source: it is bounded by the batches and by {@link ReadLimits}.
 *
 * <p><b>Threads.</b> One thread at a time. Batches are the caller's: several may be in flight, and
 * what lies in a batch stays there until the caller has it filled again.
 */
public interface RecordReader extends Closeable {

  /**
   * Returns the fields of every batch.
   *
   * @return the requested schema, or else the one inferred from the first rows
   */
  Schema schema();

  /**
   * Fills a batch with the next rows.
   *
   * @param batch a batch of this reader's schema; what it held is gone
   * @return false at the end of the source, with no rows in the batch; otherwise true, with at
   *     least one row
   * @throws IOException if the source cannot be read
   * @throws io.lepton.MalformedInputException if the source is not well-formed
   * @throws io.lepton.LimitExceededException if a record is larger than the limits allow
   */
  boolean read(RecordBatch batch) throws IOException;

  /**
   * Returns how far the reader is.
   *
   * @return bytes consumed from the source so far, as they lie there
   */
  long bytesRead();

  /** Closes the source. Closing again does nothing. */
  @Override
  void close() throws IOException;
}
