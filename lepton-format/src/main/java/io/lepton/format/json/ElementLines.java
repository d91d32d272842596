package io.lepton.format.json;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.LimitExceededException;
import io.lepton.MalformedInputException;
import io.lepton.format.internal.Swar;
import io.lepton.format.internal.Utf8;
import java.io.IOException;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes lines of the elements of an array, so that whoever reads lines can read them.
 *
 * <p>Every byte stays where it is. The comma after an element becomes a line feed, and so does the
 * bracket at the end; line feeds between tokens become spaces, and those inside strings, where JSON
 * has none, another control character, so that an element is one line whatever is wrong inside it.
 *
 * <p>To find where an element ends, only its strings and brackets are looked at, 64 bytes at a
 * time: one bit a byte, set from each quotation mark to the next by adding up all bits below it
 * without carry. (Langdale and Lemire, Parsing gigabytes of JSON per second, VLDB Journal 28,
 * 2019.) All else in an element is left to who reads the line. What lies between elements is
 * checked here.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
final class ElementLines extends RecordLines {

  private static final int BLOCK = Long.SIZE;
  private static final int GOES_ON = -1;
  private static final int NOT_PASSED = -2;
  private static final long QUOTES = Swar.fill('"');
  private static final long BACKSLASHES = Swar.fill('\\');
  private static final long SPACES = Swar.fill(' ');

  // All four brackets are this with some of these bits missing, and so are Y, _, y and DEL.
  private static final long BRACKETS = Swar.fill(0x7f);
  private static final long BRACKET_BITS = Swar.fill(0x26);

  /** What may come between two elements. */
  private enum Expected {
    FIRST_OR_END,
    ELEMENT,
    SCALAR_OR_COMMA,
    COMMA_OR_END
  }

  private final DocumentScanner document;
  private final boolean single;
  private final BitSet objects = new BitSet();
  private final int maxDepth;
  private int depth;
  private long insideString;
  private boolean escaped;
  private Expected expected;
  private long element;
  private long blockOffset;
  private boolean ended;
  private boolean lineEndOwed;
  private @Nullable LeptonException fault;

  private ElementLines(DocumentScanner document, int maxDepth, boolean single) {
    this.document = document;
    this.maxDepth = maxDepth;
    this.single = single;
    this.expected = single ? Expected.ELEMENT : Expected.FIRST_OR_END;
  }

  /**
   * Makes lines of the array where the scanner stands.
   *
   * @param document closed with the lines
   * @param maxDepth how deep each element may be
   */
  static ElementLines ofArray(DocumentScanner document, int maxDepth) throws IOException {
    document.enter('[');
    return new ElementLines(document, maxDepth, false);
  }

  /** Makes one line of the object where the scanner stands. */
  static ElementLines ofObject(DocumentScanner document, int maxDepth) {
    return new ElementLines(document, maxDepth, true);
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = ended || length == 0 ? 0 : readMore(bytes, offset, length);
    if (count > 0 || length == 0) {
      return count;
    }
    if (lineEndOwed) {
      lineEndOwed = false;
      bytes[offset] = '\n';
      return 1;
    }
    return -1;
  }

  /** Returns how many bytes there are, none only at the end. */
  private int readMore(byte[] bytes, int offset, int length) throws IOException {
    blockOffset = document.offset() - offset;
    int count = document.take(bytes, offset, length);
    if (count < 0) {
      fail(document.refuse(single ? "needs '}'" : "needs the end of the array"));
      return 0;
    }
    int end = scan(bytes, offset, offset + count);
    if (ended && fault == null) {
      document.giveBack(bytes, end, offset + count);
      finish();
    }
    return end - offset;
  }

  private void fail(LeptonException newFault) {
    ended = true;
    fault = newFault;
    // An element that is whole is a line also where no comma follows.
    boolean whole = expected == Expected.COMMA_OR_END || expected == Expected.SCALAR_OR_COMMA;
    lineEndOwed = whole && depth == 0 && insideString == 0;
  }

