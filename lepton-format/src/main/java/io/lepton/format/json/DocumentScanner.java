package io.lepton.format.json;

import io.lepton.ErrorCode;
import io.lepton.LimitExceededException;
import io.lepton.MalformedInputException;
import io.lepton.format.internal.JsonText;
import io.lepton.format.internal.Swar;
import io.lepton.format.internal.Utf8;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Passes over a JSON document of any size (RFC 8259, to the letter), holding no more than a window
 * of it: values may be longer than that.
 *
 * <p>Depth costs a bit a level, not a call. Every method throws {@link MalformedInputException}
 * with the byte of the document where it is not well-formed. Of a document that is not UTF-8, bytes
 * are counted as if it were.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
final class DocumentScanner implements Closeable {

  private static final int WINDOW = 64 << 10;
  static final int MAX_NAME_BYTES = 64 << 10;

  /** The longest token that is looked at as a whole: two escapes that make a surrogate pair. */
  private static final int LONGEST = 12;

  private final JsonInput in;
  private final String source;
  private final int maxDepth;
  private final BitSet objects = new BitSet();
  private int depth;
  private byte[] window = new byte[WINDOW];
  private int at;
  private int limit;
  private long passed;

  // The name of the last member that was asked for, and where in the window the rest of it begins
  // while it is being read.
  private NameBytes name = new NameBytes();
  private boolean namesWanted;
  private boolean inName;
  private int nameStart;

  DocumentScanner(String source, JsonInput in, int maxDepth) {
    this.source = source;
    this.in = in;
    this.maxDepth = maxDepth;
  }

  /** Returns where in the document the next byte is; the first one is 0. */
  long offset() {
    return passed + at;
  }

  String source() {
    return source;
  }

  int maxDepth() {
    return maxDepth;
  }

  JsonInput input() {
    return in;
  }

  /** Returns the next byte, or -1 at the end of the document. */
  int peek() throws IOException {
    ensure(1);
    return at < limit ? window[at] & 0xff : -1;
  }

  /** Makes a whole token available, if the document has so much left. */
  private void ensure(int bytes) throws IOException {
    while (limit - at < bytes && more()) {
      // Until it is there.
    }
  }

  private boolean more() throws IOException {
    keepName();
    System.arraycopy(window, at, window, 0, limit - at);
    passed += at;
    limit -= at;
    at = 0;
    nameStart = 0;
    int count = in.read(window, limit, window.length - limit);
    limit += Math.max(count, 0);
    return count >= 0;
  }

  /** Passes over white space. Returns the byte after it, or -1. */
  int space() throws IOException {
    int next = peek();
    while (next == ' ' || next == '\n' || next == '\r' || next == '\t') {
      at++;
      next = peek();
    }
    return next;
  }

  /** Passes over a value of any kind, however deep. */
  void value() throws IOException {
    int floor = depth;
    do {
      int first = space();
      if (first != '{' && first != '[') {
        scalar(first);
      } else {
        enter(first);
        if (comesFirst()) {
          continue;
        }
      }
      if (depth == floor || !comesAnother(floor)) {
        return;
      }
    } while (true);
  }

  /**
   * Passes over what comes after a value: to the next value of an object or array, or out of those
   * that end here.
   *
   * @param floor as many levels are not left
   * @return false if all above the floor were left
   */
  private boolean comesAnother(int floor) throws IOException {
    while (depth > floor) {
      int next = space();
      if (next == ',') {
        at++;
        space();
        if (objects.get(depth)) {
          memberName();
        }
        return true;
      }
      if (next != closing()) {
        throw refuse("needs ',' or '" + (char) closing() + "'");
      }
      leave();
    }
    return false;
  }

  /** Enters the object or array that begins here. */
  void enter(int bracket) {
    if (++depth > maxDepth) {
      throw tooDeep(maxDepth, offset());
    }
    objects.set(depth, bracket == '{');
    at++;
  }

  LimitExceededException tooDeep(int levels, long offset) {
    return new LimitExceededException(
        ErrorCode.LIMIT_EXCEEDED,
        "%s: objects and arrays may lie %d deep inside each other; byte %d is deeper"
            .formatted(source, levels, offset + 1));
  }

