package io.lepton.format.internal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of a source as they lie there, counted, and with their encoding found out.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
public final class SourceBytes extends FilterInputStream {

  private final byte[] beginning;
  private int given;
  private long count;

  private SourceBytes(InputStream in, byte[] beginning) {
    super(in);
    this.beginning = beginning;
  }

  /**
   * Reads as much as a byte order mark may take.
   *
   * @param in the bytes; closed with this stream
   * @return the stream, at its first byte
   * @throws IOException if the stream fails
   */
  public static SourceBytes open(InputStream in) throws IOException {
    return new SourceBytes(in, in.readNBytes(3));
  }

  /**
   * Passes over a byte order mark. To be called before anything is read.
   *
   * @param declared the encoding that the caller named
   * @return the encoding of the mark, if there is one and a UTF was declared; else the declared one
   */
  public Charset charset(Charset declared) {
    if (!declared.name().startsWith("UTF-")) {
      return declared;
    }
    if (beginsWith(0xef, 0xbb, 0xbf)) {
      return skip(3, StandardCharsets.UTF_8);
    }
    if (beginsWith(0xff, 0xfe)) {
      return skip(2, StandardCharsets.UTF_16LE);
    }
    if (beginsWith(0xfe, 0xff)) {
      return skip(2, StandardCharsets.UTF_16BE);
    }
    return declared;
  }

  private Charset skip(int bytes, Charset found) {
    given = bytes;
    count = bytes;
    return found;
  }

  private boolean beginsWith(int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (i >= beginning.length || (beginning[i] & 0xff) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns how far the stream is.
   *
   * @return bytes read so far, with the mark
   */
  public long count() {
    return count;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (given < beginning.length) {
      int rest = Math.min(length, beginning.length - given);
      System.arraycopy(beginning, given, bytes, offset, rest);
      given += rest;
      count += rest;
      return rest;
    }
    int read = in.read(bytes, offset, length);
    count += Math.max(read, 0);
    return read;
  }
}
