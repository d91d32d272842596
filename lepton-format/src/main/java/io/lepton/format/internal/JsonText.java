package io.lepton.format.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Prints text as the inside of a JSON string (RFC 8259, section 7): quotation mark, reverse solidus
 * and what lies below U+0020 are escaped, everything else is copied as it is.
 *
 * <p>The text is valid UTF-8 already, as every text column's is. None of the three occurs inside a
 * character of several bytes, so eight bytes at a time can be looked at and copied.
 *
 * <p>Stateless.
 */
public final class JsonText {

  // What one reserve asks for at most: six times this.
  private static final int CHUNK = 8 << 10;

  private static final long SPACES = Swar.fill(0x20);
  private static final long BACKSLASHES = Swar.fill('\\');

  // Changes places of the quotation mark and what follows the controls, so that one comparison
  // finds both.
  private static final long NEXT_TO_CONTROLS = Swar.fill('"' ^ 0x20);
  private static final long FIRST_USUAL = Swar.fill(0x21);
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  private JsonText() {}

  /**
   * Writes text without the quotation marks around it.
   *
   * @param text where the text is
   * @param start its first byte
   * @param length how many bytes it has
   * @param sink where it goes
   * @throws IOException if the sink's stream fails
   */
  public static void write(byte[] text, int start, int length, ByteSink sink) throws IOException {
    int from = start;
    int left = length;
    while (left > CHUNK) {
      byte[] out = sink.reserve((int) room(CHUNK));
      sink.moveTo(print(text, from, CHUNK, out, sink.position()));
      from += CHUNK;
      left -= CHUNK;
    }
    byte[] out = sink.reserve((int) room(left));
    sink.moveTo(print(text, from, left, out, sink.position()));
  }

  /**
   * Returns a text as a JSON string.
   *
   * @param text the text
   * @return it, escaped, between quotation marks
   */
  public static String quoted(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[Math.toIntExact(room(utf8.length) + 2)];
    out[0] = '"';
    int end = print(utf8, 0, utf8.length, out, 1);
    out[end] = '"';
    return new String(out, 0, end + 1, StandardCharsets.UTF_8);
  }

  /**
   * Returns how many bytes {@link #print} may write to.
   *
   * @param length bytes of text
   * @return enough if every one is escaped
   */
  public static long room(int length) {
    return 6L * length + Long.BYTES;
  }

  /**
   * Prints text without the quotation marks around it.
   *
   * @param text where the text is
   * @param start its first byte
   * @param length how many bytes it has
   * @param out where to print; needs {@link #room}
   * @param at the offset of the first byte
   * @return the offset after the last byte
   */
  public static int print(byte[] text, int start, int length, byte[] out, int at) {
    int from = start;
    int end = start + length;
    int to = at;
    for (; from <= end - Long.BYTES; from += Long.BYTES) {
      long word = Swar.load(text, from);
      if (special(word) != 0) {
        to = printBytes(text, from, from + Long.BYTES, out, to);
      } else {
        ByteSink.store(out, to, word);
        to += Long.BYTES;
      }
    }
    int rest = end - from;
    if (rest > 0 && from <= text.length - Long.BYTES) {
      // Reads what follows the text as well; it is masked to plain spaces.
      long outside = -1L << (rest << 3);
      long word = Swar.load(text, from) & ~outside | SPACES & outside;
      if (special(word) == 0) {
        ByteSink.store(out, to, word);
        return to + rest;
      }
    }
    return printBytes(text, from, end, out, to);
  }

  /**
   * Finds what must be escaped in a string.
   *
   * @param word eight bytes, the first one lowest
   * @return the highest bit of each byte that must; perhaps also of bytes above one that must
   */
  public static long special(long word) {
    long low = (word ^ NEXT_TO_CONTROLS) - FIRST_USUAL;
    long backslash = (word ^ BACKSLASHES) - Swar.ONES;
    return (low | backslash) & ~word & Swar.HIGHS;
  }

  private static int printBytes(byte[] text, int start, int end, byte[] out, int at) {
    int to = at;
    for (int i = start; i < end; i++) {
      byte b = text[i];
      if (b == '"' || b == '\\') {
        out[to++] = '\\';
        out[to++] = b;
      } else if (b >= 0 && b < ' ') {
        to = printControl(b, out, to);
      } else {
        out[to++] = b;
      }
    }
    return to;
  }

  private static int printControl(byte b, byte[] out, int at) {
    out[at] = '\\';
    byte letter =
        switch (b) {
          case '\b' -> 'b';
          case '\t' -> 't';
          case '\n' -> 'n';
          case '\f' -> 'f';
          case '\r' -> 'r';
          default -> 'u';
        };
    out[at + 1] = letter;
    if (letter != 'u') {
      return at + 2;
    }
    out[at + 2] = '0';
    out[at + 3] = '0';
    out[at + 4] = HEX[b >> 4];
    out[at + 5] = HEX[b & 15];
    return at + 6;
  }
}
