package io.lepton.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The fields of a record, in order, with distinct names.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class Schema {

  private final List<Field> fields;
  private final Map<String, Integer> positions;

  private Schema(List<Field> fields) {
    this.fields = List.copyOf(fields);
    this.positions = new HashMap<>();
    for (int i = 0; i < fields.size(); i++) {
      if (positions.putIfAbsent(fields.get(i).name(), i) != null) {
        throw new IllegalArgumentException(
            "Two fields are named " + fields.get(i).name() + "; names must be distinct");
      }
    }
  }

  /**
   * Returns a schema of these fields.
   *
   * @param fields the fields in order
   * @return the schema
   * @throws IllegalArgumentException if two fields have the same name
   */
  public static Schema of(Field... fields) {
    return new Schema(List.of(fields));
  }

  /**
   * Returns a schema of these fields.
   *
   * @param fields the fields in order
   * @return the schema
   * @throws IllegalArgumentException if two fields have the same name
   */
  public static Schema of(Collection<Field> fields) {
    return new Schema(new ArrayList<>(fields));
  }

  /**
   * Returns the fields.
   *
   * @return the fields in order, unmodifiable
   */
  public List<Field> fields() {
    return fields;
  }

  /**
   * Returns how many fields there are.
   *
   * @return the number of columns
   */
  public int size() {
    return fields.size();
  }

  /**
   * Returns the field at a position.
   *
   * @param index the position, from 0
   * @return the field
   * @throws IndexOutOfBoundsException if there is no such position
   */
  public Field field(int index) {
    return fields.get(index);
  }

  /**
   * Returns where a field stands.
   *
   * @param name the field's name
   * @return its position from 0, or -1 if there is none of that name
   */
  public int indexOf(String name) {
    return positions.getOrDefault(name, -1);
  }

  /**
   * Returns the names of the fields.
   *
   * @return the names in order
   */
  public List<String> names() {
    return fields.stream().map(Field::name).toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Schema that && fields.equals(that.fields);
  }

  @Override
  public int hashCode() {
    return fields.hashCode();
  }

  /**
   * Returns the schema on one line.
   *
   * @return for example {@code (id text required, age int64)}
   */
  @Override
  public String toString() {
    return fields.stream().map(Field::toString).collect(Collectors.joining(", ", "(", ")"));
  }
}
