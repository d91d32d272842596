package io.lepton.format.json;

import io.lepton.ErrorCode;
import io.lepton.LimitExceededException;
import io.lepton.format.internal.JsonText;
import io.lepton.format.internal.Swar;
import io.lepton.format.internal.Utf8;
import java.util.BitSet;

/**
 * Passes over the JSON values of one line (RFC 8259, to the letter), byte by byte or eight at a
 * time.
 *
 * <p>Every method takes the offset at which it begins and returns the one after what it has passed,
 * so that the position stays in a register. The line must end in a line feed. No token may hold
 * one, so every loop ends there at the latest and none counts. The array needs {@link
 * LineBlocks#SLACK} bytes after the line.
 */
final class JsonScanner {

  private final int maxDepth;
  private final BitSet objects = new BitSet();

  private byte[] bytes = new byte[0];
  private int start;
  private int unchanged;
  private boolean escaped;
  private boolean whole;
  private int outer;

  /**
   * Makes a scanner.
   *
   * @param maxDepth how many objects and arrays may lie inside each other, the record included
   */
  JsonScanner(int maxDepth) {
    this.maxDepth = maxDepth;
  }

  /** Goes to the beginning of a line. */
  void begin(byte[] line, int offset) {
    bytes = line;
    start = offset;
    unchanged = offset;
    outer = 1;
  }

  /**
   * Returns an offset after which the line is still as it was read, so that its end can be found.
   */
  int unchanged() {
    return unchanged;
  }

  /** Notes that the line was changed before this offset. */
  void changedUntil(int at) {
    unchanged = at;
  }

  /** Says whether the last string has escapes in it. */
  boolean isEscaped() {
    return escaped;
  }

  /** Says whether the last number has neither a fraction nor an exponent. */
  boolean isWhole() {
    return whole;
  }

  /** Passes over white space. */
  int space(int at) {
    return bytes[at] > ' ' ? at : moreSpace(at);
  }

  private int moreSpace(int at) {
    int next = at;
    while (bytes[next] == ' ' || bytes[next] == '\t' || bytes[next] == '\r') {
      next++;
    }
    return next;
  }

  /** Passes over white space and a byte, which must be the one. */
  int expect(int at, char wanted) {
    int next = space(at);
    if (bytes[next] != wanted) {
      throw refuse(next, "needs '" + wanted + "'");
    }
    return next + 1;
  }

  /** Passes over a string. */
  int string(int at) {
    if (bytes[at] != '"') {
      throw refuse(at, "needs '\"'");
    }
    int next = at + 1;
    long all = 0;
    escaped = false;
    while (true) {
      long word = Swar.load(bytes, next);
      long special = JsonText.special(word);
      all |= word;
      if (special == 0) {
        next += Long.BYTES;
        continue;
      }
      next += Long.numberOfTrailingZeros(special) >>> 3;
      if (bytes[next] == '"') {
        break;
      }
      next = escape(next);
    }
    // Perhaps only what follows the string is not ASCII; looking closer does no harm.
    if ((all & Swar.HIGHS) != 0) {
      requireUtf8(at + 1, next);
    }
    return next + 1;
  }

  private void requireUtf8(int from, int to) {
    int valid = Utf8.validUntil(bytes, from, to);
    if (valid < to) {
      throw new RefusedRecord(ErrorCode.INVALID_ENCODING, "", "needs UTF-8" + place(valid));
    }
  }

  private int escape(int at) {
    if (bytes[at] != '\\') {
      throw refuse(at, "needs control characters in a string to be escaped");
    }
    escaped = true;
    return switch (bytes[at + 1]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at + 2;
      case 'u' -> unicodeEscape(at);
      default -> throw refuse(at, "needs an escape that JSON has");
    };
  }

  private int unicodeEscape(int at) {
    char unit = unit(at);
    boolean pair = Character.isHighSurrogate(unit);
    boolean more = bytes[at + 6] == '\\' && bytes[at + 7] == 'u';
    if (Character.isLowSurrogate(unit)
        || (pair && !(more && Character.isLowSurrogate(unit(at + 6))))) {
      // Half a pair is no character, and UTF-8 has no bytes for it.
      throw new RefusedRecord(
          ErrorCode.INVALID_ENCODING, "", "needs both halves of a surrogate pair" + place(at));
    }
    return pair ? at + 12 : at + 6;
  }

  /** Returns the UTF-16 code unit of an escape. */
  private char unit(int at) {
    int unit = 0;
    for (int i = at + 2; i < at + 6; i++) {
      int digit = Character.digit(bytes[i], 16);
      if (digit < 0) {
        throw refuse(i, "needs four hexadecimal digits");
      }
      unit = unit << 4 | digit;
    }
    return (char) unit;
  }

  /**
   * Replaces the escapes of a string in place.
   *
   * @param from the first byte after the quotation mark
   * @param end the closing quotation mark
   * @return the new end of the text
   */
  int unescape(int from, int end) {
    int next = from;
    int to = from;
    while (next < end) {
      if (bytes[next] != '\\') {
        bytes[to++] = bytes[next++];
      } else if (bytes[next + 1] != 'u') {
        bytes[to++] = control(bytes[next + 1]);
        next += 2;
      } else {
        int character = unit(next);
        next += 6;
        if (Character.isHighSurrogate((char) character)) {
          character = Character.toCodePoint((char) character, unit(next));
          next += 6;
        }
        to = encode(character, to);
      }
    }
    changedUntil(end);
    return to;
  }

