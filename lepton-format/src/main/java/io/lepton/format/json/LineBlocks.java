package io.lepton.format.json;

import io.lepton.ErrorCode;
import io.lepton.LimitExceededException;
import io.lepton.data.RecordBatch;
import io.lepton.format.internal.ByteFeed;
import java.io.Closeable;
import java.io.IOException;

/**
 * Brings whole lines from a stream into the heap of a batch, as many as the batch is likely to
 * need.
 *
 * <p>Text columns then simply point at their text. Lines that were not used up are given back and
 * come again with the next batch.
 */
final class LineBlocks implements Closeable {

  /** What may be loaded after the last line: as far as from its end to where a quote may be. */
  static final int SLACK = 4 * Long.BYTES;

  // A batch ends early rather than fill more memory than this, unless one record needs it.
  private static final int MAX_BLOCK = 64 << 20;

  private final RecordLines lines;
  private final ByteFeed feed;
  private final int maxRecordBytes;
  private byte[] heap = {};
  private int start;
  private int end;
  private int filled;
  private boolean ended;
  private boolean completed;

  LineBlocks(RecordLines lines, int maxRecordBytes) {
    this.lines = lines;
    this.feed = new ByteFeed(lines);
    this.maxRecordBytes = maxRecordBytes;
  }

  /** Begins to fill another heap. */
  void begin() {
    start = 0;
    end = 0;
    filled = 0;
    ended = false;
    completed = false;
  }

  /**
   * Brings more lines, after those that are there.
   *
   * @param batch whose heap they go to
   * @param wanted how many bytes are likely to be needed, at least 1
   * @param record the number of the next record, for messages
   * @return false if there are no more, or no room for them in this batch
   */
  boolean more(RecordBatch batch, int wanted, long record) throws IOException {
    int request = wanted;
    while (!ended) {
      if (start > 0 && filled > MAX_BLOCK - request) {
        return false;
      }
      fill(batch, request);
      end = afterLastLine();
      if (end > start) {
        return true;
      }
      int pending = filled - start;
      if (pending > maxRecordBytes) {
        throw tooLong(record);
      }
      request = Math.min(Math.max(request, pending), maxRecordBytes - pending + 1);
    }
    return false;
  }

  /** Returns how many bytes were brought since {@link #begin}. */
  int size() {
    return filled;
  }

  private void fill(RecordBatch batch, int wanted) throws IOException {
    int needed = Math.addExact(Math.addExact(filled, wanted), SLACK);
    // Each growth copies: a few large steps are cheaper than many small ones.
    int length = batch.heap(0).length;
    heap = batch.heap(needed <= length ? 0 : Math.max(needed, (int) (length * 1.5)));
    int count = feed.fill(heap, filled, wanted);
    filled += count;
    ended = count < wanted;
    if (ended && filled > start && heap[filled - 1] != '\n' && lines.fault() == null) {
      // The last line of a file need not be ended.
      heap[filled] = '\n';
      filled++;
      completed = true;
    }
  }

  private int afterLastLine() {
    int at = filled;
    while (at > start && heap[at - 1] != '\n') {
      at--;
    }
    return at;
  }

  /** Returns the array that holds the lines; another one after the next call of {@link #more}. */
  byte[] heap() {
    return heap;
  }

  /** Returns the first byte of the next line. */
  int start() {
    return start;
  }

  /** Says whether the next line is there as a whole. */
  boolean hasLine() {
    return start < end;
  }

  /**
   * Passes over a line.
   *
   * @param from a byte of the line
   * @param record its number, for messages
   * @return how many bytes it has, with its line feed
   */
  int finishLine(int from, long record) {
    int at = from;
    while (heap[at] != '\n') {
      at++;
    }
    int length = at + 1 - start;
    if (length - 1 > maxRecordBytes) {
      throw tooLong(record);
    }
    start = at + 1;
    return length;
  }

  private LimitExceededException tooLong(long record) {
    return new LimitExceededException(
        ErrorCode.LIMIT_EXCEEDED,
        "A record may have %d bytes; record %d has more".formatted(maxRecordBytes, record));
  }

  /** Says whether the stream has ended and all of its lines were passed over. */
  boolean isExhausted() {
    return ended && start >= end;
  }

  /** Gives back what was not used. */
  void finish() {
    int last = completed ? filled - 1 : filled;
    if (start < last) {
      feed.giveBack(heap, start, last);
    }
  }

  @Override
  public void close() throws IOException {
    feed.close();
  }
}
