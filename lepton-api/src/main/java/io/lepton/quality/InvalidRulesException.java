package io.lepton.quality;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import java.util.List;

/** Rules do not fit the data: repair the rules. The message lists what is wrong with them. */
public class InvalidRulesException extends LeptonException {

  private static final long serialVersionUID = 1L;

  /** A message of a million lines helps nobody. */
  private static final int MOST_LISTED = 20;

  /** What is wrong with which rule. */
  private final transient List<String> problems;

  /**
   * Makes an exception.
   *
   * @param problems what is wrong with which rule, at least one
   */
  public InvalidRulesException(List<String> problems) {
    super(ErrorCode.INVALID_RULE, message(problems));
    this.problems = List.copyOf(problems);
  }

  private static String message(List<String> problems) {
    int more = problems.size() - MOST_LISTED;
    String listed = String.join("; ", problems.subList(0, Math.min(problems.size(), MOST_LISTED)));
    return more > 0 ? "%s; and %,d more".formatted(listed, more) : listed;
  }

  /**
   * Returns everything that is wrong.
   *
   * @return one text a problem, in the order of the rules; empty after serialization
   */
  public List<String> problems() {
    return problems == null ? List.of() : problems;
  }
}
