package io.lepton.format.cleaning;

import java.util.Locale;

/**
 * What to put where a value is missing.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class Fill {

  /** The ways to find a value. */
  enum Kind {
    CONSTANT,
    MEAN,
    MEDIAN,
    PREVIOUS
  }

  private final Kind kind;
  private final String constant;

  private Fill(Kind kind, String constant) {
    this.kind = kind;
    this.constant = constant;
  }

  /**
   * Fills with one value.
   *
   * @param value the value as a CSV file would hold it: {@code true}, {@code 12.5}, {@code
   *     2026-11-21}; for a text column the text itself
   * @return the fill
   */
  public static Fill constant(String value) {
    return new Fill(Kind.CONSTANT, value);
  }

  /**
   * Fills with one number.
   *
   * @param value the number
   * @return the fill
   */
  public static Fill constant(long value) {
    return constant(Long.toString(value));
  }

  /**
   * Fills with one number.
   *
   * @param value the number
   * @return the fill
   */
  public static Fill constant(double value) {
    return constant(Double.toString(value));
  }

  /**
   * Fills with the mean of the values that are there, rounded to the column's type, half to even.
   * Needs a reading before the real one.
   *
   * @return the fill; it leaves a column without any value as it is
   */
  public static Fill mean() {
    return new Fill(Kind.MEAN, "");
  }

  /**
   * Fills with the median of the values that are there, rounded to the column's type, half to even.
   * Exact for up to a million values, beyond that by a t-digest. Needs a reading before the real
   * one.
   *
   * @return the fill; it leaves a column without any value as it is
   */
  public static Fill median() {
    return new Fill(Kind.MEDIAN, "");
  }

  /**
   * Fills with the last value before it in the same column, as where a cell means "the same as
   * above".
   *
   * @return the fill; it leaves what is missing before the first value as it is
   */
  public static Fill previous() {
    return new Fill(Kind.PREVIOUS, "");
  }

  Kind kind() {
    return kind;
  }

  String constant() {
    return constant;
  }

  /**
   * Returns the kind of fill, without a constant's value.
   *
   * @return for example {@code median}
   */
  @Override
  public String toString() {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
