package io.lepton.format.csv;

import io.lepton.data.Column;
import io.lepton.data.RecordBatch;
import io.lepton.data.RecordReader;
import io.lepton.data.RejectionHandler;
import io.lepton.data.Schema;
import io.lepton.data.TextColumn;
import io.lepton.format.internal.ByteFeed;
import io.lepton.format.internal.ReaderGate;
import java.io.IOException;
import java.util.Arrays;

/**
 * Reads CSV into batches.
 *
 * <p>Bytes go from the source straight into the array that belongs to the batch, and stay there:
 * text cells are views of it. {@link RecordBlocks} finds the cells of a block of rows, and then
 * each column of the block is decoded in a loop of its own. Rejected rows keep their place until
 * the batch is full and are closed up at the end.
 *
 * <p>A fault ends the batch. The rows before it are delivered, and the next call throws, so that
 * what is read does not depend on the size of the batches.
 */
final class CsvReader implements RecordReader {

  /** A batch of very long rows is handed over early. */
  private static final int MAX_BATCH_BYTES = 32 << 20;

  private static final int MIN_READ_BYTES = 512;

  private final CsvInput input;
  private final InputWindow window;
  private final Schema schema;
  private final ReaderGate gate;
  private final RejectionHandler rejections;
  private final RecordBlocks blocks;
  private final BlockDecoder decoder;

  private boolean[] rejected = {};
  private boolean anyRejected;
  private double rowBytes = 64;
  private boolean finished;

  CsvReader(CsvInput input, Schema schema, RejectionHandler rejections) {
    this.input = input;
    this.window = input.window();
    this.schema = schema;
    this.gate = new ReaderGate(schema);
    this.rejections = rejections;
    this.decoder = new BlockDecoder(input, schema);
    this.blocks = new RecordBlocks(input, window);
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public long bytesRead() {
    return input.bytesRead();
  }

  @Override
  public boolean read(RecordBatch batch) throws IOException {
    gate.enter(batch);
    finished = false;
    do {
      fill(batch);
    } while (batch.rowCount() == 0 && !finished);
    gate.leave();
    if (batch.rowCount() == 0) {
      throwFault();
    }
    return batch.rowCount() > 0;
  }

  private void throwFault() {
    BlockFault fault = blocks.fault();
    if (fault != null) {
      throw input.failure(fault, 0, 0);
    }
  }

  private void fill(RecordBatch batch) throws IOException {
    int capacity = batch.capacity();
    begin(batch);
    window.open(batch::heap, expectedBytes(capacity));
    int rows = 0;
    while (rows < capacity) {
      int found = blocks.next(capacity - rows);
      decoder.decode(blocks, window.bytes(), batch, rows, found);
      anyRejected |= decoder.report(blocks, batch.rowNumbers(), rows, found, rejected, rejections);
      rows += found;
      if (blocks.isStuck() && !readMore(rows, capacity)) {
        break;
      }
    }
    finish(batch, rows);
  }

  private void begin(RecordBatch batch) {
    batch.clear();
    if (rejected.length < batch.capacity()) {
      rejected = new boolean[batch.capacity()];
    } else if (anyRejected) {
      Arrays.fill(rejected, false);
    }
    anyRejected = false;
  }

  // A little more than will probably be needed: reading once more costs more than giving back.
  private int expectedBytes(int rows) {
    return (int) Math.min(rows * rowBytes * 1.02 + MIN_READ_BYTES, MAX_BATCH_BYTES);
  }

  /** Makes more bytes available; false if the batch has to do with what it has. */
  private boolean readMore(int rows, int capacity) throws IOException {
    finished = blocks.hasFault() || window.hasEnded();
    if (finished || rows > 0 && window.end() > MAX_BATCH_BYTES) {
      return false;
    }
    if (rows > 0) {
      rowBytes = (double) window.position() / rows;
    }
    int atHand = window.end() - window.position();
    int piece = Math.min(expectedBytes(capacity - rows), ByteFeed.PIECE);
    // A long record is looked at anew from its beginning each time, so the pieces grow with it.
    boolean longRecord = atHand >= ByteFeed.PIECE / 4;
    window.readMore(longRecord ? input.moreOfRecord(atHand) : piece);
    return true;
  }

  private void finish(RecordBatch batch, int rows) {
    for (Column column : batch.columns()) {
      if (column instanceof TextColumn text) {
        text.shareHeap(window.bytes());
      }
    }
    window.close();
    batch.setRowCount(rows);
    if (anyRejected) {
      batch.removeRows(rejected);
    }
  }

  @Override
  public void close() throws IOException {
    if (gate.close()) {
      input.close();
    }
  }
}
