package io.lepton.data;

/**
 * How large the parts of a document may be. A document beyond a limit is refused with {@link
 * io.lepton.LimitExceededException}.
 *
 * @param maxRecordBytes bytes of one record. An unclosed quote makes one record of all the rest, so
 *     this bounds memory as well.
 * @param maxColumns fields of one record
 * @param maxDepth objects and arrays inside each other
 */
public record ReadLimits(int maxRecordBytes, int maxColumns, int maxDepth) {

  private static final ReadLimits DEFAULTS = new ReadLimits(16 << 20, 16_384, 64);

  /**
   * Checks the parts.
   *
   * @param maxRecordBytes bytes of one record
   * @param maxColumns fields of one record
   * @param maxDepth objects and arrays inside each other
   * @throws IllegalArgumentException if a limit is below 1, or {@code maxRecordBytes} above 1 GiB
   */
  public ReadLimits {
    if (maxRecordBytes < 1 || maxColumns < 1 || maxDepth < 1) {
      throw new IllegalArgumentException("A limit needs to be at least 1");
    }
    if (maxRecordBytes > 1 << 30) {
      throw new IllegalArgumentException("A record can have at most 1 GiB (2^30 bytes)");
    }
  }

  /**
   * Returns limits for files from outside: 16 MiB a record, which no spreadsheet or database export
   * reaches; 16,384 columns, the most a spreadsheet has; 64 levels.
   *
   * @return the defaults
   */
  public static ReadLimits defaults() {
    return DEFAULTS;
  }

  /**
   * Returns these limits with another size of record.
   *
   * @param bytes bytes of one record, 1 to 2^30
   * @return new limits
   */
  public ReadLimits withMaxRecordBytes(int bytes) {
    return new ReadLimits(bytes, maxColumns, maxDepth);
  }

  /**
   * Returns these limits with another number of columns.
   *
   * @param columns fields of one record, at least 1
   * @return new limits
   */
  public ReadLimits withMaxColumns(int columns) {
    return new ReadLimits(maxRecordBytes, columns, maxDepth);
  }

  /**
   * Returns these limits with another depth.
   *
   * @param depth levels, at least 1
   * @return new limits
   */
  public ReadLimits withMaxDepth(int depth) {
    return new ReadLimits(maxRecordBytes, maxColumns, depth);
  }
}
