package io.lepton.format.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A profile as text for people: a line for each column, then what is worth a look.
 *
 * <pre>{@code
 * Profile profile = Profiler.of(schema).profile();
 * System.out.print(ProfileText.defaults().withWidth(80).render(profile));
 * }</pre>
 *
 * <p>A number with a tilde is an estimate. The shape of numbers, dates and timestamps is a
 * histogram of equal parts from the smallest to the largest value; that of text and truth values is
 * the shares of the most frequent values.
 *
 * <p>Immutable: every {@code with} method returns a changed copy.
 */
public final class ProfileText {

  private static final ProfileText DEFAULTS = new ProfileText(100, true);
  private static final int NARROWEST = 40;
  private static final int MOST_FINDINGS = 100;

  private final int width;
  private final boolean isUnicode;

  private ProfileText(int width, boolean isUnicode) {
    this.width = width;
    this.isUnicode = isUnicode;
  }

  /**
   * Returns a rendering for 100 characters a line and a terminal that has block elements.
   *
   * @return the defaults
   */
  public static ProfileText defaults() {
    return DEFAULTS;
  }

  /**
   * Sets how wide the table may be. Where it would be wider, cells are cut and the least important
   * columns are left out, down to name, missing and distinct.
   *
   * @param characters at least 40
   * @return a changed rendering
   * @throws IllegalArgumentException if it is less
   */
  public ProfileText withWidth(int characters) {
    if (characters < NARROWEST) {
      throw new IllegalArgumentException(
          "The width needs to be at least 40 characters, got " + characters);
    }
    return new ProfileText(characters, isUnicode);
  }

  /**
   * Does with ASCII, apart from what comes from the data.
   *
   * @return a changed rendering
   */
  public ProfileText withAscii() {
    return new ProfileText(width, false);
  }

  /**
   * Renders a profile.
   *
   * @param profile the profile
   * @return some lines, each with an end
   */
  public String render(Profile profile) {
    StringBuilder out = new StringBuilder();
    out.append(count(profile.rows(), "row"))
        .append(", ")
        .append(count(profile.columns().size(), "column"))
        .append('\n');
    if (!profile.columns().isEmpty()) {
      out.append('\n');
      table(profile).print("", out);
    }
    renderFindings(profile.findings(), out);
    return out.toString();
  }

  private static String count(long count, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
  }

  private TextGrid table(Profile profile) {
    TextGrid grid = new TextGrid(1);
    for (Layout layout : Layout.CHOICES) {
      grid = table(profile, layout);
      if (grid.width() <= width) {
        break;
      }
    }
    return grid;
  }

  private TextGrid table(Profile profile, Layout layout) {
    Spark spark = new Spark(isUnicode);
    List<ProfileCell> cells =
        layout.cells().stream().filter(cell -> isUsed(cell, profile, spark)).toList();
    TextGrid grid = new TextGrid(cells.size());
    for (int i = 0; i < cells.size(); i++) {
      if (cells.get(i).isRightAligned()) {
        grid.alignRight(i);
      }
    }
    grid.add(cells.stream().map(ProfileCell::title).toList());
    for (ColumnProfile column : profile.columns()) {
      grid.add(
          cells.stream()
              .map(cell -> TextGrid.clean(cell.text(column, spark), layout.widest(cell)))
              .toList());
    }
    return grid;
  }

  private static boolean isUsed(ProfileCell cell, Profile profile, Spark spark) {
    return profile.columns().stream().anyMatch(column -> !cell.text(column, spark).isEmpty());
  }

  private void renderFindings(List<Finding> findings, StringBuilder out) {
    if (findings.isEmpty()) {
      return;
    }
    out.append('\n').append("Worth a look\n");
    TextGrid grid = new TextGrid(2);
    String before = "";
    for (Finding finding : findings.subList(0, Math.min(findings.size(), MOST_FINDINGS))) {
      String name = finding.column().equals(before) ? "" : finding.column();
      before = finding.column();
      grid.add(List.of(TextGrid.clean(name, width / 3), finding.message()));
    }
    grid.print("  ", out);
    if (findings.size() > MOST_FINDINGS) {
      out.append("  and ").append(findings.size() - MOST_FINDINGS).append(" more\n");
    }
  }

  /**
   * Which cells a line has, and how wide they may be.
   *
   * @param cells in order
   * @param name the widest name
   * @param value the widest value
   * @param top the widest frequent value with its share
   */
  private record Layout(List<ProfileCell> cells, int name, int value, int top) {

    private static final List<Layout> CHOICES = choices();

    // Ever narrower: first shorter cells, then fewer, the least important first.
    private static List<Layout> choices() {
      List<ProfileCell> cells = new ArrayList<>(List.of(ProfileCell.values()));
      List<Layout> choices = new ArrayList<>();
      choices.add(new Layout(List.copyOf(cells), 40, 26, 40));
      choices.add(new Layout(List.copyOf(cells), 28, 16, 32));
      choices.add(new Layout(List.copyOf(cells), 24, 12, 24));
      for (ProfileCell dropped : ProfileCell.DISPENSABLE) {
        cells.remove(dropped);
        // The smallest value is of little use without the largest.
        if (dropped != ProfileCell.MIN) {
          choices.add(new Layout(List.copyOf(cells), 24, 12, 20));
        }
      }
      choices.add(new Layout(List.copyOf(cells), 16, 10, 16));
      return choices;
    }

    int widest(ProfileCell cell) {
      return switch (cell) {
        case NAME -> name;
        case TOP -> top;
        case MIN, MEDIAN, MAX -> value;
        default -> 20;
      };
    }
  }
}
