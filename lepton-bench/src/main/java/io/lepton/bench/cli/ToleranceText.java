package io.lepton.bench.cli;

import io.lepton.runtime.compatibility.Tolerance;

/** A tolerance as it is written on the command line. */
final class ToleranceText {

  private static final String NEEDS =
      "needs exact, or absolute=NUMBER, relative=NUMBER, ulps=NUMBER with commas between";

  private ToleranceText() {}

  /**
   * Reads a tolerance.
   *
   * @param text {@code exact}, or parts such as {@code relative=1e-3,ulps=2}; parts that are not
   *     named keep their default
   * @return the tolerance
   * @throws IllegalArgumentException if it is neither, or a number is out of range
   */
  static Tolerance parse(String text) {
    if (text.equals("exact")) {
      return Tolerance.exact();
    }
    Tolerance tolerance = Tolerance.defaults();
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException(NEEDS);
      }
      tolerance = with(tolerance, part.substring(0, equals), part.substring(equals + 1));
    }
    return tolerance;
  }

  private static Tolerance with(Tolerance tolerance, String part, String number) {
    try {
      return switch (part) {
        case "absolute" -> tolerance.withAbsolute(Double.parseDouble(number));
        case "relative" -> tolerance.withRelative(Double.parseDouble(number));
        case "ulps" -> tolerance.withUlps(Long.parseLong(number));
        default -> throw new IllegalArgumentException(NEEDS);
      };
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(part + " needs a number", e);
    }
  }
}
