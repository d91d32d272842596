/**
 * JSON: records as {@linkplain io.lepton.format.json.NdjsonFormat newline-delimited JSON}, one
 * object a line, and in {@linkplain io.lepton.format.json.JsonFormat documents}: an array of
 * objects, an object of arrays, a place inside a larger document.
 *
 * <pre>{@code
 * JsonOptions options = JsonOptions.defaults().withRecordsAt("/data/items");
 * ReadRequest request = ReadRequest.of(DataSource.of(Path.of("answer.json")));
 * try (DataTarget target = DataTarget.of(Path.of("answer.ndjson"));
 *     RecordReader reader = new JsonFormat(options).reader(request)) {
 *   RecordBatch batch = RecordBatch.allocate(reader.schema(), RecordBatch.DEFAULT_CAPACITY);
 *   WriteRequest output = WriteRequest.of(target, reader.schema());
 *   try (RecordWriter writer = new NdjsonFormat().writer(output)) {
 *     while (reader.read(batch)) {
 *       writer.write(batch);
 *     }
 *   }
 *   target.commit();
 * }
 * }</pre>
 *
 * <p>What JSON makes of each type, of objects and lists inside a record, how types are inferred and
 * what is rejected is written at {@link io.lepton.format.json.NdjsonFormat} for both; how the
 * records of a document are found at {@link io.lepton.format.json.JsonFormat}; what can be chosen
 * at {@link io.lepton.format.json.JsonOptions}. {@link io.lepton.format.json.JsonDocuments} says
 * whether a document is well-formed, whatever it holds.
 *
 * <p><b>How it works.</b> The reader brings the lines of a batch into the batch's own memory and
 * walks over each of them once, from value to value, with the next name guessed rather than looked
 * up; text is not copied. An array of records becomes lines on the way there: commas between
 * elements are made line feeds, every byte in its place. An object of arrays is put together line
 * by line. The writer prints from the columns into one output buffer. None makes an object a value,
 * and none goes through a JSON library: what costs time there is objects, events and exceptions,
 * and what must not happen is that a message quotes the data.
 *
 * <p>Deliberately absent: a tree of nodes, comments, and any other leniency.
 */
@NullMarked
package io.lepton.format.json;

import org.jspecify.annotations.NullMarked;
