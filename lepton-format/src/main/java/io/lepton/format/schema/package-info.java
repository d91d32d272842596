/**
 * Schemas as files: {@link io.lepton.format.schema.SchemaFile} writes a {@link
 * io.lepton.data.Schema} as a small JSON document and reads it back, so that a type that was
 * inferred once, and perhaps corrected, need not be guessed again.
 *
 * <pre>{@code
 * Schema schema = Formats.byName("csv").infer(ReadRequest.of(DataSource.of(Path.of("customers.csv"))));
 * SchemaFile.write(schema, Path.of("customers.schema.json"));
 * Schema same = SchemaFile.read(Path.of("customers.schema.json"));
 * }</pre>
 *
 * <p>Deliberately absent: constraints on values.
 */
@NullMarked
package io.lepton.format.schema;

import org.jspecify.annotations.NullMarked;
