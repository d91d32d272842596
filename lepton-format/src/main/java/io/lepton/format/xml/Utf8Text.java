package io.lepton.format.xml;

import java.util.Arrays;

/**
 * Text that is collected piece by piece, as UTF-8. The pieces need not end between two characters.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
final class Utf8Text {

  private static final int SMALL = 64;
  private static final int LARGE = 1 << 20;
  private static final int SLACK = Long.BYTES;

  private byte[] bytes = new byte[SMALL];
  private int length;
  private char highSurrogate;

  /** Forgets the text. */
  void clear() {
    length = 0;
    highSurrogate = 0;
    // One very long text must not leave its memory behind.
    if (bytes.length > LARGE) {
      bytes = new byte[SMALL];
    }
  }

  /** The bytes themselves, with eight bytes of slack after the text. */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /** Adds a piece. Returns how many bytes the text has got. */
  int add(char[] text, int start, int count) {
    // Three bytes a char are the most: a pair of surrogates takes four. There may be a surrogate
    // from before.
    reserve(3L * count + SLACK);
    int to = length;
    int at = start;
    int end = start + count;
    while (at < end && text[at] < 0x80) {
      bytes[to++] = (byte) text[at++];
    }
    while (at < end) {
      to = put(text[at++], to);
    }
    length = to;
    return length;
  }

  /** Adds a piece. */
  void add(String text) {
    char[] chars = text.toCharArray();
    add(chars, 0, chars.length);
  }

  private void reserve(long more) {
    if (bytes.length - length < more) {
      bytes =
          Arrays.copyOf(bytes, (int) Math.min(Math.max(length + more, 2L * length), 0x7ffffff7));
    }
  }

  private int put(char c, int at) {
    int to = at;
    if (c < 0x80) {
      bytes[to++] = (byte) c;
    } else if (c < 0x800) {
      bytes[to++] = (byte) (0xc0 | c >> 6);
      bytes[to++] = (byte) (0x80 | c & 0x3f);
    } else if (Character.isHighSurrogate(c)) {
      highSurrogate = c;
    } else if (Character.isLowSurrogate(c)) {
      to = putPair(Character.toCodePoint(highSurrogate, c), to);
    } else {
      bytes[to++] = (byte) (0xe0 | c >> 12);
      bytes[to++] = (byte) (0x80 | c >> 6 & 0x3f);
      bytes[to++] = (byte) (0x80 | c & 0x3f);
    }
    return to;
  }

  private int putPair(int c, int at) {
    bytes[at] = (byte) (0xf0 | c >> 18);
    bytes[at + 1] = (byte) (0x80 | c >> 12 & 0x3f);
    bytes[at + 2] = (byte) (0x80 | c >> 6 & 0x3f);
    bytes[at + 3] = (byte) (0x80 | c & 0x3f);
    return at + 4;
  }

  /** Says whether there is nothing but white space, as XML has it. */
  boolean isBlank() {
    for (int i = 0; i < length; i++) {
      if (!isSpace(bytes[i])) {
        return false;
      }
    }
    return true;
  }

  static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\t' || b == '\r';
  }
}
