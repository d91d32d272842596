package io.lepton.format;

import io.lepton.data.DataSource;
import io.lepton.data.DataTarget;
import io.lepton.data.ReadLimits;
import io.lepton.data.RecordBatch;
import io.lepton.data.RecordReader;
import io.lepton.data.RecordWriter;
import io.lepton.data.RejectionHandler;
import io.lepton.data.Schema;
import io.lepton.format.canonical.DatasetDigest;
import io.lepton.format.cleaning.Cleaning;
import io.lepton.format.cleaning.CleaningReport;
import io.lepton.format.schema.Sidecar;
import io.lepton.quality.Rules;
import io.lepton.spi.ReadRequest;
import io.lepton.spi.RecordFormat;
import io.lepton.spi.WriteRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns a file of one format into a file of another, checking every record on the way.
 *
 * <pre>{@code
 * ConversionReport report =
 *     Conversion.from(Path.of("export.csv"))
 *         .to(Path.of("export.ndjson"))
 *         .rejects(Path.of("rejects.csv"))
 *         .run();
 * System.out.println(report);
 * }</pre>
 *
 * <p>The formats come from the file names, the types from the first rows, unless the caller says
 * otherwise. Nothing appears under the output's name before all of it is written; if the conversion
 * fails or is cancelled, what was there before is still there. Memory does not grow with the file.
 *
 * <p>Immutable: every method but {@link #run} returns a changed copy. Safe for use by many threads,
 * as far as the source and the target are.
 */
public final class Conversion {

  private final DataSource source;
  private final RecordFormat sourceFormat;
  private @Nullable Output output;
  private @Nullable Schema schema;
  private @Nullable Path rejects;
  private Rules rules = Rules.none();
  private ReadLimits limits = ReadLimits.defaults();
  private int batchSize = RecordBatch.DEFAULT_CAPACITY;
  private boolean verified;
  private boolean sidecar;
  private Consumer<ConversionProgress> progress = p -> {};
  private BooleanSupplier cancelled = () -> false;
  private @Nullable Cleaning cleaning;
  private Consumer<CleaningReport> cleaned = report -> {};

  private Conversion(DataSource source, RecordFormat sourceFormat) {
    this.source = source;
    this.sourceFormat = sourceFormat;
  }

  private Conversion(Conversion other) {
    this(other.source, other.sourceFormat);
    output = other.output;
    schema = other.schema;
    rejects = other.rejects;
    rules = other.rules;
    limits = other.limits;
    batchSize = other.batchSize;
    verified = other.verified;
    sidecar = other.sidecar;
    progress = other.progress;
    cancelled = other.cancelled;
    cleaning = other.cleaning;
    cleaned = other.cleaned;
  }

  /**
   * Begins with a file, whose name says its format.
   *
   * @param file the input
   * @return a conversion that needs an output
   * @throws io.lepton.LeptonException if the name does not end in that of a known format
   */
  public static Conversion from(Path file) {
    return from(file, Formats.forPath(file));
  }

  /**
   * Begins with a file.
   *
   * @param file the input
   * @param format its format
   * @return a conversion that needs an output
   */
  public static Conversion from(Path file, RecordFormat format) {
    return from(DataSource.of(file), format);
  }

  /**
   * Begins with any source.
   *
   * @param source the input; opened twice unless there is a schema
   * @param format its format
   * @return a conversion that needs an output
   */
  public static Conversion from(DataSource source, RecordFormat format) {
    return new Conversion(source, format);
  }

  /**
   * Writes to a file, whose name says its format.
   *
   * @param file the output; replaced at the end, if it is there
   * @return a changed conversion
   * @throws io.lepton.LeptonException if the name does not end in that of a known format
   */
  public Conversion to(Path file) {
    return to(file, Formats.forPath(file));
  }

  /**
   * Writes to a file.
   *
   * @param file the output; replaced at the end, if it is there
   * @param format its format
   * @return a changed conversion
   */
  public Conversion to(Path file, RecordFormat format) {
    Conversion changed = new Conversion(this);
    changed.output = new Output(() -> DataTarget.of(file), format, file);
    return changed;
  }

  /**
   * Writes to any target.
   *
   * @param target the output; committed by {@link #run} and closed by the caller
   * @param format its format
   * @return a changed conversion
   */
  public Conversion to(DataTarget target, RecordFormat format) {
    Conversion changed = new Conversion(this);
    changed.output = new Output(() -> target, format, null);
    return changed;
  }

  /**
   * Reads these columns as these types, in place of all columns as the types that their first rows
   * suggest. Other columns are left out.
   *
   * @param newSchema the columns of the output
   * @return a changed conversion
   */
  public Conversion withSchema(Schema newSchema) {
    Conversion changed = new Conversion(this);
    changed.schema = newSchema;
    return changed;
  }

  /**
   * Cleans the records on the way.
   *
   * @param newCleaning the steps
   * @return a changed conversion
   */
  public Conversion cleaning(Cleaning newCleaning) {
    return cleaning(newCleaning, report -> {});
  }

  /**
   * Cleans the records on the way, and has somebody told what was done. Rows that a step rejects go
   * where other rejected records go; rows that it drops are read, but neither written nor rejected.
   * A step that needs to know all values first has the source opened more often.
   *
   * @param newCleaning the steps
   * @param report told of each step's counts when all is written
   * @return a changed conversion
   */
  public Conversion cleaning(Cleaning newCleaning, Consumer<CleaningReport> report) {
    Conversion changed = new Conversion(this);
    changed.cleaning = newCleaning;
    changed.cleaned = report;
    return changed;
  }

  /**
   * Puts rules to every record on the way. What becomes of one that breaks a rule, the rule says;
   * those that are rejected are treated as those that cannot be read, see {@link #rejects}.
   *
   * @param newRules the rules, in place of none
   * @return a changed conversion, whose report has a {@link ConversionReport#validation}
   */
  public Conversion validating(Rules newRules) {
    Conversion changed = new Conversion(this);
    changed.rules = newRules;
    return changed;
  }

  /**
   * Leaves records that cannot be used out of the output, and lists them in a file; without one,
   * the first of them is an error.
   *
   * @param file where they are listed: CSV with the columns row, column, code and reason, without
   *     the values themselves; appears together with the output
   * @return a changed conversion
   */
  public Conversion rejects(Path file) {
    Conversion changed = new Conversion(this);
    changed.rejects = file;
    return changed;
  }

  /**
   * Sets how large the parts of the input may be.
   *
   * @param newLimits in place of {@link ReadLimits#defaults}
   * @return a changed conversion
   */
  public Conversion limits(ReadLimits newLimits) {
    Conversion changed = new Conversion(this);
    changed.limits = newLimits;
    return changed;
  }

  /**
   * Sets how many rows are held in memory at a time.
   *
   * @param rows at least 1, in place of {@link RecordBatch#DEFAULT_CAPACITY}
   * @return a changed conversion
   * @throws IllegalArgumentException if {@code rows} is below 1
   */
  public Conversion batchSize(int rows) {
    if (rows < 1) {
      throw new IllegalArgumentException("The batch size needs to be at least 1 row, got " + rows);
    }
    Conversion changed = new Conversion(this);
    changed.batchSize = rows;
    return changed;
  }

  /**
   * Reads the output again before it appears under its name, and compares every value with what was
   * written: a format that cannot keep one is found out, and nothing is kept.
   *
   * <p>Works with a file, and with any target that gives back {@linkplain DataTarget#written what
   * was written}. The report then carries the digest of both. It costs a reading of the output and
   * two digests.
   *
   * @return a changed conversion
   */
  public Conversion verify() {
    Conversion changed = new Conversion(this);
    changed.verified = true;
    return changed;
  }

  /**
   * Also writes the schema of the output beside it, as {@link Sidecar} has it, for what the format
   * itself cannot keep, such as the types of a CSV file. It appears together with the output, just
   * before it.
   *
   * <p>A sidecar that lies there already is replaced even without this: it would describe what is
   * no longer there.
   *
   * @return a changed conversion, whose output needs to be a file
   */
  public Conversion withSidecar() {
    Conversion changed = new Conversion(this);
    changed.sidecar = true;
    return changed;
  }

  /**
   * Has somebody told after each batch how far the work is.
   *
   * @param listener called by the thread that calls {@link #run}
   * @return a changed conversion
   */
  public Conversion progress(Consumer<ConversionProgress> listener) {
    Conversion changed = new Conversion(this);
    changed.progress = listener;
    return changed;
  }

  /**
   * Gives the work up when somebody says so.
   *
   * @param condition asked before each batch and at each rejected record
   * @return a changed conversion
   */
  public Conversion cancelWhen(BooleanSupplier condition) {
    Conversion changed = new Conversion(this);
    changed.cancelled = condition;
    return changed;
  }

  /**
   * Converts.
   *
   * @return what was read, written and rejected
   * @throws IOException if the input cannot be read or the output cannot be written
   * @throws io.lepton.MalformedInputException if the input is not well-formed, or a record cannot
   *     be used and there is no file for such records
   * @throws io.lepton.LimitExceededException if the input exceeds a limit
   * @throws io.lepton.quality.InvalidRulesException if the rules do not fit the columns
   * @throws CancellationException if the work was given up
   * @throws io.lepton.LeptonException with {@link io.lepton.ErrorCode#NOT_LOSSLESS} if the output
   *     was to be verified and is not what was written
   * @throws IllegalStateException if there is no output, or it is also the file of rejects; if it
   *     is to be verified and cannot be read again, or is to have a sidecar and is no file
   */
  public ConversionReport run() throws IOException {
    if (output == null) {
      throw new IllegalStateException("A conversion needs an output: call to(...)");
    }
    try {
      return run(output);
    } catch (UncheckedIOException e) {
      // The log of rejections is called from inside the reader, which lets nothing else pass.
      throw e.getCause();
    }
  }

  private ConversionReport run(Output to) throws IOException {
    long started = System.nanoTime();
    requireDistinct(to);
    Optional<DataTarget> rejected = Optional.ofNullable(rejects).map(DataTarget::of);
    DataTarget target = to.target().get();
    requireKept(target, to);
    try (RejectionLog log = new RejectionLog(rejected);
        Intake intake = intake().open(request(log))) {
      Totals totals = new Totals(log, intake, source.sizeBytes(), started);
      Optional<Verification> verification = verification(intake.schema());
      try (RecordWriter writer = to.format().writer(WriteRequest.of(target, intake.schema()))) {
        convert(intake.reader(), writer, totals, verification);
      }
      Optional<DatasetDigest> digest = check(verification, target, to.format());
      // First the list of what the output lacks, so that there is never an output without it.
      log.commit();
      writeSidecar(target, to, intake.schema());
      target.commit();
      intake.cleaning().ifPresent(cleaned);
      return totals.report(digest);
    } finally {
      if (to.file() != null) {
        target.close();
      }
    }
  }

  private Intake.Plan intake() {
    return new Intake.Plan(
        sourceFormat, Optional.ofNullable(cleaning), rules, this::requireGoingOn);
  }

  private void requireDistinct(Output to) {
    Path file = to.file();
    if (file != null && (file.equals(rejects) || Sidecar.pathOf(file).equals(rejects))) {
      throw new IllegalStateException("The output and the list of rejects need different files");
    }
  }

  // Before the first byte is written: what went to a stream or a device cannot be taken back.
  private void requireKept(DataTarget target, Output to) {
    if (verified && target.written().isEmpty()) {
      throw new IllegalStateException(
          "Verifying needs an output that can be read again, such as a file; %s cannot be"
              .formatted(target.name()));
    }
    if (sidecar && !mayHaveSidecar(target, to)) {
      throw new IllegalStateException(
          "A sidecar needs an output that is a file; %s is none".formatted(target.name()));
    }
  }

  private static boolean mayHaveSidecar(DataTarget target, Output to) {
    return to.file() != null && target.written().isPresent();
  }

  private Optional<Verification> verification(Schema written) {
    return verified
        ? Optional.of(new Verification(written, this::requireGoingOn))
        : Optional.empty();
  }

  private Optional<DatasetDigest> check(
      Optional<Verification> verification, DataTarget target, RecordFormat format)
      throws IOException {
    if (verification.isEmpty()) {
      return Optional.empty();
    }
    ReadRequest output = ReadRequest.of(target.written().orElseThrow()).withLimits(limits);
    ReadRequest input =
        new ReadRequest(source, Optional.ofNullable(schema), rejection -> {}, limits, 1);
    return Optional.of(verification.get().check(output, format, () -> intake().open(input)));
  }

  private void writeSidecar(DataTarget target, Output to, Schema written) throws IOException {
    Path file = to.file();
    if (file != null
        && mayHaveSidecar(target, to)
        && (sidecar || Files.exists(Sidecar.pathOf(file)))) {
      Sidecar.write(written, file);
    }
  }

  private ReadRequest request(RejectionLog log) {
    RejectionHandler rejections =
        rejection -> {
          // A reader may reject without end before it has a row to write.
          requireGoingOn();
          log.reject(rejection);
        };
    return new ReadRequest(source, Optional.ofNullable(schema), rejections, limits, 1);
  }

  private void convert(
      RecordReader reader, RecordWriter writer, Totals totals, Optional<Verification> verification)
      throws IOException {
    RecordBatch batch = RecordBatch.allocate(reader.schema(), batchSize);
    requireGoingOn();
    while (reader.read(batch)) {
      writer.write(batch);
      verification.ifPresent(checks -> checks.add(batch));
      totals.add(batch.rowCount());
      progress.accept(totals.progress());
      requireGoingOn();
    }
  }

  private void requireGoingOn() {
    if (cancelled.getAsBoolean()) {
      throw new CancellationException("The conversion of " + source.name() + " was cancelled");
    }
  }

  /**
   * Where the output goes.
   *
   * @param target the target of one run
   * @param file the file, whose target is closed after the run; null for a target of the caller's
   */
  private record Output(Supplier<DataTarget> target, RecordFormat format, @Nullable Path file) {}
}
