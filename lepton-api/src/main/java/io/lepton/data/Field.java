package io.lepton.data;

import java.util.Objects;

/**
 * A named, typed column of a schema.
 *
 * @param name the column's name, not empty; compared exactly, case and all
 * @param type the type of the values
 * @param nullable whether values may be missing
 */
public record Field(String name, ColumnType type, boolean nullable) {

  /**
   * Checks the parts.
   *
   * @param name the column's name, not empty; compared exactly, case and all
   * @param type the type of the values
   * @param nullable whether values may be missing
   * @throws IllegalArgumentException if the name is empty
   */
  public Field {
    Objects.requireNonNull(type, "type");
    if (name.isEmpty()) {
      throw new IllegalArgumentException("A field needs a name");
    }
  }

  /**
   * Returns a field whose values may be missing.
   *
   * @param name the column's name
   * @param type the type of the values
   * @return the field
   */
  public static Field of(String name, ColumnType type) {
    return new Field(name, type, true);
  }

  /**
   * Returns a field whose values must all be there.
   *
   * @param name the column's name
   * @param type the type of the values
   * @return the field
   */
  public static Field required(String name, ColumnType type) {
    return new Field(name, type, false);
  }

  /**
   * Returns this field with another type.
   *
   * @param newType the type of the values
   * @return a field of the same name
   */
  public Field withType(ColumnType newType) {
    return new Field(name, newType, nullable);
  }

  /**
   * Returns the field as schemas print it.
   *
   * @return for example {@code age int64} or {@code id text required}
   */
  @Override
  public String toString() {
    return name + " " + type + (nullable ? "" : " required");
  }
}
