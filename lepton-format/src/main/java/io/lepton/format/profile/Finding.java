package io.lepton.format.profile;

/**
 * Something about a column that a person should look at. It says what is there, not that it is
 * wrong.
 *
 * @param column the column's name
 * @param kind what was found
 * @param message one sentence with counts and shares, never with a value of the data
 */
public record Finding(String column, Kind kind, String message) {

  /** What can be found. */
  public enum Kind {
    /** No row has a value. */
    ALL_MISSING,
    /** At least half of the rows have no value. */
    MOSTLY_MISSING,
    /** All values are the same. */
    CONSTANT,
    /** Every row seems to have a value of its own, as in a key. */
    CANDIDATE_KEY,
    /** At least half of the numbers are zero. */
    MANY_ZEROS,
    /** Some numbers are infinite or NaN. */
    NOT_FINITE,
    /**
     * The smallest or largest number lies more than ten interquartile ranges beyond the quartile
     * next to it. Tukey, Exploratory Data Analysis (1977), calls three <i>far out</i>; ten spares
     * the long tails that money and durations always have.
     */
    OUTLIERS,
    /**
     * Mean and median are more than 0.3 standard deviations apart: the nonparametric skew, which is
     * at most 1 (Hotelling and Solomons 1932).
     */
    SKEWED,
    /**
     * Nearly all texts are numbers: the column may have been read as text for the sake of a few.
     */
    NUMBERS_AS_TEXT,
    /** Some texts are blank or a word that stands for a missing value. */
    PLACEHOLDERS,
    /** Some texts have no characters, which is not the same as a missing value. */
    EMPTY_TEXT,
    /** Some texts begin or end in a blank. */
    PADDED_TEXT,
    /** Some values differ from each other in case or outer blanks only. */
    VARIANTS
  }
}
