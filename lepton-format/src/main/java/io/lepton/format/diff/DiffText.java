package io.lepton.format.diff;

import io.lepton.format.diff.DiffReport.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A report for people. */
final class DiffText {

  private final DiffReport report;
  private final StringBuilder text = new StringBuilder();

  private DiffText(DiffReport report) {
    this.report = report;
  }

  static String of(DiffReport report) {
    DiffText text = new DiffText(report);
    text.headline();
    if (report.outcome() == Outcome.DIFFERENT) {
      text.columns();
      text.counts();
      text.byColumn();
      text.differences();
    }
    return text.text.toString();
  }

  private void headline() {
    String a = report.a();
    String b = report.b();
    switch (report.outcome()) {
      case SAME -> line("%s and %s are the same: %,d rows", a, b, report.rowsA());
      case SAME_IN_ANOTHER_ORDER ->
          line("%s and %s have the same %,d rows in different order", a, b, report.rowsA());
      case DIFFERENT ->
          line("%s (%,d rows) and %s (%,d rows) differ", a, report.rowsA(), b, report.rowsB());
    }
  }

  private void columns() {
    columns(report.columnsOnlyInA(), report.a());
    columns(report.columnsOnlyInB(), report.b());
  }

  private void columns(List<String> names, String place) {
    if (!names.isEmpty()) {
      line("  columns only in %s, not compared: %s", place, String.join(", ", names));
    }
  }

  private void counts() {
    line(
        "  rows by %s: %,d the same, %,d changed, %,d only in %s, %,d only in %s",
        report.key().isEmpty() ? "position" : "key " + String.join(", ", report.key()),
        report.same(),
        report.changed(),
        report.onlyInA(),
        report.a(),
        report.onlyInB(),
        report.b());
  }

  private void byColumn() {
    if (report.changedByColumn().isEmpty()) {
      return;
    }
    boolean all = report.comparedByColumn() == report.changed();
    line(
        "  changed columns%s: %s",
        all ? "" : format(" in the first %,d changed rows", report.comparedByColumn()),
        report.changedByColumn().entrySet().stream()
            .map(entry -> format("%s %,d", entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(", ")));
  }

  private void differences() {
    for (Difference.Kind kind : Difference.Kind.values()) {
      List<Difference> listed =
          report.first().stream().filter(difference -> difference.kind() == kind).toList();
      listed.forEach(this::difference);
      long more = count(kind) - listed.size();
      if (more > 0) {
        line("  ... and %,d more %s", more, words(kind));
      }
    }
  }

  private long count(Difference.Kind kind) {
    return switch (kind) {
      case CHANGED -> report.changed();
      case ONLY_IN_A -> report.onlyInA();
      case ONLY_IN_B -> report.onlyInB();
    };
  }

  private String words(Difference.Kind kind) {
    return switch (kind) {
      case CHANGED -> "changed";
      case ONLY_IN_A -> "only in " + report.a();
      case ONLY_IN_B -> "only in " + report.b();
    };
  }

  private void difference(Difference difference) {
    switch (difference.kind()) {
      case CHANGED -> line("  %s changed: %s", rows(difference), columns(difference));
      case ONLY_IN_A, ONLY_IN_B ->
          line("  row %d %s", difference.rowA() + difference.rowB(), words(difference.kind()));
    }
    difference.values().forEach(this::values);
  }

  private static String rows(Difference difference) {
    return difference.rowA() == difference.rowB()
        ? "row " + difference.rowA()
        : "row %d, now row %d,".formatted(difference.rowA(), difference.rowB());
  }

  private static String columns(Difference difference) {
    return String.join(", ", difference.columns());
  }

  private void values(Difference.Values values) {
    String a = values.a().orElse("");
    String b = values.b().orElse("");
    String shown =
        a.isEmpty() || b.isEmpty() || a.equals(b) ? (a.isEmpty() ? b : a) : a + " -> " + b;
    line("    %s: %s", values.column(), shown);
  }

  private void line(String pattern, Object... values) {
    text.append(text.length() == 0 ? "" : System.lineSeparator()).append(format(pattern, values));
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
