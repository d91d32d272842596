package io.lepton.format.schema;

import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressions;
import io.lepton.ErrorCode;
import io.lepton.LimitExceededException;
import java.util.regex.Pattern;

/**
 * A pattern of a schema that is not regular, such as one that looks ahead: matched by {@link
 * Pattern}, which tries one way after the other, and counted in steps.
 *
 * <p>Immutable and safe for use by many threads.
 */
final class BoundedPattern implements RegularExpression {

  private final Pattern pattern;
  private final ThreadLocal<StepCount> steps;

  /**
   * Compiles a pattern.
   *
   * @param steps what is left to the check that the thread makes
   */
  BoundedPattern(String regex, ThreadLocal<StepCount> steps) {
    this.pattern =
        Pattern.compile(
            RegularExpressions.replaceLongformCharacterProperties(
                RegularExpressions.replaceDollarAnchors(regex)));
    this.steps = steps;
  }

  @Override
  public boolean matches(String value) {
    try {
      return pattern.matcher(new Counted(value, steps.get())).find();
    } catch (StackOverflowError e) {
      // java.util.regex goes one level deeper with each repetition of a group.
      throw new LimitExceededException(
          ErrorCode.LIMIT_EXCEEDED, "A pattern needs more stack for a text than there is");
    }
  }

  /** A text that counts how often it is looked at. */
  private record Counted(String text, StepCount steps) implements CharSequence {

    @Override
    public char charAt(int index) {
      steps.take();
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Counted(text.substring(start, end), steps);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
