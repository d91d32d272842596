package io.lepton.format.profile;

import io.lepton.data.ColumnType.Kind;
import io.lepton.data.Field;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What there is to know of one column. Immutable.
 *
 * <p>Where a row holds several values, {@link #missing} and {@link #present} count rows, and the
 * rest is of the single values.
 *
 * @param field the name and type
 * @param rows how many rows were looked at
 * @param missing how many of them have no value
 * @param distinct how many distinct values there are
 * @param range where they lie
 * @param numbers mean and deviation, for numbers and truth values; empty if there are none
 * @param texts lengths, for text and bytes; empty if there are none
 * @param timely how many values are recent enough, if {@link ProfileOptions#withTimeliness} asked
 *     for it; otherwise empty
 * @param top the most frequent values that may be shown, the most frequent first
 */
public record ColumnProfile(
    Field field,
    long rows,
    long missing,
    DistinctCount distinct,
    ValueRange range,
    Optional<NumberStatistics> numbers,
    Optional<TextStatistics> texts,
    OptionalLong timely,
    List<TopValue> top) {

  /**
   * Copies the list.
   *
   * @param field the name and type
   * @param rows how many rows were looked at
   * @param missing how many of them have no value
   * @param distinct how many distinct values there are
   * @param range where they lie
   * @param numbers mean and deviation
   * @param texts lengths
   * @param timely how many values are recent enough
   * @param top the most frequent values
   */
  public ColumnProfile {
    top = List.copyOf(top);
  }

  /**
   * Returns the column's name.
   *
   * @return the name of the field
   */
  public String name() {
    return field.name();
  }

  /**
   * Returns how many rows have a value.
   *
   * @return rows less missing
   */
  public long present() {
    return rows - missing;
  }

  /**
   * Returns which share of the rows has no value.
   *
   * @return 0 to 1; 0 if there are no rows
   */
  public double missingShare() {
    return rows == 0 ? 0 : (double) missing / rows;
  }

  /**
   * Returns which share of the truth values is true.
   *
   * @return 0 to 1; empty for other columns, and if there is no value
   */
  public OptionalDouble trueShare() {
    return field.type().kind() == Kind.BOOL && numbers.isPresent()
        ? OptionalDouble.of(numbers.get().mean())
        : OptionalDouble.empty();
  }
}
