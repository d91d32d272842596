package io.lepton.bench.cli;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A beginning, a piece again and again until there are so many bytes, and an end. */
final class RepeatedInput extends InputStream {

  private final byte[] piece;
  private final byte[] end;
  private final long repeatUntil;
  private byte[] current;
  private int position;
  private long delivered;
  private boolean ending;

  RepeatedInput(String beginning, String piece, long repeatUntil, String end) {
    this.current = beginning.getBytes(StandardCharsets.UTF_8);
    this.piece = piece.getBytes(StandardCharsets.UTF_8);
    this.end = end.getBytes(StandardCharsets.UTF_8);
    this.repeatUntil = repeatUntil;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    if (position == current.length && !advance()) {
      return -1;
    }
    int count = Math.min(length, current.length - position);
    System.arraycopy(current, position, bytes, offset, count);
    position += count;
    delivered += count;
    return count;
  }

  private boolean advance() {
    if (ending) {
      return false;
    }
    ending = delivered >= repeatUntil;
    current = ending ? end : piece;
    position = 0;
    return current.length > 0;
  }
}
