package io.lepton.spi;

import io.lepton.data.DataTarget;
import io.lepton.data.Schema;

/**
 * What to write, and where.
 *
 * @param target where the bytes go; the writer opens it, its owner commits it
 * @param schema the fields of every batch
 */
public record WriteRequest(DataTarget target, Schema schema) {

  /**
   * Returns a request.
   *
   * @param target where the bytes go
   * @param schema the fields of every batch
   * @return the request
   */
  public static WriteRequest of(DataTarget target, Schema schema) {
    return new WriteRequest(target, schema);
  }
}
