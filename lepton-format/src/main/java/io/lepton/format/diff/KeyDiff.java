package io.lepton.format.diff;

import io.lepton.ErrorCode;
import io.lepton.MalformedInputException;
import io.lepton.format.diff.DiffReport.Outcome;
import java.io.IOException;
import java.util.BitSet;

/**
 * Compares records of the same key.
 *
 * <p>A is read into an index of hashes, then B is held against it. Hashes say that a record changed
 * but not where, so if any did, both are read once more for the columns.
 */
final class KeyDiff {

  private final Comparison comparison;
  private final Findings findings;
  private final KeyIndex index;
  private final RecordHash hash;
  private final BitSet changed = new BitSet();
  private int sizeA;
  private int lastMet = -1;
  private boolean reordered;

  KeyDiff(Comparison comparison) {
    this.comparison = comparison;
    this.findings = new Findings(comparison);
    this.index = new KeyIndex(comparison.options().maxIndexBytes());
    this.hash = new RecordHash(comparison.schema(), comparison.options().key());
  }

  DiffReport run() throws IOException {
    try (RowCursor a = comparison.open(comparison.a())) {
      index(a);
    }
    try (RowCursor b = comparison.open(comparison.b())) {
      hold(b);
    }
    if (!changed.isEmpty() || hasOnlyInA()) {
      lookAgain();
    }
    return findings.report(outcome());
  }

  private void index(RowCursor a) throws IOException {
    while (a.next()) {
      compute(a);
      int there = index.find(hash);
      if (there >= 0) {
        throw duplicate(comparison.a(), there + 1, a.number());
      }
      index.add(hash);
    }
    sizeA = index.size();
  }

  private void compute(RowCursor cursor) throws IOException {
    if (cursor.isFirstOfBatch()) {
      hash.begin(cursor.batch());
    }
    hash.compute(cursor.row());
  }

  private void hold(RowCursor b) throws IOException {
    while (b.next()) {
      compute(b);
      int entry = index.find(hash);
      if (entry < 0) {
        entry = index.add(hash);
        findings.onlyInB(b);
      } else if (index.rowB(entry) > 0) {
        throw duplicate(comparison.b(), index.rowB(entry), b.number());
      } else {
        meet(entry);
      }
      index.setRowB(entry, b.number());
    }
  }

  private void meet(int entry) {
    reordered |= entry < lastMet;
    lastMet = entry;
    if (index.sameRecord(entry, hash)) {
      findings.same();
    } else {
      findings.changed();
      changed.set(entry);
    }
  }

  private static MalformedInputException duplicate(Side side, long first, long second) {
    return new MalformedInputException(
        ErrorCode.DUPLICATE_KEY,
        "%s needs a different key for every row; rows %d and %d have the same"
            .formatted(side.name(), first, second));
  }

  private boolean hasOnlyInA() {
    for (int entry = 0; entry < sizeA; entry++) {
      if (index.rowB(entry) == 0) {
        return true;
      }
    }
    return false;
  }

  private void lookAgain() throws IOException {
    ChangedColumns columns = new ChangedColumns(comparison, findings, changed, index);
    try (RowCursor a = comparison.open(comparison.a())) {
      while (a.next()) {
        int entry = Math.toIntExact(a.number() - 1);
        if (entry < sizeA && index.rowB(entry) == 0) {
          findings.onlyInA(a);
        }
        columns.seeA(a);
      }
    }
    if (!changed.isEmpty()) {
      try (RowCursor b = comparison.open(comparison.b())) {
        while (b.next()) {
          columns.seeB(b);
        }
      }
      columns.list();
    }
  }

  private Outcome outcome() {
    if (!findings.nothing()) {
      return Outcome.DIFFERENT;
    }
    return reordered ? Outcome.SAME_IN_ANOTHER_ORDER : Outcome.SAME;
  }
}
