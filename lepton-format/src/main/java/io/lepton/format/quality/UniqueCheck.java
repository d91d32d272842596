package io.lepton.format.quality;

import io.lepton.data.RecordBatch;

/** Keys that no record before had. */
final class UniqueCheck extends Check {

  private final Fingerprints fingerprints;
  private final KeyTable seen;
  private long[] present = new long[0];
  private long[] firstRows = present;

  UniqueCheck(int[] columns, Fingerprints fingerprints, KeyTable seen) {
    super(columns);
    this.fingerprints = fingerprints;
    this.seen = seen;
  }

  @Override
  boolean find(RecordBatch batch, long[] failed) {
    int rows = batch.rowCount();
    present = Bits.room(present, batch.capacity());
    if (firstRows.length < batch.capacity()) {
      firstRows = new long[batch.capacity()];
    }
    Bits.present(batch, columns(), present);
    // First all fingerprints, then all look-ups: those wait for memory and can wait together.
    fingerprints.compute(batch, present);
    long[] low = fingerprints.low();
    long[] high = fingerprints.high();
    long[] numbers = batch.rowNumbers();
    boolean any = false;
    for (int row = Bits.next(present, 0, rows);
        row < rows;
        row = Bits.next(present, row + 1, rows)) {
      long first = seen.putIfAbsent(low[row], high[row], numbers[row]);
      if (first != KeyTable.NEW) {
        firstRows[row] = first;
        Bits.set(failed, row);
        any = true;
      }
    }
    return any;
  }

  @Override
  String reason(int row, String demand) {
    return "%s, but row %d has the same".formatted(demand, firstRows[row]);
  }
}
