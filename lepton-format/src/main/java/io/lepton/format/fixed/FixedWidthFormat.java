package io.lepton.format.fixed;

import io.lepton.data.ColumnType;
import io.lepton.data.Field;
import io.lepton.data.Inference;
import io.lepton.data.RecordReader;
import io.lepton.data.RecordWriter;
import io.lepton.data.Schema;
import io.lepton.format.internal.TextSample;
import io.lepton.spi.ReadRequest;
import io.lepton.spi.RecordFormat;
import io.lepton.spi.WriteRequest;
import java.io.IOException;
import java.util.List;

/**
 * Text in which every column has its fixed places.
 *
 * <pre>{@code
 * FixedWidthOptions options =
 *     FixedWidthOptions.layout(
 *         FixedWidthColumn.of("id", 1, 8), FixedWidthColumn.of("age", 9, 3));
 * Schema schema =
 *     new FixedWidthFormat(options)
 *         .infer(ReadRequest.of(DataSource.of(Path.of("customers.fwf"))));
 * }</pre>
 *
 * <p><b>Records.</b> A line ends with LF or CR LF; if the first line ends with a CR alone, CR alone
 * ends all lines. Empty lines are passed over; lines of blanks are records. {@link
 * FixedWidthOptions#withRecordWidth} reads records that follow each other without line ends. A
 * place is a Unicode code point, or {@linkplain FixedWidthOptions.Unit#BYTE a byte}; a tab is one
 * place.
 *
 * <p><b>Cells.</b> What a {@link FixedWidthColumn} says is padding is taken away at its side;
 * around values that are no text, blanks are, too. A cell of nothing but padding or nothing but
 * blanks is missing, and so is one that a line is too short for: editors cut blanks off. With
 * {@code 0} for padding, zeros alone are one zero. Values are written as in CSV (see {@link
 * io.lepton.format.csv.CsvFormat}).
 *
 * <p><b>Vectors</b> are in a column for each element, as in CSV: {@code fp32[3]} in a field {@code
 * p} is {@code p.0}, {@code p.1} and {@code p.2}, wherever they are. If all three are missing, so
 * is the vector; if only some are, they are NaN, or the record is rejected if the type has none.
 *
 * <p><b>Without a layout</b> the columns are found in the first 1,000 records or 1 MiB, header
 * included, as R's {@code readr::fwf_empty} and pandas' {@code read_fwf(colspecs="infer")} do: a
 * place that is blank in all of them separates columns. Where there is a header, what has no name
 * above it belongs to the column before, so that {@code 2024-02-29 12:00} under one name stays
 * together. The last column goes on to the end of the record. Blanks around values do not count. In
 * contrast to those two, a later value that is longer is not cut: text that goes on from a column
 * into the blanks beside it, up to a blank, is part of its value; other text between the columns
 * makes its record be rejected.
 *
 * <p><b>Rejected records</b> go to the request's {@link io.lepton.data.RejectionHandler}, once
 * each: with text after the last column, or between the columns of a layout that was found, a last
 * record of too few places where there are no line ends, a column that ends within a character
 * where bytes count (all {@code RAGGED_RECORD}); a cell that is not of its type ({@code
 * WRONG_TYPE}, {@code OUT_OF_RANGE}); no value in a field that requires one ({@code
 * MISSING_VALUE}). Records are numbered from 1, without the header and empty lines.
 *
 * <p><b>Broken files</b> cannot be read on from where they are broken: {@code NUL_BYTE}, {@code
 * INVALID_ENCODING}, {@code LIMIT_EXCEEDED}, with row and byte; {@code EMPTY_INPUT}, {@code
 * DUPLICATE_COLUMN}, {@code MISSING_COLUMN} at the beginning. The records before are read first.
 *
 * <p><b>Inference</b> of types is that of CSV, over the first 10,000 records or 4 MiB.
 *
 * <p><b>Writing.</b> Columns get the places of the layout. Without one, they stand beside each
 * other with a blank between, and are as wide as the widest value of their type and their name: 5
 * for {@code bool}, 3 to 20 for integers, 15 for {@code fp32} and 16-bit numbers, 24 for {@code
 * fp64}, 10 for {@code date}, 26 or 27 for {@code timestamp}, digits, sign and point for {@code
 * decimal}. Text and bytes need a width: {@link FixedWidthOptions#withTextWidth}. A value that does
 * not fit is refused ({@code UNREPRESENTABLE}), and never cut; so is text with a NUL, or with a
 * line end where line ends end records. Lines end with LF. There is no byte order mark, unless the
 * output begins with the character of that number.
 *
 * <p><b>What this format cannot hold.</b> Empty text and missing values are the same: both are all
 * blanks, and missing when read; so is blank text. Text that begins or ends with its padding, at
 * the side where that is, is shortened by it.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class FixedWidthFormat implements RecordFormat {

  private final FixedWidthOptions options;

  /** Makes the format for files with a header and no known layout. */
  public FixedWidthFormat() {
    this(FixedWidthOptions.defaults());
  }

  /**
   * Makes the format with options.
   *
   * @param options how the file is written down
   */
  public FixedWidthFormat(FixedWidthOptions options) {
    this.options = options;
  }

  @Override
  public String name() {
    return "fwf";
  }

  @Override
  public List<String> extensions() {
    return List.of("fwf", "prn");
  }

  /**
   * Returns the options.
   *
   * @return how the file is written down
   */
  public FixedWidthOptions options() {
    return options;
  }

  /**
   * Finds where the columns of a source lie, or returns the layout of the options, if there is one.
   *
   * @param request the source; its schema is not looked at
   * @return the columns, in the order of the file; the width of the last one is what was seen of it
   * @throws IOException if the source cannot be read
   */
  public List<FixedWidthColumn> layout(ReadRequest request) throws IOException {
    try (FixedWidthInput input =
        FixedWidthInput.open(request.source(), options, request.limits())) {
      return input.layout().columns();
    }
  }

  @Override
  public Inference inference(ReadRequest request) throws IOException {
    FixedWidthInput input = FixedWidthInput.open(request.source(), options, request.limits());
    List<String> names = input.layout().names();
    Schema texts = Schema.of(names.stream().map(n -> Field.of(n, ColumnType.TEXT)).toList());
    try (FixedWidthReader reader = reader(input, texts, request.withRejections(rejection -> {}))) {
      return TextSample.inference(reader);
    }
  }

  @Override
  public RecordReader reader(ReadRequest request) throws IOException {
    Schema schema = request.schema().isPresent() ? request.schema().get() : infer(request);
    return reader(
        FixedWidthInput.open(request.source(), options, request.limits()), schema, request);
  }

  private FixedWidthReader reader(FixedWidthInput input, Schema schema, ReadRequest request)
      throws IOException {
    try {
      boolean anyWidth = options.recordWidth().isPresent();
      return new FixedWidthReader(input, schema, anyWidth, request.rejections());
    } catch (RuntimeException | Error e) {
      input.close();
      throw e;
    }
  }

  @Override
  public RecordWriter writer(WriteRequest request) throws IOException {
    return new FixedWidthWriter(request, options);
  }
}
