package io.lepton.format.json;

import io.lepton.ErrorCode;
import io.lepton.LimitExceededException;
import io.lepton.data.DataSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A source that can be opened as often as needed: a file or memory is opened anew; of a source of
 * unknown size, which may be one that can be read only once, what was read first is held, up to a
 * limit.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
final class HeldSource implements DataSource {

  /** As much as {@link DataSource#ofStream} replays. */
  static final int MAX_HELD_BYTES = 32 << 20;

  private final DataSource source;
  private final boolean reopens;
  private @Nullable Recording recording;

  HeldSource(DataSource source) {
    this.source = source;
    this.reopens = source.sizeBytes() >= 0;
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public long sizeBytes() {
    return source.sizeBytes();
  }

  @Override
  public InputStream open() throws IOException {
    if (reopens) {
      return source.open();
    }
    if (recording == null) {
      recording = new Recording(source.open());
      return recording;
    }
    return recording.replay();
  }

  /** Says that the stream which is open is the last one. */
  void release() {
    if (recording != null) {
      recording.held = null;
    }
  }

  /** Closes a first reading, unless its stream is the one that goes on. */
  void closeIfReopened(Closeable first) throws IOException {
    if (reopens) {
      first.close();
    }
  }

  LimitExceededException tooLong() {
    return new LimitExceededException(
        ErrorCode.LIMIT_EXCEEDED,
        "%s: a document that is not an array of records may have %d bytes where it can be read only"
                .formatted(source.name(), MAX_HELD_BYTES)
            + " once; this one has more");
  }

  /** A stream of which the beginning is kept. Closed by its last reader. */
  private final class Recording extends InputStream {

    private final InputStream in;
    private @Nullable ByteArrayOutputStream held = new ByteArrayOutputStream();

    Recording(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = in.read(bytes, offset, length);
      // One byte over the limit marks the beginning as too long to replay.
      if (held != null && count > 0 && held.size() <= MAX_HELD_BYTES) {
        held.write(bytes, offset, Math.min(count, MAX_HELD_BYTES + 1 - held.size()));
      }
      return count;
    }

    InputStream replay() {
      if (held == null || held.size() > MAX_HELD_BYTES) {
        throw tooLong();
      }
      return new SequenceInputStream(new ByteArrayInputStream(held.toByteArray()), in);
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
