package io.lepton.format.internal;

import io.lepton.ErrorCode;
import io.lepton.data.Column;
import io.lepton.data.RecordBatch;
import io.lepton.data.Rejection;
import io.lepton.data.RejectionHandler;
import io.lepton.data.Schema;
import io.lepton.data.TextColumn;
import java.util.Arrays;

/**
 * Fills a batch with rows whose cells come one at a time and in any order: as views of the batch's
 * heap, which are then decoded column by column, a block of rows at once.
 *
 * <p>Rejections are reported in the order of the records. Rejected rows keep their place until the
 * batch is finished and are closed up then.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
public final class CellRows {

  /** Bytes of slack that the decoders need after the last cell, and in an empty heap. */
  public static final int SLACK = Long.BYTES;

  // Enough rows to drown the cost of a call a column, few enough that marks of thousands of columns
  // take little memory.
  private static final int BLOCK_CELLS = 16 << 10;
  private static final int BLOCK_ROWS = 256;

  private final Schema schema;
  private final RejectionHandler rejections;
  private final CellDecoder[] decoders;
  private final CellBlock cells = new CellBlock();
  private final int step;
  private final int blockRows;
  private final int[] marks;
  private final int[] missing;

  private boolean[] rejected = {};
  private int firstRow;
  private int rows;
  private boolean anyRejected;
  private boolean quoted;

  /**
   * Makes the filler of batches.
   *
   * @param schema the fields of every batch
   * @param syntax how cells are quoted and which are missing; the empty one must be
   * @param rejections told of the rows that cannot be used
   */
  public CellRows(Schema schema, CellSyntax syntax, RejectionHandler rejections) {
    this.schema = schema;
    this.rejections = rejections;
    this.decoders = new CellDecoder[schema.size()];
    for (int i = 0; i < decoders.length; i++) {
      decoders[i] = CellDecoder.of(schema.field(i), i, syntax);
    }
    this.step = 2 * decoders.length;
    this.blockRows = Math.max(1, Math.min(BLOCK_ROWS, BLOCK_CELLS / Math.max(step, 1)));
    this.missing = new int[step];
    for (int i = 0; i < step; i += 2) {
      missing[i] = -1;
    }
    this.marks = new int[blockRows * step];
  }

  /**
   * Begins to fill a batch.
   *
   * @param newBatch the batch; what it held is forgotten
   */
  public void begin(RecordBatch newBatch) {
    newBatch.clear();
    newBatch.heap(SLACK);
    if (rejected.length < newBatch.capacity()) {
      rejected = new boolean[newBatch.capacity()];
    } else if (anyRejected) {
      Arrays.fill(rejected, false);
    }
    anyRejected = false;
    firstRow = 0;
    rows = 0;
    quoted = false;
  }

  /**
   * Returns how many rows there are, with those that were rejected.
   *
   * @return 0 to the capacity of the batch
   */
  public int size() {
    return rows;
  }

  /** Begins the next row, for which there must be room, with all of its cells missing. */
  public void startRow() {
    System.arraycopy(missing, 0, marks, (rows - firstRow) * step, step);
  }

  /**
   * Says where a cell of the row is.
   *
   * @param field the position in the schema
   * @param start its first byte in the heap of the batch
   * @param end the end of it
   */
  public void put(int field, int start, int end) {
    int at = (rows - firstRow) * step + 2 * field;
    marks[at] = start - 1;
    marks[at + 1] = end;
  }

  /**
   * Says where a cell of the row is that begins and ends with the quote of the syntax.
   *
   * @param field the position in the schema
   * @param start the first quote in the heap of the batch
   * @param end the end of the last quote
   */
  public void putQuoted(int field, int start, int end) {
    put(field, start, end);
    quoted = true;
  }

  /**
   * Ends the row.
   *
   * @param target the batch that is being filled
   * @param number which record of the source it is: the first is 1
   */
  public void endRow(RecordBatch target, long number) {
    target.rowNumbers()[rows] = number;
    rows++;
    if (rows - firstRow == blockRows) {
      decode(target);
    }
  }

  /**
   * Reports a record that is left out, after those of the rows before.
   *
   * @param target the batch that is being filled
   * @param rejection the record and the reason
   */
  public void reject(RecordBatch target, Rejection rejection) {
    decode(target);
    rejections.reject(rejection);
  }

  private void decode(RecordBatch target) {
    int count = rows - firstRow;
    if (count == 0) {
      return;
    }
    cells.begin(target.heap(0), firstRow, count, quoted);
    for (int i = 0; i < decoders.length; i++) {
      cells.select(marks, 2 * i, step, 0);
      decoders[i].decode(cells, target.column(i));
    }
    if (cells.hasProblems()) {
      report(target, count);
    }
    firstRow = rows;
    quoted = false;
  }

  private void report(RecordBatch target, int count) {
    for (int row = 0; row < count; row++) {
      ErrorCode problem = cells.problem(row);
      if (problem != null) {
        anyRejected = true;
        rejected[firstRow + row] = true;
        int field = cells.problemField(row);
        rejections.reject(
            new Rejection(
                target.rowNumbers()[firstRow + row],
                schema.field(field).name(),
                problem,
                decoders[field].expectation(problem)));
      }
    }
  }

  /**
   * Ends the batch: its rows are those that were not rejected.
   *
   * @param target the batch that is being filled
   */
  public void finish(RecordBatch target) {
    decode(target);
    for (Column column : target.columns()) {
      if (column instanceof TextColumn text) {
        text.shareHeap(target.heap(0));
      }
    }
    target.setRowCount(rows);
    if (anyRejected) {
      target.removeRows(rejected);
    }
  }
}
