package io.lepton.format.csv;

import io.lepton.data.RecordBatch;
import io.lepton.data.Rejection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of the input and, once it is decoded, its records.
 *
 * <p>The bytes as they were read are kept: decoding works on a copy, which it changes, so that it
 * can be done again if it turns out that the piece begins in the middle of a record.
 *
 * <p>Rows and bytes are counted from the beginning of the chunk.
 *
 * <p><b>Threads.</b> One thread at a time; {@link ChunkWorkers} hands over.
 */
final class Chunk {

  private byte[] raw;
  private int length;
  private long offset;
  private boolean last;
  private @Nullable Throwable readFailure;

  // The state of the work, guarded by ChunkWorkers.
  private boolean taken;
  private boolean done;

  // What came out.
  private @Nullable RecordBatch batch;
  private int rows;
  private boolean[] rejected = {};
  private boolean anyRejected;
  private final List<Rejection> rejections = new ArrayList<>();
  private int[] blockRows = new int[64];
  private int[] blockStarts = new int[64];
  private int blocks;
  private int consumed;
  private long records;
  private boolean interrupted;
  private @Nullable BlockFault fault;
  private @Nullable Throwable failure;

  Chunk(int capacity) {
    raw = new byte[capacity];
  }

  /** Begins anew with these bytes at the front. */
  void begin(byte[] bytes, int start, int end, long newOffset) {
    length = 0;
    offset = newOffset;
    last = false;
    readFailure = null;
    taken = false;
    done = false;
    append(bytes, start, end);
  }

  /** Adds bytes. */
  void append(byte[] bytes, int start, int end) {
    room(Math.addExact(length, end - start));
    System.arraycopy(bytes, start, raw, length, end - start);
    length += end - start;
  }

  /** Adds another chunk, which is the next one. */
  void append(Chunk next) {
    append(next.raw, 0, next.length);
    last = next.last;
    readFailure = next.readFailure;
  }

  /** Returns the bytes, with room for so many. */
  byte[] room(int capacity) {
    if (raw.length < capacity) {
      raw = Arrays.copyOf(raw, Math.max(capacity, (int) Math.min(2L * raw.length, 1 << 30)));
    }
    return raw;
  }

  /** Puts bytes in front of those that are there; what was decoded is void. */
  void prepend(byte[] bytes, int start, int end) {
    int count = end - start;
    byte[] both = raw.length >= count + length ? raw : new byte[Math.addExact(count, length)];
    System.arraycopy(raw, 0, both, count, length);
    System.arraycopy(bytes, start, both, 0, count);
    raw = both;
    length += count;
    offset -= count;
    taken = false;
    done = false;
  }

  byte[] raw() {
    return raw;
  }

  int length() {
    return length;
  }

  void setLength(int newLength) {
    length = newLength;
  }

  /** How many bytes of the input lie before it. */
  long offset() {
    return offset;
  }

  /** Whether nothing follows it. */
  boolean isLast() {
    return last;
  }

  void setLast() {
    last = true;
  }

  /** Why nothing follows it, if that is not because of the end of the input. */
  @Nullable Throwable readFailure() {
    return readFailure;
  }

  void setReadFailure(Throwable newFailure) {
    readFailure = newFailure;
  }

  boolean isTaken() {
    return taken;
  }

  void setTaken() {
    taken = true;
  }

  boolean isDone() {
    return done;
  }

  void setDone() {
    done = true;
  }

  /** Begins to decode, with room for so many rows. */
  RecordBatch beginDecoding(RecordBatch newBatch) {
    batch = newBatch;
    newBatch.clear();
    rows = 0;
    blocks = 0;
    rejections.clear();
    interrupted = false;
    fault = null;
    failure = null;
    if (rejected.length < newBatch.capacity()) {
      rejected = new boolean[newBatch.capacity()];
    } else if (anyRejected) {
      Arrays.fill(rejected, false);
    }
    anyRejected = false;
    return newBatch;
  }

  /** The batch of the last time, if there was one. */
  @Nullable RecordBatch batchOrNull() {
    return batch;
  }

  /** The rows, with those that are to be left out. */
  RecordBatch batch() {
    if (batch == null) {
      throw new IllegalStateException("The chunk is not decoded");
    }
    return batch;
  }

  /** Notes a block of rows and where it begins. */
  void addBlock(int start, int count, boolean newRejected) {
    if (blocks == blockRows.length) {
      blockRows = Arrays.copyOf(blockRows, 2 * blocks);
      blockStarts = Arrays.copyOf(blockStarts, 2 * blocks);
    }
    blockRows[blocks] = rows;
    blockStarts[blocks] = start;
    blocks++;
    rows += count;
    anyRejected |= newRejected;
  }

  /** Ends; more is left than what may be part of the next chunk's first record if interrupted. */
  void endDecoding(
      int newConsumed, long newRecords, @Nullable BlockFault newFault, boolean newInterrupted) {
    interrupted = newInterrupted && newFault == null;
    consumed = newConsumed;
    records = newRecords;
    fault = newFault;
  }

  void fail(Throwable newFailure) {
    failure = newFailure;
  }

  int rows() {
    return rows;
  }

  /** For each row whether it is to be left out. */
  boolean[] rejected() {
    return rejected;
  }

  boolean anyRejected() {
    return anyRejected;
  }

  /** The records that cannot be used, in their order. */
  List<Rejection> rejections() {
    return rejections;
  }

  /** How many bytes were whole records. */
  int consumed() {
    return consumed;
  }

  /** How many records there were, usable or not. */
  long records() {
    return records;
  }

  /** Whether there was no room for all that is in it. */
  boolean isInterrupted() {
    return interrupted;
  }

  /** Whether nothing comes after its records. */
  boolean isEnd() {
    return !interrupted && (last || fault != null || readFailure != null);
  }

  /** Drops what was decoded, to go on with the rest. */
  void dropConsumed() {
    System.arraycopy(raw, consumed, raw, 0, length - consumed);
    length -= consumed;
    offset += consumed;
    consumed = 0;
    taken = false;
    done = false;
  }

  @Nullable BlockFault fault() {
    return fault;
  }

  /** What went wrong that should not have. */
  @Nullable Throwable failure() {
    return failure;
  }

  /** A byte at or before the first one of a row. */
  int startOf(int row) {
    int block = Arrays.binarySearch(blockRows, 0, blocks, row);
    return blockStarts[block < 0 ? -block - 2 : block];
  }

  /** A byte after the last one of a row. */
  int endOf(int row) {
    int block = Arrays.binarySearch(blockRows, 0, blocks, row + 1);
    int next = block < 0 ? -block - 1 : block;
    return next < blocks ? blockStarts[next] : consumed;
  }
}
