package io.lepton.format.csv;

import io.lepton.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CSV read character by character in the plainest way, to compare with. Only what {@link CsvReader}
 * does with text columns and default options, without a header.
 */
final class NaiveCsv {

  /** Records of the right number of cells. */
  final List<List<@Nullable Object>> rows = new ArrayList<>();

  /** Numbers of the other ones. */
  final List<Long> ragged = new ArrayList<>();

  /** What ended the reading before the end. */
  @Nullable ErrorCode fault;

  private final String text;
  private final int columns;
  private final char lineEnd;
  private int at;
  private long number;

  NaiveCsv(String text, int columns) {
    this.text = text;
    this.columns = columns;
    this.lineEnd = lineEnd(text);
    while (at < text.length() && fault == null) {
      record();
    }
  }

  private static char lineEnd(String text) {
    boolean cellStart = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        return '\n';
      }
      if (c == '\r') {
        return i + 1 == text.length() || text.charAt(i + 1) == '\n' ? '\n' : '\r';
      }
      if (c == '"' && cellStart) {
        i++;
        while (i < text.length()
            && (text.charAt(i) != '"' || i + 1 < text.length() && text.charAt(i + 1) == '"')) {
          i += text.charAt(i) == '"' ? 2 : 1;
        }
      }
      cellStart = c == ',';
    }
    return '\n';
  }

  private boolean atEndOfLine(int i) {
    return i >= text.length()
        || text.charAt(i) == lineEnd
        || lineEnd == '\n'
            && text.charAt(i) == '\r'
            && (i + 1 >= text.length() || text.charAt(i + 1) == '\n');
  }

  private void skipLineEnd() {
    if (at < text.length() && text.charAt(at) == '\r' && lineEnd == '\n') {
      at++;
    }
    at++;
  }

  private void record() {
    if (atEndOfLine(at)) {
      skipLineEnd();
      return;
    }
    List<@Nullable Object> cells = new ArrayList<>();
    while (true) {
      cells.add(cell());
      if (fault != null) {
        return;
      }
      if (atEndOfLine(at)) {
        skipLineEnd();
        break;
      }
      at++;
    }
    number++;
    if (cells.size() == columns) {
      rows.add(cells);
    } else {
      ragged.add(number);
    }
  }

  private @Nullable String cell() {
    if (at < text.length() && text.charAt(at) == '"') {
      return quoted();
    }
    int start = at;
    while (!atEndOfLine(at) && text.charAt(at) != ',') {
      at++;
    }
    return at == start ? null : text.substring(start, at);
  }

  private String quoted() {
    StringBuilder cell = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c != '"') {
        cell.append(c);
      } else if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
        cell.append(c);
        at++;
      } else {
        at++;
        if (!atEndOfLine(at) && text.charAt(at) != ',') {
          fault = ErrorCode.TEXT_AFTER_QUOTE;
        }
        return cell.toString();
      }
    }
    fault = ErrorCode.UNCLOSED_QUOTE;
    return cell.toString();
  }
}
