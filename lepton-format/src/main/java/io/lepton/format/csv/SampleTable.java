package io.lepton.format.csv;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The beginning of a file as it looks in a dialect, and how much it then looks like a table.
 *
 * @param options the dialect
 * @param rows the cells of each record; in double quotes if they are quoted
 * @param lines the line that each record begins at, from 0
 */
record SampleTable(CsvOptions options, List<List<String>> rows, List<Integer> lines) {

  private static final int MAX_ROWS = 500;
  private static final int MAX_COLUMNS = 4096;

  /** What a table of one column is worth: nearly nothing, or every text would be one. */
  private static final double ONE_COLUMN = 1e-3;

  /**
   * Cuts the beginning of a file into cells.
   *
   * @param utf8 the text
   * @param whole whether it is the whole file; otherwise its last record may be cut off
   */
  static SampleTable of(CsvOptions options, byte[] utf8, boolean whole) {
    byte[] plain = translated(options, utf8);
    List<List<String>> rows = new ArrayList<>();
    List<Integer> lines = new ArrayList<>();
    Dialect lineFeeds = Dialect.of(options.translated(), Dialect.LF);
    byte lineEnd = LineEnds.find(lineFeeds, plain, 0, plain.length);
    Dialect dialect =
        Dialect.of(options.translated(), lineEnd == LineEnds.UNKNOWN ? Dialect.LF : lineEnd);
    byte[] ended = Arrays.copyOf(plain, plain.length + 1);
    ended[plain.length] = dialect.lineEnd();
    RecordScan scan = new RecordScan(dialect, ended.length, MAX_COLUMNS);
    int last = whole ? ended.length : plain.length;
    int at = 0;
    int line = 0;
    while (at < last && rows.size() < MAX_ROWS) {
      RecordScan.Outcome outcome = scan.scan(ended, at, last);
      if (outcome == RecordScan.Outcome.COMPLETE) {
        rows.add(cells(ended, scan));
        lines.add(line);
      } else if (outcome != RecordScan.Outcome.SKIPPED) {
        boolean cutOff = outcome == RecordScan.Outcome.INCOMPLETE && !whole;
        return cutOff
            ? new SampleTable(options, rows, lines)
            : new SampleTable(options, List.of(), List.of());
      }
      line += lineEnds(ended, at, scan.next(), dialect.lineEnd());
      at = scan.next();
    }
    return new SampleTable(options, rows, lines);
  }

  private static byte[] translated(CsvOptions options, byte[] utf8) {
    try (DialectTranslation text =
        new DialectTranslation(new ByteArrayInputStream(utf8), options, utf8.length)) {
      return text.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> cells(byte[] bytes, RecordScan scan) {
    List<String> cells = new ArrayList<>();
    int start = scan.start();
    for (int i = 0; i < scan.fields(); i++) {
      int end = i == scan.fields() - 1 ? scan.end() : scan.ends()[i];
      cells.add(new String(bytes, start, end - start, StandardCharsets.UTF_8));
      start = scan.ends()[i] + 1;
    }
    return cells;
  }

  private static int lineEnds(byte[] bytes, int from, int to, byte lineEnd) {
    int count = 0;
    for (int i = from; i < to; i++) {
      count += bytes[i] == lineEnd ? 1 : 0;
    }
    return count;
  }

  /** Returns how many cells most records have. */
  int width() {
    return widths().entrySet().stream()
        .max(
            Map.Entry.<Integer, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .orElse(0);
  }

  /** Returns how many records have as many cells as most. */
  double regularity() {
    return rows.isEmpty() ? 0 : (double) regularRows().size() / rows.size();
  }

  private Map<Integer, Integer> widths() {
    Map<Integer, Integer> widths = new HashMap<>();
    rows.forEach(row -> widths.merge(row.size(), 1, Integer::sum));
    return widths;
  }

  /**
   * Returns how much it looks like a table: the pattern score, by how regular its records are,
   * times the type score, the share of cells that look like one value.
   */
  double score() {
    return patternScore() * typeScore();
  }

  private double patternScore() {
    Map<Integer, Integer> widths = widths();
    double sum = 0;
    for (Map.Entry<Integer, Integer> width : widths.entrySet()) {
      int cells = width.getKey();
      sum += width.getValue() * Math.max(ONE_COLUMN, (cells - 1.0) / cells);
    }
    return rows.isEmpty() ? 0 : sum / widths.size() / rows.size();
  }

  /** Returns the share of cells that look like one value. */
  double typeScore() {
    long cells = rows.stream().mapToLong(List::size).sum();
    long known =
        rows.stream()
            .flatMap(List::stream)
            .filter(cell -> CellKind.of(cell) != CellKind.UNKNOWN)
            .count();
    return cells == 0 ? 0 : Math.max((double) known / cells, 1e-10);
  }

  /** Returns the records that have as many cells as most. */
  List<List<String>> regularRows() {
    int width = width();
    return rows.stream().filter(row -> row.size() == width).toList();
  }
}
