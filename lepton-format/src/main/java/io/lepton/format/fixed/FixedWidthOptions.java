package io.lepton.format.fixed;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;

/**
 * How a file of fixed-width columns is written down. Immutable: every {@code with} method returns a
 * changed copy.
 *
 * <pre>{@code
 * FixedWidthOptions options =
 *     FixedWidthOptions.layout(
 *         FixedWidthColumn.of("account", 1, 10),
 *         FixedWidthColumn.of("name", 11, 20),
 *         FixedWidthColumn.of("cents", 31, 9).withPadding('0'));
 * }</pre>
 */
public final class FixedWidthOptions {

  /** Places a record can have at most. */
  static final int MAX_WIDTH = 1 << 28;

  /** What is counted as one place. */
  public enum Unit {
    /** A Unicode character, whatever its encoding. */
    CODE_POINT,
    /** A byte in the encoding of the input, as COBOL counts. */
    BYTE
  }

  private static final FixedWidthOptions DEFAULTS =
      new FixedWidthOptions(
          List.of(),
          true,
          Unit.CODE_POINT,
          StandardCharsets.UTF_8,
          OptionalInt.empty(),
          OptionalInt.empty());

  private final List<FixedWidthColumn> columns;
  private final boolean header;
  private final Unit unit;
  private final Charset charset;
  private final OptionalInt recordWidth;
  private final OptionalInt textWidth;

  private FixedWidthOptions(
      List<FixedWidthColumn> columns,
      boolean header,
      Unit unit,
      Charset charset,
      OptionalInt recordWidth,
      OptionalInt textWidth) {
    this.columns = columns;
    this.header = header;
    this.unit = unit;
    this.charset = charset;
    this.recordWidth = recordWidth;
    this.textWidth = textWidth;
  }

  /**
   * Returns the options for files that people read: a header, columns that show in the blanks
   * between them, widths in characters, UTF-8.
   *
   * @return the defaults
   */
  public static FixedWidthOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Returns the options for files of a known layout: no header, widths in characters, UTF-8.
   *
   * @param columns where each column lies
   * @return the options
   * @throws IllegalArgumentException if two columns have the same name
   */
  public static FixedWidthOptions layout(FixedWidthColumn... columns) {
    return DEFAULTS.withLayout(List.of(columns)).withHeader(false);
  }

  /**
   * Says where the columns lie. For reading, they may overlap and leave gaps, which are passed
   * over.
   *
   * @param newColumns the columns; none to find them in the file
   * @return changed options
   * @throws IllegalArgumentException if two columns have the same name
   */
  public FixedWidthOptions withLayout(List<FixedWidthColumn> newColumns) {
    if (newColumns.stream().map(FixedWidthColumn::name).distinct().count() < newColumns.size()) {
      throw new IllegalArgumentException("Columns need distinct names");
    }
    return new FixedWidthOptions(
        List.copyOf(newColumns), header, unit, charset, recordWidth, textWidth);
  }

  /**
   * Says whether the first record is a header. With a layout, the names of which count, it is
   * passed over; without, it names the columns.
   *
   * @param newHeader true if there is one, or for writing, if there shall be
   * @return changed options
   */
  public FixedWidthOptions withHeader(boolean newHeader) {
    return new FixedWidthOptions(columns, newHeader, unit, charset, recordWidth, textWidth);
  }

  /**
   * Says what is counted as one place.
   *
   * @param newUnit a character, which is the default, or a byte
   * @return changed options
   */
  public FixedWidthOptions withUnit(Unit newUnit) {
    return new FixedWidthOptions(columns, header, newUnit, charset, recordWidth, textWidth);
  }

  /**
   * Sets the encoding of the input. With UTF-8 or UTF-16, a byte order mark of either at the
   * beginning of the input has the last word. Output is always UTF-8 without a mark.
   *
   * @param newCharset for example {@code Charset.forName("IBM037")}; UTF-8 is the fastest
   * @return changed options
   */
  public FixedWidthOptions withCharset(Charset newCharset) {
    return new FixedWidthOptions(columns, header, unit, newCharset, recordWidth, textWidth);
  }

  /**
   * Says that there are no line ends: records follow each other, all of the same width.
   *
   * @param places how many places a record has, at least 1
   * @return changed options
   * @throws IllegalArgumentException if it is out of range
   */
  public FixedWidthOptions withRecordWidth(int places) {
    return new FixedWidthOptions(
        columns, header, unit, charset, OptionalInt.of(checked(places)), textWidth);
  }

  /**
   * Sets how wide columns of text and bytes become that the layout does not name. For writing only:
   * a width that holds every text cannot be known in a stream.
   *
   * @param places how many places, at least 1
   * @return changed options
   * @throws IllegalArgumentException if it is out of range
   */
  public FixedWidthOptions withTextWidth(int places) {
    return new FixedWidthOptions(
        columns, header, unit, charset, recordWidth, OptionalInt.of(checked(places)));
  }

  private static int checked(int places) {
    if (places < 1 || places >= MAX_WIDTH) {
      throw new IllegalArgumentException(
          "A width needs 1 to %d, got %d".formatted(MAX_WIDTH - 1, places));
    }
    return places;
  }

  /**
   * Returns where the columns lie.
   *
   * @return the columns, or none if they are found in the file
   */
  public List<FixedWidthColumn> columns() {
    return columns;
  }

  /**
   * Says whether the first record is a header.
   *
   * @return true if it is
   */
  public boolean header() {
    return header;
  }

  /**
   * Returns what is counted as one place.
   *
   * @return a character or a byte
   */
  public Unit unit() {
    return unit;
  }

  /**
   * Returns the encoding of the input.
   *
   * @return the encoding
   */
  public Charset charset() {
    return charset;
  }

  /**
   * Returns how wide records without line ends are.
   *
   * @return the places of a record, or empty if line ends end records
   */
  public OptionalInt recordWidth() {
    return recordWidth;
  }

  /**
   * Returns how wide columns of text are written that the layout does not name.
   *
   * @return the places, or empty if such columns are refused
   */
  public OptionalInt textWidth() {
    return textWidth;
  }
}
