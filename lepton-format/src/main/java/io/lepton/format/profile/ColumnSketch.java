package io.lepton.format.profile;

import io.lepton.data.Column;
import io.lepton.data.Field;
import io.lepton.format.internal.SortKeys;

/**
 * What is known of one column so far. Its memory has a fixed bound.
 *
 * <p>Mutable, for one thread at a time.
 */
abstract class ColumnSketch {

  private final Field field;
  private long rows;
  private long missing;

  ColumnSketch(Field field) {
    this.field = field;
  }

  static ColumnSketch of(Field field, ProfileOptions options) {
    return switch (field.type().kind()) {
      case BOOL -> new BoolSketch(field);
      case INT8, UINT8 -> new ByteSketch(field);
      case TEXT, BYTES -> new TextSketch(field, options);
      case DECIMAL ->
          field.type().precision() > SortKeys.DECIMAL_DIGITS
              ? new WideDecimalSketch(field, options)
              : new FixedSketch(field, options);
      default -> new FixedSketch(field, options);
    };
  }

  final Field field() {
    return field;
  }

  final long rows() {
    return rows;
  }

  final long missing() {
    return missing;
  }

  final void add(Column column, int batchRows, ValueBlock block, SamplePicks picks) {
    addRows(
        batchRows, column.hasNulls() ? batchRows - Gaps.present(column.validity(), batchRows) : 0);
    addValues(column, batchRows, block, picks);
  }

  final void merge(ColumnSketch other) {
    addRows(other.rows, other.missing);
    mergeValues(other);
  }

  /** Counts rows, whose values are to be added. */
  final void addRows(long more, long moreMissing) {
    rows += more;
    missing += moreMissing;
  }

  abstract void addValues(Column column, int batchRows, ValueBlock block, SamplePicks picks);

  /** Adds a sketch of the same class. */
  abstract void mergeValues(ColumnSketch other);

  abstract ColumnProfile profile(ProfileOptions options);
}
