package io.lepton.format.internal;

/**
 * Finds what is not text: bytes that are not UTF-8 (RFC 3629), and NUL.
 *
 * <p>ASCII is checked 32 bytes at a time; anything else one character at a time.
 *
 * <p>Stateless.
 */
public final class Utf8 {

  private Utf8() {}

  /**
   * Finds the end of the longest beginning that is whole, valid UTF-8 without NUL.
   *
   * @param bytes the bytes
   * @param from where to begin, between two characters
   * @param to where to stop
   * @return {@code to}, or the first byte of the character that is cut off or not valid
   */
  public static int validUntil(byte[] bytes, int from, int to) {
    int at = from;
    while (true) {
      at = plainUntil(bytes, at, to);
      if (at == to) {
        return to;
      }
      int length = characterLength(bytes, at, to);
      if (length <= 0) {
        return at;
      }
      at += length;
    }
  }

  /**
   * Says whether a character that is not valid may only be cut off.
   *
   * @param bytes the bytes
   * @param at the first byte of the character, as {@link #validUntil} returned it
   * @param to where the bytes end
   * @return true if more bytes could make it valid
   */
  public static boolean isCutOff(byte[] bytes, int at, int to) {
    return characterLength(bytes, at, to) == 0;
  }

  // A byte is plain if it is neither NUL nor above 127; both show in the highest bit of the byte or
  // of the byte less one.
  private static int plainUntil(byte[] bytes, int from, int to) {
    int at = from;
    while (at + 32 <= to) {
      long a = Swar.load(bytes, at);
      long b = Swar.load(bytes, at + 8);
      long c = Swar.load(bytes, at + 16);
      long d = Swar.load(bytes, at + 24);
      long odd = a | a - Swar.ONES | b | b - Swar.ONES | c | c - Swar.ONES | d | d - Swar.ONES;
      if ((odd & Swar.HIGHS) != 0) {
        break;
      }
      at += 32;
    }
    while (at < to && bytes[at] > 0) {
      at++;
    }
    return at;
  }

  /**
   * Measures a character.
   *
   * @param bytes the bytes
   * @param at the first byte of the character
   * @param to where the bytes end
   * @return its length in bytes; 0 if it is cut off, below 0 if it is not valid or NUL
   */
  public static int characterLength(byte[] bytes, int at, int to) {
    int first = bytes[at] & 0xff;
    if (first < 0xc2 || first > 0xf4) {
      return first < 0x80 && first > 0 ? 1 : -1;
    }
    int length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    int end = Math.min(at + length, to);
    for (int i = at + 1; i < end; i++) {
      if ((bytes[i] & 0xc0) != 0x80 || i == at + 1 && !allowedSecond(first, bytes[i] & 0xff)) {
        return -1;
      }
    }
    return end < at + length ? 0 : length;
  }

  // Shorter ways to write a character, surrogates, and numbers above U+10FFFF show in the second
  // byte.
  private static boolean allowedSecond(int first, int second) {
    return switch (first) {
      case 0xe0 -> second >= 0xa0;
      case 0xed -> second < 0xa0;
      case 0xf0 -> second >= 0x90;
      case 0xf4 -> second < 0x90;
      default -> true;
    };
  }

  /**
   * Counts the code points of valid text: the bytes that are not the second, third or fourth of
   * one, 10xxxxxx.
   *
   * @param bytes where it lies
   * @param start its first byte
   * @param length how many bytes it has
   * @return how many code points it has
   */
  public static int codePoints(byte[] bytes, int start, int length) {
    int count = length;
    int at = start;
    int end = start + length;
    for (; at <= end - Long.BYTES; at += Long.BYTES) {
      long word = Swar.load(bytes, at);
      count -= Long.bitCount(word & ~word << 1 & Swar.HIGHS);
    }
    for (; at < end; at++) {
      count -= (bytes[at] & 0xc0) == 0x80 ? 1 : 0;
    }
    return count;
  }
}
