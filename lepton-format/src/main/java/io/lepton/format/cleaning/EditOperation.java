package io.lepton.format.cleaning;

import io.lepton.data.TextColumn;

/** Edits every text of a column. */
final class EditOperation extends Operation {

  private final int slot;
  private final TextEdit edit;

  EditOperation(int position, int slot, TextEdit edit) {
    super(position);
    this.slot = slot;
    this.edit = edit;
  }

  @Override
  void apply(Rows rows) {
    TextColumn column = rows.text(slot);
    TextBuffer buffer = rows.buffer(slot);
    buffer.begin(rows.count());
    boolean anyChanged = false;
    for (int row = 0; row < rows.count(); row++) {
      if (!column.isNull(row)) {
        look();
        anyChanged |= edit(column, row, buffer);
      }
    }
    if (anyChanged) {
      buffer.putInto(column, rows.count());
    }
  }

  private boolean edit(TextColumn column, int row, TextBuffer buffer) {
    byte[] edited = edit.edit(column.heap(), column.starts()[row], column.lengths()[row]);
    if (edited == null) {
      return false;
    }
    buffer.append(row, edited);
    change();
    return true;
  }
}
