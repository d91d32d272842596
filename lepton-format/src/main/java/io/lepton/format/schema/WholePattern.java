package io.lepton.format.schema;

import org.jspecify.annotations.Nullable;

/**
 * A pattern for the whole of a text, written as one that is searched for: {@code ^(?:...)$}.
 *
 * <p>Stateless.
 */
final class WholePattern {

  private static final String BEGIN = "^(?:";
  private static final String END = ")$";

  private WholePattern() {}

  static String around(String regex) {
    return BEGIN + regex + END;
  }

  /** Returns what {@link #around} was given, or null if it did not make this pattern. */
  static @Nullable String inside(String pattern) {
    if (!pattern.startsWith(BEGIN)
        || !pattern.endsWith(END)
        || pattern.length() < BEGIN.length() + END.length()) {
      return null;
    }
    String regex = pattern.substring(BEGIN.length(), pattern.length() - END.length());
    return isClosed(regex) ? regex : null;
  }

  // Not so ^(?:a)|(?:b)$, whose first group is not its last.
  private static boolean isClosed(String regex) {
    int depth = 0;
    boolean inClass = false;
    for (int i = 0; i < regex.length(); i++) {
      char c = regex.charAt(i);
      if (c == '\\') {
        i++;
        if (i == regex.length()) {
          return false;
        }
      } else if (c == '[' || c == ']') {
        inClass = c == '[';
      } else if (!inClass && (c == '(' || c == ')')) {
        depth += c == '(' ? 1 : -1;
        if (depth < 0) {
          return false;
        }
      }
    }
    return depth == 0 && !inClass;
  }
}
