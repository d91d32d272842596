package io.lepton.quality;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;

/**
 * One end of a range, kept as it would be written in the column, so that no digit is lost before
 * the type of the column is known.
 *
 * @param value the written value, such as {@code 130}, {@code 0.05}, {@code 2024-02-29} or {@code
 *     2024-02-29T12:00:00Z}
 * @param inclusive whether the value itself is still in the range
 */
public record Bound(String value, boolean inclusive) {

  /**
   * Returns a bound that belongs to the range.
   *
   * @param value as it would be written in the column
   * @return the bound
   */
  public static Bound of(String value) {
    return new Bound(value, true);
  }

  /**
   * Returns a bound that belongs to the range.
   *
   * @param value a whole number
   * @return the bound
   */
  public static Bound of(long value) {
    return of(Long.toString(value));
  }

  /**
   * Returns a bound that belongs to the range.
   *
   * @param value a number; what counts is its shortest decimal form
   * @return the bound
   */
  public static Bound of(double value) {
    return of(Double.toString(value));
  }

  /**
   * Returns a bound that belongs to the range.
   *
   * @param value a decimal number
   * @return the bound
   */
  public static Bound of(BigDecimal value) {
    return of(value.toString());
  }

  /**
   * Returns a bound that belongs to the range.
   *
   * @param value a day
   * @return the bound
   */
  public static Bound of(LocalDate value) {
    return of(value.toString());
  }

  /**
   * Returns a bound that belongs to the range, for columns of points in time.
   *
   * @param value a point in time
   * @return the bound
   */
  public static Bound of(Instant value) {
    return of(value.toString());
  }

  /**
   * Returns a bound that belongs to the range, for columns of wall clock readings.
   *
   * @param value a date and time in no known zone
   * @return the bound
   */
  public static Bound of(LocalDateTime value) {
    return of(value.toString());
  }

  /**
   * Returns this bound as one that no longer belongs to the range.
   *
   * @return a changed bound
   */
  public Bound exclusive() {
    return new Bound(value, false);
  }
}
