package io.lepton.format.json;

import io.lepton.data.Inference;
import io.lepton.data.RecordReader;
import io.lepton.data.RecordWriter;
import io.lepton.data.Schema;
import io.lepton.spi.ReadRequest;
import io.lepton.spi.RecordFormat;
import io.lepton.spi.WriteRequest;
import java.io.IOException;
import java.util.List;

/**
 * Newline-delimited JSON: one object a line (RFC 8259, UTF-8), also known as JSON Lines.
 *
 * <pre>{@code
 * RecordFormat ndjson = new NdjsonFormat();
 * Schema schema = ndjson.infer(ReadRequest.of(DataSource.of(Path.of("customers.ndjson"))));
 * }</pre>
 *
 * <table>
 * <caption>Types in JSON</caption>
 * <thead><tr><th>Type</th><th>JSON</th></tr></thead>
 * <tbody>
 * <tr><td>bool</td><td>{@code true}, {@code false}</td></tr>
 * <tr><td>int8 to uint64</td><td>a number without fraction and exponent, all digits of it</td></tr>
 * <tr><td>fp16 to fp64</td><td>any number, read as the nearest value; written with as few digits as
 *     identify it, and at least one after the point. JSON has no NaN and no infinity: they are the
 *     strings {@code "NaN"}, {@code "Infinity"}, {@code "-Infinity"}; {@link
 *     JsonOptions#withNonFinite} writes {@code null} instead</td></tr>
 * <tr><td>decimal</td><td>a number without exponent, all digits of it; read from a string, too</td>
 *     </tr>
 * <tr><td>text</td><td>a string</td></tr>
 * <tr><td>bytes</td><td>a string of Base64 with padding</td></tr>
 * <tr><td>date, timestamp</td><td>a string of ISO 8601, {@code "2024-02-29"}, {@code
 *     "2024-02-29T12:00:00Z"}</td></tr>
 * <tr><td>a vector</td><td>a list of exactly so many; {@code null} in one of floating point numbers is
 *     NaN</td></tr>
 * </tbody>
 * </table>
 *
 * <p><b>Objects inside a record</b> are columns, named by the way to them: the names of the
 * members, joined by points. {@code {"a":{"b":1}}} is a column {@code a.b}. Of a field {@code a.b}
 * both are read, that and a member {@code "a.b"}; both in one record are the same field twice. An
 * object that is {@code null}, empty or absent leaves its fields missing. Written are objects, too:
 * a name that splits at its points into parts, none of them empty, is a way, and columns that share
 * an object are together in it, where the first of them is. A name is a member as it is if one of
 * its parts is empty, if a beginning of it is itself a column ({@code a} and {@code a.b}), or if it
 * has more than 32 parts. {@link JsonOptions#withNesting} makes points mean nothing.
 *
 * <p><b>Lists</b> are vectors where they hold numbers, all of the same length. Other lists are
 * rejected, or text as it is written in JSON, if {@link JsonOptions#withLists} says so.
 *
 * <p><b>Reading.</b> A missing value is {@code null}, or a record without the field. Fields that
 * the schema does not name are passed over, whatever they hold. Nothing is converted: {@code "5"}
 * and {@code 5.0} are not integers, {@code 5} is not text, an object is not a value; such a record
 * is rejected, and so is one whose line is not well-formed JSON, is not valid UTF-8, has half of a
 * surrogate pair in an escape, or names a field of the schema twice. Reading goes on at the next
 * line. Blank lines, and a byte order mark at the beginning, are passed over; a mark of UTF-16 says
 * that the lines are in that encoding, and {@link JsonOptions#withCharset} says it of others. Where
 * such text is not valid in its encoding, reading ends with {@code INVALID_ENCODING}.
 *
 * <p><b>Inference.</b> From the first 10,000 records, or 4 MiB of them; fields in the order of
 * their first appearance, all of them nullable. {@code true} and {@code false} make a bool; whole
 * numbers int64, or uint64 if they need it; other numbers fp64, and so do numbers and {@code "NaN"}
 * or an infinity; strings a date or a timestamp if all of them are one, otherwise text, also if
 * they look like numbers; lists of numbers, all of the same length above one, a vector; objects the
 * columns inside them. A field that is always missing is text. So is one that holds other lists, or
 * values of several kinds: a conversion then stops at the first of them that is not a string,
 * rather than lose it, and a schema that does not name the field passes over it. {@link #inference}
 * says how sure each type is, and which narrower one most values fit.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class NdjsonFormat implements RecordFormat {

  private final JsonOptions options;

  /** Makes the format with the default options. */
  public NdjsonFormat() {
    this(JsonOptions.defaults());
  }

  /**
   * Makes the format with options.
   *
   * @param options what objects, lists and NaN are in JSON, and the encoding; the records are
   *     always the lines
   */
  public NdjsonFormat(JsonOptions options) {
    this.options = options;
  }

  /**
   * Returns the options.
   *
   * @return what objects, lists and NaN are in JSON
   */
  public JsonOptions options() {
    return options;
  }

  @Override
  public String name() {
    return "ndjson";
  }

  @Override
  public List<String> extensions() {
    return List.of("ndjson", "jsonl");
  }

  @Override
  public Inference inference(ReadRequest request) throws IOException {
    return SchemaInference.infer(request, options, lines(request));
  }

  @Override
  public RecordReader reader(ReadRequest request) throws IOException {
    Schema schema = request.schema().isPresent() ? request.schema().get() : infer(request);
    return new JsonReader(request, schema, options, lines(request));
  }

  private RecordLines lines(ReadRequest request) throws IOException {
    String source = request.source().name();
    return new TextLines(source, JsonInput.open(request.source(), options.charset()));
  }

  @Override
  public RecordWriter writer(WriteRequest request) throws IOException {
    return new JsonWriter(request, options, false);
  }
}
