package io.lepton.format.csv;

import io.lepton.ErrorCode;
import io.lepton.MalformedInputException;
import io.lepton.data.DataSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The dialect of a CSV file, as its beginning suggests: encoding, delimiter, quote, escape, lines
 * before the table, comments, header, words for missing values.
 *
 * <pre>{@code
 * CsvDetection found = CsvDetection.of(DataSource.of(Path.of("export.txt")));
 * System.out.println(found);
 * RecordFormat format = new CsvFormat(found.options());
 * }</pre>
 *
 * <p><b>How.</b> The first 64 KiB are cut into cells in every dialect that their characters allow.
 * Each table gets a score: how regular its rows are times how many of its cells look like one value
 * (G. J. J. van den Burg, A. Nazábal, C. Sutton: Wrangling messy CSV files by detecting row and
 * type patterns, Data Mining and Knowledge Discovery 33, 2019). The best one wins; of equals, the
 * one nearest to RFC 4180. The encoding comes first: a byte order mark, zeros of UTF-16, valid
 * UTF-8, pairs of bytes that are usual Chinese characters in GB 18030, else windows-1252.
 *
 * <p><b>Confidence</b> is between 0 and 1: the share of rows with the usual number of cells, times
 * the share of cells that look like one value, times the lead over the best other delimiter, times
 * that of the encoding. Below about 0.5 somebody should look at the file.
 *
 * <p>Immutable and safe for use by many threads.
 *
 * @param options the dialect
 * @param confidence how sure it is, 0 to 1
 * @param reasons what it was concluded from, one sentence each, without values of the file
 */
public record CsvDetection(CsvOptions options, double confidence, List<String> reasons) {

  private static final int SAMPLE_BYTES = 64 << 10;

  /** In the order of preference among equals. */
  private static final List<String> DELIMITERS =
      List.of(",", ";", "\t", "|", ":", "||", "~", "^", "\u00a6", "\u00a7", "\u001f", " ");

  /**
   * Copies the reasons.
   *
   * @param options the dialect
   * @param confidence how sure it is, 0 to 1
   * @param reasons what it was concluded from
   */
  public CsvDetection {
    reasons = List.copyOf(reasons);
  }

  /**
   * Looks at the beginning of a file.
   *
   * @param source the file; opened once
   * @return what it most likely is
   * @throws IOException if it cannot be read
   * @throws MalformedInputException if it is empty
   */
  public static CsvDetection of(DataSource source) throws IOException {
    try (InputStream in = source.open()) {
      byte[] sample = in.readNBytes(SAMPLE_BYTES);
      boolean whole = sample.length < SAMPLE_BYTES;
      EncodingGuess encoding = EncodingGuess.of(sample, whole);
      byte[] utf8 = utf8(sample, encoding);
      if (utf8.length == 0) {
        throw new MalformedInputException(
            ErrorCode.EMPTY_INPUT, source.name() + ": needs a record, found none");
      }
      return of(utf8, whole, encoding);
    }
  }

  private static byte[] utf8(byte[] sample, EncodingGuess encoding) throws IOException {
    // The sample may end within a character, and then with one that replaces it.
    String text = new String(sample, encoding.charset());
    return (text.startsWith("\ufeff") ? text.substring(1) : text).getBytes(StandardCharsets.UTF_8);
  }

  private static CsvDetection of(byte[] utf8, boolean whole, EncodingGuess encoding) {
    List<SampleTable> tables = new ArrayList<>();
    for (CsvOptions candidate : candidates(utf8)) {
      tables.add(SampleTable.of(candidate, utf8, whole));
    }
    SampleTable best =
        tables.stream().max(Comparator.comparingDouble(SampleTable::score)).orElseThrow();
    SampleTable first =
        tables.stream()
            .filter(t -> t.score() >= best.score() * 0.999_999)
            .findFirst()
            .orElseThrow();
    double lead = 1 - rivalScore(tables, first) / Math.max(first.score(), 1e-300);
    return new DialectConclusion(first, encoding).detection(lead);
  }

  /** The best score with another delimiter. */
  private static double rivalScore(List<SampleTable> tables, SampleTable winner) {
    return tables.stream()
        .filter(table -> !table.options().delimiter().equals(winner.options().delimiter()))
        .filter(table -> !table.rows().equals(winner.rows()))
        .mapToDouble(SampleTable::score)
        .max()
        .orElse(0);
  }

  private static List<CsvOptions> candidates(byte[] utf8) {
    String text = new String(utf8, StandardCharsets.UTF_8);
    List<CsvOptions> candidates = new ArrayList<>();
    for (String delimiter : DELIMITERS) {
      // Where a bar never stands alone, it is half of a delimiter.
      boolean half = delimiter.equals("|") && !text.replace("||", "").contains("|");
      if (delimiter.equals(",") || text.contains(delimiter) && !half) {
        addQuotes(candidates, text, CsvOptions.defaults().withDelimiter(delimiter));
      }
    }
    return candidates;
  }

  private static void addQuotes(List<CsvOptions> candidates, String text, CsvOptions unquoted) {
    addEscapes(candidates, text, unquoted);
    if (text.indexOf('"') < 0 && text.indexOf('\'') >= 0) {
      addEscapes(candidates, text, unquoted.withQuote('\''));
    }
    if (text.indexOf('"') >= 0) {
      addEscapes(candidates, text, unquoted.withoutQuote());
    }
  }

  private static void addEscapes(List<CsvOptions> candidates, String text, CsvOptions options) {
    addTrimming(candidates, text, options);
    boolean escapes =
        text.contains("\\\"") || text.contains("\\'") || text.contains("\\" + options.delimiter());
    if (escapes) {
      addTrimming(candidates, text, options.withEscape('\\'));
    }
  }

  private static void addTrimming(List<CsvOptions> candidates, String text, CsvOptions options) {
    candidates.add(options);
    String quote = options.quote().map(String::valueOf).orElse("");
    boolean spaced = text.contains(options.delimiter() + " " + quote);
    if (spaced && !quote.isEmpty() && !options.delimiter().isBlank()) {
      candidates.add(options.withTrimming(true));
    }
  }

  /**
   * Returns some lines for people.
   *
   * @return the confidence and the reasons
   */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "confidence %.2f%n", confidence)
        + String.join(System.lineSeparator(), reasons);
  }
}
