package io.lepton.format.json;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.LimitExceededException;
import io.lepton.MalformedInputException;
import io.lepton.data.Column;
import io.lepton.data.RecordBatch;
import io.lepton.data.RecordReader;
import io.lepton.data.RejectionHandler;
import io.lepton.data.Schema;
import io.lepton.data.TextColumn;
import io.lepton.format.internal.ByteFeed;
import io.lepton.format.internal.ReaderGate;
import io.lepton.spi.ReadRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object a line, wherever the lines come from.
 *
 * <p>Lines are independent of each other: a line that is not well-formed is rejected and reading
 * goes on at the next one. The lines of a batch lie in its heap, are decoded there in one pass, and
 * text stays where it is.
 */
final class JsonReader implements RecordReader {

  private final String source;
  private final Schema schema;
  private final ReaderGate gate;
  private final RejectionHandler rejections;
  private final RecordLines lines;
  private final LineBlocks blocks;
  private final RecordDecoder decoder;
  private long record;
  private long recordBytes;
  private int rows;
  private @Nullable LeptonException failure;

  /**
   * Makes a reader.
   *
   * @param lines the records, which are closed with the reader
   */
  JsonReader(ReadRequest request, Schema schema, JsonOptions options, RecordLines lines) {
    this.lines = lines;
    this.source = request.source().name();
    this.schema = schema;
    this.gate = new ReaderGate(schema);
    this.rejections = request.rejections();
    this.decoder = new RecordDecoder(schema, request.limits(), options);
    this.blocks = new LineBlocks(lines, request.limits().maxRecordBytes());
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public boolean read(RecordBatch batch) throws IOException {
    gate.enter(batch);
    decoder.bind(batch);
    do {
      fill(batch);
      // A block without a single good record does not mean that there are no more.
    } while (rows == 0 && failure == null && !blocks.isExhausted());
    if (rows == 0) {
      // Only now: the records before a fault are delivered first.
      failure = failure == null ? lines.fault() : failure;
      if (failure != null) {
        throw failure;
      }
    }
    if (record == 0 && !lines.mayBeEmpty()) {
      throw new MalformedInputException(
          ErrorCode.EMPTY_INPUT, "Needs at least one record, found none in " + source);
    }
    gate.leave();
    return rows > 0;
  }

  private void fill(RecordBatch batch) throws IOException {
    batch.clear();
    blocks.begin();
    rows = 0;
    try {
      while (failure == null
          && rows < batch.capacity()
          && (blocks.hasLine() || blocks.more(batch, guess(batch.capacity() - rows), record + 1))) {
        decodeLines(batch);
      }
    } catch (LimitExceededException e) {
      // The rows before it are delivered first: what is read must not depend on the batch's size.
      failure = e;
    }
    batch.setRowCount(rows);
    share(batch);
    blocks.finish();
  }

  /** About how many bytes so many records take: as many as the ones before, and a little more. */
  private int guess(int records) {
    if (record == 0) {
      return ByteFeed.PIECE;
    }
    long bytes = (long) (1.05 * recordBytes / record * records) + 256;
    return (int) Math.min(bytes, 16L * ByteFeed.PIECE);
  }

  private void decodeLines(RecordBatch batch) {
    byte[] heap = blocks.heap();
    while (rows < batch.capacity() && blocks.hasLine()) {
      if (isBlank(heap, blocks.start())) {
        blocks.finishLine(blocks.start(), record);
      } else {
        record++;
        batch.rowNumbers()[rows] = record;
        decodeLine(heap);
      }
    }
  }

  private static boolean isBlank(byte[] heap, int start) {
    int at = start;
    while (heap[at] == ' ' || heap[at] == '\t' || heap[at] == '\r') {
      at++;
    }
    return heap[at] == '\n';
  }

  private void decodeLine(byte[] heap) {
    try {
      int end = decoder.decode(heap, blocks.start(), rows);
      recordBytes += blocks.finishLine(end, record);
      rows++;
    } catch (RefusedRecord refused) {
      recordBytes += blocks.finishLine(decoder.unchanged(), record);
      decoder.forget(rows);
      rejections.reject(refused.at(record));
    }
  }

  private static void share(RecordBatch batch) {
    byte[] heap = batch.heap(0);
    for (Column column : batch.columns()) {
      if (column instanceof TextColumn text) {
        text.shareHeap(heap);
      }
    }
  }

  @Override
  public long bytesRead() {
    return lines.bytesRead();
  }

  @Override
  public void close() throws IOException {
    if (gate.close()) {
      blocks.close();
    }
  }
}
