package io.lepton.format.quality;

import io.lepton.data.RecordBatch;

/** A check whose work for a row is so much that the call for it does not matter. */
abstract class RowCheck extends Check {

  private long[] present = new long[0];

  RowCheck(int... columns) {
    super(columns);
  }

  @Override
  final boolean find(RecordBatch batch, long[] failed) {
    present = Bits.room(present, batch.capacity());
    Bits.present(batch, columns(), present);
    bind(batch);
    long any = 0;
    for (int word = 0; word < Bits.words(batch.rowCount()); word++) {
      failed[word] = failures(present[word], word << 6);
      any |= failed[word];
    }
    return any != 0;
  }

  private long failures(long rows, int base) {
    long failures = 0;
    for (long rest = rows; rest != 0; rest &= rest - 1) {
      int bit = Long.numberOfTrailingZeros(rest);
      failures |= (fails(base + bit) ? 1L : 0L) << bit;
    }
    return failures;
  }

  /**
   * Gets ready for the rows of a batch.
   *
   * @param batch the rows
   */
  abstract void bind(RecordBatch batch);

  /**
   * Says whether a row breaks the rule.
   *
   * @param row a row with a value in each of the columns
   * @return true if it does
   */
  abstract boolean fails(int row);
}
