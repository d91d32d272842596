package io.lepton.format.profile;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/**
 * What a text looks like.
 *
 * @param prefix its first bytes
 * @param bytes how many it has
 * @param size its length in code points, or in bytes for what is not text
 * @param traits the sum of {@link #EMPTY} and its siblings
 */
record TextNote(byte[] prefix, int bytes, int size, int traits) {

  /** The text has no characters. */
  static final int EMPTY = 1;

  /** The text begins or ends in a blank. */
  static final int PADDED = 2;

  /** The text is a number, apart from blanks. */
  static final int NUMERIC = 4;

  /** The text is a word that stands for a missing value. */
  static final int PLACEHOLDER = 8;

  /** So many bytes of a text are kept at most. */
  static final int KEPT_BYTES = 64;

  private static final int LONGEST_NUMBER = 40;
  private static final int LONGEST_PLACEHOLDER = 10;

  private static final Set<String> PLACEHOLDERS =
      Set.of(
          "?",
          "-",
          "--",
          ".",
          "n/a",
          "na",
          "#n/a",
          "nan",
          "null",
          "nil",
          "none",
          "(none)",
          "missing",
          "(missing)",
          "unknown",
          "\\n",
          "n.a.",
          "tbd",
          "not set",
          "undefined");

  /** By their first byte: a bit for every length that a placeholder has. */
  private static final int[] LENGTHS_OF_PLACEHOLDERS = new int[128];

  static {
    for (String word : PLACEHOLDERS) {
      LENGTHS_OF_PLACEHOLDERS[word.charAt(0)] |= 1 << word.length();
      LENGTHS_OF_PLACEHOLDERS[Character.toUpperCase(word.charAt(0))] |= 1 << word.length();
    }
  }

  static TextNote of(byte[] heap, int start, int length, int size) {
    byte[] prefix = Arrays.copyOfRange(heap, start, start + Math.min(length, KEPT_BYTES));
    return new TextNote(prefix, length, size, traits(heap, start, length));
  }

  boolean isWhole() {
    return bytes == prefix.length;
  }

  /** Returns the text, with three dots where the rest was not kept. */
  String text() {
    int end = isWhole() ? prefix.length : wholeCharacters();
    String text = new String(prefix, 0, end, StandardCharsets.UTF_8);
    return isWhole() ? text : text + "...";
  }

  // The last character may be cut off: back to where it begins.
  private int wholeCharacters() {
    int end = prefix.length;
    while (end > 0 && (prefix[end - 1] & 0xc0) == 0x80) {
      end--;
    }
    return Math.max(0, end - 1);
  }

  static int traits(byte[] heap, int start, int length) {
    if (length == 0) {
      return EMPTY;
    }
    int end = start + length;
    boolean padded = isBlank(heap[start]) || isBlank(heap[end - 1]);
    int from = start;
    int to = end;
    while (from < to && isBlank(heap[from])) {
      from++;
    }
    while (to > from && isBlank(heap[to - 1])) {
      to--;
    }
    return (padded ? PADDED : 0)
        + (isNumber(heap, from, to) ? NUMERIC : 0)
        + (from == to || isPlaceholder(heap, from, to) ? PLACEHOLDER : 0);
  }

  private static boolean isBlank(byte b) {
    return b >= 0 && b <= ' ';
  }

  private static boolean isPlaceholder(byte[] heap, int from, int to) {
    return to - from <= LONGEST_PLACEHOLDER
        && heap[from] >= 0
        && (LENGTHS_OF_PLACEHOLDERS[heap[from]] >>> to - from & 1) != 0
        && PLACEHOLDERS.contains(
            new String(heap, from, to - from, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT));
  }

  // Digits with at most one sign before, one point and one exponent: what a reader would take.
  private static boolean isNumber(byte[] heap, int from, int to) {
    if (to - from > LONGEST_NUMBER) {
      return false;
    }
    int at = from < to && (heap[from] == '-' || heap[from] == '+') ? from + 1 : from;
    int whole = digits(heap, at, to);
    at += whole;
    int fraction = 0;
    if (at < to && heap[at] == '.') {
      fraction = digits(heap, at + 1, to);
      at += 1 + fraction;
    }
    return whole + fraction > 0 && exponentEnd(heap, at, to) == to;
  }

  private static int exponentEnd(byte[] heap, int at, int to) {
    if (at >= to || (heap[at] | 0x20) != 'e') {
      return at;
    }
    int from = at + 1 < to && (heap[at + 1] == '-' || heap[at + 1] == '+') ? at + 2 : at + 1;
    int digits = digits(heap, from, to);
    return digits == 0 ? at : from + digits;
  }

  private static int digits(byte[] heap, int from, int to) {
    int at = from;
    while (at < to && heap[at] >= '0' && heap[at] <= '9') {
      at++;
    }
    return at - from;
  }
}