  private void leave() {
    depth--;
    at++;
  }

  /** Notes that the array which was entered has been passed over by another. */
  void leaveArray() {
    depth--;
  }

  private int closing() {
    return objects.get(depth) ? '}' : ']';
  }

  /**
   * Goes to the next value of the object or array that was entered.
   *
   * @param first whether it was just entered
   * @return false if it has ended, and was left
   */
  boolean next(boolean first) throws IOException {
    namesWanted = true;
    boolean more = first ? comesFirst() : comesAnother(depth - 1);
    namesWanted = false;
    return more;
  }

  private boolean comesFirst() throws IOException {
    if (space() == closing()) {
      leave();
      return false;
    }
    if (objects.get(depth)) {
      memberName();
    }
    return true;
  }

  /** Passes over all that comes after the value where the scanner stands, to the end. */
  void rest() throws IOException {
    while (comesAnother(0)) {
      value();
    }
    if (space() >= 0 || in.isBroken()) {
      throw refuse("needs the end of the document");
    }
  }

  /** Passes over an array and returns how many elements it has. */
  long array() throws IOException {
    enter('[');
    long count = 0;
    for (boolean more = next(true); more; more = next(false)) {
      value();
      count++;
    }
    return count;
  }

  private void memberName() throws IOException {
    inName = namesWanted;
    name = inName ? new NameBytes() : name;
    nameStart = at;
    string();
    keepName();
    inName = false;
    if (space() != ':') {
      throw refuse("needs ':'");
    }
    at++;
    space();
  }

  private void keepName() {
    if (inName) {
      name.add(window, nameStart, at);
    }
  }

  /** Returns the name of the member whose value comes next, or null if it is very long. */
  @Nullable String name() {
    return name.text();
  }

  private void scalar(int first) throws IOException {
    switch (first) {
      case '"' -> string();
      case 't' -> word("true");
      case 'f' -> word("false");
      case 'n' -> word("null");
      default -> number(first);
    }
  }

  private void word(String word) throws IOException {
    for (int i = 0; i < word.length(); i++) {
      if (peek() != word.charAt(i)) {
        throw refuse("needs " + word);
      }
      at++;
    }
  }

  private void number(int first) throws IOException {
    if (first != '-' && (first < '0' || first > '9')) {
      throw refuse("needs a value");
    }
    at += first == '-' ? 1 : 0;
    if (peek() == '0') {
      at++;
    } else {
      digits();
    }
    if (peek() == '.') {
      at++;
      digits();
    }
    if ((peek() | 0x20) == 'e') {
      at++;
      int sign = peek();
      at += sign == '+' || sign == '-' ? 1 : 0;
      digits();
    }
  }

  private void digits() throws IOException {
    int next = peek();
    if (next < '0' || next > '9') {
      throw refuse("needs a digit");
    }
    while (next >= '0' && next <= '9') {
      at++;
      next = peek();
    }
  }

  private void string() throws IOException {
    if (peek() != '"') {
      throw refuse("needs '\"'");
    }
    at++;
    while (true) {
      plain();
      int next = peek();
      if (next == '"') {
        at++;
        return;
      }
      if (next == '\\') {
        escape();
      } else if (next >= 0x80) {
        character(next);
      } else if (next < ' ') {
        throw refuse(
            next < 0 ? "needs '\"'" : "needs control characters in a string to be escaped");
      } else {
        at++;
      }
    }
  }

  /** Passes over characters of a string that mean nothing, eight at a time. */
  private void plain() {
    while (at + Long.BYTES <= limit) {
      long word = Swar.load(window, at);
      if (((JsonText.special(word) | word) & Swar.HIGHS) != 0) {
        return;
      }
      at += Long.BYTES;
    }
  }

  private void character(int first) throws IOException {
    int length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    ensure(length);
    if (Utf8.validUntil(window, at, Math.min(at + length, limit)) == at) {
      throw refuse("needs UTF-8");
    }
    at += length;
  }

