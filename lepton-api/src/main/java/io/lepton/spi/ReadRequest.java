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
 */
public record ReadRequest(
    DataSource source, Optional<Schema> schema, RejectionHandler rejections, ReadLimits limits) {

  /**
   * Returns a request for all columns that stops at the first bad record.
   *
   * @param source where the bytes come from
   * @return the request
   */
  public static ReadRequest of(DataSource source) {
    return new ReadRequest(source, Optional.empty(), RejectionHandler.FAIL, ReadLimits.defaults());
  }

  /**
   * Asks for certain columns.
   *
   * @param wanted the columns
   * @return a changed request
   */
  public ReadRequest withSchema(Schema wanted) {
    return new ReadRequest(source, Optional.of(wanted), rejections, limits);
  }

  /**
   * Says what becomes of records that cannot be used.
   *
   * @param handler told of each of them
   * @return a changed request
   */
  public ReadRequest withRejections(RejectionHandler handler) {
    return new ReadRequest(source, schema, handler, limits);
  }

  /**
   * Sets the limits.
   *
   * @param newLimits how large the parts of the document may be
   * @return a changed request
   */
  public ReadRequest withLimits(ReadLimits newLimits) {
    return new ReadRequest(source, schema, rejections, newLimits);
  }
}
