package io.lepton.format.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Prints bytes as Base64 with padding (RFC 4648, section 4).
 *
 * <p>Unlike {@link java.util.Base64} it reads and writes parts of arrays.
 *
 * <p>Stateless.
 */
public final class Base64Printer {

  private static final byte[] ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
          .getBytes(StandardCharsets.US_ASCII);

  // A multiple of three, so that only the last chunk is padded.
  private static final int CHUNK = 3 << 12;

  private Base64Printer() {}

  /**
   * Writes bytes as Base64.
   *
   * @param bytes where they are
   * @param start the first of them
   * @param length how many
   * @param sink where the text goes
   * @throws IOException if the sink's stream fails
   */
  public static void write(byte[] bytes, int start, int length, ByteSink sink) throws IOException {
    for (int done = 0; done < length; done += CHUNK) {
      int count = Math.min(CHUNK, length - done);
      byte[] out = sink.reserve((int) room(count));
      sink.moveTo(print(bytes, start + done, count, out, sink.position()));
    }
  }

  /**
   * Returns how many bytes {@link #print} writes.
   *
   * @param length how many bytes are encoded
   * @return the length of the text
   */
  public static long room(int length) {
    return (length + 2L) / 3 * 4;
  }

  /**
   * Prints bytes as Base64.
   *
   * @param bytes where they are
   * @param start the first of them
   * @param length how many
   * @param out where to print; needs {@link #room}
   * @param at the offset of the first byte
   * @return the offset after the last byte
   */
  public static int print(byte[] bytes, int start, int length, byte[] out, int at) {
    int to = at;
    int from = start;
    for (; from <= start + length - 3; from += 3, to += 4) {
      printGroup(bytes[from], bytes[from + 1], bytes[from + 2], out, to);
    }
    int rest = start + length - from;
    if (rest == 0) {
      return to;
    }
    printGroup(bytes[from], rest == 2 ? bytes[from + 1] : 0, (byte) 0, out, to);
    out[to + 3] = '=';
    if (rest == 1) {
      out[to + 2] = '=';
    }
    return to + 4;
  }

  private static void printGroup(byte first, byte second, byte third, byte[] out, int at) {
    int group = (first & 0xff) << 16 | (second & 0xff) << 8 | third & 0xff;
    out[at] = ALPHABET[group >> 18];
    out[at + 1] = ALPHABET[group >> 12 & 63];
    out[at + 2] = ALPHABET[group >> 6 & 63];
    out[at + 3] = ALPHABET[group & 63];
  }
}
