package io.lepton.format.quality;

import io.lepton.data.Column;
import io.lepton.data.DecimalColumn;
import io.lepton.data.RecordBatch;
import io.lepton.data.TextColumn;
import io.lepton.format.internal.SipHash;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fingerprints of 128 bits of the values in some columns of each row.
 *
 * <p>The one of a single column with {@link KeyColumn keys} is exact: the key itself and its hash.
 * Any other is the {@link SipHash} of the values, each with its length, so that no two lists of
 * values are the same bytes. Two of a billion different ones are the same with a probability of
 * 10^-21.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
final class Fingerprints {

  private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

  private final int[] columns;
  private final List<@Nullable KeyColumn> keys;
  private final SipHash hash;
  private long[] low = new long[0];
  private long[] high = low;
  private ByteBuffer buffer = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);

  /**
   * Makes fingerprints.
   *
   * @param columns the positions of the columns
   * @param keys the keys of each, or null for one that has none
   * @param hash used for all keys that are compared with each other
   */
  Fingerprints(int[] columns, List<@Nullable KeyColumn> keys, SipHash hash) {
    this.columns = columns;
    this.keys = new ArrayList<>(keys);
    this.hash = hash;
  }

  long[] low() {
    return low;
  }

  long[] high() {
    return high;
  }

  /**
   * Makes the fingerprints of the rows.
   *
   * @param batch the rows
   * @param rows a bit for each row that is wanted
   */
  void compute(RecordBatch batch, long[] rows) {
    if (low.length < batch.capacity()) {
      low = new long[batch.capacity()];
      high = new long[batch.capacity()];
    }
    KeyColumn only = keys.size() == 1 ? keys.get(0) : null;
    if (only != null) {
      ofKeys(only.of(batch), batch.rowCount());
    } else if (columns.length == 1 && batch.column(columns[0]) instanceof TextColumn text) {
      ofTexts(text, rows, batch.rowCount());
    } else {
      ofRecords(batch, rows);
    }
  }

  private void ofKeys(long[] values, int rows) {
    System.arraycopy(values, 0, high, 0, rows);
    for (int row = 0; row < rows; row++) {
      low[row] = hash.lowOf(values[row]);
    }
  }

  private void ofTexts(TextColumn column, long[] wanted, int rows) {
    byte[] heap = column.heap();
    int[] starts = column.starts();
    int[] lengths = column.lengths();
    for (int row = Bits.next(wanted, 0, rows); row < rows; row = Bits.next(wanted, row + 1, rows)) {
      hash.hash(heap, starts[row], lengths[row]);
      keep(row);
    }
  }

  private void ofRecords(RecordBatch batch, long[] wanted) {
    int rows = batch.rowCount();
    for (int row = Bits.next(wanted, 0, rows); row < rows; row = Bits.next(wanted, row + 1, rows)) {
      buffer.clear();
      for (int i = 0; i < columns.length; i++) {
        put(batch, i, row);
      }
      hash.hash(buffer.array(), 0, buffer.position());
      keep(row);
    }
  }

  private void keep(int row) {
    low[row] = hash.low();
    high[row] = hash.high();
  }

  private void put(RecordBatch batch, int index, int row) {
    KeyColumn key = keys.get(index);
    Column column = batch.column(columns[index]);
    if (key != null) {
      room(Long.BYTES).putLong(key.of(batch)[row]);
    } else if (column instanceof DecimalColumn decimals) {
      room(2 * Long.BYTES).putLong(decimals.low()[row]).putLong(decimals.high()[row]);
    } else {
      TextColumn text = (TextColumn) column;
      int length = text.lengths()[row];
      room(Integer.BYTES + length).putInt(length).put(text.heap(), text.starts()[row], length);
    }
  }

  private ByteBuffer room(int bytes) {
    if (buffer.remaining() < bytes) {
      int needed = Math.addExact(buffer.position(), bytes);
      int size = (int) Math.min(Math.max(2L * buffer.capacity(), needed), MAX_ARRAY);
      buffer =
          ByteBuffer.wrap(Arrays.copyOf(buffer.array(), Math.max(size, needed)))
              .order(ByteOrder.LITTLE_ENDIAN)
              .position(buffer.position());
    }
    return buffer;
  }
}
