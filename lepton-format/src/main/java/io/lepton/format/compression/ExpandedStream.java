package io.lepton.format.compression;

import io.lepton.ErrorCode;
import io.lepton.LeptonIOException;
import io.lepton.LimitExceededException;
import io.lepton.MalformedInputException;
import io.lepton.data.ReadLimits;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What compressed data expands to, as far as the limits allow. */
final class ExpandedStream extends FilterInputStream {

  private final String name;
  private final CountedStream compressed;
  private final ReadLimits limits;
  private long expanded;

  ExpandedStream(String name, InputStream in, CountedStream compressed, ReadLimits limits) {
    super(in);
    this.name = name;
    this.compressed = compressed;
    this.limits = limits;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = guarded(() -> in.read(bytes, offset, length));
    expanded += Math.max(count, 0);
    check();
    return count;
  }

  /** Does something that may find the compressed data damaged, and says where. */
  <T> T guarded(Expansion<T> expansion) throws IOException {
    try {
      return expansion.run();
    } catch (LeptonIOException e) {
      // The file itself cannot be read.
      throw e;
    } catch (IOException | IllegalArgumentException e) {
      // What the JDK has to say of a bad name in an archive quotes it.
      throw malformed();
    }
  }

  private MalformedInputException malformed() {
    return new MalformedInputException(
        ErrorCode.MALFORMED_COMPRESSION,
        "%s: needs whole compressed data, found it %s after %d compressed and %d expanded bytes"
            .formatted(
                name, compressed.hasEnded() ? "cut off" : "damaged", compressed.count(), expanded));
  }

  private void check() {
    if (expanded > limits.maxExpandedBytes()) {
      throw new LimitExceededException(
          ErrorCode.LIMIT_EXCEEDED,
          "%s: may expand to %d bytes, but expands to more"
              .formatted(name, limits.maxExpandedBytes()));
    }
    if (expanded > ReadLimits.EXPANSION_GRACE_BYTES
        && expanded / limits.maxExpansionRatio() > compressed.count()) {
      throw new LimitExceededException(
          ErrorCode.LIMIT_EXCEEDED,
          "%s: may expand to %d times its size, but %d bytes expand to more than %d"
              .formatted(name, limits.maxExpansionRatio(), compressed.count(), expanded));
    }
  }

  @Override
  public long skip(long count) throws IOException {
    // Not past the counting.
    byte[] passed = new byte[(int) Math.min(count, 8192)];
    return count <= 0 ? 0 : Math.max(read(passed, 0, passed.length), 0);
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** Expands a piece of the data. */
  @FunctionalInterface
  interface Expansion<T> {
    T run() throws IOException;
  }
}
