package io.lepton.format.fixed;

import java.util.List;

/**
 * Where the columns of an input lie.
 *
 * @param columns the columns
 * @param found whether they were found in the input: then there must be nothing between them, and
 *     the last one goes on to the end of the record
 */
record Layout(List<FixedWidthColumn> columns, boolean found) {

  Layout {
    columns = List.copyOf(columns);
  }

  List<String> names() {
    return columns.stream().map(FixedWidthColumn::name).toList();
  }

  /** The places up to the end of the last column. */
  int width() {
    return columns.stream().mapToInt(column -> column.end() - 1).max().orElse(0);
  }
}
