package io.lepton.format.cleaning;

import io.lepton.data.RecordBatch;
import io.lepton.data.RecordReader;
import io.lepton.data.RejectionHandler;
import io.lepton.data.Schema;
import io.lepton.spi.ReadRequest;
import io.lepton.spi.RecordFormat;
import java.io.IOException;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Reads the records of another reader and cleans them on the way.
 *
 * <p>Its schema has the fields of the other reader's, some with another type. What comes out does
 * not depend on how many rows are read at a time.
 *
 * <p><b>Threads.</b> One thread at a time. Closing this reader closes the other one.
 */
public final class CleaningReader implements RecordReader {

  private final CleaningRun run;
  private final RecordReader source;
  private final OrderedRejections rejections;

  /** A batch that comes again, as most do, keeps its columns between the steps. */
  private final Map<RecordBatch, Passage> passages = new WeakHashMap<>();

  private CleaningReader(CleaningRun run, RecordReader source, OrderedRejections rejections) {
    this.run = run;
    this.source = source;
    this.rejections = rejections;
  }

  /**
   * The way of one batch of the caller's.
   *
   * @param batch what the source fills: the caller's columns where no step changes their type
   * @param rows the same columns and those between the steps
   */
  private record Passage(RecordBatch batch, Rows rows) {}

  /**
   * Opens a source and cleans it. Steps that need to know all values before the first row, such as
   * {@link Fill#median}, have the source read before: once, and once more for each such step that
   * builds on another one.
   *
   * @param cleaning the steps
   * @param format the format of the source
   * @param request the source, and what becomes of the rows that it or a step rejects
   * @return the reader, to be closed by the caller
   * @throws IOException if the source cannot be read
   * @throws io.lepton.LeptonException if steps do not fit its fields, or it is not well-formed
   * @throws IllegalStateException if the source cannot be opened so often
   */
  public static CleaningReader open(Cleaning cleaning, RecordFormat format, ReadRequest request)
      throws IOException {
    return open(cleaning, format, request, () -> {});
  }

  /**
   * Opens a source and cleans it, as {@link #open(Cleaning, RecordFormat, ReadRequest)} does.
   *
   * @param cleaning the steps
   * @param format the format of the source
   * @param request the source, and what becomes of the rows that it or a step rejects
   * @param checkpoint called before each batch and at each rejection of a reading before the real
   *     one; may throw to give the work up
   * @return the reader, to be closed by the caller
   * @throws IOException if the source cannot be read
   * @throws io.lepton.LeptonException if steps do not fit its fields, or it is not well-formed
   * @throws IllegalStateException if the source cannot be opened so often
   */
  public static CleaningReader open(
      Cleaning cleaning, RecordFormat format, ReadRequest request, Runnable checkpoint)
      throws IOException {
    OrderedRejections rejections = new OrderedRejections(request.rejections());
    RecordReader reader = format.reader(request.withRejections(rejections));
    try {
      CleaningRun run = new CleaningRun(cleaning, reader.schema());
      if (!run.isReady()) {
        reader.close();
        // The types must be the same in each reading, and the rejections be told only once.
        ReadRequest again = request.withSchema(run.source());
        learn(run, format, again.withRejections(rejection -> checkpoint.run()), checkpoint);
        reader = format.reader(again.withRejections(rejections));
      }
      return new CleaningReader(run, reader, rejections);
    } catch (IOException | RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  private static void learn(
      CleaningRun run, RecordFormat format, ReadRequest request, Runnable checkpoint)
      throws IOException {
    while (!run.isReady()) {
      try (RecordReader reader = format.reader(request)) {
        run.learn(reader, checkpoint);
      }
    }
  }

  /**
   * Cleans what another reader reads.
   *
   * @param cleaning the steps, none of which may need a reading before the real one
   * @param source the reader, closed by this one
   * @param rejections what becomes of the rows that a step rejects
   * @return the reader
   * @throws io.lepton.LeptonException if steps do not fit its fields
   * @throws IllegalArgumentException if a step needs to know all values before the first row
   */
  public static CleaningReader over(
      Cleaning cleaning, RecordReader source, RejectionHandler rejections) {
    CleaningRun run = new CleaningRun(cleaning, source.schema());
    if (!run.isReady()) {
      throw new IllegalArgumentException(
          "A step needs to know all values before the first row: give constants, or a format and a"
              + " request, so that the source can be read twice");
    }
    return new CleaningReader(run, source, new OrderedRejections(rejections));
  }

  @Override
  public Schema schema() {
    return run.schema();
  }

  @Override
  public boolean read(RecordBatch batch) throws IOException {
    Passage passage = passages.computeIfAbsent(batch, this::passage);
    batch.clear();
    try {
      return read(passage, batch);
    } finally {
      // Also before a failure further on: what comes first in the source is told first.
      rejections.deliver();
    }
  }

  private boolean read(Passage passage, RecordBatch batch) throws IOException {
    Rows rows = passage.rows();
    while (source.read(passage.batch())) {
      rows.begin(passage.batch());
      run.apply(rows);
      rejections.deliver();
      if (rows.count() > 0) {
        System.arraycopy(passage.batch().rowNumbers(), 0, batch.rowNumbers(), 0, rows.count());
        batch.setRowCount(rows.count());
        return true;
      }
    }
    return false;
  }

  private Passage passage(RecordBatch batch) {
    Rows rows = run.rows(batch.columns(), batch.capacity(), rejections);
    return new Passage(run.sourceBatch(rows, batch.capacity()), rows);
  }

  @Override
  public long bytesRead() {
    return source.bytesRead();
  }

  /**
   * Returns how many rows steps left out so far without rejecting them.
   *
   * @return for example the duplicates
   */
  public long rowsDropped() {
    return run.rowsDropped();
  }

  /**
   * Returns what was done so far.
   *
   * @return the counts; a copy
   */
  public CleaningReport report() {
    return run.report();
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
