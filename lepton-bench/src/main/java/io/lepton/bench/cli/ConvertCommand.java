package io.lepton.bench.cli;

import io.lepton.data.DataTarget;
import io.lepton.format.Conversion;
import io.lepton.format.ConversionReport;
import io.lepton.spi.RecordFormat;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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

  @Mixin InputOptions input = new InputOptions();

  @Option(names = "--to", paramLabel = "FORMAT", description = "The format of OUT.")
  @Nullable String to;

  @Option(
      names = "--schema",
      paramLabel = "FILE",
      description =
          "Which columns to take, in which order and of which types; its rules are put to every"
              + " row.")
  @Nullable Path schema;

  @Option(
      names = "--rejects",
      paramLabel = "FILE",
      description =
          "Goes on after a bad row and lists it here, as CSV: row,column,code,reason. Without this"
              + " option the first bad row ends the command.")
  @Nullable Path rejects;

  @Option(
      names = "--infer",
      description = "Takes the types from the first rows even if a file IN.schema.json is there.")
  boolean infer;

  @Option(
      names = "--sidecar",
      description = "Also writes the types to OUT.schema.json, where a later command finds them.")
  boolean sidecar;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many threads may read. Default: ${DEFAULT-VALUE}.")
  int threads = 1;

  @Option(
      names = "--verify",
      description =
          "Reads OUT again before it appears and compares every value; prints the digest of the"
              + " records.")
  boolean verify;

  private final Terminal terminal;

  ConvertCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    if (threads < 1) {
      throw new ParameterException(spec.commandLine(), "--threads needs at least 1");
    }
    Place.checkDistinct(spec, List.of(in, out, new Place(schema), new Place(rejects)));
    Place.checkDistinct(spec, List.of(new Place(rejects), out.sidecar()));
    RecordFormat inFormat = input.format(in, terminal);
    RecordFormat outFormat = out.format(to, "--to", spec);
    Types types = Types.of(spec, in, inFormat, schema, infer);
    ConversionReport report = convert(inFormat, outFormat, types);
    // Where the records themselves go to standard output, nothing else may.
    PrintStream reports = out.file() == null ? terminal.err() : terminal.out();
    reports.println(report);
    types.origin().ifPresent(reports::println);
    return Failure.OK;
  }

  private ConversionReport convert(RecordFormat inFormat, RecordFormat outFormat, Types types)
      throws IOException {
    Conversion conversion = Conversion.from(in.source(terminal), inFormat);
    try (DataTarget target = out.target(terminal);
        ProgressBar progress = new ProgressBar(terminal.err())) {
      requireFile(target);
      Conversion directed =
          out.file() == null
              ? conversion.to(target, outFormat)
              : conversion.to(out.file(), outFormat);
      return prepared(directed, types, progress).run();
    }
  }

  private void requireFile(DataTarget target) {
    if (verify && target.written().isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--verify needs an OUT that can be read again: " + target.name());
    }
    if (sidecar && (out.file() == null || target.written().isEmpty())) {
      throw new ParameterException(spec.commandLine(), "--sidecar needs an OUT that is a file");
    }
  }

  private Conversion prepared(Conversion plain, Types types, ProgressBar progress) {
    Conversion conversion = plain.cancelWhen(terminal.cancellation().watch());
    if (types.schema().isPresent()) {
      conversion = conversion.withSchema(types.schema().get());
    }
    if (rejects != null) {
      conversion = conversion.rejects(rejects);
    }
    conversion = conversion.validating(types.rules()).threads(threads);
    conversion = verify ? conversion.verify() : conversion;
    conversion = sidecar ? conversion.withSidecar() : conversion;
    return terminal.interactive()
        ? conversion.progress(p -> progress.update(p.rowsRead(), p.bytesRead(), p.totalBytes()))
        : conversion;
  }
}
