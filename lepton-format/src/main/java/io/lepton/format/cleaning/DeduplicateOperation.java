package io.lepton.format.cleaning;

import io.lepton.data.Column;
import io.lepton.format.internal.SipHash;

/** Leaves rows out whose key occurred before. */
final class DeduplicateOperation extends Operation {

  private final int[] slots;
  private final long maxKeys;
  private final SipHash hash;
  private final RowKey key = new RowKey();
  private KeySet keys;

  DeduplicateOperation(int[] positions, int[] slots, long maxKeys) {
    super(positions);
    this.slots = slots;
    this.maxKeys = maxKeys;
    this.keys = new KeySet(maxKeys);
    this.hash = SipHash.random();
  }

  @Override
  boolean dropsRows() {
    return true;
  }

  @Override
  void restart() {
    super.restart();
    keys = new KeySet(maxKeys);
  }

  @Override
  void apply(Rows rows) {
    for (int row = 0; row < rows.count(); row++) {
      look();
      if (isRepeated(rows, row)) {
        drop(rows, row);
      }
    }
  }

  private boolean isRepeated(Rows rows, int row) {
    boolean isMissing = true;
    key.clear();
    for (int slot : slots) {
      Column column = rows.column(slot);
      isMissing &= column.isNull(row);
      key.add(column, row);
    }
    hash.hash(key.bytes(), 0, key.size());
    // Rows without a key are not the same row.
    return !isMissing && !keys.add(hash.low(), hash.high());
  }
}
