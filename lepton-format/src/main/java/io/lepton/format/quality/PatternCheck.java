package io.lepton.format.quality;

import io.lepton.data.RecordBatch;
import io.lepton.data.TextColumn;

/** Texts of a certain form. */
final class PatternCheck extends RowCheck {

  private final TextPattern pattern;
  private byte[] heap = new byte[0];
  private int[] starts = new int[0];
  private int[] lengths = starts;

  PatternCheck(int column, TextPattern pattern) {
    super(column);
    this.pattern = pattern;
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
    return !pattern.accepts(heap, start, start + lengths[row]);
  }
}
