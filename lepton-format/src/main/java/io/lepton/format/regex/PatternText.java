package io.lepton.format.regex;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;

/** The text of a pattern and how far it was read. */
final class PatternText {

  private static final int END = -1;

  private final String text;
  private int at;

  PatternText(String text) {
    this.text = text;
  }

  int position() {
    return at;
  }

  void backTo(int position) {
    at = position;
  }

  boolean isAtEnd() {
    return at == text.length();
  }

  /** Returns the next code point without passing it, or -1 at the end. */
  int peek() {
    return isAtEnd() ? END : text.codePointAt(at);
  }

  boolean startsWith(String prefix) {
    return text.startsWith(prefix, at);
  }

  int next() {
    int codePoint = peek();
    if (codePoint == END) {
      throw invalid("more of the pattern", at);
    }
    at += Character.charCount(codePoint);
    return codePoint;
  }

  boolean skip(String expected) {
    boolean found = startsWith(expected);
    if (found) {
      at += expected.length();
    }
    return found;
  }

  void expect(String expected) {
    if (!skip(expected)) {
      throw invalid(expected, at);
    }
  }

  /** Passes everything up to an end and the end itself, and returns what was before it. */
  String until(String end) {
    int found = text.indexOf(end, at);
    if (found < 0) {
      throw invalid(end, text.length());
    }
    String before = text.substring(at, found);
    at = found + end.length();
    return before;
  }

  /** Passes decimal digits, at least one, and returns the number; too large a one is refused. */
  int number() {
    int start = at;
    while (!isAtEnd() && isDigit(text.charAt(at))) {
      at++;
    }
    String digits = text.substring(start, at);
    if (digits.isEmpty() || digits.length() > 9) {
      throw invalid("a number of 1 to 9 digits", start);
    }
    return Integer.parseInt(digits);
  }

  /** Passes hexadecimal digits and returns the code point. */
  int hex(int digits) {
    int start = at;
    at = Math.min(at + digits, text.length());
    return codePoint(text.substring(start, at), digits, digits, start);
  }

  /** Passes hexadecimal digits up to a closing brace and returns the code point. */
  int bracedHex() {
    int start = at;
    return codePoint(until("}"), 1, 8, start);
  }

  private int codePoint(String digits, int least, int most, int start) {
    boolean isHex =
        digits.length() >= least
            && digits.length() <= most
            && digits.chars().allMatch(c -> c < 0x80 && Character.digit(c, 16) >= 0);
    long value = isHex ? Long.parseLong(digits, 16) : Long.MAX_VALUE;
    if (value > CodePoints.MAX) {
      throw invalid("the hexadecimal digits of a code point", start);
    }
    return (int) value;
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /** Returns the failure of a pattern that cannot be read. */
  LeptonException invalid(String expected, int position) {
    String found =
        position >= text.length() ? "its end" : Character.toString(text.codePointAt(position));
    return new LeptonException(
        ErrorCode.INVALID_RULE,
        "A pattern needs %s at position %d, found %s".formatted(expected, position, found));
  }

  /** Returns the failure of a pattern that holds something this engine does not do. */
  static LeptonException refused(String construct, int position, String instead) {
    return new LeptonException(
        ErrorCode.INVALID_RULE,
        "A pattern cannot have %s, found at position %d: %s"
            .formatted(construct, position, instead));
  }
}
