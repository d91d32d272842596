package io.lepton.format.quality;

import io.lepton.data.RecordBatch;
import io.lepton.data.TextColumn;

/** Texts that are among some short ones. */
final class ShortTextCheck extends Check {

  private final ShortTexts allowed;

  ShortTextCheck(int column, ShortTexts allowed) {
    super(column);
    this.allowed = allowed;
  }

  @Override
  boolean find(RecordBatch batch, long[] failed) {
    TextColumn column = (TextColumn) batch.column(columns()[0]);
    int rows = batch.rowCount();
    long any = 0;
    for (int base = 0; base < rows; base += 64) {
      long word = allowed.others(column, base, Math.min(rows, base + 64));
      failed[base >>> 6] = word;
      any |= word;
    }
    return any != 0;
  }
}
