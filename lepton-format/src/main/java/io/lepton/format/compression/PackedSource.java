package io.lepton.format.compression;

import io.lepton.data.DataSource;
import io.lepton.data.ReadLimits;
import io.lepton.format.internal.Closing;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** What another source holds in compressed form. */
final class PackedSource implements DataSource {

  private final DataSource source;
  private final Packing packing;
  private final ReadLimits limits;
  private @Nullable CountedStream last;

  PackedSource(DataSource source, Packing packing, ReadLimits limits) {
    this.source = source;
    this.packing = packing;
    this.limits = limits;
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public InputStream open() throws IOException {
    CountedStream compressed = new CountedStream(source.open());
    last = compressed;
    try {
      return packing.expand(name(), compressed, limits);
    } catch (IOException | RuntimeException | Error e) {
      Closing.after(compressed, e);
      throw e;
    }
  }

  /** Returns how many compressed bytes were read since the source was opened last. */
  long compressedBytes() {
    return last == null ? 0 : last.count();
  }

  @Override
  public long sizeBytes() {
    return -1;
  }
}
