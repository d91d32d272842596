package io.lepton.format.quality;

import io.lepton.data.Column;
import io.lepton.data.RecordBatch;

/** Values that must be there. */
final class RequiredCheck extends Check {

  private final int column;

  RequiredCheck(int column) {
    this.column = column;
  }

  @Override
  boolean find(RecordBatch batch, long[] failed) {
    return findMissing(batch.column(column), failed, batch.rowCount());
  }

  static boolean findMissing(Column column, long[] failed, int rows) {
    if (!column.hasNulls()) {
      return false;
    }
    long[] validity = column.validity();
    for (int word = 0; word < Bits.words(rows); word++) {
      failed[word] = ~validity[word];
    }
    return true;
  }
}
