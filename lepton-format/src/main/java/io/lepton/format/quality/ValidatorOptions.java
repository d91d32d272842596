package io.lepton.format.quality;

import io.lepton.data.RejectionHandler;

/**
 * How records are validated. Immutable: every {@code with} method returns a changed copy.
 *
 * @param rejections told of each record that is left out
 * @param maxViolations how many records may break a rule of severity {@link
 *     io.lepton.quality.Severity#ERROR} before the work stops
 * @param maxDistinctKeys how many distinct keys each rule on uniqueness or references may keep in
 *     memory, at 39 to 77 bytes each
 */
public record ValidatorOptions(
    RejectionHandler rejections, long maxViolations, long maxDistinctKeys) {

  /** About 400 MB for a rule that needs so many. */
  private static final long DEFAULT_KEYS = 10_000_000;

  /**
   * Checks the numbers.
   *
   * @param rejections told of each record that is left out
   * @param maxViolations how many records may break a rule
   * @param maxDistinctKeys how many distinct keys each rule may keep in memory
   * @throws IllegalArgumentException if a number is below 0
   */
  public ValidatorOptions {
    if (maxViolations < 0 || maxDistinctKeys < 0) {
      throw new IllegalArgumentException(
          "Validation needs limits of at least 0, got %d violations and %d keys"
              .formatted(maxViolations, maxDistinctKeys));
    }
  }

  /**
   * Returns the options that hold unless the caller says otherwise: the first rejected record stops
   * the work, because nothing is lost in silence; any number of records may break rules that reject
   * nothing; ten million distinct keys.
   *
   * @return the options
   */
  public static ValidatorOptions defaults() {
    return new ValidatorOptions(RejectionHandler.FAIL, Long.MAX_VALUE, DEFAULT_KEYS);
  }

  /**
   * Says what becomes of records that are left out.
   *
   * @param handler told of each of them, once, in the order of the rows
   * @return changed options
   */
  public ValidatorOptions withRejections(RejectionHandler handler) {
    return new ValidatorOptions(handler, maxViolations, maxDistinctKeys);
  }

  /**
   * Says how many records may be wrong.
   *
   * @param records the work stops at the next one that breaks a rule of severity error; at least 0
   * @return changed options
   */
  public ValidatorOptions withMaxViolations(long records) {
    return new ValidatorOptions(rejections, records, maxDistinctKeys);
  }

  /**
   * Says how many distinct keys a rule may keep in memory.
   *
   * @param keys at least 0
   * @return changed options
   */
  public ValidatorOptions withMaxDistinctKeys(long keys) {
    return new ValidatorOptions(rejections, maxViolations, keys);
  }
}
