package io.lepton.bench.cli;

import io.lepton.data.Schema;
import io.lepton.format.diff.DatasetDiff;
import io.lepton.format.diff.DiffReport;
import io.lepton.format.diff.DiffReport.Outcome;
import io.lepton.spi.RecordFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares the records of two files. */
@Command(
    name = "diff",
    description = "Says whether two files have the same records, and where they differ.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit status: 0 the same, 3 different, 1 input or data wrong, 2 wrong usage, 130 interrupted.",
      "Row numbers and column names are printed, values only with --show-values.",
      "",
      "Example:",
      "  lepton diff january.csv february.ndjson --key customerID"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class DiffCommand implements Callable<Integer> {

  @Spec CommandSpec spec;

  @Parameters(index = "0", paramLabel = "A", description = "One file, or - for standard input.")
  Place a;

  @Parameters(
      index = "1",
      paramLabel = "B",
      description = "The other file, or - for standard input.")
  Place b;

  @Option(
      names = "--key",
      paramLabel = "COLUMN",
      split = ",",
      description =
          "The columns that say which records belong together. Default: the first record belongs to"
              + " the first.")
  List<String> key = List.of();

  @Mixin InputOptions input = new InputOptions();

  @Option(names = "--to", paramLabel = "FORMAT", description = "The format of B.")
  @Nullable String to;

  @Option(
      names = "--schema",
      paramLabel = "FILE",
      description = "Which columns to compare and as which types. Default: as A has them.")
  @Nullable Path schema;

  @Option(
      names = "--infer",
      description = "Takes the types from A's first rows even if a file A.schema.json is there.")
  boolean infer;

  @Option(names = "--ignore-order", description = "The same records in another order are the same.")
  boolean ignoreOrder;

  @Option(
      names = "--show-values",
      description = "Also prints the values that differ, and those of the key.")
  boolean showValues;

  @Option(
      names = "--max",
      paramLabel = "N",
      description = "How many differences of each kind to list. Default: ${DEFAULT-VALUE}.")
  int max = DatasetDiff.DEFAULT_LISTED;

  @Option(names = "--json", description = "Prints JSON for programs.")
  boolean json;

  private final Terminal terminal;

  DiffCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    requireReadable();
    RecordFormat format = input.format(a, terminal);
    Types types = Types.of(spec, a, format, schema, infer);
    DiffReport report = comparison(format, types.schema()).run();
    if (json) {
      Json.write(new CheckedOutput(terminal.out()), out -> DiffJson.write(report, out));
    } else {
      types.origin().ifPresent(terminal.out()::println);
      report.toString().lines().map(DiffCommand::visible).forEach(terminal.out()::println);
    }
    return status(report.outcome());
  }

  private void requireReadable() {
    if (a.file() == null && b.file() == null) {
      throw new ParameterException(spec.commandLine(), "Only one of A and B can be -");
    }
    if (!key.isEmpty() && (a.file() == null || b.file() == null)) {
      throw new ParameterException(
          spec.commandLine(), "With --key both files are read more than once: - cannot be");
    }
    if (max < 0 || max > DatasetDiff.MOST_LISTED) {
      throw new ParameterException(
          spec.commandLine(), "--max needs 0 to %d".formatted(DatasetDiff.MOST_LISTED));
    }
    if (key.stream().distinct().count() < key.size()) {
      throw new ParameterException(spec.commandLine(), "--key names a column twice");
    }
  }

  private DatasetDiff comparison(RecordFormat format, Optional<Schema> types) {
    DatasetDiff comparison =
        DatasetDiff.between(
                a.source(terminal), format, b.source(terminal), b.format(to, "--to", spec))
            .key(key.toArray(String[]::new))
            .maxListed(max)
            .cancelWhen(terminal.cancellation().watch());
    if (types.isPresent()) {
      comparison = comparison.withSchema(types.get());
    }
    return showValues ? comparison.showValues() : comparison;
  }

  private int status(Outcome outcome) {
    boolean same =
        outcome == Outcome.SAME || (ignoreOrder && outcome == Outcome.SAME_IN_ANOTHER_ORDER);
    return same ? Failure.OK : Failure.DIFFERENT;
  }

  // Names and values can hold the control characters of a terminal.
  private static String visible(String line) {
    return line.replaceAll("[\\p{Cntrl}\\u0080-\\u009f]", "\uFFFD");
  }
}
