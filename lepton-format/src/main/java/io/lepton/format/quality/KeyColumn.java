package io.lepton.format.quality;

import io.lepton.data.Column;
import io.lepton.data.ColumnType;
import io.lepton.data.DecimalColumn;
import io.lepton.data.DoubleColumn;
import io.lepton.data.LongColumn;
import io.lepton.data.RecordBatch;
import io.lepton.format.internal.SortKeys;

/**
 * The values of one column as {@link SortKeys}: so there is one loop for each kind of rule and not
 * one for each type. All rules on the column share them.
 *
 * <p>Keys that are the values themselves are not copied.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
final class KeyColumn {

  private final int position;
  private long[] own = new long[0];
  private long[] keys = own;
  private boolean isReady;

  KeyColumn(int position) {
    this.position = position;
  }

  /** Says whether values of a type have such keys. */
  static boolean has(ColumnType type) {
    return switch (type.kind()) {
      case TEXT, BYTES -> false;
      case DECIMAL -> type.precision() <= SortKeys.DECIMAL_DIGITS;
      default -> true;
    };
  }

  int position() {
    return position;
  }

  /** Forgets the keys of the last batch. */
  void forget() {
    isReady = false;
  }

  /** Returns the keys of the rows; those of missing values mean nothing. Not to be written to. */
  long[] of(RecordBatch batch) {
    if (!isReady) {
      keys = of(batch.column(position), batch.rowCount());
      isReady = true;
    }
    return keys;
  }

  long[] of(Column column, int rows) {
    if (column instanceof LongColumn longs && !longs.type().isUnsigned()) {
      return longs.values();
    }
    if (column instanceof DecimalColumn decimals) {
      return decimals.low();
    }
    long[] out = room(column);
    SortKeys.load(column, rows, out);
    if (column instanceof DoubleColumn) {
      cover(column, rows, out);
      SortKeys.uniteNans(out, rows);
    }
    return out;
  }

  private long[] room(Column column) {
    if (own.length < column.capacity()) {
      own = new long[column.capacity()];
    }
    return own;
  }

  // A missing value that looks like one that is there does not make a rule look closer.
  private static void cover(Column column, int rows, long[] out) {
    if (!column.hasNulls()) {
      return;
    }
    long[] validity = column.validity();
    int present = Bits.next(validity, 0, rows);
    long cover = present < rows ? out[present] : 0;
    for (int base = 0; base < rows; base += Long.SIZE) {
      long own = rows - base < Long.SIZE ? (1L << rows - base) - 1 : -1L;
      for (long gaps = ~validity[base >>> 6] & own; gaps != 0; gaps &= gaps - 1) {
        out[base + Long.numberOfTrailingZeros(gaps)] = cover;
      }
    }
  }
}
