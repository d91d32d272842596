package io.lepton.format.profile;

import java.util.Locale;

/**
 * A dimension of data quality: five of the six of DAMA UK, <i>The six primary dimensions for data
 * quality assessment</i>, October 2013. The sixth, accuracy, compares data with the world and
 * cannot be assessed from the data alone. In brackets the characteristic of ISO/IEC 25012:2008 that
 * comes nearest.
 */
public enum QualityDimension {
  /**
   * The share of values that are there among all that could be (completeness): present values
   * divided by rows times columns, without the columns that may be empty.
   */
  COMPLETENESS("values present of those that could be"),
  /**
   * The share of values that are in the syntax and range of their definition (accuracy, syntactic):
   * checks that were passed divided by checks that were made, over all rules on the values of one
   * column. A value that two rules are put to counts twice.
   */
  VALIDITY("checks of single values passed"),
  /**
   * The share of records that are recorded only once, by what identifies them (no counterpart of
   * its own): records that do not repeat a key divided by records with a key, over all rules that
   * demand unique values; without such rules, distinct values divided by present values, over all
   * columns that are declared to be keys. Of many values that is an estimate, and its error is
   * shown.
   */
  UNIQUENESS("keys that do not repeat"),
  /**
   * The share of records whose values agree with each other and with other data (consistency):
   * checks that were passed divided by checks that were made, over all rules on several columns and
   * on references.
   */
  CONSISTENCY("checks across columns and data sets passed"),
  /**
   * The share of values that are recent enough (currentness): values between the oldest that is
   * accepted and now divided by present values, of the column that {@link
   * ProfileOptions#withTimeliness} names.
   */
  TIMELINESS("times that are recent enough");

  private final String basis;

  QualityDimension(String basis) {
    this.basis = basis;
  }

  /**
   * Returns what numerator and denominator count.
   *
   * @return some words
   */
  public String basis() {
    return basis;
  }

  /**
   * Returns the name for people.
   *
   * @return the name in lower case
   */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
