package io.lepton.runtime.compatibility;

import io.lepton.runtime.compatibility.ConfigurationResult.Outcome;
import java.util.Locale;

/** A report as people read it. */
final class ReportText {

  private ReportText() {}

  static String of(CompatibilityReport report) {
    StringBuilder text = new StringBuilder();
    text.append(report.model()).append(": ").append(summary(report)).append('\n');
    text.append("reference: ").append(report.reference()).append('\n');
    if (!report.testCases().isEmpty()) {
      text.append("test cases: ").append(String.join(", ", report.testCases())).append('\n');
    }
    report.refused().forEach((name, why) -> text.append("refused: %s: %s\n".formatted(name, why)));
    text.append("tolerance: ").append(report.tolerance()).append("\n\n");
    int width =
        report.results().stream().mapToInt(each -> each.configuration().length()).max().orElse(0);
    for (ConfigurationResult result : report.results()) {
      append(result, width, text);
    }
    return text.toString().stripTrailing();
  }

  private static String summary(CompatibilityReport report) {
    if (report.testCases().isEmpty()) {
      return "FAILED, the reference refused every test case";
    }
    if (report.passed()) {
      return "passed";
    }
    long failed = report.results().stream().filter(result -> !result.passed()).count();
    return failed == 0
        ? "FAILED, no configuration could be tried"
        : "FAILED in %d of %d configurations".formatted(failed, report.results().size());
  }

  private static void append(ConfigurationResult result, int width, StringBuilder text) {
    String name = result.configuration();
    text.append("  ").append(name).append(" ".repeat(width - name.length())).append("  ");
    boolean nothing = result.outcome() == Outcome.EQUAL && result.outputs().isEmpty();
    text.append(nothing ? "refuses the same" : word(result.outcome()));
    if (!result.detail().isEmpty()) {
      text.append(": ").append(result.detail());
    }
    text.append('\n');
    for (OutputComparison output : result.outputs()) {
      if (!output.equal()) {
        text.append("      ").append(line(output)).append('\n');
      }
    }
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case EQUAL -> "equal";
      case WITHIN_TOLERANCE -> "within tolerance";
      case DIFFERENT -> "DIFFERENT";
      case FAILED -> "FAILED";
      case SKIPPED -> "skipped";
    };
  }

  static String line(OutputComparison output) {
    if (output.mismatch().isPresent()) {
      return "%s: %s (%s)".formatted(output.output(), output.mismatch().get(), output.worstCase());
    }
    if (output.equal()) {
      return String.format(
          Locale.ROOT, "%s: %,d elements are equal", output.output(), output.elements());
    }
    return String.format(
        Locale.ROOT,
        "%s: %,d of %,d elements differ%s%s; worst in %s",
        output.output(),
        output.differing(),
        output.elements(),
        distance(output),
        output.failing() == 0
            ? ""
            : String.format(Locale.ROOT, ", %,d beyond the tolerance", output.failing()),
        output.worstCase());
  }

  private static String distance(OutputComparison output) {
    if (output.maxUlps() == 0) {
      return "";
    }
    if (output.maxUlps() == Ulps.UNREACHABLE) {
      return ", a number from a NaN or out of all reach";
    }
    if (!output.type().isFloatingPoint()) {
      return String.format(Locale.ROOT, ", by at most %,d", output.maxUlps());
    }
    return String.format(
        Locale.ROOT, ", by at most %.2g (%,d ULPs)", output.maxAbsolute(), output.maxUlps());
  }
}
