package io.lepton.format.profile;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.data.Field;
import io.lepton.data.Schema;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a profile is made. Immutable: every {@code with} method returns a changed copy. */
public final class ProfileOptions {

  /** Which values of the data a profile may hold. */
  public enum ValueDisplay {
    /** Every value that a statistic comes up with. */
    SHOWN,
    /**
     * A frequent value, or the first or last text, only if it occurs often enough; smallest and
     * largest numbers, dates and timestamps and all quantiles.
     */
    COMMON,
    /** No value at all: only counts, shares, lengths, mean and deviation. */
    HIDDEN
  }

  private static final ProfileOptions DEFAULTS = new ProfileOptions();

  private ValueDisplay values = ValueDisplay.COMMON;
  private int commonCount = 5;
  private int topValues = 10;
  private int exactDistinct = 256;
  private int precision = 13;
  private long seed = 0x2545f4914f6cdd1dL;

  private @Nullable String timelyColumn;
  private Instant oldest = Instant.MIN;
  private Instant newest = Instant.MAX;

  private ProfileOptions() {}

  private ProfileOptions(ProfileOptions other) {
    values = other.values;
    commonCount = other.commonCount;
    topValues = other.topValues;
    exactDistinct = other.exactDistinct;
    precision = other.precision;
    seed = other.seed;
    timelyColumn = other.timelyColumn;
    oldest = other.oldest;
    newest = other.newest;
  }

