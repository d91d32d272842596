package io.lepton.format.csv;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Text without its first lines, whatever they hold. A line ends with LF, CR LF or CR. */
final class SkippedLines extends FilterInputStream {

  private int left;

  SkippedLines(InputStream in, int lines) {
    super(in);
    left = lines;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    return left > 0 ? readAfterLines(bytes, offset, length) : in.read(bytes, offset, length);
  }

  private int readAfterLines(byte[] bytes, int offset, int length) throws IOException {
    int value = in.read();
    while (value >= 0 && left > 0) {
      boolean cr = value == '\r';
      boolean ends = cr || value == '\n';
      value = in.read();
      if (ends) {
        left--;
        value = cr && value == '\n' ? in.read() : value;
      }
    }
    left = 0;
    if (value < 0 || length == 0) {
      return -1;
    }
    bytes[offset] = (byte) value;
    return 1;
  }
}
