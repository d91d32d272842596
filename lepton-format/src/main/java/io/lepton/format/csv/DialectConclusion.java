package io.lepton.format.csv;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What follows from the table that was found. */
final class DialectConclusion {

  private static final int MAX_TITLE_LINES = 50;

  private final SampleTable table;
  private final EncodingGuess encoding;
  private final List<String> reasons = new ArrayList<>();

  DialectConclusion(SampleTable table, EncodingGuess encoding) {
    this.table = table;
    this.encoding = encoding;
  }

  CsvDetection detection(double lead) {
    CsvOptions options = table.options().withCharset(encoding.charset());
    reasons.add("encoding %s: %s".formatted(encoding.charset(), encoding.reason()));
    reasons.add(
        "delimiter %s: %.0f %% of %d records have %d cells"
            .formatted(
                shown(options.delimiter()),
                table.regularity() * 100,
                table.rows().size(),
                table.width()));
    options.quote().ifPresent(quote -> reasons.add("quote " + quote));
    options.escape().ifPresent(escape -> reasons.add("escape " + escape));
    options = withComment(options);
    options = withSkippedLines(options);
    options = withHeader(options);
    options = withNullTokens(options);
    double confidence =
        table.regularity() * table.typeScore() * Math.max(lead, 0) * encoding.confidence();
    return new CsvDetection(options, confidence, reasons);
  }

  private static String shown(String delimiter) {
    return switch (delimiter) {
      case "\t" -> "tab";
      case " " -> "space";
      case "\u001f" -> "U+001F";
      default -> delimiter;
    };
  }

  private CsvOptions withComment(CsvOptions options) {
    List<List<String>> irregular =
        table.rows().stream().filter(row -> row.size() != table.width()).toList();
    boolean comments =
        !irregular.isEmpty() && irregular.stream().allMatch(row -> row.get(0).startsWith("#"));
    if (!comments) {
      return options;
    }
    reasons.add("comments begin with #: %d lines".formatted(irregular.size()));
    return options.withComment('#');
  }

  private CsvOptions withSkippedLines(CsvOptions options) {
    int before = 0;
    while (before < table.rows().size() && table.rows().get(before).size() != table.width()) {
      before++;
    }
    if (before == 0
        || before > MAX_TITLE_LINES
        || before == table.rows().size()
        || options.comment().isPresent()) {
      return options;
    }
    int lines = table.lines().get(before);
    reasons.add("the table begins after %d lines".formatted(lines));
    return options.withSkippedLines(lines);
  }

  private CsvOptions withHeader(CsvOptions options) {
    List<List<String>> rows = table.regularRows();
    List<String> first = rows.isEmpty() ? List.of() : rows.get(0);
    boolean named =
        first.stream().noneMatch(cell -> CellKind.of(cell) == CellKind.VALUE)
            && new LinkedHashSet<>(first).size() == first.size()
            && !first.contains("")
            && !first.contains("\"\"");
    reasons.add(
        named
            ? "the first record is a header: distinct names, no values"
            : "no header: the first record has values, or names that are empty or the same");
    return options.withHeader(named);
  }

  /** Words for missing values in columns of which the rest are values. */
  private CsvOptions withNullTokens(CsvOptions options) {
    Set<String> tokens = new LinkedHashSet<>(options.nullTokens());
    List<List<String>> rows = table.regularRows();
    for (int column = 0; column < table.width(); column++) {
      addTokens(rows, column, options.header() ? 1 : 0, tokens);
    }
    List<String> found = tokens.stream().filter(token -> !token.isEmpty()).toList();
    if (found.isEmpty()) {
      return options;
    }
    reasons.add("missing values are written " + String.join(", ", found));
    return options.withNullTokens(new ArrayList<>(tokens));
  }

  private static void addTokens(
      List<List<String>> rows, int column, int firstRow, Set<String> tokens) {
    Set<String> words = new LinkedHashSet<>();
    int values = 0;
    int others = 0;
    for (List<String> row : rows.subList(Math.min(firstRow, rows.size()), rows.size())) {
      String cell = row.get(column).strip();
      if (CellKind.MISSING_WORDS.contains(cell)) {
        words.add(cell);
      } else if (CellKind.of(cell) == CellKind.VALUE) {
        values++;
      } else if (!cell.isEmpty()) {
        others++;
      }
    }
    if (values > 0 && others == 0) {
      tokens.addAll(words);
    }
  }
}
