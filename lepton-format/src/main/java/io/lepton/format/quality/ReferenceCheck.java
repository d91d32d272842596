package io.lepton.format.quality;

import io.lepton.data.RecordBatch;

/** Keys that occur in another data set. */
final class ReferenceCheck extends Check {

  private final Fingerprints fingerprints;
  private final KeyTable known;
  private long[] present = new long[0];

  ReferenceCheck(int[] columns, Fingerprints fingerprints, KeyTable known) {
    super(columns);
    this.fingerprints = fingerprints;
    this.known = known;
  }

  @Override
  boolean find(RecordBatch batch, long[] failed) {
    int rows = batch.rowCount();
    present = Bits.room(present, batch.capacity());
    Bits.present(batch, columns(), present);
    fingerprints.compute(batch, present);
    long[] low = fingerprints.low();
    long[] high = fingerprints.high();
    boolean any = false;
    for (int row = Bits.next(present, 0, rows);
        row < rows;
        row = Bits.next(present, row + 1, rows)) {
      if (!known.contains(low[row], high[row])) {
        Bits.set(failed, row);
        any = true;
      }
    }
    return any;
  }
}
