package io.lepton.spi;

import io.lepton.data.DataSource;
import io.lepton.data.ReadLimits;
import io.lepton.data.RejectionHandler;
import io.lepton.data.Schema;
import java.util.Optional;

/**
 * What to read, and how. Immutable: every {@code with} method returns a changed copy.
 *
 * @param source where the bytes come from
 * @param schema the wanted columns by name, in the wanted order and with the wanted types; other
 *     columns of the source are skipped. Empty for all columns with inferred types.
 * @param rejections what becomes of records that cannot be used
 * @param limits how large the parts of the document may be
 * @param threads how many threads may work on reading at once, the one that calls {@link
 *     io.lepton.data.RecordReader#read} included; a format may use fewer. What is read, and in
 *     which order, does not depend on it.
 */
public record ReadRequest(
    DataSource source,
    Optional<Schema> schema,
    RejectionHandler rejections,
    ReadLimits limits,
    int threads) {

  /**
   * Checks the number of threads.
   *
   * @param source where the bytes come from
   * @param schema the wanted columns, or empty for all of them
   * @param rejections what becomes of records that cannot be used
   * @param limits how large the parts of the document may be
   * @param threads how many threads may work on reading at once
   * @throws IllegalArgumentException if {@code threads} is below 1
   */
  public ReadRequest {
    if (threads < 1) {
      throw new IllegalArgumentException("Reading needs at least 1 thread, got " + threads);
    }
  }

  /**
   * Returns a request for all columns that stops at the first bad record.
   *
   * @param source where the bytes come from
   * @return the request
   */
  public static ReadRequest of(DataSource source) {
    return new ReadRequest(
        source, Optional.empty(), RejectionHandler.FAIL, ReadLimits.defaults(), 1);
  }

  /**
   * Asks for certain columns.
   *
   * @param wanted the columns
   * @return a changed request
   */
  public ReadRequest withSchema(Schema wanted) {
    return new ReadRequest(source, Optional.of(wanted), rejections, limits, threads);
  }

  /**
   * Says what becomes of records that cannot be used.
   *
   * @param handler told of each of them
   * @return a changed request
   */
  public ReadRequest withRejections(RejectionHandler handler) {
    return new ReadRequest(source, schema, handler, limits, threads);
  }

  /**
   * Sets the limits.
   *
   * @param newLimits how large the parts of the document may be
   * @return a changed request
   */
  public ReadRequest withLimits(ReadLimits newLimits) {
    return new ReadRequest(source, schema, rejections, newLimits, threads);
  }

  /**
   * Asks for the same from another source.
   *
   * @param newSource where the bytes come from
   * @return a changed request
   */
  public ReadRequest withSource(DataSource newSource) {
    return new ReadRequest(newSource, schema, rejections, limits, threads);
  }

  /**
   * Lets several threads work on reading.
   *
   * @param newThreads at least 1, which is the default: an embedding application has other work
   * @return a changed request
   */
  public ReadRequest withThreads(int newThreads) {
    return new ReadRequest(source, schema, rejections, limits, newThreads);
  }
}
