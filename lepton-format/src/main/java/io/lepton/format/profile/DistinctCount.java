package io.lepton.format.profile;

/**
 * How many distinct values a column has.
 *
 * @param count the number, or an estimate of it
 * @param relativeError the standard error of the estimate as a share of it: 68 of 100 estimates are
 *     nearer to the truth, 99.7 nearer than three times as much; 0 if the number is exact
 */
public record DistinctCount(long count, double relativeError) {

  /**
   * Says whether the values were counted.
   *
   * @return false for an estimate
   */
  public boolean isExact() {
    return relativeError == 0;
  }
}
