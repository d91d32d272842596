package io.lepton.format.schema;

import io.lepton.data.DataSource;
import io.lepton.data.Schema;
import io.lepton.quality.Rules;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A schema of records as a Frictionless Table Schema (<a
 * href="https://datapackage.org/standard/table-schema/">version 2</a>; <a
 * href="https://specs.frictionlessdata.io/table-schema/">version 1</a> is read, too):
 *
 * <pre>{@code
 * {
 *   "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
 *   "fields": [
 *     {"name": "id", "type": "string", "constraints": {"required": true, "unique": true}},
 *     {"name": "age", "type": "integer", "constraints": {"minimum": 0, "maximum": 130}},
 *     {"name": "price", "type": "number", "x-lepton-type": "decimal(10,2)"}
 *   ],
 *   "missingValues": ["", "NA"]
 * }
 * }</pre>
 *
 * <table>
 * <caption>Types</caption>
 * <thead><tr><th>Table Schema</th><th>Column</th></tr></thead>
 * <tbody>
 * <tr><td>{@code string}, {@code any}, none</td><td>text; with the format binary, bytes</td></tr>
 * <tr><td>{@code boolean}</td><td>bool</td></tr>
 * <tr><td>{@code integer}</td><td>int64; where {@code minimum} and {@code maximum} are just those of a
 *     narrower type, or of uint64, that</td></tr>
 * <tr><td>{@code number}</td><td>fp64</td></tr>
 * <tr><td>{@code date}</td><td>date</td></tr>
 * <tr><td>{@code datetime}</td><td>timestamp(utc), as version 1 has it; timestamp(local) with the
 *     format {@code %Y-%m-%dT%H:%M:%S}, also with a space in it</td></tr>
 * <tr><td>any of these, or {@code array}, with {@code "x-lepton-type"}</td><td>that type: fp16, bf16,
 *     fp32, decimals, timestamp(local), vectors</td></tr>
 * <tr><td>all others, other formats, numbers with other signs in them</td><td>text, and reported by
 *     {@link RecordSchema#uncovered}</td></tr>
 * </tbody>
 * </table>
 *
 * <p><b>Rules.</b> The constraints {@code minimum}, {@code maximum}, {@code exclusiveMinimum},
 * {@code exclusiveMaximum}, {@code minLength}, {@code maxLength}, {@code pattern} (for the whole
 * text), {@code enum} and {@code unique}, as well as {@code categories}, {@code primaryKey} and
 * {@code uniqueKeys} become {@link io.lepton.quality.Rules}; {@code required} and the primary key
 * make a field required. {@code missingValues} are {@link RecordSchema#missingValues}, {@code
 * foreignKeys} are {@link RecordSchema#foreignKeys}.
 *
 * <p>Columns are found by name, and there may be more: {@code fieldsMatch} is reported unless it is
 * subset. Names must be distinct.
 *
 * <p><b>Writing</b> gives a document of version 2 that reads back as the same schema and rules.
 * Names of rules are not written.
 *
 * <p>Stateless.
 */
public final class TableSchemaFile {

  private TableSchemaFile() {}

  /**
   * Reads a Table Schema.
   *
   * @param file the document, in UTF-8
   * @return the schema and the rules, and what they do not cover
   * @throws IOException if it cannot be read
   * @throws io.lepton.MalformedInputException if it is not a Table Schema; the message says in
   *     which line and column
   */
  public static RecordSchema read(Path file) throws IOException {
    return read(DataSource.of(file));
  }

  /**
   * Reads a Table Schema.
   *
   * @param source the document, in UTF-8
   * @return the schema and the rules, and what they do not cover
   * @throws IOException if it cannot be read
   * @throws io.lepton.MalformedInputException if it is not a Table Schema; the message says in
   *     which line and column
   */
  public static RecordSchema read(DataSource source) throws IOException {
    return new TableSchemaReader(JsonDocument.parse(source.name(), JsonDocument.bytes(source)))
        .read();
  }

  /**
   * Writes a schema to a file.
   *
   * @param schema the schema
   * @param file the document; replaced if it is there
   * @throws IOException if it cannot be written; then what was there before is still there
   */
  public static void write(Schema schema, Path file) throws IOException {
    write(RecordSchema.of(schema, Rules.none()), file);
  }

  /**
   * Writes a schema and its rules to a file.
   *
   * @param schema the schema and the rules
   * @param file the document; replaced if it is there
   * @throws IOException if it cannot be written; then what was there before is still there
   * @throws io.lepton.LeptonException with {@link io.lepton.ErrorCode#UNREPRESENTABLE} if Table
   *     Schema has no words for a rule: relations, multiples, one that does not reject, a pattern
   *     for a part of a text
   */
  public static void write(RecordSchema schema, Path file) throws IOException {
    SchemaFile.writeText(toJson(schema), file);
  }

  /**
   * Returns a schema as it is written to a file.
   *
   * @param schema the schema
   * @return the document
   */
  public static String toJson(Schema schema) {
    return toJson(RecordSchema.of(schema, Rules.none()));
  }

  /**
   * Returns a schema and its rules as they are written to a file.
   *
   * @param schema the schema and the rules
   * @return the document
   * @throws io.lepton.LeptonException with {@link io.lepton.ErrorCode#UNREPRESENTABLE} if Table
   *     Schema has no words for a rule
   */
  public static String toJson(RecordSchema schema) {
    return new TableSchemaWriter(schema).write();
  }
}
