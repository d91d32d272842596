package io.lepton.format.profile;

import java.util.Optional;

/**
 * How the numbers of a column are spread.
 *
 * @param above how many interquartile ranges the largest value lies above the third quartile
 * @param below how many of them the smallest value lies below the first quartile
 * @param skew how many standard deviations the mean lies above the median
 */
record NumericShape(double above, double below, double skew) {

  static Optional<NumericShape> of(ColumnProfile column) {
    ValueRange range = column.range();
    Optional<NumberStatistics> numbers = column.numbers();
    if (numbers.isEmpty()
        || range.quantiles().isEmpty()
        || !(range.min().get() instanceof Number)) {
      return Optional.empty();
    }
    double low = number(range, 0.25);
    double high = number(range, 0.75);
    double width = high - low;
    double above = ((Number) range.max().get()).doubleValue() - high;
    double below = low - ((Number) range.min().get()).doubleValue();
    double deviation = numbers.get().deviation();
    double skew = (numbers.get().mean() - number(range, 0.5)) / deviation;
    return Optional.of(
        new NumericShape(
            width > 0 ? above / width : 0,
            width > 0 ? below / width : 0,
            deviation > 0 && deviation < Double.POSITIVE_INFINITY ? skew : 0));
  }

  private static double number(ValueRange range, double rank) {
    return ((Number) range.quantile(rank).orElseThrow()).doubleValue();
  }
}