  private static byte control(byte letter) {
    return switch (letter) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> letter;
    };
  }

  private int encode(int character, int to) {
    if (character < 0x80) {
      bytes[to] = (byte) character;
      return to + 1;
    }
    if (character < 0x800) {
      bytes[to] = (byte) (0xc0 | character >> 6);
      bytes[to + 1] = continuation(character);
      return to + 2;
    }
    if (character < 0x10000) {
      bytes[to] = (byte) (0xe0 | character >> 12);
      bytes[to + 1] = continuation(character >> 6);
      bytes[to + 2] = continuation(character);
      return to + 3;
    }
    bytes[to] = (byte) (0xf0 | character >> 18);
    bytes[to + 1] = continuation(character >> 12);
    bytes[to + 2] = continuation(character >> 6);
    bytes[to + 3] = continuation(character);
    return to + 4;
  }

  private static byte continuation(int bits) {
    return (byte) (0x80 | (bits & 0x3f));
  }

  /** Passes over a number. */
  int number(int at) {
    int next = bytes[at] == '-' ? at + 1 : at;
    next = bytes[next] == '0' ? next + 1 : digits(next);
    boolean plain = true;
    if (bytes[next] == '.') {
      plain = false;
      next = digits(next + 1);
    }
    if ((bytes[next] | 0x20) == 'e') {
      plain = false;
      boolean signed = bytes[next + 1] == '+' || bytes[next + 1] == '-';
      next = digits(signed ? next + 2 : next + 1);
    }
    whole = plain;
    return next;
  }

  private int digits(int at) {
    int next = at;
    while (bytes[next] >= '0' && bytes[next] <= '9') {
      next++;
    }
    if (next == at) {
      throw refuse(at, "needs a digit");
    }
    return next;
  }

  /** Passes over a word. */
  int word(int at, String word) {
    for (int i = 0; i < word.length(); i++) {
      if (bytes[at + i] != word.charAt(i)) {
        throw refuse(at + i, "needs " + word);
      }
    }
    return at + word.length();
  }

  /** Passes over a value of any kind, however deep. */
  int skip(int at) {
    byte first = bytes[at];
    return first == '{' || first == '[' ? skipNested(at) : scalar(at);
  }

  private int skipNested(int at) {
    int next = at;
    int depth = 0;
    while (true) {
      byte first = bytes[next];
      boolean closed = true;
      if (first == '{' || first == '[') {
        enter(++depth, first);
        next = space(next + 1);
        // What is empty is closed below.
        closed = closes(depth, next);
        next = closed ? next : nameIn(depth, next);
      } else {
        next = space(scalar(next));
      }
      if (closed) {
        while (depth > 0 && closes(depth, next)) {
          depth--;
          next = depth == 0 ? next + 1 : space(next + 1);
        }
        if (depth == 0) {
          return next;
        }
        next = nameIn(depth, space(expect(next, ',')));
      }
    }
  }

  private boolean closes(int depth, int at) {
    return bytes[at] == (objects.get(depth) ? '}' : ']');
  }

  private void enter(int depth, byte bracket) {
    if (depth + outer > maxDepth) {
      throw tooDeep(maxDepth);
    }
    objects.set(depth, bracket == '{');
  }

  static LimitExceededException tooDeep(int maxDepth) {
    return new LimitExceededException(
        ErrorCode.LIMIT_EXCEEDED,
        "Objects and arrays may lie %d deep inside each other; a record is deeper"
            .formatted(maxDepth));
  }

  /** Goes into an object of the record, of which the members are passed over one by one. */
  void enter() {
    if (++outer > maxDepth) {
      throw tooDeep(maxDepth);
    }
  }

  /** Leaves an object that was entered. */
  void leave() {
    outer--;
  }

  private int nameIn(int depth, int at) {
    return objects.get(depth) ? space(expect(string(at), ':')) : at;
  }

  private int scalar(int at) {
    byte first = bytes[at];
    return switch (first) {
      case '"' -> string(at);
      case 't' -> word(at, "true");
      case 'f' -> word(at, "false");
      case 'n' -> word(at, "null");
      default -> {
        if (first != '-' && (first < '0' || first > '9')) {
          throw refuse(at, "needs a value");
        }
        yield number(at);
      }
    };
  }

  /** Returns why the record cannot be used: this byte is not as it must be. */
  RefusedRecord refuse(int at, String reason) {
    if (bytes[at] == 0) {
      return new RefusedRecord(ErrorCode.NUL_BYTE, "", "needs text, found a NUL byte" + place(at));
    }
    if (bytes[at] < 0 && Utf8.validUntil(bytes, at, at + Math.min(4, bytes.length - at)) == at) {
      return new RefusedRecord(ErrorCode.INVALID_ENCODING, "", "needs UTF-8" + place(at));
    }
    return new RefusedRecord(ErrorCode.MALFORMED_JSON, "", reason + place(at));
  }

  private String place(int at) {
    return " at byte " + (at - start + 1) + " of the record";
  }
}
