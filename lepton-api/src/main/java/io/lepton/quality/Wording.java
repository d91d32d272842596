package io.lepton.quality;

import java.util.List;
import java.util.Optional;

/** Says in words what constraints demand. */
final class Wording {

  /** A list of countries is no message. */
  private static final int MOST_VALUES = 8;

  private Wording() {}

  static String listed(List<String> values) {
    if (values.size() == 1) {
      return values.get(0);
    }
    String head = String.join(", ", values.subList(0, Math.min(values.size(), MOST_VALUES)));
    int more = values.size() - MOST_VALUES;
    return more > 0 ? "one of %s and %d more".formatted(head, more) : "one of " + head;
  }

  static String range(Optional<Bound> minimum, Optional<Bound> maximum) {
    String low =
        minimum.map(b -> (b.inclusive() ? "at least " : "more than ") + b.value()).orElse("");
    String high =
        maximum.map(b -> (b.inclusive() ? "at most " : "less than ") + b.value()).orElse("");
    return "needs " + low + (low.isEmpty() || high.isEmpty() ? "" : " and ") + high;
  }

  /** Names the columns of a key, unless it is only one, which a report names anyway. */
  static String together(List<String> columns) {
    return columns.size() < 2 ? "" : " by " + String.join(" and ", columns) + " together";
  }

  static String length(int minimum, int maximum) {
    if (minimum == maximum) {
      return "needs a length of " + minimum;
    }
    if (maximum == Integer.MAX_VALUE) {
      return "needs a length of at least " + minimum;
    }
    return minimum == 0
        ? "needs a length of at most " + maximum
        : "needs a length of %d to %d".formatted(minimum, maximum);
  }
}
