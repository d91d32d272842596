package io.lepton.format.profile;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where the values of a column lie.
 *
 * <p>A value is a {@link Long} for whole numbers, a {@link java.math.BigInteger} for UINT64, a
 * {@link Float} or {@link Double} for floating point numbers, a {@link java.math.BigDecimal}, a
 * {@link java.time.LocalDate}, a {@link java.time.Instant} for a timestamp in UTC, a {@link
 * java.time.LocalDateTime} for another, or a {@link String} for text. Values that are not finite
 * are left out of account.
 *
 * <p>Text is ordered by its bytes, of which the first 64 count, and it has no quantiles and no
 * histogram. The first and last of more distinct texts than are counted exactly are known only if
 * {@link ProfileOptions.ValueDisplay#SHOWN all values} are shown. Truth values and bytes have no
 * range.
 *
 * @param min the smallest value, or empty if there is none or it is not shown
 * @param max the largest value, or empty if there is none or it is not shown
 * @param quantiles the quantiles at 1, 5, 25, 50, 75, 95 and 99 %, or empty
 * @param histogram the share of the values in each of {@value #PARTS} equal parts of the range from
 *     smallest to largest, or empty
 */
public record ValueRange(
    Optional<Object> min, Optional<Object> max, List<Quantile> quantiles, List<Double> histogram) {

  /** How many parts a histogram has. */
  public static final int PARTS = 12;

  static final ValueRange EMPTY =
      new ValueRange(Optional.empty(), Optional.empty(), List.of(), List.of());

  /**
   * Copies the lists.
   *
   * @param min the smallest value
   * @param max the largest value
   * @param quantiles some quantiles
   * @param histogram shares of the values
   */
  public ValueRange {
    quantiles = List.copyOf(quantiles);
    histogram = List.copyOf(histogram);
  }

  /**
   * Returns a quantile.
   *
   * @param rank one of the shares that there is a quantile for
   * @return the value, or empty if there is none at this share
   */
  public Optional<Object> quantile(double rank) {
    return quantiles.stream()
        .filter(quantile -> quantile.rank() == rank)
        .map(Quantile::value)
        .findFirst();
  }

  ValueRange withoutValues() {
    return new ValueRange(Optional.empty(), Optional.empty(), List.of(), histogram);
  }

  static List<Double> list(double[] shares) {
    return Arrays.stream(shares).boxed().toList();
  }
}
