package io.lepton.format.quality;

import io.lepton.quality.InvalidRulesException;
import io.lepton.quality.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gathers what is wrong with rules, so that it can be said all at once. */
final class Problems {

  private final List<String> found = new ArrayList<>();

  /** Returns what to throw where a rule cannot be compiled any further. */
  WrongRule problem(String text) {
    return new WrongRule(text);
  }

  void require(boolean condition, Supplier<String> otherwise) {
    if (!condition) {
      throw problem(otherwise.get());
    }
  }

  /** Does something for a rule, and notes what is wrong with it. */
  <T> @Nullable T attempt(Rule rule, Supplier<T> work) {
    try {
      return work.get();
    } catch (WrongRule e) {
      found.add("rule %s: %s".formatted(rule.name(), e.text));
      return null;
    }
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new InvalidRulesException(found);
    }
  }

  /** Ends the compilation of one rule. Never leaves this package. */
  static final class WrongRule extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String text;

    private WrongRule(String text) {
      super(text, null, false, false);
      this.text = text;
    }
  }
}
