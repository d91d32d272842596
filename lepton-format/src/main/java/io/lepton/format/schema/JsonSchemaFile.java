package io.lepton.format.schema;

import io.lepton.data.DataSource;
import io.lepton.data.Schema;
import io.lepton.quality.Rules;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A schema of records as a JSON Schema, draft 2020-12:
 *
 * <pre>{@code
 * {
 *   "$schema": "https://json-schema.org/draft/2020-12/schema",
 *   "type": "object",
 *   "properties": {
 *     "id": {"type": "string", "pattern": "^[A-Z]{2}"},
 *     "age": {"type": ["integer", "null"], "minimum": 0},
 *     "price": {"type": ["number", "null"], "x-lepton-type": "decimal(10,2)"}
 *   },
 *   "required": ["id"]
 * }
 * }</pre>
 *
 * <table>
 * <caption>Types</caption>
 * <thead><tr><th>JSON Schema</th><th>Column</th></tr></thead>
 * <tbody>
 * <tr><td>{@code boolean}</td><td>bool</td></tr>
 * <tr><td>{@code integer}</td><td>int64; where {@code minimum} and {@code maximum} are just those of a
 *     narrower type, or of uint64, that</td></tr>
 * <tr><td>{@code number}</td><td>fp64</td></tr>
 * <tr><td>{@code string}</td><td>text; with {@code format} date or date-time, date or timestamp(utc);
 *     with {@code contentEncoding} base64, bytes</td></tr>
 * <tr><td>{@code array} of these, with the same {@code minItems} and {@code maxItems} above one</td>
 *     <td>a vector</td></tr>
 * <tr><td>{@code object} with {@code properties}</td><td>fields of its own, named with a point between:
 *     {@code a.b}</td></tr>
 * <tr><td>any of these with {@code "x-lepton-type"}</td><td>that type: fp16, bf16, fp32, decimals,
 *     timestamp(local)</td></tr>
 * </tbody>
 * </table>
 *
 * <p><b>Missing values.</b> A field is required if {@code required} names it and its type is not
 * also {@code null}; in a record, {@code null} and a member that is not there are the same.
 *
 * <p><b>Rules.</b> {@code minimum}, {@code maximum}, {@code exclusiveMinimum}, {@code
 * exclusiveMaximum}, {@code multipleOf}, {@code minLength}, {@code maxLength}, {@code pattern},
 * {@code enum} and {@code const} become {@link io.lepton.quality.Rules}. A pattern is searched for
 * in the text, as JSON Schema has it; {@code ^(?:...)$} becomes one for the whole text.
 *
 * <p><b>References</b> to places in the document are followed where nothing stands beside them.
 *
 * <p><b>What else the document demands</b> is listed by {@link RecordSchema#uncovered}: lists of
 * any length, alternatives, conditions, {@code additionalProperties: false}. A property that is no
 * column for such a reason is left out of the schema. {@link DocumentValidators#jsonSchema} checks
 * documents against all of it.
 *
 * <p><b>Writing</b> gives a document that reads back as the same schema and rules, but that fields
 * of one object come together. Names of rules are not written.
 *
 * <p>Stateless.
 */
public final class JsonSchemaFile {

  private JsonSchemaFile() {}

  /**
   * Reads a JSON Schema.
   *
   * @param file the document, in UTF-8
   * @return the schema and the rules, and what they do not cover
   * @throws IOException if it cannot be read
   * @throws io.lepton.MalformedInputException if it is not a JSON Schema for objects; the message
   *     says in which line and column
   */
  public static RecordSchema read(Path file) throws IOException {
    return read(DataSource.of(file));
  }

  /**
   * Reads a JSON Schema.
   *
   * @param source the document, in UTF-8
   * @return the schema and the rules, and what they do not cover
   * @throws IOException if it cannot be read
   * @throws io.lepton.MalformedInputException if it is not a JSON Schema for objects; the message
   *     says in which line and column
   */
  public static RecordSchema read(DataSource source) throws IOException {
    return new JsonSchemaReader(JsonDocument.parse(source.name(), JsonDocument.bytes(source)))
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
   * @param schema the schema and the rules; how missing values are written in text is not said
   * @param file the document; replaced if it is there
   * @throws IOException if it cannot be written; then what was there before is still there
   * @throws io.lepton.LeptonException with {@link io.lepton.ErrorCode#UNREPRESENTABLE} if JSON
   *     Schema has no words for a rule: for several columns or records, one that does not reject,
   *     bounds of dates
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
   * @throws io.lepton.LeptonException with {@link io.lepton.ErrorCode#UNREPRESENTABLE} if JSON
   *     Schema has no words for a rule
   */
  public static String toJson(RecordSchema schema) {
    return new JsonSchemaWriter(schema).write();
  }
}
