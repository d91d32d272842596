package io.lepton.data;

import java.io.IOException;
import java.io.OutputStream;

/** A stream that belongs to somebody else: flushed, never closed. */
final class StreamTarget implements DataTarget {

  private final String name;
  private final OutputStream stream;

  StreamTarget(String name, OutputStream stream) {
    this.name = name;
    this.stream = new CodedOutputStream(name, stream, false);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public OutputStream open() {
    return stream;
  }

  @Override
  public void commit() throws IOException {
    stream.flush();
  }

  @Override
  public void close() throws IOException {
    stream.flush();
  }
}
