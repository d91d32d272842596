package io.lepton.bench.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of text in columns of equal width. */
final class TextTable {

  private static final int WIDEST_CELL = 100;
  private static final String GAP = "  ";

  private final int maxWidth;
  private final List<String> titles;
  private final boolean[] rightAligned;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * Makes a table.
   *
   * @param titles what stands over the columns
   */
  TextTable(List<String> titles) {
    this(WIDEST_CELL, titles);
  }

  /**
   * Makes a table of narrow columns.
   *
   * @param maxWidth how many characters of a cell to show, at most
   * @param titles what stands over the columns
   */
  TextTable(int maxWidth, List<String> titles) {
    this.maxWidth = maxWidth;
    this.titles = titles.stream().map(this::clean).toList();
    this.rightAligned = new boolean[titles.size()];
  }

  /**
   * Makes a table.
   *
   * @param titles what stands over the columns
   */
  TextTable(String... titles) {
    this(Arrays.asList(titles));
  }

  /**
   * Puts numbers under each other.
   *
   * @param column which column, from 0
   * @return this table
   */
  TextTable alignRight(int column) {
    rightAligned[column] = true;
    return this;
  }

  /**
   * Adds a row.
   *
   * @param cells as many as there are titles
   * @return this table
   */
  TextTable add(List<String> cells) {
    if (cells.size() != titles.size()) {
      throw new IllegalArgumentException("Needs " + titles.size() + " cells, got " + cells.size());
    }
    rows.add(cells.stream().map(this::clean).toList());
    return this;
  }

  /**
   * Adds a row.
   *
   * @param cells as many as there are titles
   * @return this table
   */
  TextTable add(String... cells) {
    return add(Arrays.asList(cells));
  }

  /**
   * Prints the table.
   *
   * @param out where
   */
  void print(PrintStream out) {
    int[] widths = widths();
    out.println(line(titles, widths));
    out.println(rule(widths));
    rows.forEach(row -> out.println(line(row, widths)));
  }

  private int[] widths() {
    int[] widths = new int[titles.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = length(titles.get(i));
      for (List<String> row : rows) {
        widths[i] = Math.max(widths[i], length(row.get(i)));
      }
    }
    return widths;
  }

  private String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String padding = " ".repeat(widths[i] - length(cells.get(i)));
      line.append(i == 0 ? "" : GAP);
      line.append(rightAligned[i] ? padding + cells.get(i) : cells.get(i) + padding);
    }
    return line.toString().stripTrailing();
  }

  private static String rule(int[] widths) {
    return String.join(GAP, Arrays.stream(widths).mapToObj("-"::repeat).toList());
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }

  // Data can hold line breaks and the control characters of a terminal.
  private String clean(String cell) {
    String visible =
        cell.replace("\n", "\\n").replace("\r", "\\r").replaceAll("\\p{Cntrl}", "\uFFFD");
    return length(visible) <= maxWidth
        ? visible
        : visible.substring(0, visible.offsetByCodePoints(0, maxWidth - 3)) + "...";
  }
}
