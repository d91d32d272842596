package io.lepton.format.schema;

import com.networknt.schema.regex.RegularExpression;
import io.lepton.LeptonException;
import io.lepton.format.regex.BytePattern;
import java.nio.charset.StandardCharsets;

/**
 * A pattern of a schema that is matched in time linear in the text.
 *
 * <p>Immutable and safe for use by many threads.
 *
 * @param pattern what is searched for
 * @param steps what is left to the check that the thread makes
 */
record LinearPattern(BytePattern pattern, ThreadLocal<StepCount> steps)
    implements RegularExpression {

  /** Compiles a pattern; one that is not regular is matched otherwise. */
  static RegularExpression compile(String regex, ThreadLocal<StepCount> steps) {
    try {
      return new LinearPattern(BytePattern.compile(regex), steps);
    } catch (LeptonException notRegular) {
      return new BoundedPattern(regex, steps);
    }
  }

  @Override
  public boolean matches(String value) {
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    steps.get().take(text.length);
    return pattern.find(text, 0, text.length);
  }
}
