package io.lepton.format.csv;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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

  private static final CsvOptions DEFAULTS = new CsvOptions();

  private String delimiter = ",";
  private Optional<Character> quote = Optional.of('"');
  private Optional<Character> escape = Optional.empty();
  private Optional<Character> comment = Optional.empty();
  private boolean trimming;
  private int skippedLines;
  private boolean header = true;
  private List<String> names = List.of();
  private List<String> nullTokens = List.of("");
  private Charset charset = StandardCharsets.UTF_8;

  private CsvOptions() {}

  private CsvOptions(CsvOptions other) {
    delimiter = other.delimiter;
    quote = other.quote;
    escape = other.escape;
    comment = other.comment;
    trimming = other.trimming;
    skippedLines = other.skippedLines;
    header = other.header;
    names = other.names;
    nullTokens = other.nullTokens;
    charset = other.charset;
  }

  private CsvOptions requireDistinct() {
    List<String> marks = new ArrayList<>(List.of(delimiter));
    Stream.of(quote, escape, comment)
        .flatMap(Optional::stream)
        .map(String::valueOf)
        .forEach(marks::add);
    if (new HashSet<>(marks).size() < marks.size()) {
      throw new IllegalArgumentException(
          "Delimiter, quote, escape and comment need to be distinct");
    }
    return this;
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
    CsvOptions changed = new CsvOptions(this);
    changed.delimiter = String.valueOf(mark(newDelimiter));
    return changed.requireDistinct();
  }

  /**
   * Sets what stands between two cells where that is not a single ASCII character, such as {@code
   * ||} or {@code ¦}. Such files are read at about a fifth of the speed of others, and cannot be
   * written.
   *
   * @param newDelimiter one or more characters other than NUL and the line ends
   * @return changed options
   * @throws IllegalArgumentException if it cannot be a delimiter
   */
  public CsvOptions withDelimiter(String newDelimiter) {
    boolean broken = newDelimiter.chars().anyMatch(c -> c == 0 || c == '\r' || c == '\n');
    if (newDelimiter.isEmpty() || broken) {
      throw new IllegalArgumentException(
          "Needs one or more characters other than NUL and the line ends as the delimiter");
    }
    CsvOptions changed = new CsvOptions(this);
    changed.delimiter = newDelimiter;
    return changed.requireDistinct();
  }

  /**
   * Sets what encloses a cell that holds delimiters or line ends; inside, it is written twice.
   *
   * @param newQuote an ASCII character other than NUL and the line ends
   * @return changed options
   * @throws IllegalArgumentException if it cannot be a quote
   */
  public CsvOptions withQuote(char newQuote) {
    CsvOptions changed = new CsvOptions(this);
    changed.quote = Optional.of(mark(newQuote));
    return changed.requireDistinct();
  }

  /**
   * Says that no character encloses cells: all of them are plain text.
   *
   * @return changed options
   */
  public CsvOptions withoutQuote() {
    CsvOptions changed = new CsvOptions(this);
    changed.quote = Optional.empty();
    return changed;
  }

  /**
   * Sets what makes the character after it plain text, as MySQL and PostgreSQL write it. The
   * letters {@code n}, {@code r}, {@code t} and {@code b} after it stand for line feed, carriage
   * return, tab and backspace; a whole cell that is a {@linkplain #withNullTokens null token}, such
   * as {@code \\N}, is missing. Such files are read at about a fifth of the speed of others, and
   * cannot be written.
   *
   * @param newEscape an ASCII character other than NUL and the line ends, usually a backslash
   * @return changed options
   * @throws IllegalArgumentException if it cannot be an escape
   */
  public CsvOptions withEscape(char newEscape) {
    CsvOptions changed = new CsvOptions(this);
    changed.escape = Optional.of(mark(newEscape));
    return changed.requireDistinct();
  }

  /**
   * Says whether spaces and tabs around a cell are left out, and a quote after them encloses the
   * cell, as in {@code 1, "x"}. Such files are read at about a fifth of the speed of others. Not
   * used for writing.
   *
   * @param newTrimming true to leave them out
   * @return changed options
   */
  public CsvOptions withTrimming(boolean newTrimming) {
    CsvOptions changed = new CsvOptions(this);
    changed.trimming = newTrimming;
    return changed;
  }

  /**
   * Says how many lines before the header, or before the first record, are passed over whatever
   * they hold: titles, dates, the {@code sep=;} of a spreadsheet. Not used for writing.
   *
   * @param lines 0 or more
   * @return changed options
   * @throws IllegalArgumentException if {@code lines} is below 0
   */
  public CsvOptions withSkippedLines(int lines) {
    if (lines < 0) {
      throw new IllegalArgumentException("Needs 0 or more lines to pass over, got " + lines);
    }
    CsvOptions changed = new CsvOptions(this);
    changed.skippedLines = lines;
    return changed;
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
    CsvOptions changed = new CsvOptions(this);
    changed.comment = Optional.of(mark(newComment));
    return changed.requireDistinct();
  }

  /**
   * Says whether the first record holds the names of the columns. Without a header and without
   * {@link #withNames names}, columns are called {@code column_1}, {@code column_2} and so on.
   *
   * @param newHeader true if it does, or for writing, if it shall
   * @return changed options
   */
  public CsvOptions withHeader(boolean newHeader) {
    CsvOptions changed = new CsvOptions(this);
    changed.header = newHeader;
    return changed;
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
    CsvOptions changed = new CsvOptions(this);
    changed.names = List.copyOf(newNames);
    return changed;
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
    CsvOptions changed = new CsvOptions(this);
    changed.nullTokens = List.copyOf(new LinkedHashSet<>(newNullTokens));
    return changed;
  }

  /**
   * Sets the encoding of the input. With UTF-8 or UTF-16, a byte order mark of either at the
   * beginning of the input has the last word. Output is always UTF-8 without a mark.
   *
   * @param newCharset for example {@link StandardCharsets#ISO_8859_1}; UTF-8 is the fastest
   * @return changed options
   */
  public CsvOptions withCharset(Charset newCharset) {
    CsvOptions changed = new CsvOptions(this);
    changed.charset = newCharset;
    return changed;
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
   * @return one character, or several
   */
  public String delimiter() {
    return delimiter;
  }

  /**
   * Returns what makes the character after it plain text.
   *
   * @return an ASCII character, or empty if nothing does
   */
  public Optional<Character> escape() {
    return escape;
  }

  /**
   * Says whether spaces and tabs around a cell are left out.
   *
   * @return true if they are
   */
  public boolean trimming() {
    return trimming;
  }

  /**
   * Returns how many lines at the beginning are passed over.
   *
   * @return 0 or more
   */
  public int skippedLines() {
    return skippedLines;
  }

  /** Says whether the scanners can read such a file as it is. */
  boolean isPlain() {
    return !trimming && isWritable();
  }

  /** Says whether there are files of this kind that can be written. */
  boolean isWritable() {
    return escape.isEmpty() && delimiter.length() == 1 && delimiter.charAt(0) < 128;
  }

  /** Returns the options of the same file after a {@link DialectTranslation}. */
  CsvOptions translated() {
    CsvOptions changed = new CsvOptions(this);
    changed.delimiter = DEFAULTS.delimiter;
    changed.quote = DEFAULTS.quote;
    changed.escape = DEFAULTS.escape;
    changed.trimming = false;
    return changed;
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
