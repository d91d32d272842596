package io.lepton.format.profile;

import java.util.List;

/**
 * What there is to know of a table of data, column by column. Immutable, safe for use by many
 * threads.
 *
 * <p>{@link ProfileText} renders it for people, {@link ProfileJson} for programs.
 *
 * @param rows how many rows were looked at
 * @param columns the columns in order
 * @param findings what is worth a look, column by column
 */
public record Profile(long rows, List<ColumnProfile> columns, List<Finding> findings) {

  /**
   * Copies the lists.
   *
   * @param rows how many rows were looked at
   * @param columns the columns in order
   * @param findings what is worth a look
   */
  public Profile {
    columns = List.copyOf(columns);
    findings = List.copyOf(findings);
  }

  /**
   * Returns the column of a name.
   *
   * @param name the field's name
   * @return its profile
   * @throws IllegalArgumentException if there is no such column
   */
  public ColumnProfile column(String name) {
    return columns.stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No column is named " + name));
  }

  /**
   * Returns a table for people.
   *
   * @return what {@link ProfileText} renders by default
   */
  @Override
  public String toString() {
    return ProfileText.defaults().render(this);
  }
}
