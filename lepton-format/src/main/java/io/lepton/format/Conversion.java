package io.lepton.format;

import io.lepton.data.DataSource;
import io.lepton.data.DataTarget;
import io.lepton.data.ReadLimits;
import io.lepton.data.RecordBatch;
import io.lepton.data.RejectionHandler;
import io.lepton.data.Schema;
import io.lepton.format.cleaning.Cleaning;
import io.lepton.format.cleaning.CleaningReport;
import io.lepton.format.schema.Sidecar;
import io.lepton.quality.Rules;
import io.lepton.spi.ReadRequest;
import io.lepton.spi.RecordFormat;
import java.io.IOException;
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
  private int threads = 1;
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
    threads = other.threads;
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
   * Lets several threads work on reading. What comes out does not depend on it.
   *
   * @param count at least 1, which is the default: an embedding application has other work
   * @return a changed conversion
   * @throws IllegalArgumentException if {@code count} is below 1
   */
  public Conversion threads(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("Reading needs at least 1 thread, got " + count);
    }
    Conversion changed = new Conversion(this);
    changed.threads = count;
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
    return new ConversionRun(plan(output)).run();
  }

  private ConversionPlan plan(Output to) {
    return new ConversionPlan(
        new Intake.Plan(sourceFormat, Optional.ofNullable(cleaning), rules, this::requireGoingOn),
        new ReadRequest(
            source, Optional.ofNullable(schema), RejectionHandler.FAIL, limits, threads),
        to,
        Optional.ofNullable(rejects),
        batchSize,
        verified,
        sidecar,
        progress,
        cleaned);
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
  record Output(Supplier<DataTarget> target, RecordFormat format, @Nullable Path file) {}
}
