package io.lepton.format.profile;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * How good the data is in one dimension.
 *
 * @param dimension the dimension, which says what is counted
 * @param numerator what is as it should be
 * @param denominator what was looked at; 0 if the dimension is not assessed
 * @param error the standard error of the score, where the numerator is an estimate; 0 if it is
 *     exact
 * @param weight how much the dimension counts in the whole, 0 or more
 */
public record QualityScore(
    QualityDimension dimension, long numerator, long denominator, double error, double weight) {

  /**
   * Says whether there was anything to assess the dimension by.
   *
   * @return false if nothing was looked at, which says nothing of the data
   */
  public boolean isAssessed() {
    return denominator > 0;
  }

  /**
   * Returns the score.
   *
   * @return numerator divided by denominator, 0 to 1; empty if the dimension is not assessed
   */
  public OptionalDouble share() {
    return isAssessed()
        ? OptionalDouble.of((double) numerator / denominator)
        : OptionalDouble.empty();
  }

  /**
   * Returns what the numbers count.
   *
   * @return some words
   */
  public String basis() {
    return dimension.basis();
  }

  /**
   * Returns the score on one line.
   *
   * @return for example {@code completeness 99.8 %: 998 of 1,000 values present of those that could
   *     be, weight 1}
   */
  @Override
  public String toString() {
    return isAssessed()
        ? String.format(
            Locale.ROOT,
            "%-12s  %8s%s  %,d of %,d %s, weight %s",
            dimension,
            ProfileCell.percent((double) numerator / denominator),
            error == 0 ? "" : String.format(Locale.ROOT, " (+-%.1f %%)", error * 100),
            numerator,
            denominator,
            basis(),
            Double.toString(weight).replaceFirst("\\.0$", ""))
        : String.format(Locale.ROOT, "%-12s  not assessed", dimension);
  }
}
