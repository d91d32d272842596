package io.lepton.format.csv;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * How a CSV file is written down: its delimiter, its quotes, its header. Immutable: every {@code
 * with} method returns a changed copy.
 *
 * <pre>{@code
 * CsvOptions semicolons =
 *     CsvOptions.defaults().withDelimiter(';').withNullTokens(List.of("", "NA"));
 * }</pre>
 *
 * <p>The same options serve reading and writing; each one says what it means for which.
 */
public final class CsvOptions {

  private static final CsvOptions DEFAULTS =
      new CsvOptions(
          ',',
          Optional.of('"'),
          Optional.empty(),
          true,
          List.of(),
          List.of(""),
          StandardCharsets.UTF_8);

  private final char delimiter;
  private final Optional<Character> quote;
  private final Optional<Character> comment;
  private final boolean header;
  private final List<String> names;
  private final List<String> nullTokens;
  private final Charset charset;

  private CsvOptions(
      char delimiter,
      Optional<Character> quote,
      Optional<Character> comment,
      boolean header,
      List<String> names,
      List<String> nullTokens,
      Charset charset) {
    this.delimiter = delimiter;
    this.quote = quote;
    this.comment = comment;
    this.header = header;
    this.names = names;
    this.nullTokens = nullTokens;
    this.charset = charset;
    requireDistinct(delimiter, quote, comment);
  }

  private static void requireDistinct(
      char delimiter, Optional<Character> quote, Optional<Character> comment) {
    boolean same =
        quote.filter(q -> q == delimiter).isPresent()
            || comment.filter(c -> c == delimiter).isPresent()
            || quote.isPresent() && quote.equals(comment);
    if (same) {
      throw new IllegalArgumentException("Delimiter, quote and comment need to be distinct");
    }
  }

  /**
   * Returns the options of RFC 4180: comma, double quote, a header, UTF-8, no comments, and an
   * unquoted empty cell for a missing value.
   *
   * @return the defaults
   */
  public static CsvOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Sets what stands between two cells.
   *
   * @param newDelimiter an ASCII character other than NUL and the line ends
   * @return changed options
   * @throws IllegalArgumentException if it cannot be a delimiter
   */
  public CsvOptions withDelimiter(char newDelimiter) {
    return new CsvOptions(mark(newDelimiter), quote, comment, header, names, nullTokens, charset);
  }

  /**
   * Sets what encloses a cell that holds delimiters or line ends; inside, it is written twice.
   *
   * @param newQuote an ASCII character other than NUL and the line ends
   * @return changed options
   * @throws IllegalArgumentException if it cannot be a quote
   */
  public CsvOptions withQuote(char newQuote) {
    return new CsvOptions(
        delimiter, Optional.of(mark(newQuote)), comment, header, names, nullTokens, charset);
  }

  /**
   * Says that no character encloses cells: all of them are plain text.
   *
   * @return changed options
   */
  public CsvOptions withoutQuote() {
    return new CsvOptions(delimiter, Optional.empty(), comment, header, names, nullTokens, charset);
  }

  /**
   * Sets what a line to be skipped begins with. Only the first character of a line counts. Not used
   * for writing, except that a first cell beginning with it is quoted.
   *
   * @param newComment an ASCII character other than NUL and the line ends, usually {@code #}
   * @return changed options
   * @throws IllegalArgumentException if it cannot begin a comment
   */
  public CsvOptions withComment(char newComment) {
    return new CsvOptions(
        delimiter, quote, Optional.of(mark(newComment)), header, names, nullTokens, charset);
  }

  /**
   * Says whether the first record holds the names of the columns. Without a header and without
   * {@link #withNames names}, columns are called {@code column_1}, {@code column_2} and so on.
   *
   * @param newHeader true if it does, or for writing, if it shall
   * @return changed options
   */
  public CsvOptions withHeader(boolean newHeader) {
    return new CsvOptions(delimiter, quote, comment, newHeader, names, nullTokens, charset);
  }

  /**
   * Names the columns. A header, if there is one, is passed over. Not used for writing.
   *
   * @param newNames one name a column, distinct; empty to take them from the header again
   * @return changed options
   * @throws IllegalArgumentException if two names are the same or one is empty
   */
  public CsvOptions withNames(List<String> newNames) {
    if (new HashSet<>(newNames).size() < newNames.size() || newNames.contains("")) {
      throw new IllegalArgumentException("Names of columns need to be distinct and not empty");
    }
    return new CsvOptions(
        delimiter, quote, comment, header, List.copyOf(newNames), nullTokens, charset);
  }

  /**
   * Sets the cells that stand for a missing value, in place of the default, which is the empty one.
   * A cell is compared whole and as it stands, and only if it is not quoted: {@code ""} is the
   * empty text. In columns of numbers and dates a blank cell is missing in any case. The first
   * token is what is written for a missing value.
   *
   * @param newNullTokens for example {@code List.of("", "NA", "\\N")}; if the empty text is not
   *     among them, an empty cell of a text column is the empty text
   * @return changed options
   */
  public CsvOptions withNullTokens(List<String> newNullTokens) {
    return new CsvOptions(
        delimiter,
        quote,
        comment,
        header,
        names,
        List.copyOf(new LinkedHashSet<>(newNullTokens)),
        charset);
  }

  /**
   * Sets the encoding of the input. With UTF-8 or UTF-16, a byte order mark of either at the
   * beginning of the input has the last word. Output is always UTF-8 without a mark.
   *
   * @param newCharset for example {@link StandardCharsets#ISO_8859_1}; UTF-8 is the fastest
   * @return changed options
   */
  public CsvOptions withCharset(Charset newCharset) {
    return new CsvOptions(delimiter, quote, comment, header, names, nullTokens, newCharset);
  }

  private static char mark(char c) {
    if (c == 0 || c == '\r' || c == '\n' || c > 127) {
      throw new IllegalArgumentException(
          "Needs an ASCII character other than NUL and the line ends, got U+%04X"
              .formatted((int) c));
    }
    return c;
  }

  /**
   * Returns what stands between two cells.
   *
   * @return an ASCII character
   */
  public char delimiter() {
    return delimiter;
  }

  /**
   * Returns what encloses cells.
   *
   * @return an ASCII character, or empty if nothing does
   */
  public Optional<Character> quote() {
    return quote;
  }

  /**
   * Returns what a line to be skipped begins with.
   *
   * @return an ASCII character, or empty if no line is skipped
   */
  public Optional<Character> comment() {
    return comment;
  }

  /**
   * Says whether the first record holds the names of the columns.
   *
   * @return true if it does
   */
  public boolean header() {
    return header;
  }

  /**
   * Returns the names that were given for the columns.
   *
   * @return the names, or none if they come from the header
   */
  public List<String> names() {
    return names;
  }

  /**
   * Returns the cells that stand for a missing value.
   *
   * @return the tokens, each once
   */
  public List<String> nullTokens() {
    return nullTokens;
  }

  /**
   * Returns the encoding of the input.
   *
   * @return the encoding
   */
  public Charset charset() {
    return charset;
  }
}
