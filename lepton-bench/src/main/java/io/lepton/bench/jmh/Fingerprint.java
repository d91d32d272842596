package io.lepton.bench.jmh;

import io.lepton.data.ByteColumn;
import io.lepton.data.Column;
import io.lepton.data.DoubleColumn;
import io.lepton.data.IntColumn;
import io.lepton.data.LongColumn;
import io.lepton.data.RecordBatch;
import io.lepton.data.TextColumn;
import java.util.Arrays;

/**
 * A number for each column of {@link MixedFile}, made of all its values in their order: who reads
 * the same has the same.
 *
 * <p>One thread at a time.
 */
final class Fingerprint {

  private static final long MISSING = 0x5bd1_e995;

  private final long[] columns = new long[MixedColumns.COLUMNS];
  private long rows;

  /** Takes what a peer has read. */
  void add(MixedColumns batch) {
    for (int column = 0; column < columns.length; column++) {
      for (int row = 0; row < batch.rows(); row++) {
        add(column, batch.isMissing(column, row) ? MISSING : batch.hash(column, row));
      }
    }
    rows += batch.rows();
  }

  /** Takes what Lepton has read. */
  void add(RecordBatch batch) {
    for (int index = 0; index < columns.length; index++) {
      Column column = batch.column(index);
      for (int row = 0; row < batch.rowCount(); row++) {
        add(index, column.isNull(row) ? MISSING : hash(column, row));
      }
    }
    rows += batch.rowCount();
  }

  private void add(int column, long value) {
    columns[column] = columns[column] * 31 + value * 0x9e37_79b9_7f4a_7c15L;
  }

  static long hash(String text) {
    return text.hashCode();
  }

  private static long hash(Column column, int row) {
    if (column instanceof LongColumn longs) {
      return longs.values()[row];
    }
    if (column instanceof IntColumn ints) {
      return ints.values()[row];
    }
    if (column instanceof ByteColumn bytes) {
      return bytes.values()[row];
    }
    return column instanceof DoubleColumn doubles
        ? Double.doubleToLongBits(doubles.values()[row])
        : hash(((TextColumn) column).text(row));
  }

  /** Compares with what somebody else has read of the same data. */
  void requireEqual(Fingerprint other, String what) {
    if (rows != other.rows) {
      throw new IllegalStateException(
          "Needs %d rows from %s, found %d".formatted(rows, what, other.rows));
    }
    for (int column = 0; column < columns.length; column++) {
      if (columns[column] != other.columns[column]) {
        throw new IllegalStateException(
            "Needs the same values from %s, but column %s differs"
                .formatted(what, MixedFile.SCHEMA.field(column).name()));
      }
    }
  }

  @Override
  public String toString() {
    return rows + " rows " + Arrays.toString(columns);
  }
}
