package io.lepton.data;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/** A stream that can be read once, with its beginning kept for a second reading. */
final class StreamSource implements DataSource {

  /** How many bytes the first reading may take if there is to be a second. */
  static final int REPLAY_BYTES = 32 << 20;

  private final String name;
  private final InputStream stream;
  private final ByteArrayOutputStream beginning = new ByteArrayOutputStream();
  private int openings;

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
    openings++;
    if (openings == 1) {
      return new Recorder(true);
    }
    if (openings == 2 && beginning.size() <= REPLAY_BYTES) {
      return new SequenceInputStream(
          new ByteArrayInputStream(beginning.toByteArray()), new Recorder(false));
    }
    throw new IllegalStateException(name + " can be read only once after its first rows");
  }

  /**
   * Reads from the stream and does not close it, which is its owner's business. Not a filter: that
   * would pass skipping and marking on to the stream, past the recording.
   */
  private final class Recorder extends InputStream {

    private final boolean recording;

    Recorder(boolean recording) {
      this.recording = recording;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = stream.read(bytes, offset, length);
      // One byte over the limit marks the beginning as too long to replay.
      if (recording && count > 0 && beginning.size() <= REPLAY_BYTES) {
        beginning.write(bytes, offset, Math.min(count, REPLAY_BYTES + 1 - beginning.size()));
      }
      return count;
    }

    @Override
    public int available() throws IOException {
      return stream.available();
    }
  }
}
