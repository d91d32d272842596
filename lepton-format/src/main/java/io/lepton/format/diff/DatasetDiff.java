package io.lepton.format.diff;

import io.lepton.data.DataSource;
import io.lepton.data.ReadLimits;
import io.lepton.data.Schema;
import io.lepton.format.Formats;
import io.lepton.spi.RecordFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Compares two data sets, A and B, record by record, whatever formats they are in.
 *
 * <pre>{@code
 * DiffReport report =
 *     DatasetDiff.between(Path.of("january.csv"), Path.of("february.ndjson")).key("id").run();
 * System.out.println(report);
 * }</pre>
 *
 * <p><b>Without a key</b>, records are compared by position: the first with the first. A record
 * that was inserted makes all behind it look changed; if nothing was but the order, the report says
 * so.
 *
 * <p><b>With a key</b>, records belong together whose values in the columns of the key are the
 * same; two records of one data set must not have the same key. Missing is a value like any other.
 *
 * <p><b>Types.</b> Both are read under one schema: the given one, or that inferred from A. Columns
 * are found by name; their order does not matter, and those that only one side has are reported and
 * not compared. A value of B that is not of A's type is an error: give a schema with a wider one.
 * Values are the same if their canonical JSON is ({@link
 * io.lepton.format.canonical.CanonicalJson}).
 *
 * <p><b>Memory.</b> By position, it does not grow with the data. With a key, it takes 44 to 88
 * bytes a record of A, and as many a record that is only in B: 128 bits of SHA-256 of the key, 128
 * of the record, the row number, and a place in a table. Two keys or records of the same 128 bits
 * would be taken for the same; to make such a pair takes 2^64 work.
 *
 * <p>Immutable: every method but {@link #run} returns a changed copy. Safe for use by many threads,
 * as far as the sources are.
 */
public final class DatasetDiff {

  /** How many differences of each kind are listed, unless the caller says otherwise. */
  public static final int DEFAULT_LISTED = 10;

  /** How many can be listed: a report is kept in memory. */
  public static final int MOST_LISTED = 10_000;

  private final Side a;
  private final Side b;
  private final DiffOptions options;

  private DatasetDiff(Side a, Side b, DiffOptions options) {
    this.a = a;
    this.b = b;
    this.options = options;
  }

  /**
   * Compares two files, whose names say their formats.
   *
   * @param a one file
   * @param b the other
   * @return a comparison by position
   * @throws io.lepton.LeptonException if a name does not end in that of a known format
   */
  public static DatasetDiff between(Path a, Path b) {
    return between(DataSource.of(a), Formats.forPath(a), DataSource.of(b), Formats.forPath(b));
  }

  /**
   * Compares any two sources.
   *
   * @param a one source; opened up to three times. By position, one that can be opened only twice
   *     will do, but then the same records in another order are not told from different ones.
   * @param formatA its format
   * @param b the other source; opened as often
   * @param formatB its format
   * @return a comparison by position
   */
  public static DatasetDiff between(
      DataSource a, RecordFormat formatA, DataSource b, RecordFormat formatB) {
    return new DatasetDiff(new Side(a, formatA), new Side(b, formatB), DiffOptions.defaults());
  }

  private DatasetDiff with(DiffOptions changed) {
    return new DatasetDiff(a, b, changed);
  }

  /**
   * Compares by key.
   *
   * @param columns the columns that identify a record; none to compare by position
   * @return a changed comparison
   */
  public DatasetDiff key(String... columns) {
    return with(options.withKey(List.of(columns)));
  }

  /**
   * Reads both as these types, and compares only these columns.
   *
   * @param schema the columns; nullability is not looked at
   * @return a changed comparison
   */
  public DatasetDiff withSchema(Schema schema) {
    return with(options.withSchema(Optional.of(schema)));
  }

  /**
   * Sets how large the parts of the inputs may be.
   *
   * @param limits in place of {@link ReadLimits#defaults}
   * @return a changed comparison
   */
  public DatasetDiff limits(ReadLimits limits) {
    return with(options.withLimits(limits));
  }

  /**
   * Sets how many differences the report lists.
   *
   * @param ofEachKind changed, only in A, only in B: so many of each at most
   * @return a changed comparison
   * @throws IllegalArgumentException if it is below 0 or above {@value #MOST_LISTED}
   */
  public DatasetDiff maxListed(int ofEachKind) {
    return with(options.withMaxListed(ofEachKind));
  }

  /**
   * Puts the values of the listed differences into the report, those of the key as well. Without
   * this there are row numbers and names of columns only, so that the report may be passed on.
   *
   * @return a changed comparison
   */
  public DatasetDiff showValues() {
    return with(options.withValues(true));
  }

  /**
   * Sets how much memory the index of keys may take.
   *
   * @param bytes in place of 1 GiB, which holds 16 million records; half as much again is needed
   *     for a moment while it grows
   * @return a changed comparison
   * @throws IllegalArgumentException if it is below 1
   */
  public DatasetDiff maxIndexBytes(long bytes) {
    return with(options.withMaxIndexBytes(bytes));
  }

  /**
   * Gives the work up when somebody says so.
   *
   * @param condition asked before each batch
   * @return a changed comparison
   */
  public DatasetDiff cancelWhen(BooleanSupplier condition) {
    return with(options.withCancelled(condition));
  }

  /**
   * Compares.
   *
   * @return what is the same and what is not
   * @throws IOException if a source cannot be read
   * @throws io.lepton.MalformedInputException if a source is not well-formed, a value is not of its
   *     column's type, the key is not in both, or two records of one source have the same key
   * @throws io.lepton.LimitExceededException if a source exceeds a limit, or the index of keys does
   * @throws CancellationException if the work was given up
   */
  public DiffReport run() throws IOException {
    Comparison comparison = Comparison.of(a, b, options);
    return options.key().isEmpty()
        ? new PositionDiff(comparison).run()
        : new KeyDiff(comparison).run();
  }
}
