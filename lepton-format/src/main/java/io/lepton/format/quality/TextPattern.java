package io.lepton.format.quality;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A regular expression on the bytes of a text: the only place that knows which engine runs it. */
@FunctionalInterface
interface TextPattern {

  /**
   * Says whether a text has the form.
   *
   * @param bytes where it lies, as UTF-8
   * @param start its first byte
   * @param end the end of it
   * @return true if it has
   */
  boolean accepts(byte[] bytes, int start, int end);

  /**
   * Compiles a regular expression.
   *
   * @param regex the regular expression
   * @param whole whether it must match all of a text
   * @return the pattern
   * @throws IllegalArgumentException if it cannot be read; the message says why
   */
  static TextPattern of(String regex, boolean whole) {
    Pattern pattern;
    try {
      pattern = Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "%s at character %d".formatted(e.getDescription(), e.getIndex() + 1), e);
    }
    return (bytes, start, end) -> {
      var matcher = pattern.matcher(new String(bytes, start, end - start, StandardCharsets.UTF_8));
      return whole ? matcher.matches() : matcher.find();
    };
  }
}
