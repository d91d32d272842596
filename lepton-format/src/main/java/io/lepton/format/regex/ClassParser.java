package io.lepton.format.regex;

import org.jspecify.annotations.Nullable;

/** Reads classes such as {@code [^a-z\d]}. */
final class ClassParser {

  private final PatternText text;
  private final EscapeParser escapes;

  ClassParser(PatternText text, EscapeParser escapes) {
    this.text = text;
    this.escapes = escapes;
  }

  /**
   * Reads a class behind its opening bracket.
   *
   * @param start where the bracket stands
   * @param ignoreCase whether letters match without regard to case
   * @return the set
   */
  CodePoints parse(int start, boolean ignoreCase) {
    boolean negated = text.skip("^");
    if (text.startsWith("]")) {
      throw PatternText.refused(
          "an empty class", start, "Java and ECMA-262 differ on it; write \\] for the bracket");
    }
    CodePoints.Builder single = new CodePoints.Builder();
    CodePoints.Builder shorthands = new CodePoints.Builder();
    while (!text.skip("]")) {
      item(single, shorthands, ignoreCase);
    }
    CodePoints set = single.build();
    set = shorthands.addAll(ignoreCase ? CaseFolding.close(set) : set).build();
    return negated ? set.negate() : set;
  }

  private void item(CodePoints.Builder single, CodePoints.Builder shorthands, boolean ignoreCase) {
    int start = text.position();
    CodePoints shorthand = shorthand(ignoreCase);
    if (shorthand != null) {
      shorthands.addAll(shorthand);
      return;
    }
    int first = codePoint();
    int last = isRange() ? last(ignoreCase) : first;
    if (last < first) {
      throw text.invalid("a range whose lower end comes first", start);
    }
    single.add(first, last);
  }

  private boolean isRange() {
    return text.startsWith("-") && !text.startsWith("-]") && text.skip("-");
  }

  private int last(boolean ignoreCase) {
    int start = text.position();
    if (shorthand(ignoreCase) != null) {
      throw text.invalid("a single character at the end of a range", start);
    }
    return codePoint();
  }

  private @Nullable CodePoints shorthand(boolean ignoreCase) {
    int start = text.position();
    if (!text.skip("\\")) {
      return null;
    }
    CodePoints set = escapes.shorthand(start, ignoreCase);
    if (set == null) {
      text.backTo(start);
    }
    return set;
  }

  private int codePoint() {
    int start = text.position();
    if (text.startsWith("&&")) {
      throw PatternText.refused("&& in a class", start, "it has a meaning only in Java; write \\&");
    }
    int c = text.next();
    if (c == '[') {
      throw PatternText.refused(
          "a class within a class", start, "it has a meaning only in Java; write \\[");
    }
    return c == '\\' ? escapes.codePoint(start) : c;
  }
}
