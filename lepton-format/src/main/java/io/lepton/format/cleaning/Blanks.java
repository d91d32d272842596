package io.lepton.format.cleaning;

/** White space of Unicode (property White_Space) and the byte order mark, in UTF-8. */
final class Blanks {

  private static final int LONGEST = 3;

  private Blanks() {}

  /** Returns the first byte from which on a text does not begin with white space. */
  static int skip(byte[] bytes, int start, int end) {
    int at = start;
    for (int length = length(bytes, at, end); length > 0; length = length(bytes, at, end)) {
      at += length;
    }
    return at;
  }

  /** Returns the end of what is left without the white space at the end. */
  static int skipBack(byte[] bytes, int start, int end) {
    int at = end;
    for (int length = lengthBefore(bytes, start, at);
        length > 0;
        length = lengthBefore(bytes, start, at)) {
      at -= length;
    }
    return at;
  }

  private static int lengthBefore(byte[] bytes, int start, int end) {
    for (int length = 1; length <= LONGEST && length <= end - start; length++) {
      if (length(bytes, end - length, end) == length) {
        return length;
      }
    }
    return 0;
  }

  /** Returns how many bytes the white space character has that is at a place; 0 if none is. */
  private static int length(byte[] bytes, int at, int end) {
    if (at >= end) {
      return 0;
    }
    int first = bytes[at] & 0xFF;
    if (first < 0x80) {
      return first == ' ' || first >= '\t' && first <= '\r' ? 1 : 0;
    }
    if (first == 0xC2 && end - at >= 2) {
      int second = bytes[at + 1] & 0xFF;
      return second == 0x85 || second == 0xA0 ? 2 : 0;
    }
    return end - at >= 3
            && isLongBlank(first << 16 | (bytes[at + 1] & 0xFF) << 8 | bytes[at + 2] & 0xFF)
        ? 3
        : 0;
  }

  private static boolean isLongBlank(int bytes) {
    return switch (bytes) {
      case 0xE19A80, 0xE280A8, 0xE280A9, 0xE280AF, 0xE2819F, 0xE38080, 0xEFBBBF -> true;
      default -> bytes >= 0xE28080 && bytes <= 0xE2808A;
    };
  }
}
