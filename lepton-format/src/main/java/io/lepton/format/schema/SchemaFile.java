package io.lepton.format.schema;

import io.lepton.data.DataSource;
import io.lepton.data.DataTarget;
import io.lepton.data.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A schema as a JSON document:
 *
 * <pre>{@code
 * {"fields":[
 * {"name":"id","type":"text","nullable":false},
 * {"name":"age","type":"int64","nullable":true},
 * {"name":"price","type":"decimal(10,2)","nullable":true},
 * {"name":"scores","type":"fp32[2]","nullable":true}
 * ]}
 * }</pre>
 *
 * <p>Types are written as {@link io.lepton.data.ColumnType#toString} writes them; {@code nullable}
 * may be left out and is true then. Anything else in the document is an error: a misspelt word must
 * not be passed over in silence.
 *
 * <p>Stateless.
 */
public final class SchemaFile {

  private static final int MAX_BYTES = 16 << 20;

  private SchemaFile() {}

  /**
   * Reads a schema.
   *
   * @param file the document
   * @return the schema
   * @throws IOException if it cannot be read
   * @throws io.lepton.MalformedInputException if it is not of the form above; the message says in
   *     which line and column
   */
  public static Schema read(Path file) throws IOException {
    return read(DataSource.of(file));
  }

  /**
   * Reads a schema.
   *
   * @param source the document
   * @return the schema
   * @throws IOException if it cannot be read
   * @throws io.lepton.MalformedInputException if it is not of the form above; the message says in
   *     which line and column
   */
  public static Schema read(DataSource source) throws IOException {
    try (InputStream in = source.open()) {
      return new SchemaParser(source.name(), in.readNBytes(MAX_BYTES + 1), MAX_BYTES).parse();
    }
  }

  /**
   * Writes a schema to a file.
   *
   * @param schema the schema
   * @param file the document; replaced if it is there
   * @throws IOException if it cannot be written; then what was there before is still there
   */
  public static void write(Schema schema, Path file) throws IOException {
    writeText(toJson(schema), file);
  }

  static void writeText(String document, Path file) throws IOException {
    try (DataTarget target = DataTarget.of(file)) {
      target.open().write(document.getBytes(StandardCharsets.UTF_8));
      target.commit();
    }
  }

  /**
   * Returns a schema as it is written to a file.
   *
   * @param schema the schema
   * @return the document, one field a line
   */
  public static String toJson(Schema schema) {
    return SchemaPrinter.print(schema);
  }
}
