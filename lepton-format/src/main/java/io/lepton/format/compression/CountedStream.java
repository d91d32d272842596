package io.lepton.format.compression;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the bytes that are read. */
final class CountedStream extends FilterInputStream {

  private volatile long count;
  private boolean ended;

  CountedStream(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  @SuppressWarnings("NonAtomicOperationOnVolatileField") // one thread writes
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = in.read(bytes, offset, length);
    ended |= read < 0;
    count += Math.max(read, 0);
    return read;
  }

  long count() {
    return count;
  }

  /** Says whether somebody has read to the end. */
  boolean hasEnded() {
    return ended;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
