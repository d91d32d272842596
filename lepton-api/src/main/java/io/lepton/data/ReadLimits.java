package io.lepton.data;

/**
 * How large the parts of a document may be. A document beyond a limit is refused with {@link
 * io.lepton.LimitExceededException}.
 *
 * @param maxRecordBytes bytes of one record. An unclosed quote makes one record of all the rest, so
 *     this bounds memory as well.
 * @param maxColumns fields of one record
 * @param maxDepth objects, arrays or elements inside each other
 * @param maxExpandedBytes bytes that compressed data may expand to
 * @param maxExpansionRatio how many times its size compressed data may expand to, looked at from
 *     the first {@value #EXPANSION_GRACE_BYTES} expanded bytes on
 */
public record ReadLimits(
    int maxRecordBytes,
    int maxColumns,
    int maxDepth,
    long maxExpandedBytes,
    int maxExpansionRatio) {

  /** Up to so many expanded bytes, the ratio does not matter: they do no harm. */
  public static final int EXPANSION_GRACE_BYTES = 16 << 20;

  private static final ReadLimits DEFAULTS = new ReadLimits(16 << 20, 16_384, 64, 1L << 40, 200);

  /**
   * Checks the parts.
   *
   * @param maxRecordBytes bytes of one record
   * @param maxColumns fields of one record
   * @param maxDepth objects, arrays or elements inside each other
   * @param maxExpandedBytes bytes that compressed data may expand to
   * @param maxExpansionRatio how many times its size compressed data may expand to
   * @throws IllegalArgumentException if a limit is below 1, or {@code maxRecordBytes} above 1 GiB
   */
  public ReadLimits {
    if (maxRecordBytes < 1
        || maxColumns < 1
        || maxDepth < 1
        || maxExpandedBytes < 1
        || maxExpansionRatio < 1) {
      throw new IllegalArgumentException("A limit needs to be at least 1");
    }
    if (maxRecordBytes > 1 << 30) {
      throw new IllegalArgumentException("A record can have at most 1 GiB (2^30 bytes)");
    }
  }

  /**
   * Returns limits for files from outside: 16 MiB a record, which no spreadsheet or database export
   * reaches; 16,384 columns, the most a spreadsheet has; 64 levels; compressed data that expands to
   * 1 TiB and 200 times its size at most, where tables seldom reach 50 times and a bomb made of
   * zeros 1,000 times.
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
    return new ReadLimits(bytes, maxColumns, maxDepth, maxExpandedBytes, maxExpansionRatio);
  }

  /**
   * Returns these limits with another number of columns.
   *
   * @param columns fields of one record, at least 1
   * @return new limits
   */
  public ReadLimits withMaxColumns(int columns) {
    return new ReadLimits(maxRecordBytes, columns, maxDepth, maxExpandedBytes, maxExpansionRatio);
  }

  /**
   * Returns these limits with another depth.
   *
   * @param depth levels, at least 1
   * @return new limits
   */
  public ReadLimits withMaxDepth(int depth) {
    return new ReadLimits(maxRecordBytes, maxColumns, depth, maxExpandedBytes, maxExpansionRatio);
  }

  /**
   * Returns these limits with another bound on what compressed data expands to.
   *
   * @param bytes at least 1
   * @return new limits
   */
  public ReadLimits withMaxExpandedBytes(long bytes) {
    return new ReadLimits(maxRecordBytes, maxColumns, maxDepth, bytes, maxExpansionRatio);
  }

  /**
   * Returns these limits with another bound on how many times its size compressed data expands to.
   *
   * @param ratio at least 1
   * @return new limits
   */
  public ReadLimits withMaxExpansionRatio(int ratio) {
    return new ReadLimits(maxRecordBytes, maxColumns, maxDepth, maxExpandedBytes, ratio);
  }
}
