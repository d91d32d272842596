package io.lepton.format.schema;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.MalformedInputException;
import io.lepton.data.DataSource;
import io.lepton.data.Schema;
import io.lepton.spi.ReadRequest;
import io.lepton.spi.RecordFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The schema of a data file that lies beside it: {@code customers.csv.schema.json} beside {@code
 * customers.csv}. It keeps what the format itself cannot, such as the types of a CSV file.
 *
 * <pre>{@code
 * Optional<Schema> types = Sidecar.schemaOf(Path.of("customers.csv"), new CsvFormat());
 * }</pre>
 *
 * <p>The document is that of {@link SchemaFile}. Nothing in Lepton reads a sidecar unless it is
 * asked to; one that is asked for and cannot be used is an error, for to go on with guessed types
 * is what it is there to prevent.
 *
 * <p>Stateless.
 */
public final class Sidecar {

  /** What is added to the name of the file. */
  public static final String SUFFIX = ".schema.json";

  private Sidecar() {}

  /**
   * Returns where the sidecar of a file is, whether there is one or not.
   *
   * @param file the data file
   * @return a file in the same folder
   * @throws IllegalArgumentException if the path has no file name
   */
  public static Path pathOf(Path file) {
    Path name = file.getFileName();
    if (name == null) {
      throw new IllegalArgumentException("Needs a file, found " + file);
    }
    return file.resolveSibling(name + SUFFIX);
  }

  /**
   * Reads the sidecar of a file, if there is one.
   *
   * @param file the data file, which is not looked at
   * @return its schema, or empty if there is no sidecar
   * @throws IOException if the sidecar cannot be read
   * @throws MalformedInputException if it is not in the form of {@link SchemaFile}
   */
  public static Optional<Schema> schemaOf(Path file) throws IOException {
    Path sidecar = pathOf(file);
    // A link that leads nowhere is a sidecar that cannot be read.
    return Files.exists(sidecar, LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(SchemaFile.read(sidecar))
        : Optional.empty();
  }

  /**
   * Reads the sidecar of a file, if there is one, and checks that the file still is what the
   * sidecar describes: that the file can be opened with these columns, and that its first records
   * have no others.
   *
   * @param file the data file
   * @param format its format
   * @return its schema, or empty if there is no sidecar
   * @throws IOException if the sidecar or the file cannot be read
   * @throws MalformedInputException if the sidecar is not in the form of {@link SchemaFile}, or
   *     does not fit the file; the message names the sidecar
   */
  public static Optional<Schema> schemaOf(Path file, RecordFormat format) throws IOException {
    Optional<Schema> schema = schemaOf(file);
    if (schema.isPresent()) {
      requireFit(file, format, schema.get());
    }
    return schema;
  }

  private static void requireFit(Path file, RecordFormat format, Schema schema) throws IOException {
    ReadRequest request = ReadRequest.of(DataSource.of(file));
    List<String> unknown =
        format.infer(request).names().stream().filter(name -> schema.indexOf(name) < 0).toList();
    if (!unknown.isEmpty()) {
      throw unfit(file, "needs every column of the file, lacks " + unknown, null);
    }
    try {
      format.reader(request.withSchema(schema)).close();
    } catch (LeptonException e) {
      throw unfit(file, "does not fit: " + e.getMessage(), e);
    }
  }

  private static MalformedInputException unfit(
      Path file, String reason, @Nullable LeptonException cause) {
    ErrorCode code = cause == null ? ErrorCode.MALFORMED_SCHEMA : cause.code();
    return new MalformedInputException(code, pathOf(file) + ": " + reason, cause);
  }

  /**
   * Writes the sidecar of a file.
   *
   * @param schema the columns of the file
   * @param file the data file, which is not looked at
   * @throws IOException if the sidecar cannot be written; then what was there before is still there
   */
  public static void write(Schema schema, Path file) throws IOException {
    SchemaFile.write(schema, pathOf(file));
  }
}
