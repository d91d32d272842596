package io.lepton.format.csv;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Turns UTF-8 text in an unusual dialect into that of RFC 4180, cell by cell: delimiters of several
 * characters, escapes, blanks around cells.
 *
 * <p>What is wrong in the text is passed on as it is, for the scanner to find.
 */
final class DialectTranslation extends FilterInputStream {

  private static final int PIECE = 64 << 10;
  private static final int END = -1;
  private static final int NONE = -2;

  private final byte[] delimiter;
  private final int quote;
  private final int escape;
  private final int comment;
  private final boolean trimming;
  private final List<byte[]> escapedTokens;
  private final int maxCellBytes;

  private final byte[] input = new byte[PIECE];
  private int next;
  private int end;
  private boolean ended;

  private byte[] cell = new byte[256];
  private int length;
  private boolean special;

  private byte[] out = new byte[512];
  private int outStart;
  private int outEnd;

  private boolean lineStart = true;
  private boolean givenUp;

  DialectTranslation(InputStream in, CsvOptions options, int maxCellBytes) {
    super(in);
    this.delimiter = options.delimiter().getBytes(StandardCharsets.UTF_8);
    this.quote = options.quote().map(c -> (int) c).orElse(NONE);
    this.escape = options.escape().map(c -> (int) c).orElse(NONE);
    this.comment = options.comment().map(c -> (int) c).orElse(NONE);
    this.trimming = options.trimming();
    this.maxCellBytes = maxCellBytes;
    this.escapedTokens =
        options.nullTokens().stream()
            .filter(token -> token.indexOf(escape) >= 0)
            .map(token -> token.getBytes(StandardCharsets.UTF_8))
            .toList();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int count) throws IOException {
    while (outStart == outEnd) {
      if (peek() == END) {
        return -1;
      }
      outStart = 0;
      outEnd = 0;
      translate();
    }
    int taken = Math.min(count, outEnd - outStart);
    System.arraycopy(out, outStart, bytes, offset, taken);
    outStart += taken;
    return taken;
  }

  private void translate() throws IOException {
    if (givenUp) {
      emit(input, next, end - next);
      next = end;
    } else if (lineStart && peek() == comment) {
      copyLine();
    } else {
      translateCell();
    }
  }

  private void copyLine() throws IOException {
    lineStart = false;
    while (peek() != END && !lineStart) {
      lineStart = isLineEnd(peek());
      emit((byte) take());
    }
  }

  private void translateCell() throws IOException {
    length = 0;
    special = false;
    if (trimming) {
      skipBlanks();
    }
    if (peek() == quote) {
      take();
      translateQuoted();
    } else {
      translatePlain();
    }
    if (!givenUp) {
      translateMark();
    }
  }

  /** Passes on what ends a cell. */
  private void translateMark() throws IOException {
    if (isAt(0, delimiter)) {
      next += delimiter.length;
      lineStart = false;
      emit((byte) ',');
    } else if (peek() != END) {
      lineStart = isLineEnd(peek());
      emit((byte) take());
    }
  }

  private void translatePlain() throws IOException {
    for (byte[] token : escapedTokens) {
      if (isAt(0, token) && isCellEnd(token.length)) {
        emit(token, 0, token.length);
        next += token.length;
        return;
      }
    }
    while (!isCellEnd() && hasRoom()) {
      int value = take();
      append(value == escape ? escaped() : value);
    }
    if (trimming && !special) {
      trimEnd();
    }
    emitPlain();
  }

  private void trimEnd() {
    while (length > 0 && isBlank(cell[length - 1])) {
      length--;
    }
  }

  private void translateQuoted() throws IOException {
    while (peek() != END && hasRoom()) {
      int value = take();
      if (value == quote && !isDoubled()) {
        closeQuoted();
        return;
      }
      append(value == escape ? escaped() : value);
    }
    // Not closed: neither is what comes out.
    emitQuoted();
    outEnd--;
  }

  private boolean isDoubled() throws IOException {
    if (peek() != quote) {
      return false;
    }
    take();
    return true;
  }

  private void closeQuoted() throws IOException {
    emitQuoted();
    if (trimming) {
      skipBlanks();
    }
    // Text after the quote is for the scanner to refuse.
    while (!isCellEnd()) {
      emit((byte) take());
    }
  }

  private boolean hasRoom() {
    givenUp = length > maxCellBytes;
    return !givenUp;
  }

  private int escaped() throws IOException {
    special = true;
    int value = peek() == END ? escape : take();
    return switch (value) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      default -> value;
    };
  }

  private void emitPlain() {
    boolean quotes = special || (length > 0 && cell[0] == '"');
    for (int i = 0; i < length && !quotes; i++) {
      quotes = cell[i] == ',';
    }
    if (quotes) {
      emitQuoted();
    } else {
      emit(cell, 0, length);
    }
  }

  private void emitQuoted() {
    emit((byte) '"');
    for (int i = 0; i < length; i++) {
      if (cell[i] == '"') {
        emit((byte) '"');
      }
      emit(cell[i]);
    }
    emit((byte) '"');
  }

  private void emit(byte value) {
    if (outEnd == out.length) {
      out = Arrays.copyOf(out, outEnd * 2);
    }
    out[outEnd++] = value;
  }

  private void emit(byte[] bytes, int start, int count) {
    if (out.length - outEnd < count) {
      out = Arrays.copyOf(out, Math.max(out.length * 2, outEnd + count));
    }
    System.arraycopy(bytes, start, out, outEnd, count);
    outEnd += count;
  }

  private void append(int value) {
    if (length == cell.length) {
      cell = Arrays.copyOf(cell, length * 2);
    }
    cell[length++] = (byte) value;
  }

  private void skipBlanks() throws IOException {
    while (isBlank(peek()) && !isAt(0, delimiter)) {
      take();
    }
  }

  private static boolean isBlank(int value) {
    return value == ' ' || value == '\t';
  }

  private static boolean isLineEnd(int value) {
    return value == '\n' || value == '\r';
  }

  private boolean isCellEnd() throws IOException {
    return isCellEnd(0);
  }

  private boolean isCellEnd(int ahead) throws IOException {
    if (fill(ahead + 1) <= ahead) {
      return true;
    }
    return isLineEnd(input[next + ahead]) || isAt(ahead, delimiter);
  }

  /** Whether a mark stands so many bytes ahead. */
  private boolean isAt(int ahead, byte[] mark) throws IOException {
    if (fill(ahead + 1) <= ahead || input[next + ahead] != mark[0]) {
      return false;
    }
    if (fill(ahead + mark.length) < ahead + mark.length) {
      return false;
    }
    int start = next + ahead;
    return Arrays.equals(input, start, start + mark.length, mark, 0, mark.length);
  }

  private int peek() throws IOException {
    return next < end || fill(1) > 0 ? input[next] & 0xff : END;
  }

  private int take() throws IOException {
    int value = peek();
    next++;
    return value;
  }

  /** Has so many bytes at hand, or all that are left; returns how many there are. */
  private int fill(int wanted) throws IOException {
    if (end - next < wanted && !ended) {
      System.arraycopy(input, next, input, 0, end - next);
      end -= next;
      next = 0;
      while (end < wanted && !ended) {
        int count = in.read(input, end, PIECE - end);
        ended = count < 0;
        end += Math.max(count, 0);
      }
    }
    return end - next;
  }
}
