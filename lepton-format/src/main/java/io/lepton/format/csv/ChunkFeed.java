package io.lepton.format.csv;

import io.lepton.format.internal.ByteFeed;
import java.io.IOException;
import java.util.Arrays;

/**
 * Cuts the input into chunks, where records seem to end.
 *
 * <p>Whether a line end is within quotes is not to be known without looking at all that goes before
 * it. So this guesses: the last line end but behind a line that has the right number of delimiters
 * and no quotes. Whoever decodes the chunk finds out if the guess was wrong.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
final class ChunkFeed {

  /** Usual bytes of a chunk: with its values it fits into a core's own cache. */
  static final int CHUNK_BYTES = 128 << 10;

  /** Lines that are looked at, at most, to find one without quotes. */
  private static final int MAX_CANDIDATES = 64;

  private final int chunkBytes;
  private final ByteFeed feed;
  private final Dialect dialect;
  private final int columns;

  /** What is left of the last chunk that was read. */
  private byte[] rest = {};

  private long offset;
  private boolean ended;

  /**
   * Begins with the first record.
   *
   * @param chunkBytes how large chunks are
   */
  ChunkFeed(CsvInput input, int chunkBytes) {
    this.chunkBytes = chunkBytes;
    this.feed = input.feed();
    this.dialect = input.dialect();
    this.columns = input.names().size();
    this.offset = input.window().byteOffset(0);
  }

  /** Whether there is nothing more. */
  boolean hasEnded() {
    return ended;
  }

  /** Fills a chunk. Not to be called once this {@link #hasEnded}. */
  @SuppressWarnings("CatchingUnchecked") // what is there is delivered first
  void read(Chunk chunk) {
    chunk.begin(rest, 0, rest.length, offset);
    int wanted = Math.max(chunkBytes - rest.length, chunkBytes / 4 + 1);
    byte[] bytes = chunk.room(rest.length + wanted);
    int end = rest.length;
    boolean broken = false;
    try {
      end += fill(bytes, end, wanted);
    } catch (IOException | RuntimeException | Error e) {
      chunk.setReadFailure(e);
      broken = true;
    }
    ended = broken || end < rest.length + wanted;
    if (ended && !broken) {
      chunk.setLast();
    }
    int cut = ended && !broken ? end : cut(bytes, end);
    // Of an input that broke off the last record may be half a record.
    rest = broken ? new byte[0] : Arrays.copyOfRange(bytes, cut, end);
    chunk.setLength(cut);
    offset += cut;
  }

  private int fill(byte[] bytes, int from, int wanted) throws IOException {
    int done = 0;
    while (done < wanted) {
      int piece = Math.min(wanted - done, ByteFeed.PIECE);
      int count = feed.fill(bytes, from + done, piece);
      done += count;
      if (count < piece) {
        break;
      }
    }
    return done;
  }

  private int cut(byte[] bytes, int end) {
    int last = lineEndBefore(bytes, end);
    int behind = last;
    for (int i = 0; i < MAX_CANDIDATES && behind > 0 && dialect.hasQuote(); i++) {
      int before = lineEndBefore(bytes, behind);
      if (before >= 0 && isPlain(bytes, before + 1, behind)) {
        return behind + 1;
      }
      behind = before;
    }
    // Without any line end it is a part of a long record, to be put together by the reader.
    return last < 0 ? end : last + 1;
  }

  private int lineEndBefore(byte[] bytes, int end) {
    int at = end - 1;
    while (at >= 0 && bytes[at] != dialect.lineEnd()) {
      at--;
    }
    return at;
  }

  private boolean isPlain(byte[] bytes, int start, int end) {
    int delimiters = 0;
    for (int at = start; at < end; at++) {
      if (bytes[at] == dialect.quote()) {
        return false;
      }
      delimiters += bytes[at] == dialect.delimiter() ? 1 : 0;
    }
    return delimiters == columns - 1;
  }
}
