package io.lepton.format.quality;

import io.lepton.data.RecordBatch;
import io.lepton.data.TextColumn;
import io.lepton.data.Vocabulary;

/** Texts that are among some. */
final class TextEnumerationCheck extends Check {

  private final Vocabulary allowed;
  private int[] codes = new int[0];

  TextEnumerationCheck(int column, Vocabulary allowed) {
    super(column);
    this.allowed = allowed;
  }

  @Override
  boolean find(RecordBatch batch, long[] failed) {
    int rows = batch.rowCount();
    if (codes.length < rows) {
      codes = new int[batch.capacity()];
    }
    allowed.codesOf((TextColumn) batch.column(columns()[0]), rows, codes);
    if (!any(codes, rows)) {
      return false;
    }
    for (int row = 0; row < rows; row++) {
      failed[row >>> 6] |= (long) (codes[row] >>> 31) << row;
    }
    return true;
  }

  private static boolean any(int[] codes, int rows) {
    int any = 0;
    for (int row = 0; row < rows; row++) {
      any |= codes[row];
    }
    return any < 0;
  }
}
