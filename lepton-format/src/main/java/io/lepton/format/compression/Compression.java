package io.lepton.format.compression;

import io.lepton.data.DataSource;
import io.lepton.data.ReadLimits;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How the bytes of a file are compressed as a whole.
 *
 * <p>Damaged and cut off data is found out, never taken for the end: by the checksums and lengths
 * of the formats themselves.
 */
public enum Compression {
  /** Gzip (RFC 1952), of any number of members. Written with the compression level of the JDK. */
  GZIP("gz", "gzip"),

  /**
   * Zstandard (RFC 8878), of any number of frames. Needs the library {@code
   * com.github.luben:zstd-jni} on the class path; windows of more than 128 MiB are refused.
   */
  ZSTD("zst", "zstd");

  private final List<String> extensions;

  Compression(String... extensions) {
    this.extensions = List.of(extensions);
  }

  /**
   * Returns the file name endings that mean this compression.
   *
   * @return lower-case, without the dot; the usual one first
   */
  public List<String> extensions() {
    return extensions;
  }

  /**
   * Finds a compression.
   *
   * @param extension a file name ending without the dot, in upper or lower case
   * @return the compression, or empty if the ending means none
   */
  public static Optional<Compression> byExtension(String extension) {
    String wanted = extension.toLowerCase(Locale.ROOT);
    for (Compression compression : values()) {
      if (compression.extensions.contains(wanted)) {
        return Optional.of(compression);
      }
    }
    return Optional.empty();
  }

  /**
   * Returns what a source holds in compressed form.
   *
   * @param source the compressed data
   * @param limits what it may expand to
   * @return the expanded data; its size is not known
   */
  public DataSource expanded(DataSource source, ReadLimits limits) {
    return new PackedSource(source, packing(), limits);
  }

  Packing packing() {
    return switch (this) {
      case GZIP -> new GzipPacking();
      case ZSTD -> new ZstdPacking();
    };
  }
}
