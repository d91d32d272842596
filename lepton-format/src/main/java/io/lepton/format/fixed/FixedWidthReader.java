package io.lepton.format.fixed;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.MalformedInputException;
import io.lepton.data.Field;
import io.lepton.data.RecordBatch;
import io.lepton.data.RecordReader;
import io.lepton.data.Rejection;
import io.lepton.data.RejectionHandler;
import io.lepton.data.Schema;
import io.lepton.format.internal.CellRows;
import io.lepton.format.internal.CellSyntax;
import io.lepton.format.internal.ReaderGate;
import io.lepton.format.internal.VectorCells;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads fixed-width text into batches. Bytes go from the source straight into the array that
 * belongs to the batch, and stay there: text cells are views of it.
 *
 * <p>A fault ends the batch. The rows before it are delivered, and the next call throws, so that
 * what is read does not depend on the size of the batches.
 */
final class FixedWidthReader implements RecordReader {

  private static final int MAX_BATCH_BYTES = 32 << 20;
  private static final int MIN_READ_BYTES = 512;

  private final FixedWidthInput input;
  private final RecordWindow window;
  private final RecordCut cut;
  private final Schema schema;
  private final ReaderGate gate;
  private final CellRows rows;
  private long record;
  private double rowBytes = 64;
  private @Nullable LeptonException fault;
  private boolean ended;

  FixedWidthReader(
      FixedWidthInput input, Schema schema, boolean anyWidth, RejectionHandler rejections) {
    this.input = input;
    this.window = input.window();
    this.schema = schema;
    this.gate = new ReaderGate(schema);
    checkColumns(input, schema);
    this.cut = new RecordCut(input.layout(), schema, input.places(), anyWidth);
    this.rows = new CellRows(schema, new CellSyntax(-1, List.of("")), rejections);
  }

  private static void checkColumns(FixedWidthInput input, Schema schema) {
    List<String> names = input.layout().names();
    List<String> missing =
        schema.fields().stream()
            .flatMap(FixedWidthReader::cellNames)
            .filter(name -> !names.contains(name))
            .toList();
    if (!missing.isEmpty()) {
      throw new MalformedInputException(
          ErrorCode.MISSING_COLUMN,
          "%s: needs columns that are not there: %s"
              .formatted(input.name(), String.join(", ", missing)));
    }
  }

  private static Stream<String> cellNames(Field field) {
    return IntStream.range(0, field.type().width()).mapToObj(i -> VectorCells.name(field, i));
  }

  static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
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
    do {
      fill(batch);
    } while (batch.rowCount() == 0 && fault == null && !ended);
    if (batch.rowCount() == 0 && fault != null) {
      throw fault;
    }
    gate.leave();
    return batch.rowCount() > 0;
  }

  private void fill(RecordBatch batch) throws IOException {
    rows.begin(batch);
    if (fault == null && !ended) {
      window.open(batch::heap, expectedBytes(batch.capacity()));
      readRecords(batch);
    }
    rows.finish(batch);
    if (fault == null && !ended) {
      window.close();
    }
  }

  // A little more than will probably be needed: reading once more costs more than giving back.
  private int expectedBytes(int count) {
    return (int) Math.min(count * rowBytes * 1.02 + MIN_READ_BYTES, MAX_BATCH_BYTES);
  }

  private void readRecords(RecordBatch batch) throws IOException {
    long before = record;
    while (rows.size() < batch.capacity() && window.consumed() < MAX_BATCH_BYTES) {
      if (!window.next()) {
        Fault found = window.fault();
        fault = found == null ? null : input.failure(found, record + 1);
        ended = true;
        return;
      }
      record++;
      take(batch);
    }
    if (record > before) {
      rowBytes = (double) window.consumed() / (record - before);
    }
  }

  private void take(RecordBatch batch) {
    rows.startRow();
    String problem =
        window.isCutOff()
            ? "needs as many places as the other records, found fewer"
            : cut.cut(window.bytes(), window.start(), window.limit(), rows);
    if (problem == null) {
      rows.endRow(batch, record);
    } else {
      rows.reject(batch, new Rejection(record, "", ErrorCode.RAGGED_RECORD, problem));
    }
  }

  @Override
  public void close() throws IOException {
    if (gate.close()) {
      input.close();
    }
  }
}
