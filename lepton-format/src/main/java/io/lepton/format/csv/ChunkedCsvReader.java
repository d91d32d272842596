package io.lepton.format.csv;

import io.lepton.data.Column;
import io.lepton.data.ColumnType.Kind;
import io.lepton.data.Field;
import io.lepton.data.RecordBatch;
import io.lepton.data.RecordReader;
import io.lepton.data.Rejection;
import io.lepton.data.RejectionHandler;
import io.lepton.data.Schema;
import io.lepton.data.TextColumn;
import io.lepton.format.internal.ReaderGate;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads CSV with several threads; what it reads is what {@link CsvReader} reads.
 *
 * <p>The thread that calls {@link #read} cuts the input into chunks where records seem to end, and
 * offers them to the workers. It takes the decoded chunks in their order and copies their rows into
 * the caller's batches; while the next one is not ready it decodes others itself.
 *
 * <p><b>Wrong guesses.</b> A chunk is used only once the one before it is known to end with a whole
 * record, which is known when that one is decoded: the first chunk begins with a record, and so on
 * to the last. If it does not, the guess was wrong. Then what is left of it is put in front of the
 * next chunk, and that is decoded anew. After a wrong guess some chunks are not decoded ahead, more
 * of them each time, so that a file made to be guessed wrong costs little more than with one
 * thread.
 *
 * <p><b>Few hand-overs.</b> Chunks are offered many at a time, once half of those ahead are used
 * up. A worker that is offered one after the other falls asleep between them, and a scheduler that
 * wakes it again and again tends to put it on the core of whoever wakes it, where the two take
 * turns instead of working at once.
 *
 * <p>Memory is bounded by the number of chunks, some hundred KB each, and by the size of a record.
 */
final class ChunkedCsvReader implements RecordReader {

  /** As in {@link CsvReader}. */
  private static final int MAX_BATCH_BYTES = 32 << 20;

  private static final int CHUNKS_PER_THREAD = 8;

  /** For many threads: two for each are enough, and more only cost memory. */
  private static final int MAX_AHEAD = 64;

  private static final int MAX_DISTRUST = 256;

  private static final int MAX_KEPT_BYTES = 8 * ChunkFeed.CHUNK_BYTES;

  private static final int HEAP_SLACK = 64;

  private final CsvInput input;
  private final Schema schema;
  private final ReaderGate gate;
  private final RejectionHandler rejections;
  private final ChunkDecoder decoder;
  private final ChunkFeed feed;
  private final ChunkWorkers workers;
  private final int chunkBytes;
  private final int maxAhead;
  private final boolean hasText;
  private final Deque<Chunk> ahead = new ArrayDeque<>();
  private final Deque<Chunk> free = new ArrayDeque<>();

  /** The chunk whose rows are being delivered. */
  private @Nullable Chunk current;

  private int nextRow;
  private int nextRejection;

  /** Records in the chunks before the current one. */
  private long recordsBefore;

  private long bytesRead;

  /** How many chunks are not to be decoded ahead, and how many after the next wrong guess. */
  private int distrust;

  private int nextDistrust = 1;

  private boolean[] rejected = {};
  private boolean anyRejected;
  private int heapUsed;
  private boolean finished;

  /**
   * Begins with the first record.
   *
   * @param threads how many may work at once, the caller's among them
   * @param chunkBytes how large chunks are
   */
  ChunkedCsvReader(
      CsvInput input, Schema schema, RejectionHandler rejections, int threads, int chunkBytes) {
    this.chunkBytes = chunkBytes;
    this.input = input;
    this.schema = schema;
    this.gate = new ReaderGate(schema);
    this.rejections = rejections;
    this.decoder = new ChunkDecoder(input, schema);
    this.feed = new ChunkFeed(input, chunkBytes);
    this.workers = new ChunkWorkers(threads - 1, () -> new ChunkDecoder(input, schema));
    this.maxAhead = mostAhead(threads);
    this.hasText = schema.fields().stream().anyMatch(ChunkedCsvReader::isText);
    this.bytesRead = input.window().byteOffset(0);
  }

  /** How many chunks are read ahead at most. */
  static int mostAhead(int threads) {
    return Math.max(Math.min(CHUNKS_PER_THREAD * threads, MAX_AHEAD), 2 * threads) + 1;
  }

  private static boolean isText(Field field) {
    Kind kind = field.type().kind();
    return kind == Kind.TEXT || kind == Kind.BYTES;
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public long bytesRead() {
    return bytesRead;
  }

  @Override
  public boolean read(RecordBatch batch) throws IOException {
    gate.enter(batch);
    do {
      fill(batch);
    } while (batch.rowCount() == 0 && !finished);
    if (batch.rowCount() == 0 && current != null) {
      throwFault(current);
    }
    gate.leave();
    return batch.rowCount() > 0;
  }

  private void throwFault(Chunk chunk) throws IOException {
    BlockFault fault = chunk.fault();
    if (fault != null) {
      gate.leave();
      throw input.failure(fault, recordsBefore, chunk.offset());
    }
    rethrow(chunk.readFailure());
  }

  private static void rethrow(@Nullable Throwable failure) throws IOException {
    if (failure instanceof IOException e) {
      throw e;
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
  }

  private void fill(RecordBatch batch) throws IOException {
    begin(batch);
    int rows = 0;
    while (rows < batch.capacity() && heapUsed <= MAX_BATCH_BYTES && advance()) {
      rows += deliver(batch, rows);
    }
    for (Column column : batch.columns()) {
      if (column instanceof TextColumn text) {
        text.shareHeap(batch.heap(heapUsed));
      }
    }
    batch.setRowCount(rows);
    if (anyRejected) {
      batch.removeRows(rejected);
    }
  }

  private void begin(RecordBatch batch) {
    batch.clear();
    heapUsed = 0;
    if (rejected.length < batch.capacity()) {
      rejected = new boolean[batch.capacity()];
    } else if (anyRejected) {
      Arrays.fill(rejected, false);
    }
    anyRejected = false;
  }

  /** Sees to it that the current chunk has something to deliver; false if there is no more. */
  private boolean advance() throws IOException {
    Chunk chunk = current;
    if (chunk != null && hasMore(chunk)) {
      return true;
    }
    if (chunk != null && chunk.isEnd()) {
      finished = true;
      bytesRead = input.bytesRead();
      return false;
    }
    current = decoded(chunk);
    nextRow = 0;
    nextRejection = 0;
    return true;
  }

  private boolean hasMore(Chunk chunk) {
    return nextRow < chunk.rows() || nextRejection < chunk.rejections().size();
  }

  /** The chunk after one that was delivered, decoded. */
  private Chunk decoded(@Nullable Chunk before) throws IOException {
    Chunk chunk = before != null && before.isInterrupted() ? restOf(before) : next(before);
    decode(chunk);
    rethrow(chunk.failure());
    return chunk;
  }

  private Chunk restOf(Chunk chunk) {
    recordsBefore += chunk.records();
    chunk.dropConsumed();
    return chunk;
  }

  private Chunk next(@Nullable Chunk before) {
    readAhead();
    Chunk chunk = ahead.remove();
    if (before == null) {
      return chunk;
    }
    recordsBefore += before.records();
    distrust = Math.max(distrust - 1, 0);
    if (before.consumed() < before.length()) {
      join(before, chunk);
    } else if (distrust == 0) {
      nextDistrust = Math.max(nextDistrust - 1, 1);
    }
    release(before);
    return chunk;
  }

  private void readAhead() {
    int most = distrust > 0 ? 1 : maxAhead;
    if (ahead.size() > most / 2) {
      return;
    }
    while (ahead.size() < most && !feed.hasEnded()) {
      Chunk chunk = free.isEmpty() ? new Chunk(chunkBytes) : free.remove();
      feed.read(chunk);
      ahead.add(chunk);
      // The first one is wanted at once, by the caller itself.
      if (ahead.size() > 1) {
        workers.offer(chunk);
      }
    }
  }

  /** Keeps a chunk for later; one very long record must not leave its memory behind. */
  private void release(Chunk chunk) {
    if (chunk.raw().length <= MAX_KEPT_BYTES) {
      free.add(chunk);
    }
  }

  /** Puts what is left of a chunk before the next one, and more if it is long. */
  private void join(Chunk before, Chunk chunk) {
    distrust = nextDistrust;
    nextDistrust = Math.min(2 * nextDistrust, MAX_DISTRUST);
    int left = before.length() - before.consumed();
    takeBack(chunk);
    chunk.prepend(before.raw(), before.consumed(), before.length());
    // A record is looked at anew from its beginning each time, so the pieces grow with it.
    long enough = Math.min(2L * left, input.limits().maxRecordBytes() + 2L * chunkBytes);
    while (chunk.length() < enough && !chunk.isLast() && chunk.readFailure() == null) {
      readAhead();
      Chunk more = ahead.remove();
      takeBack(more);
      chunk.append(more);
      release(more);
    }
  }

  private void takeBack(Chunk chunk) {
    if (!workers.withdraw(chunk)) {
      workers.await(chunk);
    }
  }

  private void decode(Chunk wanted) {
    if (workers.withdraw(wanted)) {
      workers.decode(wanted, decoder);
      return;
    }
    while (!workers.isDone(wanted)) {
      Chunk other = workers.takeOffered();
      if (other == null) {
        workers.await(wanted);
      } else {
        workers.decode(other, decoder);
      }
    }
  }

  /** Copies rows of the current chunk and tells of rejections. Returns how many rows. */
  private int deliver(RecordBatch batch, int firstRow) {
    Chunk chunk = Objects.requireNonNull(current);
    int count = Math.min(batch.capacity() - firstRow, chunk.rows() - nextRow);
    if (count > 0) {
      copy(chunk, batch, firstRow, count);
    }
    nextRow += count;
    // A full batch ends with its last row, and what follows that belongs to the next.
    boolean full = firstRow + count == batch.capacity();
    long[] numbers = chunk.batch().rowNumbers();
    reject(chunk, full && count > 0 ? numbers[nextRow - 1] : Long.MAX_VALUE);
    int consumed = nextRow < chunk.rows() ? chunk.startOf(nextRow) : chunk.consumed();
    bytesRead = chunk.offset() + consumed;
    return count;
  }

  private void copy(Chunk chunk, RecordBatch batch, int firstRow, int count) {
    RecordBatch source = chunk.batch();
    RowCopy copy =
        new RowCopy(nextRow, firstRow, count, hasText ? copyText(chunk, batch, count) : 0);
    for (int i = 0; i < schema.size(); i++) {
      copy.copy(source.column(i), batch.column(i));
    }
    long[] numbers = source.rowNumbers();
    for (int i = 0; i < count; i++) {
      batch.rowNumbers()[firstRow + i] = recordsBefore + numbers[nextRow + i];
    }
    if (chunk.anyRejected()) {
      System.arraycopy(chunk.rejected(), nextRow, rejected, firstRow, count);
      anyRejected = true;
    }
  }

  /** Copies the text of rows, and all between it. Returns by how much it has moved. */
  private int copyText(Chunk chunk, RecordBatch batch, int count) {
    int start = chunk.startOf(nextRow);
    int bytes = chunk.endOf(nextRow + count - 1) - start;
    byte[] heap = batch.heap(Math.addExact(heapUsed, bytes + HEAP_SLACK));
    System.arraycopy(chunk.batch().heap(0), start, heap, heapUsed, bytes);
    int shift = heapUsed - start;
    heapUsed += bytes;
    return shift;
  }

  private void reject(Chunk chunk, long lastNumber) {
    List<Rejection> all = chunk.rejections();
    while (nextRejection < all.size() && all.get(nextRejection).row() <= lastNumber) {
      Rejection each = all.get(nextRejection++);
      rejections.reject(
          new Rejection(recordsBefore + each.row(), each.column(), each.code(), each.reason()));
    }
  }

  @Override
  public void close() throws IOException {
    if (gate.close()) {
      workers.close();
      input.close();
    }
  }
}
