package io.lepton.format.csv;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The bytes of a source as they lie there, counted, and with their encoding found out. */
final class SourceBytes extends FilterInputStream {

  private final byte[] beginning;
  private int given;
  private long count;

  private SourceBytes(InputStream in, byte[] beginning) {
    super(in);
    this.beginning = beginning;
  }

  static SourceBytes open(InputStream in) throws IOException {
    return new SourceBytes(in, in.readNBytes(3));
  }

  /** Passes over a byte order mark and returns what it says, or else what was declared. */
  Charset charset(Charset declared) {
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

  /** How many bytes were read. */
  long count() {
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
