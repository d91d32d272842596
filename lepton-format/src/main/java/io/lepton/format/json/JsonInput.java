package io.lepton.format.json;

import io.lepton.data.DataSource;
import io.lepton.format.internal.Closing;
import io.lepton.format.internal.SourceBytes;
import io.lepton.format.internal.Transcoder;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * The text of a source as UTF-8, whatever its encoding, without a byte order mark.
 *
 * <p>Text that was UTF-8 before is passed on unchecked; of other text the end comes where it is not
 * valid, and {@link #isBroken} says so.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
final class JsonInput extends FilterInputStream {

  /** What the transcoder delivers where the text is not valid, and UTF-8 nowhere has. */
  private static final byte INVALID = (byte) 0xff;

  private final SourceBytes raw;
  private final Charset charset;
  private final long markBytes;
  private boolean broken;

  private JsonInput(SourceBytes raw, Charset charset) {
    super(isUtf8(charset) ? raw : new Transcoder(raw, charset));
    this.raw = raw;
    this.charset = charset;
    this.markBytes = raw.count();
  }

  private static boolean isUtf8(Charset charset) {
    return charset.equals(StandardCharsets.UTF_8);
  }

  /**
   * Opens a source.
   *
   * @param declared the encoding that the caller named; a mark has the last word
   */
  static JsonInput open(DataSource source, Charset declared) throws IOException {
    return open(source.open(), declared);
  }

  /** Begins to read a stream, which is closed with this one. */
  static JsonInput open(InputStream in, Charset declared) throws IOException {
    try {
      SourceBytes raw = SourceBytes.open(in);
      return new JsonInput(raw, raw.charset(declared));
    } catch (IOException | RuntimeException | Error e) {
      Closing.after(in, e);
      throw e;
    }
  }

  /** Says whether the source itself is UTF-8. */
  boolean isUtf8() {
    return isUtf8(charset);
  }

  Charset charset() {
    return charset;
  }

  /** Returns how long the byte order mark was. */
  long markBytes() {
    return markBytes;
  }

  /** Says whether the text ended where it is not valid in its encoding. */
  boolean isBroken() {
    return broken;
  }

  /** Returns how many bytes of the source were read. */
  long bytesRead() {
    return raw.count();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (broken) {
      return -1;
    }
    int count = in.read(bytes, offset, length);
    if (count > 0 && bytes[offset + count - 1] == INVALID && !isUtf8()) {
      broken = true;
      return count == 1 ? -1 : count - 1;
    }
    return count;
  }
}