  private void escape() throws IOException {
    ensure(LONGEST);
    switch (at + 1 < limit ? window[at + 1] : 0) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at += 2;
      case 'u' -> unicodeEscape();
      default -> {
        at++;
        throw refuse("needs an escape that JSON has");
      }
    }
  }

  private void unicodeEscape() throws IOException {
    char unit = unit(at);
    boolean pair = Character.isHighSurrogate(unit);
    boolean more = at + 7 < limit && window[at + 6] == '\\' && window[at + 7] == 'u';
    if (Character.isLowSurrogate(unit)
        || (pair && !(more && Character.isLowSurrogate(unit(at + 6))))) {
      throw fault(ErrorCode.INVALID_ENCODING, "needs both halves of a surrogate pair");
    }
    at += pair ? 12 : 6;
  }

  private char unit(int escape) throws IOException {
    int unit = 0;
    for (int i = escape + 2; i < escape + 6; i++) {
      int digit = i < limit ? Character.digit(window[i], 16) : -1;
      if (digit < 0) {
        at = Math.min(i, limit);
        throw refuse("needs four hexadecimal digits");
      }
      unit = unit << 4 | digit;
    }
    return (char) unit;
  }

  /** Returns why the document is not well-formed: the next byte is not as it must be. */
  MalformedInputException refuse(String reason) throws IOException {
    ensure(4);
    if (at == limit) {
      return in.isBroken()
          ? TextLines.notInEncoding(source, in)
          : fault(ErrorCode.MALFORMED_JSON, reason + ", found the end of the document");
    }
    if (window[at] == 0) {
      return fault(ErrorCode.NUL_BYTE, "needs text, found a NUL byte");
    }
    if (window[at] < 0 && Utf8.validUntil(window, at, Math.min(at + 4, limit)) == at) {
      return fault(ErrorCode.INVALID_ENCODING, "needs UTF-8");
    }
    return fault(ErrorCode.MALFORMED_JSON, reason);
  }

  MalformedInputException fault(ErrorCode code, String reason) {
    return new MalformedInputException(
        code, "%s: %s at byte %d of the document".formatted(source, reason, offset() + 1));
  }

  /**
   * Delivers bytes of the document from where the scanner stands, and passes over them.
   *
   * @return how many there were, or -1 at the end
   */
  int take(byte[] bytes, int offset, int length) throws IOException {
    int count;
    if (at < limit) {
      count = Math.min(length, limit - at);
      System.arraycopy(window, at, bytes, offset, count);
      at += count;
    } else {
      passed += at;
      at = 0;
      limit = 0;
      count = in.read(bytes, offset, length);
      passed += Math.max(count, 0);
    }
    return count;
  }

  /** Takes back the last bytes that were delivered. */
  void giveBack(byte[] bytes, int start, int end) {
    int count = end - start;
    byte[] joined = new byte[Math.max(count + limit - at, WINDOW)];
    System.arraycopy(bytes, start, joined, 0, count);
    System.arraycopy(window, at, joined, count, limit - at);
    passed += at - count;
    limit += count - at;
    at = 0;
    window = joined;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** The name of a member as it is written, in pieces, if it is not too long. */
  private static final class NameBytes {

    private byte[] bytes = new byte[64];
    private int length;

    void add(byte[] from, int start, int end) {
      int newLength = length + end - start;
      if (newLength <= MAX_NAME_BYTES) {
        if (newLength > bytes.length) {
          bytes = Arrays.copyOf(bytes, 2 * newLength);
        }
        System.arraycopy(from, start, bytes, length, end - start);
      }
      length = newLength;
    }

    /** Returns the name without quotation marks and escapes. */
    @Nullable String text() {
      if (length > MAX_NAME_BYTES) {
        return null;
      }
      byte[] line = Arrays.copyOf(bytes, length + LineBlocks.SLACK);
      line[length] = '\n';
      JsonScanner scanner = new JsonScanner(1);
      scanner.begin(line, 0);
      int end = scanner.string(0) - 1;
      int textEnd = scanner.isEscaped() ? scanner.unescape(1, end) : end;
      return new String(line, 1, textEnd - 1, StandardCharsets.UTF_8);
    }
  }
}