  /** Checks the rest of the document, which holds no more records. */
  private void finish() throws IOException {
    lineEndOwed = single;
    try {
      if (!single) {
        document.leaveArray();
      }
      document.rest();
    } catch (MalformedInputException | LimitExceededException e) {
      fault = e;
    }
  }

  /** Makes lines of some bytes. Returns where they end. */
  private int scan(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && !ended) {
      boolean between = depth == 0 && insideString == 0;
      at = between ? between(bytes, at, to) : inside(bytes, at, to);
      ended |= single && depth == 0 && insideString == 0 && expected == Expected.COMMA_OR_END;
    }
    return at;
  }

  /** Passes over what is between elements, up to where one begins that is not a plain scalar. */
  private int between(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      byte b = bytes[at];
      if (b == ',') {
        if (expected != Expected.COMMA_OR_END && expected != Expected.SCALAR_OR_COMMA) {
          return refuse(bytes, at, to, "needs a value");
        }
        expected = Expected.ELEMENT;
        bytes[at] = '\n';
      } else if (b == '{' || b == '[' || b == '"') {
        return begin(bytes, at, to);
      } else if (b == ']') {
        return end(bytes, at, to);
      } else if (!isSpace(b)) {
        if (expected == Expected.COMMA_OR_END) {
          return refuse(bytes, at, to, "needs ',' or ']'");
        }
        element += expected == Expected.SCALAR_OR_COMMA ? 0 : 1;
        expected = Expected.SCALAR_OR_COMMA;
      } else {
        bytes[at] = b == '\n' ? (byte) ' ' : b;
        expected = expected == Expected.SCALAR_OR_COMMA ? Expected.COMMA_OR_END : expected;
      }
      at++;
    }
    return at;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  private int begin(byte[] bytes, int at, int to) {
    if (expected != Expected.ELEMENT && expected != Expected.FIRST_OR_END) {
      return refuse(bytes, at, to, "needs ',' or ']'");
    }
    element++;
    expected = Expected.COMMA_OR_END;
    if (bytes[at] == '"') {
      insideString = -1;
      return at + 1;
    }
    return bracket(bytes, at, to) ? at + 1 : at;
  }

  private int end(byte[] bytes, int at, int to) {
    if (expected == Expected.ELEMENT) {
      return refuse(bytes, at, to, "needs a value");
    }
    ended = true;
    bytes[at] = '\n';
    return at + 1;
  }

  /** Passes over what is inside an element, up to its end. */
  private int inside(byte[] bytes, int from, int to) {
    int at = from;
    while (at <= to - BLOCK) {
      // An element that is a string has no bracket at its end.
      int end = escaped || depth == 0 ? NOT_PASSED : block(bytes, at);
      if (end == NOT_PASSED) {
        end = oneByOne(bytes, at, at + BLOCK);
        if (end < at + BLOCK || isOutside()) {
          return end;
        }
      } else if (end != GOES_ON) {
        return end;
      }
      at += BLOCK;
    }
    return oneByOne(bytes, at, to);
  }

  private boolean isOutside() {
    return ended || (depth == 0 && insideString == 0);
  }

  /**
   * Passes over 64 bytes.
   *
   * @return where the element has ended; {@link #GOES_ON} if it has not; {@link #NOT_PASSED} if
   *     there are escapes, which have to be looked at one by one
   */
  private int block(byte[] bytes, int at) {
    long quotes = 0;
    long events = 0;
    long escapes = 0;
    for (int i = 0; i < BLOCK; i += Long.BYTES) {
      long word = Swar.load(bytes, at + i);
      long bracket = (word | BRACKET_BITS) ^ BRACKETS;
      long backslash = word ^ BACKSLASHES;
      // Only the quotation marks need be exact: the rest may be wrong about bytes above a right
      // one.
      quotes |= Swar.gather(Swar.zeros(word ^ QUOTES)) << i;
      escapes |= backslash - Swar.ONES & ~backslash;
      long found = bracket - Swar.ONES & ~bracket | word - SPACES & ~word;
      events |= Swar.gather(found & Swar.HIGHS) << i;
    }
    if ((escapes & Swar.HIGHS) != 0) {
      return NOT_PASSED;
    }
    long inString = sumsBelow(quotes) ^ insideString;
    if ((events & inString) != 0) {
      hideLineFeeds(bytes, at, events & inString);
    }
    for (long rest = events & ~inString; rest != 0; rest &= rest - 1) {
      int next = at + Long.numberOfTrailingZeros(rest);
      if (bytes[next] == '\n') {
        bytes[next] = ' ';
      } else if (isBracket(bytes[next])) {
        if (!bracket(bytes, next, next + 1)) {
          return next;
        }
        if (depth == 0) {
          insideString = 0;
          return next + 1;
        }
      }
    }
    insideString = inString >> Long.SIZE - 1;
    return GOES_ON;
  }

  /** Every bit becomes the sum, without carry, of itself and all bits below it. */
  private static long sumsBelow(long bits) {
    long sums = bits ^ bits << 1;
    sums ^= sums << 2;
    sums ^= sums << 4;
    sums ^= sums << 8;
    sums ^= sums << 16;
    return sums ^ sums << 32;
  }

  private static void hideLineFeeds(byte[] bytes, int at, long where) {
    for (long rest = where; rest != 0; rest &= rest - 1) {
      int next = at + Long.numberOfTrailingZeros(rest);
      bytes[next] = hidden(bytes[next]);
    }
  }

  private static byte hidden(byte b) {
    return b == '\n' ? 1 : b;
  }

  private int oneByOne(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      byte b = bytes[at];
      if (insideString != 0) {
        bytes[at] = hidden(b);
        insideString = b == '"' && !escaped ? 0 : -1;
        escaped = b == '\\' && !escaped;
      } else if (b == '"') {
        insideString = -1;
      } else if (b == '\n') {
        bytes[at] = ' ';
      } else if (isBracket(b) && !bracket(bytes, at, to)) {
        return at;
      }
      if (depth == 0 && insideString == 0) {
        return at + 1;
      }
    }
    return to;
  }

  private static boolean isBracket(byte b) {
    return b == '{' || b == '}' || b == '[' || b == ']';
  }

  /** Takes note of a bracket. Returns false if it cannot be there. */
  private boolean bracket(byte[] bytes, int at, int to) {
    byte b = bytes[at];
    boolean object = b == '{' || b == '}';
    if (b == '{' || b == '[') {
      if (++depth > maxDepth) {
        fail(JsonScanner.tooDeep(maxDepth));
        return false;
      }
      objects.set(depth, object);
      return true;
    }
    if (objects.get(depth) != object) {
      refuse(bytes, at, to, "needs '" + (object ? ']' : '}') + "'");
      return false;
    }
    depth--;
    return true;
  }

  /** Notes why the lines end before this byte. Returns its offset. */
  private int refuse(byte[] bytes, int at, int to, String reason) {
    boolean notText = bytes[at] < 0 && Utf8.validUntil(bytes, at, Math.min(at + 4, to)) == at;
    ErrorCode code =
        bytes[at] == 0
            ? ErrorCode.NUL_BYTE
            : notText ? ErrorCode.INVALID_ENCODING : ErrorCode.MALFORMED_JSON;
    fail(
        new MalformedInputException(
            code,
            "%s: %s at byte %d of the document, record %d"
                .formatted(document.source(), reason, blockOffset + at + 1, element)));
    return at;
  }

  @Override
  @Nullable LeptonException fault() {
    return fault;
  }

  @Override
  long bytesRead() {
    return document.input().bytesRead();
  }

  @Override
  boolean mayBeEmpty() {
    return true;
  }

  @Override
  public void close() throws IOException {
    document.close();
  }
}
