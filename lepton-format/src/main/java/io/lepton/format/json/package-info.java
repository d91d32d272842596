/**
 * JSON: records as {@linkplain io.lepton.format.json.NdjsonFormat newline-delimited JSON}, one
 * object a line.
 *
 * <pre>{@code
 * Schema schema =
 *     Schema.of(Field.of("id", ColumnType.TEXT), Field.of("scores", ColumnType.FP32.vector(2)));
 * RecordBatch batch = RecordBatch.allocate(schema, 1024);
 * try (DataTarget target = DataTarget.of(Path.of("scores.ndjson"))) {
 *   try (RecordWriter writer = new NdjsonFormat().writer(WriteRequest.of(target, schema))) {
 *     writer.write(batch);
 *   }
 *   target.commit();
 * }
 * }</pre>
 *
 * <p>What JSON makes of each type, how types are inferred and what is rejected is written at {@link
 * io.lepton.format.json.NdjsonFormat}.
 *
 * <p><b>How it works.</b> The reader brings the lines of a batch into the batch's own memory and
 * walks over each of them once, from value to value, with the next name guessed rather than looked
 * up; text is not copied. The writer prints from the columns into one output buffer. Neither makes
 * an object a value, and neither goes through a JSON library: what costs time there is objects,
 * events and exceptions, and what must not happen is that a message quotes the data.
 *
 * <p>Deliberately absent: JSON documents of any other shape, and a tree of nodes.
 */
@NullMarked
package io.lepton.format.json;

import org.jspecify.annotations.NullMarked;
