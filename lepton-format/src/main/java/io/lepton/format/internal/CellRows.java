package io.lepton.format.internal;

import io.lepton.ErrorCode;
import io.lepton.data.Column;
import io.lepton.data.Field;
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
 * <p>A field has a cell for each of its elements; the cells of a row are numbered in the order of
 * the schema.
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
  private final FieldDecoder[] decoders;
  private final int[] firstCells;
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
    this.decoders = new FieldDecoder[schema.size()];
    this.firstCells = new int[decoders.length];
    int count = 0;
    for (int i = 0; i < decoders.length; i++) {
      firstCells[i] = count;
      decoders[i] = decoder(schema.field(i), i, syntax);
      count += schema.field(i).type().width();
    }
    this.step = 2 * count;
    this.blockRows = Math.max(1, Math.min(BLOCK_ROWS, BLOCK_CELLS / Math.max(step, 1)));
    this.missing = new int[step];
    for (int i = 0; i < step; i += 2) {
      missing[i] = -1;
    }
    this.marks = new int[blockRows * step];
  }

  private FieldDecoder decoder(Field field, int position, CellSyntax syntax) {
    int first = 2 * firstCells[position];
    return field.type().width() == 1
        ? new One(CellDecoder.of(field, position, syntax), first)
        : new Several(new VectorCells(field, position, syntax), first, field.type().width());
  }

  /**
   * Returns which cell of a row is the first of a field.
   *
   * @param field the position in the schema
   * @return the number of the cell; those of the other elements follow
   */
  public int firstCell(int field) {
    return firstCells[field];
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
   * @param cell the number of the cell
   * @param start its first byte in the heap of the batch
   * @param end the end of it
   */
  public void put(int cell, int start, int end) {
    int at = (rows - firstRow) * step + 2 * cell;
    marks[at] = start - 1;
    marks[at + 1] = end;
  }

  /**
   * Says where a cell of the row is that begins and ends with the quote of the syntax.
   *
   * @param cell the number of the cell
   * @param start the first quote in the heap of the batch
   * @param end the end of the last quote
   */
  public void putQuoted(int cell, int start, int end) {
    put(cell, start, end);
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
      decoders[i].decode(target.column(i));
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

  /** Decodes the cells of a field. */
  private interface FieldDecoder {
    void decode(Column column);

    String expectation(ErrorCode code);
  }

  private final class One implements FieldDecoder {
    private final CellDecoder decoder;
    private final int mark;

    One(CellDecoder decoder, int mark) {
      this.decoder = decoder;
      this.mark = mark;
    }

    @Override
    public void decode(Column column) {
      cells.select(marks, mark, step, 0);
      decoder.decode(cells, column);
    }

    @Override
    public String expectation(ErrorCode code) {
      return decoder.expectation(code);
    }
  }

  private final class Several implements FieldDecoder {
    private final VectorCells decoder;
    private final int mark;
    private final int width;

    Several(VectorCells decoder, int mark, int width) {
      this.decoder = decoder;
      this.mark = mark;
      this.width = width;
    }

    @Override
    public void decode(Column column) {
      decoder.begin(cells, column);
      for (int element = 0; element < width; element++) {
        cells.select(marks, mark + 2 * element, step, 0);
        decoder.decode(element, cells, column);
      }
      decoder.end(cells, column);
    }

    @Override
    public String expectation(ErrorCode code) {
      return decoder.expectation(code);
    }
  }
}
