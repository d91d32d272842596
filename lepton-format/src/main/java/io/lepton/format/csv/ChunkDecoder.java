package io.lepton.format.csv;

import io.lepton.data.RecordBatch;
import io.lepton.data.Schema;

/**
 * Decodes chunks, one after the other.
 *
 * <p><b>Threads.</b> One thread at a time: each has its own.
 */
final class ChunkDecoder {

  /** Rejections that are kept in memory for one chunk. */
  private static final int MAX_REJECTIONS = 4096;

  private static final int MIN_ROWS = 16;
  private static final double HEADROOM = 1.25;

  private final Schema schema;
  private final InputWindow window;
  private final RecordBlocks blocks;
  private final BlockDecoder decoder;

  /** How many bytes a row will probably have. */
  private double rowBytes;

  ChunkDecoder(CsvInput input, Schema schema) {
    this.schema = schema;
    this.window = input.newWindow();
    this.blocks = new RecordBlocks(input, window);
    this.decoder = new BlockDecoder(input, schema);
    this.rowBytes = 8.0 * Math.max(input.names().size(), 8);
  }

  /** Decodes a chunk; what goes wrong is kept in it. */
  @SuppressWarnings("CatchingUnchecked") // whatever it is, it has to reach the reader's caller
  void decode(Chunk chunk) {
    try {
      int bytes = Math.min(chunk.length(), 2 * ChunkFeed.CHUNK_BYTES);
      decode(chunk, batch(chunk, (int) (bytes / rowBytes * HEADROOM) + MIN_ROWS));
      rowBytes = chunk.rows() == 0 ? rowBytes : (double) chunk.consumed() / chunk.rows();
    } catch (Throwable e) {
      chunk.fail(e);
    }
  }

  private RecordBatch batch(Chunk chunk, int rows) {
    RecordBatch batch = chunk.batchOrNull();
    return batch != null && batch.capacity() >= rows ? batch : RecordBatch.allocate(schema, rows);
  }

  private void decode(Chunk chunk, RecordBatch batch) {
    chunk.beginDecoding(batch);
    window.open(batch::heap, chunk.raw(), chunk.length(), chunk.isLast());
    blocks.restart();
    boolean room = true;
    do {
      decodeBlock(chunk, batch);
      room = chunk.rows() < batch.capacity() && chunk.rejections().size() < MAX_REJECTIONS;
    } while (room && !blocks.isStuck());
    chunk.endDecoding(window.position(), blocks.lastNumber(), blocks.fault(), !blocks.isStuck());
  }

  private void decodeBlock(Chunk chunk, RecordBatch batch) {
    int start = window.position();
    int first = chunk.rows();
    int found = blocks.next(batch.capacity() - first);
    decoder.decode(blocks, window.bytes(), batch, first, found);
    boolean rejected =
        decoder.report(
            blocks, batch.rowNumbers(), first, found, chunk.rejected(), chunk.rejections()::add);
    if (found > 0) {
      chunk.addBlock(start, found, rejected);
    }
  }
}
