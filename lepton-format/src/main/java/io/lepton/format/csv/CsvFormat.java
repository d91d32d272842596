package io.lepton.format.csv;

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
 * Comma-separated values, as RFC 4180 has them.
 *
 * <pre>{@code
 * Schema schema =
 *     Schema.of(Field.required("id", ColumnType.TEXT), Field.of("age", ColumnType.INT32));
 * ReadRequest request =
 *     ReadRequest.of(DataSource.of(Path.of("customers.csv"))).withSchema(schema);
 * try (RecordReader reader = new CsvFormat().reader(request)) {
 *   RecordBatch batch = RecordBatch.allocate(schema, 1024);
 *   while (reader.read(batch)) {
 *     System.out.println(batch.rowCount());
 *   }
 * }
 * }</pre>
 *
 * <p><b>Records.</b> A line ends with LF or CR LF, in any mixture. If the first line of a file ends
 * with a CR alone, CR alone ends all lines; otherwise such a CR is text. Blank lines are passed
 * over, and so are comments, if {@link CsvOptions#withComment} says what begins one. The last line
 * needs no line end. A cell that begins with a quote ends with one; between them, delimiters and
 * line ends are text and two quotes stand for one. A quote anywhere else is text. Spaces around
 * text are part of it.
 *
 * <p><b>Columns.</b> Their names are in the first record, unless the options say otherwise; the
 * empty name of column <i>n</i> becomes {@code column_}<i>n</i>. A file of a header and no records
 * is one of zero rows.
 *
 * <p><b>Missing values.</b> An unquoted empty cell is missing, a quoted one is the empty text;
 * {@link CsvOptions#withNullTokens} changes that. In columns of other types than text, blanks
 * around a cell do not count, and a cell of nothing else is missing, quoted or not.
 *
 * <table>
 * <caption>How values are written</caption>
 * <thead><tr><th>Type</th><th>Cell</th></tr></thead>
 * <tbody>
 * <tr><td>bool</td><td>{@code true}, {@code false} in any case; 1, 0</td></tr>
 * <tr><td>integers</td><td>digits, perhaps with a sign; {@code 5.0} and {@code 1e3} are
 *     none</td></tr>
 * <tr><td>fp64</td><td>as {@link Double#parseDouble} reads it, exactly, without its suffixes and
 *     hexadecimal forms; also {@code nan}, {@code inf}, {@code infinity} in any case. Beyond the
 *     largest number comes infinity.</td></tr>
 * <tr><td>fp32, fp16, bf16</td><td>as fp64, but rounded only once: fp32 as {@link Float#parseFloat}
 *     does it</td></tr>
 * <tr><td>decimal</td><td>digits, perhaps with a sign and a point, no exponent; exact. Digits that
 *     the type has no room for must be zeros.</td></tr>
 * <tr><td>date</td><td>{@code yyyy-MM-dd}; years before 0000 and after 9999 with a sign, {@code
 *     -0044-03-15}, {@code +12024-02-29}</td></tr>
 * <tr><td>timestamp</td><td>a date, {@code T} or a space, {@code HH:mm[:ss[.f]]}, with {@code Z} or
 *     an offset for UTC, without for local. After the sixth digit of {@code f} there may be zeros
 *     only.</td></tr>
 * <tr><td>bytes</td><td>Base64</td></tr>
 * </tbody>
 * </table>
 *
 * <p><b>Vectors</b> are in a column for each element: {@code fp32[3]} in a field {@code p} is
 * {@code p.0}, {@code p.1} and {@code p.2}, wherever they are. If all three are missing, so is the
 * vector; if only some are, they are NaN, or the record is rejected if the type has none.
 *
 * <p><b>Rejected records</b> go to the request's {@link io.lepton.data.RejectionHandler}, once
 * each, with the first column of the schema that is wrong: a record of too many or too few cells
 * ({@code RAGGED_RECORD}), a cell that is not of its type ({@code WRONG_TYPE}, {@code
 * OUT_OF_RANGE}), no value in a field that requires one ({@code MISSING_VALUE}). Columns that the
 * schema does not name are not decoded. Records are numbered from 1, without the header, blank
 * lines and comments.
 *
 * <p><b>Broken files</b> cannot be read on from where they are broken: {@code UNCLOSED_QUOTE},
 * {@code TEXT_AFTER_QUOTE}, {@code NUL_BYTE}, {@code INVALID_ENCODING}, {@code DUPLICATE_COLUMN},
 * {@code EMPTY_INPUT}, {@code MISSING_COLUMN}, and records beyond the limits ({@code
 * LIMIT_EXCEEDED}). The message says row and byte; of an input that is not UTF-8, bytes are counted
 * as if it were. The records before are read first, whatever the size of the batches.
 *
 * <p><b>Threads.</b> With {@link io.lepton.spi.ReadRequest#withThreads} other than 1, a file in
 * UTF-8 is read ahead by up to two pieces of 128 KiB for each thread and one more, and decoded by
 * as many threads; they end when the reader is closed. What is read, and what is rejected, is the
 * same to the letter.
 *
 * <p><b>Inference</b> looks at the first 10,000 records or 4 MiB, whichever is less. In this order,
 * the first type that fits all cells of a column which are not blank or missing:
 *
 * <ol>
 *   <li>{@code bool}: {@code true} and {@code false} in any case. 0 and 1 are numbers.
 *   <li>{@code int64}: digits, perhaps with a minus sign, without leading zeros, within 64 bits.
 *   <li>{@code fp64}: whole numbers as above, and numbers with a point or an exponent, without
 *       leading zeros; {@code nan}, {@code inf}, {@code infinity}, if there is also a number.
 *   <li>{@code date}, {@code timestamp(utc)}, {@code timestamp(local)}.
 *   <li>{@code text}.
 * </ol>
 *
 * <p>Digits that are no quantity stay text: {@code 007} and {@code +4930123456} are codes, and a
 * whole number beyond 64 bits is one that {@code fp64} cannot tell from its neighbours. A column
 * without any value is text. Quotes make no difference. All fields are nullable. Later cells that
 * do not fit make their records be rejected.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class CsvFormat implements RecordFormat {

  private final String name;
  private final CsvOptions options;

  /** Makes the format with the options of RFC 4180. */
  public CsvFormat() {
    this(CsvOptions.defaults());
  }

  /**
   * Makes the format with options.
   *
   * @param options how the file is written down
   */
  public CsvFormat(CsvOptions options) {
    this("csv", options);
  }

  private CsvFormat(String name, CsvOptions options) {
    this.name = name;
    this.options = options;
  }

  /**
   * Returns the format of tab-separated values: as CSV, with a tab for a comma.
   *
   * @return a format named {@code tsv}
   */
  public static CsvFormat tsv() {
    return new CsvFormat("tsv", CsvOptions.defaults().withDelimiter('\t'));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<String> extensions() {
    return List.of(name);
  }

  /**
   * Returns the options.
   *
   * @return how the file is written down
   */
  public CsvOptions options() {
    return options;
  }

  @Override
  public Inference inference(ReadRequest request) throws IOException {
    CsvInput input = CsvInput.open(request.source(), options, request.limits());
    Schema texts =
        Schema.of(input.names().stream().map(n -> Field.of(n, ColumnType.TEXT)).toList());
    try (CsvReader reader = new CsvReader(input, texts, rejection -> {})) {
      return TextSample.inference(reader);
    }
  }

  @Override
  public RecordReader reader(ReadRequest request) throws IOException {
    return reader(request, ChunkFeed.CHUNK_BYTES);
  }

  /**
   * Opens a reader.
   *
   * @param chunkBytes how much a thread decodes at a time, if there is more than one
   */
  RecordReader reader(ReadRequest request, int chunkBytes) throws IOException {
    Schema schema = request.schema().isPresent() ? request.schema().get() : infer(request);
    CsvInput input = CsvInput.open(request.source(), options, request.limits());
    try {
      // What has to be transcoded is bound by that, which one thread does.
      return request.threads() > 1 && input.isUtf8()
          ? new ChunkedCsvReader(input, schema, request.rejections(), request.threads(), chunkBytes)
          : new CsvReader(input, schema, request.rejections());
    } catch (RuntimeException | Error e) {
      input.close();
      throw e;
    }
  }

  @Override
  public RecordWriter writer(WriteRequest request) throws IOException {
    if (!options.isWritable()) {
      throw new IllegalArgumentException(
          "CSV is written with one ASCII character as the delimiter and without escapes");
    }
    return new CsvWriter(request, options);
  }
}