  /**
   * Returns what is right for most data: values shown that occur at least five times, ten frequent
   * values, up to 256 distinct values counted exactly, beyond them a standard error of 1.15 %.
   *
   * @return the defaults
   */
  public static ProfileOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Says which values of the data the profile may hold. A profile of personal data holds personal
   * data as soon as it holds values: a name that occurs once, a salary that is the highest.
   *
   * @param newValues in place of {@link ValueDisplay#COMMON}
   * @return changed options
   */
  public ProfileOptions withValues(ValueDisplay newValues) {
    ProfileOptions changed = new ProfileOptions(this);
    changed.values = newValues;
    return changed;
  }

  /**
   * Sets how often a value must occur to count as common, in the spirit of k-anonymity (Sweeney
   * 2002): a value that k rows share points to none of them. Of an estimate the lower bound counts.
   *
   * @param count at least 1, in place of 5
   * @return changed options
   * @throws IllegalArgumentException if it is below 1
   */
  public ProfileOptions withCommonCount(int count) {
    requireRange("The count of a common value", count, 1, Integer.MAX_VALUE);
    ProfileOptions changed = new ProfileOptions(this);
    changed.commonCount = count;
    return changed;
  }

  /**
   * Sets how many frequent values of a column are kept.
   *
   * @param count 0 to 256, in place of 10
   * @return changed options
   * @throws IllegalArgumentException if it is out of range
   */
  public ProfileOptions withTopValues(int count) {
    requireRange("The number of frequent values", count, 0, 256);
    ProfileOptions changed = new ProfileOptions(this);
    changed.topValues = count;
    return changed;
  }

  /**
   * Sets how many distinct values of a column are counted exactly. It is what a column's memory
   * depends on: 64 bytes each, and another 150 if they are text. All values of a column of eight
   * bits are counted exactly in any case.
   *
   * @param count 0 to 65,536, in place of 256
   * @return changed options
   * @throws IllegalArgumentException if it is out of range
   */
  public ProfileOptions withExactDistinct(int count) {
    requireRange("The number of values that are counted exactly", count, 0, 65_536);
    ProfileOptions changed = new ProfileOptions(this);
    changed.exactDistinct = count;
    return changed;
  }

  /**
   * Sets how exact the number of distinct values is where it is an estimate.
   *
   * @param bits 10 to 16, in place of 13: a column with many distinct values takes two to the power
   *     of this many bytes, and the standard error is 1.04 divided by the square root of that
   * @return changed options
   * @throws IllegalArgumentException if it is out of range
   */
  public ProfileOptions withPrecision(int bits) {
    requireRange("The precision of distinct counts", bits, 10, 16);
    ProfileOptions changed = new ProfileOptions(this);
    changed.precision = bits;
    return changed;
  }

  /**
   * Sets where hashes and samples begin. Profilers that are to be merged need the same. With a seed
   * that nobody else knows, nobody can make up data that spoils the estimates.
   *
   * @param newSeed in place of a fixed one, with which the same data gives the same profile
   * @return changed options
   */
  public ProfileOptions withSeed(long newSeed) {
    ProfileOptions changed = new ProfileOptions(this);
    changed.seed = newSeed;
    return changed;
  }

  /**
   * Has the values of a column counted that are recent enough: neither older than an age nor in the
   * future. For dates and wall clock readings, the clock is taken to be in UTC.
   *
   * @param column a column of dates or timestamps
   * @param maxAge the greatest age
   * @param clock says what is now, once, at this call
   * @return changed options
   * @throws IllegalArgumentException if the age is negative
   */
  public ProfileOptions withTimeliness(String column, Duration maxAge, Clock clock) {
    if (maxAge.isNegative()) {
      throw new IllegalArgumentException("The greatest age needs to be 0 or more, got " + maxAge);
    }
    ProfileOptions changed = new ProfileOptions(this);
    changed.timelyColumn = column;
    changed.newest = clock.instant();
    changed.oldest = changed.newest.minus(maxAge);
    return changed;
  }

  private static void requireRange(String what, int value, int low, int high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          "%s needs %d to %d, got %d".formatted(what, low, high, value));
    }
  }

  /**
   * Returns which values the profile may hold.
   *
   * @return the choice
   */
  public ValueDisplay values() {
    return values;
  }

  /**
   * Returns how often a value must occur to count as common.
   *
   * @return at least 1
   */
  public int commonCount() {
    return commonCount;
  }

  /**
   * Returns how many frequent values of a column are kept.
   *
   * @return 0 or more
   */
  public int topValues() {
    return topValues;
  }

  /**
   * Returns how many distinct values of a column are counted exactly.
   *
   * @return 0 or more
   */
  public int exactDistinct() {
    return exactDistinct;
  }

  /**
   * Returns how exact the number of distinct values is where it is an estimate.
   *
   * @return 10 to 16
   */
  public int precision() {
    return precision;
  }

  /**
   * Returns where hashes and samples begin.
   *
   * @return the seed
   */
  public long seed() {
    return seed;
  }

  Optional<Timeliness> timeliness(Field field) {
    return field.name().equals(timelyColumn)
        ? Optional.of(Timeliness.of(field, oldest, newest))
        : Optional.empty();
  }

  /** Refuses a schema that lacks what these options name. */
  void check(Schema schema) {
    if (timelyColumn != null && schema.indexOf(timelyColumn) < 0) {
      throw new LeptonException(
          ErrorCode.MISSING_COLUMN, "No column is named " + timelyColumn + ", as timeliness needs");
    }
    // Refuses a column that is not of times.
    schema.fields().forEach(this::timeliness);
  }

  boolean canMerge(ProfileOptions other) {
    return values == other.values
        && seed == other.seed
        && precision == other.precision
        && exactDistinct == other.exactDistinct
        && oldest.equals(other.oldest)
        && newest.equals(other.newest)
        && Objects.equals(timelyColumn, other.timelyColumn);
  }

  /** Returns how often a value must occur to be shown. */
  long shownFrom() {
    return switch (values) {
      case SHOWN -> 1;
      case COMMON -> commonCount;
      case HIDDEN -> Long.MAX_VALUE;
    };
  }

  List<TopValue> shown(List<TopValue> top) {
    return top.stream()
        .filter(value -> value.count() - value.error() >= shownFrom())
        .limit(topValues)
        .toList();
  }

  ValueRange shown(ValueRange range) {
    return values == ValueDisplay.HIDDEN ? range.withoutValues() : range;
  }
}
