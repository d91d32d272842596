package io.lepton.bench.cli;

import io.lepton.quality.RuleResult;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Findings for people. */
final class FindingsText {

  private FindingsText() {}

  /**
   * Prints a line of counts, and a table of the types and rules.
   *
   * @param findings what is wrong
   * @param out where
   */
  static void print(Findings findings, PrintStream out) {
    out.println(summary(findings));
    List<RuleResult> rules = findings.validation().rules();
    if (rules.isEmpty() && findings.faults().isEmpty()) {
      return;
    }
    TextTable table =
        new TextTable("rule", "severity", "checked", "violated", "first rows")
            .alignRight(2)
            .alignRight(3);
    for (Findings.Fault fault : findings.faults()) {
      table.add(
          (fault.column() + " " + fault.reason()).strip(),
          "error",
          count(findings.rows()),
          count(fault.count()),
          rows(fault.firstRows(), fault.count()));
    }
    rules.forEach(result -> add(result, table));
    table.print(out);
  }

  private static String summary(Findings findings) {
    return findings.isComplete()
        ? String.format(
            Locale.ROOT,
            "%,d rows, %,d valid, %,d invalid",
            findings.rows(),
            findings.valid(),
            findings.invalid())
        : String.format(
            Locale.ROOT,
            "Stopped after %,d rows, at least %,d invalid",
            findings.rows(),
            findings.invalid());
  }

  private static void add(RuleResult result, TextTable table) {
    table.add(
        result.rule(),
        result.severity().name().toLowerCase(Locale.ROOT),
        count(result.checked()),
        count(result.violated()),
        rows(result.firstRows(), result.violated()));
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String rows(List<Long> first, long all) {
    String rows = first.stream().map(Object::toString).collect(Collectors.joining(", "));
    return first.size() < all ? rows + ", ..." : rows;
  }
}
