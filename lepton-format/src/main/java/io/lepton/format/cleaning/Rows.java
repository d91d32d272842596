package io.lepton.format.cleaning;

import io.lepton.ErrorCode;
import io.lepton.data.Column;
import io.lepton.data.RecordBatch;
import io.lepton.data.Rejection;
import io.lepton.data.RejectionHandler;
import io.lepton.data.Schema;
import io.lepton.data.TextColumn;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Some rows on their way through the steps: the columns of one batch of the caller's, and those
 * that exist only between two steps.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
final class Rows {

  private final Schema schema;
  private final Column[] slots;
  private final @Nullable TextBuffer[] buffers;
  private long[] rowNumbers = {};
  private final RejectionHandler rejections;
  private boolean[] dropped = {};
  private boolean anyDropped;
  private int count;

  Rows(Schema schema, Column[] slots, RejectionHandler rejections) {
    this.schema = schema;
    this.slots = slots;
    this.buffers = new TextBuffer[2 * slots.length];
    this.rejections = rejections;
  }

  /** Begins with the rows of a batch that the first slots are the columns of. */
  void begin(RecordBatch batch) {
    count = batch.rowCount();
    rowNumbers = batch.rowNumbers();
    if (dropped.length < count) {
      dropped = new boolean[batch.capacity()];
    }
  }

  int count() {
    return count;
  }

  Column column(int slot) {
    return slots[slot];
  }

  TextColumn text(int slot) {
    return (TextColumn) slots[slot];
  }

  /**
   * Returns where new text of a column goes that the batch keeps: never the heap that the old text
   * lies in, so that a step can read one and write the other.
   */
  TextBuffer buffer(int slot) {
    TextBuffer first = buffer(2 * slot, buffers);
    return first.isHeapOf(text(slot)) ? buffer(2 * slot + 1, buffers) : first;
  }

  private static TextBuffer buffer(int index, @Nullable TextBuffer[] buffers) {
    TextBuffer buffer = buffers[index];
    if (buffer == null) {
      buffer = new TextBuffer();
      buffers[index] = buffer;
    }
    return buffer;
  }

  void drop(int row) {
    dropped[row] = true;
    anyDropped = true;
  }

  void reject(int row, int position, String reason) {
    drop(row);
    String column = schema.field(position).name();
    rejections.reject(new Rejection(rowNumbers[row], column, ErrorCode.WRONG_TYPE, reason));
  }

  /** Removes the rows that were dropped. */
  void closeUp() {
    if (!anyDropped) {
      return;
    }
    int kept = 0;
    for (int row = 0; row < count; row++) {
      if (!dropped[row]) {
        move(row, kept++);
      }
    }
    forget(kept);
    Arrays.fill(dropped, 0, count, false);
    anyDropped = false;
    count = kept;
  }

  private void move(int from, int to) {
    rowNumbers[to] = rowNumbers[from];
    for (Column column : slots) {
      if (from != to) {
        column.copyRow(from, to);
      }
    }
  }

  private void forget(int firstRow) {
    for (Column column : slots) {
      for (int row = firstRow; row < count && column.hasNulls(); row++) {
        column.setPresent(row);
      }
    }
  }
}
