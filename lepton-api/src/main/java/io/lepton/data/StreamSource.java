package io.lepton.data;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/** A stream that can be read once, with its beginning kept for further readings. */
final class StreamSource implements DataSource {

  /** How many bytes the readings before the last one may take. */
  static final int REPLAY_BYTES = 32 << 20;

  private final String name;
  private final InputStream stream;
  private ByteArrayOutputStream beginning = new ByteArrayOutputStream();
  private boolean forgotten;

  StreamSource(String name, InputStream stream) {
    this.name = name;
    this.stream = stream;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long sizeBytes() {
    return -1;
  }

  @Override
  public InputStream open() {
    if (forgotten) {
      throw new IllegalStateException(name + " can be read only once after its first rows");
    }
    return new SequenceInputStream(
        new ByteArrayInputStream(beginning.toByteArray()), new Recorder());
  }

  private void record(byte[] bytes, int offset, int count) {
    if (beginning.size() + count > REPLAY_BYTES) {
      forgotten = true;
      beginning = new ByteArrayOutputStream(0);
    } else {
      beginning.write(bytes, offset, count);
    }
  }

  /**
   * Reads from the stream and does not close it, which is its owner's business. Not a filter: that
   * would pass skipping and marking on to the stream, past the recording.
   */
  private final class Recorder extends InputStream {

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = stream.read(bytes, offset, length);
      if (count > 0 && !forgotten) {
        record(bytes, offset, count);
      }
      return count;
    }

    @Override
    public int available() throws IOException {
      return stream.available();
    }
  }
}
