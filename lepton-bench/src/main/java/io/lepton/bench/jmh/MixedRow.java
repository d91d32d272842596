package io.lepton.bench.jmh;

import org.jspecify.annotations.Nullable;

/**
 * One record of {@link MixedFile} as data binding has it. Dates and timestamps stay text, which
 * spares the peers their checking.
 */
public final class MixedRow {

  /** A column. */
  public @Nullable Long id;

  /** A column. */
  public @Nullable Integer age;

  /** A column. */
  public @Nullable Integer quantity;

  /** A column. */
  public @Nullable Long reference;

  /** A column. */
  public @Nullable Double price;

  /** A column. */
  public @Nullable Double rate;

  /** A column. */
  public @Nullable Double longitude;

  /** A column. */
  public @Nullable Double score;

  /** A column. */
  public @Nullable String category;

  /** A column. */
  public @Nullable String city;

  /** A column. */
  public @Nullable String comment;

  /** A column. */
  public @Nullable String code;

  /** A column. */
  public @Nullable String birthday;

  /** A column. */
  public @Nullable String created;

  /** A column. */
  public @Nullable String updated;

  /** A column. */
  public @Nullable Boolean active;

  /** Makes an empty record. */
  public MixedRow() {}

  /** Copies the record into columns. */
  void addTo(MixedColumns columns) {
    put(columns, 0, id);
    put(columns, 1, age);
    put(columns, 2, quantity);
    put(columns, 3, reference);
    put(columns, 4, price);
    put(columns, 5, rate);
    put(columns, 6, longitude);
    put(columns, 7, score);
    columns.setText(8, category);
    columns.setText(9, city);
    columns.setText(10, comment);
    columns.setText(11, code);
    columns.setDate(12, birthday);
    columns.setTimestamp(13, created);
    columns.setTimestamp(14, updated);
    if (active == null) {
      columns.setMissing(15);
    } else {
      columns.setLong(15, active ? 1 : 0);
    }
    columns.endRow();
  }

  private static void put(MixedColumns columns, int column, @Nullable Long value) {
    if (value == null) {
      columns.setMissing(column);
    } else {
      columns.setLong(column, value.longValue());
    }
  }

  private static void put(MixedColumns columns, int column, @Nullable Integer value) {
    if (value == null) {
      columns.setMissing(column);
    } else {
      columns.setLong(column, value.longValue());
    }
  }

  private static void put(MixedColumns columns, int column, @Nullable Double value) {
    if (value == null) {
      columns.setMissing(column);
    } else {
      columns.setDouble(column, value.doubleValue());
    }
  }
}
