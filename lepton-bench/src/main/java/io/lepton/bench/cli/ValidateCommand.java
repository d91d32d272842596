package io.lepton.bench.cli;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.data.DataSource;
import io.lepton.data.DataTarget;
import io.lepton.data.RecordBatch;
import io.lepton.data.RecordReader;
import io.lepton.format.RejectionLog;
import io.lepton.format.quality.ValidatingReader;
import io.lepton.format.quality.ValidatorOptions;
import io.lepton.quality.ValidationReport;
import io.lepton.spi.ReadRequest;
import io.lepton.spi.RecordFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says whether the records of a file are what a schema and its rules expect. */
@Command(
    name = "validate",
    description = "Says whether the rows of a file are what a schema and its rules expect.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "A row is invalid if a value is not of its column's type, or if it breaks a rule of severity"
          + " error. Every row is looked at, whatever a rule says should become of it.",
      "",
      "Exit status: 0 every row is valid, 1 some row is not or the command failed, 2 wrong usage.",
      "",
      "Example:",
      "  lepton validate customers.csv --schema customers.schema.json --report report.json"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ValidateCommand implements Callable<Integer> {

  @Spec CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "IN",
      description = "The file to validate, or - for standard input.")
  Place in;

  @Option(
      names = "--schema",
      required = true,
      paramLabel = "FILE",
      description = "The columns with their types, and the rules that the schema has.")
  Path schema;

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description = "Another schema, whose rules are added; its types are not looked at.")
  @Nullable Path rules;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Also writes the report here, as JSON.")
  @Nullable Path report;

  @Option(
      names = "--rejects",
      paramLabel = "FILE",
      description = "Lists every invalid row here, as CSV: row,column,code,reason.")
  @Nullable Path rejects;

  @Option(
      names = "--max-violations",
      paramLabel = "N",
      description = "Gives up when more than N rows are invalid. Default: never.")
  long maxViolations = Long.MAX_VALUE;

  @Option(
      names = "--documents",
      description = {
        "Checks JSON documents as a whole against everything that a JSON Schema says, nested",
        "values and alternatives included: each line of NDJSON, or a JSON file. Slower."
      })
  boolean documents;

  @Mixin InputOptions input = new InputOptions();

  private final Terminal terminal;

  ValidateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    checkUsage();
    if (documents) {
      boolean lines = input.hasDocumentLines(in);
      return report(List.of(), findings -> checkDocuments(lines, findings));
    }
    DataRules expected = DataRules.read(schema, Optional.ofNullable(rules)).asChecks();
    input.missing(expected.missing());
    RecordFormat format = input.format(in, terminal);
    return report(expected.uncovered(), findings -> validate(format, expected, findings));
  }

  /** Finds out what is wrong. Returns why it stopped early, if it did for too many findings. */
  private interface Check {
    Optional<LeptonException> run(Findings findings) throws IOException;
  }

  private Integer report(List<String> uncovered, Check check) throws IOException {
    // Opened first, so that a file that cannot be written is known before the work is done.
    try (DataTarget reportTarget = target(report);
        RejectionLog log = new RejectionLog(Optional.of(target(rejects)))) {
      OutputStream stream = reportTarget.open();
      Findings findings = new Findings(log, maxViolations);
      Optional<LeptonException> stop = check.run(findings);
      FindingsText.print(findings, terminal.out());
      printUncovered(uncovered);
      FindingsJson.writeTo(stream, findings);
      log.commit();
      reportTarget.commit();
      stop.ifPresent(
          thrown -> {
            throw thrown;
          });
      return findings.isValid() ? Failure.OK : Failure.WRONG_DATA;
    }
  }

  private void printUncovered(List<String> places) {
    if (!places.isEmpty()) {
      terminal
          .out()
          .printf(
              "not checked, because columns cannot hold it (see --documents): %s%n",
              String.join(", ", places));
    }
  }

  private void checkUsage() {
    if (maxViolations < 0) {
      throw new ParameterException(
          spec.commandLine(), "--max-violations needs at least 0, got " + maxViolations);
    }
    if (documents && rules != null) {
      throw new ParameterException(
          spec.commandLine(), "--rules are for columns: they do not go with --documents");
    }
    Place.checkDistinct(
        spec,
        List.of(in, new Place(schema), new Place(rules), new Place(report), new Place(rejects)));
  }

  /** A file that was not asked for is written to nowhere. */
  private static DataTarget target(@Nullable Path file) {
    return file == null
        ? DataTarget.ofStream("nowhere", OutputStream.nullOutputStream())
        : DataTarget.of(file);
  }

  private Optional<LeptonException> checkDocuments(boolean lines, Findings findings)
      throws IOException {
    BooleanSupplier cancelled = terminal.cancellation().watch();
    try {
      new DocumentChecks(schema, findings, () -> requireGoingOn(cancelled))
          .check(input.expanded(in, terminal), lines);
      findings.add(ValidationReport.EMPTY, true);
      return Optional.empty();
    } catch (LeptonException e) {
      if (e.code() != ErrorCode.TOO_MANY_VIOLATIONS) {
        throw e;
      }
      return Optional.of(e);
    }
  }

  /** Puts the rules to every row. */
  private Optional<LeptonException> validate(
      RecordFormat format, DataRules expected, Findings findings) throws IOException {
    DataSource source = in.source(terminal);
    BooleanSupplier cancelled = terminal.cancellation().watch();
    ReadRequest request =
        ReadRequest.of(source)
            .withSchema(expected.schema())
            .withRejections(
                rejection -> {
                  // A reader may reject without end before it has a row for the rules.
                  requireGoingOn(cancelled);
                  findings.addUnreadable(rejection);
                });
    ValidatorOptions options = ValidatorOptions.defaults().withRejections(findings::addInvalid);
    try (ValidatingReader reader =
        ValidatingReader.of(format.reader(request), expected.rules(), options)) {
      return readAll(reader, source.sizeBytes(), cancelled, findings);
    }
  }

  private Optional<LeptonException> readAll(
      ValidatingReader reader, long totalBytes, BooleanSupplier cancelled, Findings findings)
      throws IOException {
    try (ProgressBar progress = new ProgressBar(terminal.err())) {
      readAll(reader, totalBytes, cancelled, progress);
      findings.add(reader.report(), true);
      return Optional.empty();
    } catch (LeptonException e) {
      if (e.code() != ErrorCode.TOO_MANY_VIOLATIONS) {
        throw e;
      }
      findings.add(reader.report(), false);
      return Optional.of(e);
    }
  }

  private void readAll(
      RecordReader reader, long totalBytes, BooleanSupplier cancelled, ProgressBar progress)
      throws IOException {
    RecordBatch batch = RecordBatch.allocate(reader.schema(), RecordBatch.DEFAULT_CAPACITY);
    long last = 0;
    requireGoingOn(cancelled);
    while (reader.read(batch)) {
      last = batch.rowNumbers()[batch.rowCount() - 1];
      if (terminal.interactive()) {
        progress.update(last, reader.bytesRead(), totalBytes);
      }
      requireGoingOn(cancelled);
    }
  }

  private void requireGoingOn(BooleanSupplier cancelled) {
    if (cancelled.getAsBoolean()) {
      throw new CancellationException("The validation of " + in + " was cancelled");
    }
  }
}
