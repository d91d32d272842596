package io.lepton.format.quality;

import io.lepton.data.RecordBatch;
import io.lepton.data.TextColumn;
import io.lepton.format.regex.ByteMatcher;

/** Texts of a certain form. */
final class PatternCheck extends Check {

  private final ByteMatcher pattern;
  private final boolean whole;

  PatternCheck(int column, ByteMatcher pattern, boolean whole) {
    super(column);
    this.pattern = pattern;
    this.whole = whole;
  }

  @Override
  boolean find(RecordBatch batch, long[] failed) {
    TextColumn column = (TextColumn) batch.column(columns()[0]);
    int rows = batch.rowCount();
    long any = 0;
    for (int base = 0; base < rows; base += Long.SIZE) {
      long own = rows - base < Long.SIZE ? (1L << rows - base) - 1 : -1L;
      long present = column.validity()[base >>> 6] & own;
      long word = pattern.mismatches(column, whole, base, present);
      failed[base >>> 6] = word;
      any |= word;
    }
    return any != 0;
  }
}
