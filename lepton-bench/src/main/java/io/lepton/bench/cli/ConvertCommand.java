package io.lepton.bench.cli;

import io.lepton.data.DataTarget;
import io.lepton.format.Conversion;
import io.lepton.format.ConversionReport;
import io.lepton.format.schema.SchemaFile;
import io.lepton.spi.RecordFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the records of a file in another format. */
@Command(
    name = "convert",
    description = "Writes the records of a file in another format.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  lepton convert customers.csv customers.ndjson"})
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ConvertCommand implements Callable<Integer> {

  @Spec CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "IN",
      description = "The file to read, or - for standard input.")
  Place in;

  @Parameters(
      index = "1",
      paramLabel = "OUT",
      description = "The file to write, or - for standard output.")
  Place out;

  @Option(names = "--from", paramLabel = "FORMAT", description = "The format of IN.")
  @Nullable String from;

  @Option(names = "--to", paramLabel = "FORMAT", description = "The format of OUT.")
  @Nullable String to;

  @Option(
      names = "--schema",
      paramLabel = "FILE",
      description = "Which columns to take, in which order and of which types.")
  @Nullable Path schema;

  @Option(
      names = "--rejects",
      paramLabel = "FILE",
      description =
          "Goes on after a bad row and lists it here, as CSV: row,column,code,reason. Without this"
              + " option the first bad row ends the command.")
  @Nullable Path rejects;

  private final Terminal terminal;

  ConvertCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Place.checkDistinct(spec, List.of(in, out, new Place(schema), new Place(rejects)));
    RecordFormat inFormat = in.format(from, "--from", spec);
    RecordFormat outFormat = out.format(to, "--to", spec);
    ConversionReport report = convert(inFormat, outFormat);
    // Where the records themselves go to standard output, nothing else may.
    (out.file() == null ? terminal.err() : terminal.out()).println(report);
    return Failure.OK;
  }

  private ConversionReport convert(RecordFormat inFormat, RecordFormat outFormat)
      throws IOException {
    try (DataTarget target = out.target(terminal);
        ProgressBar progress = new ProgressBar(terminal.err())) {
      Conversion conversion = Conversion.from(in.source(terminal), inFormat).to(target, outFormat);
      return prepared(conversion, progress).run();
    }
  }

  private Conversion prepared(Conversion plain, ProgressBar progress) throws IOException {
    Conversion conversion = plain.cancelWhen(terminal.cancellation().watch());
    if (schema != null) {
      conversion = conversion.withSchema(SchemaFile.read(schema));
    }
    if (rejects != null) {
      conversion = conversion.rejects(rejects);
    }
    return terminal.interactive()
        ? conversion.progress(p -> progress.update(p.rowsRead(), p.bytesRead(), p.totalBytes()))
        : conversion;
  }
}
