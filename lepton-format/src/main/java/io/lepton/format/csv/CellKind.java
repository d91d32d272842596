package io.lepton.format.csv;

import io.lepton.format.internal.BoolParser;
import io.lepton.format.internal.NumberParser;
import io.lepton.format.internal.TemporalParser;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/** What a cell looks like, to tell a table that was cut in the right places from another. */
enum CellKind {
  /** Nothing, or a word for nothing. */
  MISSING,
  /** A number, a date, a time, true or false: what seldom stands in a header. */
  VALUE,
  /** Words, codes, addresses. */
  WORD,
  /** Something else: perhaps several cells in one. */
  UNKNOWN;

  /** Words that stand for a missing value in the files of statistics packages and databases. */
  static final Set<String> MISSING_WORDS =
      Set.of("NA", "N/A", "n/a", "NULL", "null", "None", "\\N", "?", "-", ".", "#N/A");

  private static final String INSIDE_WORDS = " .'-_/:@%+#()&";

  /** Looks at a cell, which is in double quotes if it was quoted. */
  static CellKind of(String cell) {
    if (cell.length() > 1 && cell.startsWith("\"") && cell.endsWith("\"")) {
      CellKind inner = of(cell.substring(1, cell.length() - 1));
      return inner == UNKNOWN ? WORD : inner;
    }
    byte[] text = cell.getBytes(StandardCharsets.UTF_8);
    int from = 0;
    int to = text.length;
    while (from < to && text[from] == ' ') {
      from++;
    }
    while (from < to && text[to - 1] == ' ') {
      to--;
    }
    return from == to ? MISSING : ofText(text, from, to);
  }

  private static CellKind ofText(byte[] text, int from, int to) {
    // Parsers load eight bytes at a time.
    byte[] padded = Arrays.copyOf(text, text.length + Long.BYTES);
    if (MISSING_WORDS.contains(new String(text, from, to - from, StandardCharsets.UTF_8))) {
      return MISSING;
    }
    if (isNumber(padded, from, to)
        || isTime(padded, from, to)
        || BoolParser.bool(padded, from, to) >= 0) {
      return VALUE;
    }
    return isWord(text, from, to) ? WORD : UNKNOWN;
  }

  private static boolean isNumber(byte[] text, int from, int to) {
    // Money and percentages count, and so do a comma for the point and spaces between thousands.
    int first = text[from] == '$' ? from + 1 : from;
    int last = text[to - 1] == '%' ? to - 1 : to;
    if (first < last && !Double.isNaN(NumberParser.doubleValue(text, first, last))) {
      return true;
    }
    byte[] point = text.clone();
    boolean commas = false;
    for (int i = first; i < last; i++) {
      if (point[i] == ',') {
        point[i] = (byte) (commas ? ',' : '.');
        commas = true;
      }
    }
    return commas && !Double.isNaN(NumberParser.doubleValue(point, first, last));
  }

  private static boolean isTime(byte[] text, int from, int to) {
    if (TemporalParser.date(text, from, to) != TemporalParser.NO_DATE
        || TemporalParser.timestamp(text, from, to, true) != TemporalParser.NO_TIMESTAMP
        || TemporalParser.timestamp(text, from, to, false) != TemporalParser.NO_TIMESTAMP) {
      return true;
    }
    // 31.12.2024, 12/31/24, 12:30:05: digits in two or three groups.
    int groups = 1;
    for (int i = from; i < to; i++) {
      boolean digit = text[i] >= '0' && text[i] <= '9';
      boolean mark = text[i] == '.' || text[i] == '/' || text[i] == ':' || text[i] == '-';
      if (!digit && (!mark || i == from)) {
        return false;
      }
      groups += mark ? 1 : 0;
    }
    return groups == 2 || groups == 3;
  }

  private static boolean isWord(byte[] text, int from, int to) {
    return new String(text, from, to - from, StandardCharsets.UTF_8)
        .codePoints()
        .allMatch(c -> Character.isLetterOrDigit(c) || INSIDE_WORDS.indexOf(c) >= 0);
  }
}
