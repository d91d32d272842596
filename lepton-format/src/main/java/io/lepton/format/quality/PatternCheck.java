package io.lepton.format.quality;

import io.lepton.data.RecordBatch;
import io.lepton.data.TextColumn;
import io.lepton.format.regex.ByteMatcher;

/** Texts of a certain form. */
final class PatternCheck extends RowCheck {

  private final ByteMatcher pattern;
  private final boolean whole;
  private byte[] heap = new byte[0];
  private int[] starts = new int[0];
  private int[] lengths = starts;

  PatternCheck(int column, ByteMatcher pattern, boolean whole) {
    super(column);
    this.pattern = pattern;
    this.whole = whole;
  }

  @Override
  void bind(RecordBatch batch) {
    TextColumn column = (TextColumn) batch.column(columns()[0]);
    heap = column.heap();
    starts = column.starts();
    lengths = column.lengths();
  }

  @Override
  boolean fails(int row) {
    int start = starts[row];
    int end = start + lengths[row];
    return !(whole ? pattern.matches(heap, start, end) : pattern.find(heap, start, end));
  }
}
