package io.lepton.format.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Lines of cells in columns of equal width, without a frame. */
final class TextGrid {

  private static final String GAP = "  ";

  private final List<List<String>> lines = new ArrayList<>();
  private final boolean[] rightAligned;

  /**
   * Makes a grid without lines.
   *
   * @param columns how many cells a line has
   */
  TextGrid(int columns) {
    rightAligned = new boolean[columns];
  }

  TextGrid alignRight(int... columns) {
    for (int column : columns) {
      rightAligned[column] = true;
    }
    return this;
  }

  void add(List<String> cells) {
    lines.add(cells);
  }

  /** Returns how wide the longest line may be. */
  int width() {
    return Arrays.stream(widths()).sum() + GAP.length() * (rightAligned.length - 1);
  }

  void print(String indent, StringBuilder out) {
    int[] widths = widths();
    for (List<String> cells : lines) {
      StringBuilder line = new StringBuilder(indent);
      for (int i = 0; i < widths.length; i++) {
        String padding = " ".repeat(widths[i] - length(cells.get(i)));
        line.append(i == 0 ? "" : GAP);
        line.append(rightAligned[i] ? padding + cells.get(i) : cells.get(i) + padding);
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
  }

  private int[] widths() {
    int[] widths = new int[rightAligned.length];
    for (List<String> cells : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], length(cells.get(i)));
      }
    }
    return widths;
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }

  /** Returns a text without line breaks and control characters, of bounded width. */
  static String clean(String text, int maxWidth) {
    String visible = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]", "\uFFFD");
    return length(visible) <= maxWidth
        ? visible
        : visible.substring(0, visible.offsetByCodePoints(0, maxWidth - 2)) + "..";
  }
}
