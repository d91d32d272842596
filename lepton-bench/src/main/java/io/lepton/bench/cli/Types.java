package io.lepton.bench.cli;

import io.lepton.data.Schema;
import io.lepton.format.schema.RecordSchema;
import io.lepton.format.schema.RecordSchemas;
import io.lepton.format.schema.Sidecar;
import io.lepton.quality.Rules;
import io.lepton.spi.RecordFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * As which types a file is read.
 *
 * @param schema the types, or empty to go by the first rows
 * @param rules what the document that names the types demands of the values
 * @param origin where they come from, for people, if nobody asked for it
 */
record Types(Optional<Schema> schema, Rules rules, Optional<String> origin) {

  /**
   * Takes the types that were asked for, or those that lie beside the file.
   *
   * @param spec the command, for its usage message
   * @param place the file
   * @param format its format
   * @param asked the file that {@code --schema} names, or null
   * @param infer whether {@code --infer} was given
   * @return the types
   */
  static Types of(
      CommandSpec spec, Place place, RecordFormat format, @Nullable Path asked, boolean infer)
      throws IOException {
    if (asked != null && infer) {
      throw new ParameterException(spec.commandLine(), "--schema and --infer exclude each other");
    }
    if (asked != null) {
      RecordSchema read = RecordSchemas.read(asked);
      return new Types(Optional.of(read.schema()), read.rules(), Optional.empty());
    }
    Path file = place.file();
    if (file == null || infer) {
      return new Types(Optional.empty(), Rules.none(), Optional.empty());
    }
    Optional<Schema> beside = Sidecar.schemaOf(file, format);
    return new Types(
        beside, Rules.none(), beside.map(schema -> "types from " + Sidecar.pathOf(file)));
  }
}
