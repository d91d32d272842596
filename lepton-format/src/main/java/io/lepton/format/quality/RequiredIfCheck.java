package io.lepton.format.quality;

import io.lepton.data.RecordBatch;

/** Values that must be there where another column has one of some. */
final class RequiredIfCheck extends Check {

  private final int column;
  private final Check others;
  private long[] notDemanded = new long[0];

  /**
   * Makes a check.
   *
   * @param column the column that must have a value
   * @param condition the column that says when
   * @param others finds the rows where it has another value than those
   */
  RequiredIfCheck(int column, int condition, Check others) {
    super(condition);
    this.column = column;
    this.others = others;
  }

  @Override
  boolean find(RecordBatch batch, long[] failed) {
    int rows = batch.rowCount();
    if (!RequiredCheck.findMissing(batch.column(column), failed, rows)) {
      return false;
    }
    notDemanded = Bits.room(notDemanded, batch.capacity());
    Bits.clear(notDemanded, rows);
    if (others.find(batch, notDemanded)) {
      for (int word = 0; word < Bits.words(rows); word++) {
        failed[word] &= ~notDemanded[word];
      }
    }
    return true;
  }
}
