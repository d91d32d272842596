package io.lepton.format.schema;

import io.lepton.data.ColumnType;
import io.lepton.data.DataSource;
import io.lepton.format.schema.JsonValue.Kind;
import io.lepton.quality.Rules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Reads schema documents of any form that Lepton knows.
 *
 * <p>The document says itself what it is. A list {@code fields} makes it {@linkplain SchemaFile
 * Lepton's own} if it has nothing else and a field has {@code nullable} or one of Lepton's types;
 * otherwise a {@linkplain TableSchemaFile Table Schema}. {@code properties}, {@code type}, {@code
 * $ref}, {@code $defs}, or a {@code $schema} of json-schema.org make it a {@linkplain
 * JsonSchemaFile JSON Schema}.
 *
 * <p>Stateless.
 */
public final class RecordSchemas {

  private RecordSchemas() {}

  /**
   * Reads a schema document.
   *
   * @param file the document, in UTF-8
   * @return the schema, and which form it had
   * @throws IOException if it cannot be read
   * @throws io.lepton.MalformedInputException if it is of none of the forms; the message says in
   *     which line and column
   */
  public static RecordSchema read(Path file) throws IOException {
    return read(DataSource.of(file));
  }

  /**
   * Reads a schema document.
   *
   * @param source the document, in UTF-8
   * @return the schema, and which form it had
   * @throws IOException if it cannot be read
   * @throws io.lepton.MalformedInputException if it is of none of the forms; the message says in
   *     which line and column
   */
  public static RecordSchema read(DataSource source) throws IOException {
    byte[] bytes = JsonDocument.bytes(source);
    JsonValue root = JsonDocument.parse(source.name(), bytes);
    return switch (form(root)) {
      case LEPTON ->
          new RecordSchema(
              SchemaForm.LEPTON,
              new SchemaParser(source.name(), bytes, JsonDocument.MAX_BYTES).parse(),
              Rules.none(),
              null,
              List.of(),
              List.of());
      case JSON_SCHEMA -> new JsonSchemaReader(root).read();
      case TABLE_SCHEMA -> new TableSchemaReader(root).read();
    };
  }

  private static SchemaForm form(JsonValue root) {
    root.requireObject("a schema as an object");
    JsonValue fields = root.member("fields");
    if (fields != null && fields.is(Kind.LIST)) {
      return isLeptons(root, fields) ? SchemaForm.LEPTON : SchemaForm.TABLE_SCHEMA;
    }
    boolean words = List.of("properties", "type", "$ref", "$defs").stream().anyMatch(root::has);
    JsonValue dialect = root.member("$schema");
    if (words || dialect != null && dialect.text().contains("json-schema.org")) {
      return SchemaForm.JSON_SCHEMA;
    }
    throw root.malformed(
        "a list of fields (a Lepton schema or a Table Schema) or properties (a JSON Schema)");
  }

  private static boolean isLeptons(JsonValue root, JsonValue fields) {
    return root.members().keySet().equals(Set.of("fields"))
        && (fields.items().isEmpty() || fields.items().stream().anyMatch(RecordSchemas::isLeptons));
  }

  private static boolean isLeptons(JsonValue field) {
    JsonValue type = field.member("type");
    return field.has("nullable") || type != null && isLeptonsType(type.text());
  }

  // A date is one in both.
  private static boolean isLeptonsType(String type) {
    try {
      return !ColumnType.parse(type).equals(ColumnType.DATE);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
