package io.lepton.format.quality;

import io.lepton.data.ColumnType;
import io.lepton.data.Schema;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The columns that rules name: where they stand, of which type they are, and their keys. */
final class Columns {

  private final Schema schema;
  private final Problems problems;
  private final Map<Integer, KeyColumn> keys = new HashMap<>();

  Columns(Schema schema, Problems problems) {
    this.schema = schema;
    this.problems = problems;
  }

  /** Returns the columns whose keys the checks share. */
  Collection<KeyColumn> keyColumns() {
    return keys.values();
  }

  int position(String column) {
    int position = schema.indexOf(column);
    problems.require(position >= 0, () -> "there is no column " + column);
    return position;
  }

  int[] positions(List<String> columns) {
    return columns.stream().mapToInt(this::position).toArray();
  }

  /** Returns the type of a column of which each row has only one value. */
  ColumnType type(String column) {
    ColumnType type = schema.field(position(column)).type();
    problems.require(
        type.width() == 1,
        () -> "column %s holds %d values a row, needs one".formatted(column, type.width()));
    return type;
  }

  KeyColumn keys(int position) {
    return keys.computeIfAbsent(position, KeyColumn::new);
  }

  /** Keys of a column that has some; for others, a carrier of the position. */
  KeyColumn keysOf(String column, ColumnType type) {
    int position = position(column);
    return KeyColumn.has(type) ? keys(position) : new KeyColumn(position);
  }

  Problems.WrongRule wrongType(String column, ColumnType type, String needed) {
    return problems.problem("column %s is %s, needs %s".formatted(column, type, needed));
  }
}
