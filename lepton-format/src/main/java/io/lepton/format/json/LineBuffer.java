package io.lepton.format.json;

import java.util.Arrays;

/** Bytes of a line that is being put together, up to a limit. */
final class LineBuffer {

  private final int maxBytes;
  private byte[] bytes = new byte[1 << 10];
  private int length;
  private int given;
  private boolean full;

  LineBuffer(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  void clear() {
    length = 0;
    given = 0;
  }

  void append(byte b) {
    if (length == bytes.length) {
      grow(1);
    }
    bytes[length] = b;
    length += full ? 0 : 1;
  }

  void append(byte[] from, int start, int count) {
    if (bytes.length - length < count) {
      grow(count);
    }
    if (!full) {
      System.arraycopy(from, start, bytes, length, count);
      length += count;
    }
  }

  // What is beyond the limit is not kept: whoever reads lines refuses one that is too long.
  private void grow(int count) {
    full = length + (long) count > maxBytes;
    if (full) {
      length = Math.min(length, bytes.length - 1);
    } else {
      bytes = Arrays.copyOf(bytes, (int) Math.min(2L * (length + (long) count), maxBytes + 1L));
    }
  }

  /** Says whether something did not fit. */
  boolean isFull() {
    return full;
  }

  boolean hasMore() {
    return given < length;
  }

  /** Gives out bytes that were appended. Returns how many. */
  int give(byte[] into, int offset, int most) {
    int count = Math.min(most, length - given);
    System.arraycopy(bytes, given, into, offset, count);
    given += count;
    return count;
  }
}
