package io.lepton.runtime.scoring;

import io.lepton.data.DataSource;
import io.lepton.data.DataTarget;
import io.lepton.data.ReadLimits;
import io.lepton.data.RecordBatch;
import io.lepton.format.Formats;
import io.lepton.model.InferenceSession;
import io.lepton.spi.RecordFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Scores a source of records with a model: the main job.
 *
 * <pre>{@code
 * ScoringReport report =
 *     Scoring.of(model)
 *         .read(Path.of("customers.csv"))
 *         .keep("customerID")
 *         .write(Path.of("scores.ndjson"))
 *         .rejects(Path.of("rejects.csv"))
 *         .run();
 * }</pre>
 *
 * <p>Set up by one thread, run once. The session stays open and may serve others meanwhile.
 */
public final class Scoring {

  /** Read, infer and write: more threads than stages have nothing to do. */
  private static final int STAGES = 3;

  final InferenceSession session;
  @Nullable DataSource source;
  @Nullable RecordFormat sourceFormat;
  @Nullable DataTarget target;
  @Nullable RecordFormat targetFormat;
  @Nullable DataTarget rejects;
  List<String> kept = List.of();
  List<String> features = List.of();
  int batchSize = RecordBatch.DEFAULT_CAPACITY;
  int threads = Math.min(STAGES, Runtime.getRuntime().availableProcessors());
  ReadLimits limits = ReadLimits.defaults();
  Consumer<ScoringProgress> progress = done -> {};
  BooleanSupplier cancelled = () -> false;

  private Scoring(InferenceSession session) {
    this.session = session;
  }

  /**
   * Begins a run.
   *
   * @param session the model; stays open
   * @return a run without source and target
   */
  public static Scoring of(InferenceSession session) {
    return new Scoring(session);
  }

  /**
   * Reads a file, in the format that its name ends in.
   *
   * @param file the records
   * @return this
   * @throws io.lepton.LeptonException if no format is known by the name
   */
  public Scoring read(Path file) {
    return read(DataSource.of(file), Formats.forPath(file));
  }

  /**
   * Reads a source.
   *
   * @param from the records
   * @param format their format, with its options
   * @return this
   */
  public Scoring read(DataSource from, RecordFormat format) {
    source = from;
    sourceFormat = format;
    return this;
  }

  /**
   * Writes a file, in the format that its name ends in.
   *
   * @param file where the scores go; replaced when the run has ended well
   * @return this
   * @throws io.lepton.LeptonException if no format is known by the name
   */
  public Scoring write(Path file) {
    return write(DataTarget.of(file), Formats.forPath(file));
  }

  /**
   * Writes a target.
   *
   * @param to where the scores go; committed when the run has ended well, closed in any case
   * @param format their format, with its options
   * @return this
   */
  public Scoring write(DataTarget to, RecordFormat format) {
    target = to;
    targetFormat = format;
    return this;
  }

  /**
   * Carries columns through to the output, before the scores.
   *
   * @param columns names of columns of the source
   * @return this
   */
  public Scoring keep(String... columns) {
    kept = List.of(columns);
    return this;
  }

  /**
   * Names the columns of a matrix input.
   *
   * @param columns names in the order of the input's elements; {@code a..z} means all columns from
   *     {@code a} to {@code z} in file order
   * @return this
   */
  public Scoring features(List<String> columns) {
    features = List.copyOf(columns);
    return this;
  }

  /**
   * Lets the run go on past records that cannot be scored, and lists them in a file: row number,
   * column, code, reason. Without this the first of them stops the run.
   *
   * @param file a CSV file; replaced when the run has ended well
   * @return this
   */
  public Scoring rejects(Path file) {
    rejects = DataTarget.of(file);
    return this;
  }

  /**
   * Sets how many records the model gets at once.
   *
   * @param rows at least 1; {@link RecordBatch#DEFAULT_CAPACITY} if not set
   * @return this
   * @throws IllegalArgumentException if {@code rows} is below 1
   */
  public Scoring batchSize(int rows) {
    if (rows < 1) {
      throw new IllegalArgumentException("A batch needs at least 1 row, got " + rows);
    }
    batchSize = rows;
    return this;
  }

  /**
   * Sets how many threads share the work of reading, inference and writing. The order of the
   * records does not depend on it.
   *
   * @param count 1 for everything on the calling thread, 2 to read on another one, 3 to write on a
   *     third; more is the same as 3. As many as there are cores, up to 3, if not set.
   * @return this
   * @throws IllegalArgumentException if {@code count} is below 1
   */
  public Scoring threads(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("Needs at least 1 thread, got " + count);
    }
    threads = Math.min(STAGES, count);
    return this;
  }

  /**
   * Sets how large the parts of the source may be.
   *
   * @param newLimits limits of a record
   * @return this
   */
  public Scoring limits(ReadLimits newLimits) {
    limits = newLimits;
    return this;
  }

  /**
   * Tells a listener how far the run is, once a batch.
   *
   * @param listener called by one thread at a time, not always the same; must be quick
   * @return this
   */
  public Scoring progress(Consumer<ScoringProgress> listener) {
    progress = listener;
    return this;
  }

  /**
   * Lets the run be stopped.
   *
   * @param condition asked once a batch and at each rejected record, by several threads; true ends
   *     the run with a {@link java.util.concurrent.CancellationException}
   * @return this
   */
  public Scoring cancelWhen(BooleanSupplier condition) {
    cancelled = condition;
    return this;
  }

  /**
   * Runs.
   *
   * @return what became of it; the output is in place
   * @throws IOException if the source cannot be read or the target cannot be written
   * @throws io.lepton.MalformedInputException if the source is not well-formed, or a record cannot
   *     be scored and there is no rejects file
   * @throws io.lepton.model.BindingException if the columns do not fit the model
   * @throws io.lepton.model.InferenceException if the model fails
   * @throws java.util.concurrent.CancellationException if the run was cancelled or the thread
   *     interrupted
   * @throws IllegalStateException if there is no source or no target
   */
  public ScoringReport run() throws IOException {
    return new ScoringRun(this).run();
  }
}
