package io.lepton.format.csv;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.data.Vocabulary;
import io.lepton.format.internal.ByteSink;
import io.lepton.format.internal.Swar;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints text as a CSV cell: as it is, or in quotes where a reader would otherwise see something
 * else in it. That is the case if it holds a delimiter, a quote or a line end, if it is empty or
 * one of the words for a missing value, and if the first cell of a line looks like a comment or
 * begins with a byte order mark.
 *
 * <p>Immutable and safe for use by many threads.
 */
final class CsvText {

  private static final long LINE_FEEDS = Swar.fill('\n');
  private static final long RETURNS = Swar.fill('\r');
  private static final int CHUNK = 8 << 10;

  private final byte delimiter;
  private final int quote;
  private final int comment;
  private final long delimiters;
  private final long quotes;
  private final Vocabulary missing;

  CsvText(CsvOptions options) {
    delimiter = (byte) options.delimiter().charAt(0);
    quote = options.quote().map(c -> (int) c).orElse(-1);
    comment = options.comment().map(c -> (int) c).orElse(-1);
    delimiters = Swar.fill(delimiter);
    quotes = quote < 0 ? delimiters : Swar.fill(quote);
    List<String> words = new ArrayList<>(options.nullTokens());
    words.remove("");
    missing = Vocabulary.of(words);
  }

  /** Returns how many bytes {@link #print} may write to. */
  static long room(int length) {
    return 2L * length + 2 + Long.BYTES;
  }

  /**
   * Prints text.
   *
   * @param first whether it is the first cell of a line
   * @param at where to print; needs {@link #room}
   * @return the offset after the last byte
   */
  int print(byte[] text, int start, int length, boolean first, byte[] out, int at) {
    long special = length == 0 ? 1 : 0;
    int from = start;
    int end = start + length;
    int to = at;
    for (; from <= end - Long.BYTES; from += Long.BYTES, to += Long.BYTES) {
      long word = Swar.load(text, from);
      ByteSink.store(out, to, word);
      special |= special(word);
    }
    int rest = end - from;
    if (rest > 0) {
      long word = load(text, from, rest);
      ByteSink.store(out, to, word);
      special |= special(word) & (1L << (rest << 3)) - 1;
    }
    if (special != 0 || isSpecialWhole(text, start, length, first)) {
      return printQuoted(text, start, length, out, at);
    }
    return at + length;
  }

  private static long load(byte[] text, int from, int count) {
    if (from <= text.length - Long.BYTES) {
      return Swar.load(text, from);
    }
    long word = 0;
    for (int i = count - 1; i >= 0; i--) {
      word = word << 8 | text[from + i] & 0xff;
    }
    return word;
  }

  /** Not zero if one of eight bytes needs quotes; exact below and at the first one that does. */
  private long special(long word) {
    long a = word ^ delimiters;
    long b = word ^ quotes;
    long c = word ^ LINE_FEEDS;
    long d = word ^ RETURNS;
    long found =
        (a - Swar.ONES & ~a) | (b - Swar.ONES & ~b) | (c - Swar.ONES & ~c) | (d - Swar.ONES & ~d);
    return found & Swar.HIGHS;
  }

  private boolean isSpecialWhole(byte[] text, int start, int length, boolean first) {
    return first && (text[start] == comment || beginsWithMark(text, start, length))
        || missing.size() > 0 && missing.codeOf(text, start, length) != Vocabulary.UNKNOWN;
  }

  private static boolean beginsWithMark(byte[] text, int start, int length) {
    return length >= 3
        && text[start] == (byte) 0xef
        && text[start + 1] == (byte) 0xbb
        && text[start + 2] == (byte) 0xbf;
  }

  private int printQuoted(byte[] text, int start, int length, byte[] out, int at) {
    requireQuote();
    out[at] = (byte) quote;
    int end = printDoubling(text, start, length, out, at + 1);
    out[end] = (byte) quote;
    return end + 1;
  }

  private void requireQuote() {
    if (quote < 0) {
      throw new LeptonException(
          ErrorCode.WRONG_TYPE,
          "Without a quote, a cell needs text that is not empty, has no delimiter and no line end,"
              + " and does not look like a missing value");
    }
  }

  private int printDoubling(byte[] text, int start, int length, byte[] out, int at) {
    int to = at;
    for (int i = start; i < start + length; i++) {
      out[to++] = text[i];
      if (text[i] == quote) {
        out[to++] = text[i];
      }
    }
    return to;
  }

  /** Writes text of any length, piece by piece where it is long. */
  void write(byte[] text, int start, int length, boolean first, ByteSink sink) throws IOException {
    if (length <= CHUNK) {
      byte[] out = sink.reserve((int) room(length));
      sink.moveTo(print(text, start, length, first, out, sink.position()));
    } else if (needsQuotes(text, start, length, first)) {
      requireQuote();
      sink.write((byte) quote);
      writePieces(text, start, length, sink);
      sink.write((byte) quote);
    } else {
      writePieces(text, start, length, sink);
    }
  }

  private boolean needsQuotes(byte[] text, int start, int length, boolean first) {
    for (int i = start; i < start + length; i++) {
      byte b = text[i];
      if (b == delimiter || b == quote || b == '\n' || b == '\r') {
        return true;
      }
    }
    return isSpecialWhole(text, start, length, first);
  }

  private void writePieces(byte[] text, int start, int length, ByteSink sink) throws IOException {
    for (int done = 0; done < length; done += CHUNK) {
      int count = Math.min(CHUNK, length - done);
      byte[] out = sink.reserve((int) room(count));
      sink.moveTo(printDoubling(text, start + done, count, out, sink.position()));
    }
  }
}
