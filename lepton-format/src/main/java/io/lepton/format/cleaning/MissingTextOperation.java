package io.lepton.format.cleaning;

import io.lepton.data.TextColumn;
import java.util.Arrays;
import java.util.List;

/** Takes away texts that mean that there is no value. */
final class MissingTextOperation extends Operation {

  private final int slot;
  private final List<byte[]> texts;

  MissingTextOperation(int position, int slot, List<byte[]> texts) {
    super(position);
    this.slot = slot;
    this.texts = texts;
  }

  @Override
  void apply(Rows rows) {
    TextColumn column = rows.text(slot);
    for (int row = 0; row < rows.count(); row++) {
      if (column.isNull(row)) {
        continue;
      }
      look();
      if (isMissing(column, row)) {
        takeAway(rows, slot, row);
      }
    }
  }

  private boolean isMissing(TextColumn column, int row) {
    int start = column.starts()[row];
    int end = start + column.lengths()[row];
    for (byte[] text : texts) {
      if (Arrays.equals(column.heap(), start, end, text, 0, text.length)) {
        return true;
      }
    }
    return false;
  }
}
