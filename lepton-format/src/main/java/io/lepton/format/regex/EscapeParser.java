package io.lepton.format.regex;

import org.jspecify.annotations.Nullable;

/** Reads what follows a backslash, inside of a class or outside. */
final class EscapeParser {

  private final PatternText text;

  EscapeParser(PatternText text) {
    this.text = text;
  }

  /**
   * Reads an escape that stands for a set.
   *
   * @param start where its backslash stands
   * @param ignoreCase whether a property also holds for what differs only in case
   * @return the set, or null, with nothing read, if the escape stands for one code point
   */
  @Nullable CodePoints shorthand(int start, boolean ignoreCase) {
    CodePoints set =
        switch (text.peek()) {
          case 'd', 'D' -> CodePoints.DIGIT;
          case 'w', 'W' -> CodePoints.WORD;
          case 's', 'S' -> CodePoints.SPACE;
          case 'p', 'P' -> CodePoints.NONE;
          default -> null;
        };
    if (set == null) {
      return null;
    }
    int letter = text.next();
    if (letter == 'p' || letter == 'P') {
      set = property(start, ignoreCase);
    }
    return Character.isUpperCase(letter) ? set.negate() : set;
  }

  private CodePoints property(int start, boolean ignoreCase) {
    String name = text.skip("{") ? text.until("}") : Character.toString(text.next());
    if (name.equals("Alpha") || name.equals("Lower") || name.equals("Upper")) {
      throw PatternText.refused(
          "\\p{" + name + "}",
          start,
          "it means ASCII in Java and all of Unicode in ECMA-262; write [A-Za-z], [a-z], [A-Z]"
              + " or \\p{Alphabetic}, \\p{Lowercase}, \\p{Uppercase}");
    }
    CodePoints set = UnicodeSets.named(name);
    if (set == null) {
      throw text.invalid("the name of a Unicode category, script or binary property", start);
    }
    return ignoreCase ? CaseFolding.close(set) : set;
  }

  /**
   * Reads an escape that stands for one code point.
   *
   * @param start where its backslash stands
   * @return the code point
   */
  int codePoint(int start) {
    int c = text.next();
    return switch (c) {
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 'f' -> '\f';
      case '0' -> nul(start);
      case 'c' -> control();
      case 'x' -> text.skip("{") ? text.bracedHex() : text.hex(2);
      case 'u' -> text.skip("{") ? text.bracedHex() : unit();
      case 'v' ->
          throw PatternText.refused(
              "\\v", start, "it is one character in ECMA-262 and seven in Java; write \\x0B");
      default -> identity(c, start);
    };
  }

  private int nul(int start) {
    if (PatternText.isDigit(text.peek())) {
      throw PatternText.refused("an octal escape", start, "write \\xHH");
    }
    return 0;
  }

  private int control() {
    int start = text.position();
    int c = text.next();
    if (!isLetter(c)) {
      throw text.invalid("a letter A to Z after \\c", start);
    }
    return c & 0x1F;
  }

  /** Reads a code unit of UTF-16, and the second one of a pair. */
  private int unit() {
    int unit = text.hex(4);
    if (Character.isHighSurrogate((char) unit) && text.startsWith("\\u")) {
      int low = lowSurrogate();
      return low == 0 ? unit : Character.toCodePoint((char) unit, (char) low);
    }
    return unit;
  }

  private int lowSurrogate() {
    int start = text.position();
    text.expect("\\u");
    int low = text.startsWith("{") ? 0 : text.hex(4);
    if (low <= Character.MAX_VALUE && Character.isLowSurrogate((char) low)) {
      return low;
    }
    text.backTo(start);
    return 0;
  }

  private int identity(int c, int start) {
    if (isLetter(c) || PatternText.isDigit(c)) {
      throw PatternText.refused(
          "\\" + Character.toString(c), start, "it has no meaning that Java and ECMA-262 share");
    }
    return c;
  }

  private static boolean isLetter(int c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }
}
