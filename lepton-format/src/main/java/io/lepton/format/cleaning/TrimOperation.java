package io.lepton.format.cleaning;

import io.lepton.data.TextColumn;

/** Cuts white space off both ends: the texts stay where they are. */
final class TrimOperation extends Operation {

  private final int slot;

  TrimOperation(int position, int slot) {
    super(position);
    this.slot = slot;
  }

  @Override
  void apply(Rows rows) {
    TextColumn column = rows.text(slot);
    for (int row = 0; row < rows.count(); row++) {
      if (!column.isNull(row)) {
        look();
        trim(column, row);
      }
    }
  }

  private void trim(TextColumn column, int row) {
    int start = column.starts()[row];
    int end = start + column.lengths()[row];
    int first = Blanks.skip(column.heap(), start, end);
    int last = Blanks.skipBack(column.heap(), first, end);
    if (last - first != end - start) {
      column.set(row, first, last - first);
      change();
    }
  }
}
