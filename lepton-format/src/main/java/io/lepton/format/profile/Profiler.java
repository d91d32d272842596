package io.lepton.format.profile;

import io.lepton.data.ColumnType;
import io.lepton.data.Field;
import io.lepton.data.RecordBatch;
import io.lepton.data.RecordReader;
import io.lepton.data.Schema;
import io.lepton.format.profile.ProfileOptions.ValueDisplay;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a profile of batches as they come by.
 *
 * <pre>{@code
 * Profile profile;
 * try (RecordReader reader =
 *     Formats.forPath(file).reader(ReadRequest.of(DataSource.of(file)))) {
 *   profile = Profiler.profile(reader, ProfileOptions.defaults());
 * }
 * System.out.println(profile);
 * }</pre>
 *
 * <p>Its memory depends on the number of columns alone: some 100 KiB each at most, and a few where
 * values are few.
 *
 * <p><b>What is exact.</b> Counts of rows, missing values, zeros, negative, infinite values and
 * NaN, smallest and largest value and lengths always are, mean and deviation but for rounding. As
 * long as a column has at most {@link ProfileOptions#exactDistinct} distinct values, so is
 * everything else; columns of eight bits always are. Beyond that:
 *
 * <ul>
 *   <li>the number of distinct values is a HyperLogLog estimate with a known standard error;
 *   <li>quantiles and histogram are those of a sample, one value drawn by chance of every so many:
 *       all of the first 4,096 values, then between 2,048 and 4,096 of them, and from 2,097,152 on
 *       one of every 512 in a t-digest. The standard error of the median is 1.1 % in ranks at
 *       worst, 0.4 % at ten million values and 0.1 % at a hundred million, that of other quantiles
 *       is less;
 *   <li>frequent values are counted in a sample of one in 16 or fewer, each with its own error
 *       bound.
 * </ul>
 *
 * <p>What is exact, and the number of distinct values, depends neither on the order of the rows nor
 * on how they are divided among profilers that are merged. What comes from a sample does, within
 * its error. The same batches give the same profile.
 *
 * <p><b>Threads.</b> Mutable and not synchronised: one thread at a time. For several threads or
 * files, use one each and {@link #merge} them.
 */
public final class Profiler {

  private final Schema schema;
  private final ProfileOptions options;
  private final List<ColumnSketch> sketches = new ArrayList<>();
  private final ValueBlock block;
  private final SamplePicks picks;
  private final int widest;
  private long rows;

  private Profiler(Schema schema, ProfileOptions options) {
    options.check(schema);
    this.schema = schema;
    this.options = options;
    this.block = new ValueBlock(options.seed());
    this.picks = new SamplePicks(options.seed());
    this.widest =
        schema.fields().stream().map(Field::type).mapToInt(ColumnType::width).max().orElse(1);
    schema.fields().forEach(field -> sketches.add(ColumnSketch.of(field, options)));
  }

  /**
   * Makes a profiler with default options.
   *
   * @param schema the fields of every batch
   * @return a profiler that has seen no rows
   */
  public static Profiler of(Schema schema) {
    return of(schema, ProfileOptions.defaults());
  }

  /**
   * Makes a profiler.
   *
   * @param schema the fields of every batch
   * @param options what the profile may hold and how exact it is
   * @return a profiler that has seen no rows
   * @throws io.lepton.LeptonException if the options name a column that is not there or not of a
   *     type that fits
   */
  public static Profiler of(Schema schema, ProfileOptions options) {
    return new Profiler(schema, options);
  }

  /**
   * Reads to the end and makes a profile of it.
   *
   * @param reader the source; stays open
   * @param options what the profile may hold and how exact it is
   * @return the profile
   * @throws IOException if the source cannot be read
   */
  public static Profile profile(RecordReader reader, ProfileOptions options) throws IOException {
    Profiler profiler = of(reader.schema(), options);
    RecordBatch batch = RecordBatch.allocate(reader.schema(), RecordBatch.DEFAULT_CAPACITY);
    while (reader.read(batch)) {
      profiler.add(batch);
    }
    return profiler.profile();
  }

  /**
   * Looks at the rows of a batch.
   *
   * @param batch a batch with this profiler's fields; neither changed nor kept
   * @throws IllegalArgumentException if its fields are others
   */
  public void add(RecordBatch batch) {
    if (batch.schema() != schema && !batch.schema().equals(schema)) {
      throw new IllegalArgumentException(
          "Needs a batch of %s, got one of %s".formatted(schema, batch.schema()));
    }
    int count = batch.rowCount();
    if (count > 0) {
      picks.draw(count, count * widest);
      for (int i = 0; i < sketches.size(); i++) {
        sketches.get(i).add(batch.column(i), count, block, picks);
      }
      rows += count;
    }
  }

  /**
   * Adds what another profiler has seen, as if this one had seen it too.
   *
   * @param other a profiler of the same fields with the same options as far as they say how values
   *     are counted; not changed, and not used by another thread meanwhile
   * @throws IllegalArgumentException if its fields or options are others, or it is this one
   */
  public void merge(Profiler other) {
    if (other == this) {
      throw new IllegalArgumentException("A profiler cannot be merged with itself");
    }
    if (!schema.equals(other.schema)) {
      throw new IllegalArgumentException(
          "Needs a profiler of %s, got one of %s".formatted(schema, other.schema));
    }
    if (!options.canMerge(other.options)) {
      throw new IllegalArgumentException(
          "Needs a profiler of the same seed, precision, timeliness, display and exact values");
    }
    rows += other.rows;
    for (int i = 0; i < sketches.size(); i++) {
      sketches.get(i).merge(other.sketches.get(i));
    }
  }

  /**
   * Returns how many rows were looked at.
   *
   * @return the rows of all batches
   */
  public long rows() {
    return rows;
  }

  /**
   * Returns what is known so far. More batches may follow.
   *
   * @return the profile of all batches so far
   */
  public Profile profile() {
    List<ColumnProfile> columns = columns(options);
    // What is found rests on values, but does not tell them.
    boolean isHidden = options.values() == ValueDisplay.HIDDEN;
    List<Finding> findings =
        Findings.of(isHidden ? columns(options.withValues(ValueDisplay.SHOWN)) : columns);
    return new Profile(rows, columns, findings);
  }

  private List<ColumnProfile> columns(ProfileOptions shown) {
    return sketches.stream().map(sketch -> sketch.profile(shown)).toList();
  }
}
