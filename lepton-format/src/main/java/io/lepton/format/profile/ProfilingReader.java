package io.lepton.format.profile;

import io.lepton.data.RecordBatch;
import io.lepton.data.RecordReader;
import io.lepton.data.Schema;
import java.io.IOException;

/**
 * Reads what another reader reads, and makes a profile of it on the way, so that a conversion or a
 * scoring needs no second pass.
 *
 * <pre>{@code
 * RecordReader reader = Formats.forPath(file).reader(ReadRequest.of(DataSource.of(file)));
 * ProfilingReader profiling = new ProfilingReader(reader, ProfileOptions.defaults());
 * RecordBatch batch = RecordBatch.allocate(profiling.schema(), RecordBatch.DEFAULT_CAPACITY);
 * while (profiling.read(batch)) {
 *   // hand the batch on, as if it came from the reader
 * }
 * System.out.println(profiling.profile());
 * }</pre>
 *
 * <p><b>Threads.</b> One thread at a time, like every reader.
 */
public final class ProfilingReader implements RecordReader {

  private final RecordReader reader;
  private final Profiler profiler;

  /**
   * Puts a profiler behind a reader.
   *
   * @param reader the source; closed by {@link #close}
   * @param options what the profile may hold and how exact it is
   */
  public ProfilingReader(RecordReader reader, ProfileOptions options) {
    this(reader, Profiler.of(reader.schema(), options));
  }

  /**
   * Puts a profiler behind a reader, as when several files make one profile.
   *
   * @param reader the source; closed by {@link #close}
   * @param profiler told of every batch
   */
  public ProfilingReader(RecordReader reader, Profiler profiler) {
    this.reader = reader;
    this.profiler = profiler;
  }

  /**
   * Returns the profile of what was read so far.
   *
   * @return the profile
   */
  public Profile profile() {
    return profiler.profile();
  }

  @Override
  public Schema schema() {
    return reader.schema();
  }

  @Override
  public boolean read(RecordBatch batch) throws IOException {
    boolean more = reader.read(batch);
    if (more) {
      profiler.add(batch);
    }
    return more;
  }

  @Override
  public long bytesRead() {
    return reader.bytesRead();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
