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
import java.util.Optional;

/**
 * JSON documents that hold records (RFC 8259).
 *
 * <pre>{@code
 * JsonOptions options = JsonOptions.defaults().withRecordsAt("/data/items");
 * ReadRequest request = ReadRequest.of(DataSource.of(Path.of("answer.json")));
 * try (RecordReader reader = new JsonFormat(options).reader(request)) {
 *   RecordBatch batch = RecordBatch.allocate(reader.schema(), 1024);
 *   while (reader.read(batch)) {
 *     System.out.println(batch.rowCount());
 *   }
 * }
 * }</pre>
 *
 * <p><b>Where the records are.</b> {@link JsonOptions#withRecordsAt} names a place in the document;
 * without it, that is the whole document. What is found there decides:
 *
 * <ol>
 *   <li>An array: each element is a record, {@code [{"a":1},{"a":2}]}.
 *   <li>An object that has members, all of them arrays: each one is a column, {@code
 *       {"a":[1,2],"b":["x","y"]}}. They must be of the same length.
 *   <li>Any other object: the only record.
 * </ol>
 *
 * <p>{@link JsonOptions#withShape} says it instead: one record that holds nothing but lists is an
 * object of arrays to this rule.
 *
 * <p><b>Records</b> are what they are in {@link NdjsonFormat}: the same types, the same columns for
 * objects inside them, the same rejections with the same codes, and the same inference. Line ends
 * inside a record mean nothing here.
 *
 * <p><b>Broken documents.</b> A record that is not well-formed is rejected and reading goes on
 * after the comma behind it. Where the document itself is broken, so that it is not known where the
 * next record begins, reading stops with {@code MALFORMED_JSON}, and the message says the byte:
 * brackets that do not match, a comma that is missing, an array that is not closed, anything after
 * the end. The records before are read first, whatever the size of the batches. Bytes of a document
 * that is not UTF-8 are counted as if it were. {@code RECORDS_NOT_FOUND} says that there is nothing
 * at the named place, or nothing that can be records; {@code RAGGED_RECORD} that columns are of
 * different lengths; {@code EMPTY_INPUT} that there is no document. An array without elements is a
 * source of no rows; without a schema it is {@code EMPTY_INPUT}, too, since there is nothing to
 * find one from.
 *
 * <p><b>Memory.</b> An array of records and a single record are read as a stream. For an object of
 * arrays the document is looked over once, and then each column is read from its own place. If the
 * source cannot be opened so often, which is taken to be so where its size is not known, or if it
 * is not UTF-8, the document is held in memory, up to 32 MiB; beyond comes {@code LIMIT_EXCEEDED}.
 * Of an object in such a source as much is held as it takes to decide which of the two it is.
 *
 * <p><b>Writing.</b> An array of one record a line.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class JsonFormat implements RecordFormat {

  private final JsonOptions options;

  /** Makes the format with the default options. */
  public JsonFormat() {
    this(JsonOptions.defaults());
  }

  /**
   * Makes the format with options.
   *
   * @param options where the records are, and what objects, lists and NaN are in JSON
   */
  public JsonFormat(JsonOptions options) {
    this.options = options;
  }

  /**
   * Returns the options.
   *
   * @return where the records are, and what objects, lists and NaN are in JSON
   */
  public JsonOptions options() {
    return options;
  }

  @Override
  public String name() {
    return "json";
  }

  @Override
  public List<String> extensions() {
    return List.of("json");
  }

  @Override
  public Inference inference(ReadRequest request) throws IOException {
    RecordLines lines = RecordsInDocument.open(request, options, Optional.empty());
    return SchemaInference.infer(request, options, lines);
  }

  @Override
  public RecordReader reader(ReadRequest request) throws IOException {
    Schema schema = request.schema().isPresent() ? request.schema().get() : infer(request);
    RecordLines lines = RecordsInDocument.open(request, options, Optional.of(schema));
    return new JsonReader(request, schema, options, lines);
  }

  @Override
  public RecordWriter writer(WriteRequest request) throws IOException {
    return new JsonWriter(request, options, true);
  }
}
