/**
 * Schemas as files, and whole documents checked against one.
 *
 * <p>A schema that was inferred once, and perhaps corrected, need not be guessed again: {@link
 * io.lepton.format.schema.SchemaFile} writes it as a small JSON document, {@link
 * io.lepton.format.schema.JsonSchemaFile} as a JSON Schema of draft 2020-12, {@link
 * io.lepton.format.schema.TableSchemaFile} as a Frictionless Table Schema. {@link
 * io.lepton.format.schema.RecordSchemas} reads all three and says which it was:
 *
 * <pre>{@code
 * Schema inferred = Formats.byName("csv").infer(ReadRequest.of(DataSource.of(Path.of("customers.csv"))));
 * RecordSchema written =
 *     RecordSchema.of(inferred, Rules.of(Rule.range("tenure", 0, 100), Rule.unique("customerID")))
 *         .withMissingValues(List.of("", " "));
 * TableSchemaFile.write(written, Path.of("customers.schema.json"));
 *
 * RecordSchema read = RecordSchemas.read(Path.of("customers.schema.json"));
 * Schema schema = read.schema();
 * Rules rules = read.rules();
 * System.out.println(read.uncovered()); // what the document demands beyond that: nothing
 * }</pre>
 *
 * <p>The first two parts are what Lepton checks column by column while it reads. A schema for
 * documents of any shape goes to a {@link io.lepton.format.schema.DocumentValidator}, which a
 * well-known library stands behind, an optional dependency:
 *
 * <pre>{@code
 * byte[] schemaOfOrders = "{\"items\":{\"required\":[\"id\"]}}".getBytes(StandardCharsets.UTF_8);
 * DocumentValidator orders = DocumentValidators.jsonSchema(DataSource.of("orders", schemaOfOrders));
 * for (DocumentError error : orders.check("[{\"id\":1},{}]".getBytes(StandardCharsets.UTF_8))) {
 *   System.out.println(error); // /1: needs the property id (#/items/required)
 * }
 * }</pre>
 *
 * <p><b>Conventions.</b> Nothing that a document demands is dropped in silence: what a record
 * schema does not hold is listed, what a form does not hold is refused when it is written. An error
 * says line and column, and nothing is quoted from the document. Nothing is ever fetched.
 *
 * <p>What a change of a schema means for who reads old or new data is said by {@link
 * io.lepton.data.SchemaEvolution}.
 *
 * <p>Deliberately absent: drafts of JSON Schema before 2020-12 for records, and data packages.
 */
@NullMarked
package io.lepton.format.schema;

import org.jspecify.annotations.NullMarked;
