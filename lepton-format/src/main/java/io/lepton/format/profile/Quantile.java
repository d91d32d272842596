package io.lepton.format.profile;

import java.util.List;

/**
 * A value that a share of a column's values does not exceed.
 *
 * @param rank the share, 0 to 1: 0.5 for the median
 * @param value the value, of the class that {@link ValueRange} names for the column's type
 */
public record Quantile(double rank, Object value) {

  /** The shares that a profile has quantiles for. */
  static final List<Double> RANKS = List.of(0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99);
}
