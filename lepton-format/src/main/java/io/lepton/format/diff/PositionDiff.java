package io.lepton.format.diff;

import io.lepton.format.canonical.DatasetDigest;
import io.lepton.format.canonical.DatasetDigest.Kind;
import io.lepton.format.canonical.DatasetDigester;
import io.lepton.format.diff.DiffReport.Outcome;
import io.lepton.format.diff.Difference.Values;
import io.lepton.format.internal.CellEquality;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares the first record with the first, the second with the second. */
final class PositionDiff {

  private final Comparison comparison;
  private final Findings findings;
  private final boolean[] differs;

  PositionDiff(Comparison comparison) {
    this.comparison = comparison;
    this.findings = new Findings(comparison);
    this.differs = new boolean[comparison.schema().size()];
  }

  DiffReport run() throws IOException {
    try (RowCursor a = comparison.open(comparison.a());
        RowCursor b = comparison.open(comparison.b())) {
      compare(a, b);
    }
    return findings.report(outcome());
  }

  private void compare(RowCursor a, RowCursor b) throws IOException {
    CellEquality[] columns = new CellEquality[differs.length];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = CellEquality.ofRows(a.batch().column(i), b.batch().column(i));
    }
    boolean moreA = a.next();
    boolean moreB = b.next();
    while (moreA && moreB) {
      if (same(columns, a.row(), b.row())) {
        findings.same();
      } else {
        change(a, b);
      }
      moreA = a.next();
      moreB = b.next();
    }
    for (; moreA; moreA = a.next()) {
      findings.onlyInA(a);
    }
    for (; moreB; moreB = b.next()) {
      findings.onlyInB(b);
    }
  }

  private boolean same(CellEquality[] columns, int rowA, int rowB) {
    boolean same = true;
    for (int i = 0; i < columns.length; i++) {
      differs[i] = !columns[i].equal(rowA, rowB);
      same &= !differs[i];
    }
    return same;
  }

  private void change(RowCursor a, RowCursor b) {
    findings.changed();
    findings.columnsChanged(differs);
    if (findings.listsChange()) {
      findings.list(difference(a, b));
    }
  }

  private Difference difference(RowCursor a, RowCursor b) {
    List<String> names = new ArrayList<>();
    List<Values> values = new ArrayList<>();
    for (int i = 0; i < differs.length; i++) {
      if (differs[i]) {
        String name = comparison.schema().field(i).name();
        names.add(name);
        values.add(
            new Values(
                name,
                Optional.of(Findings.value(a.batch(), i, a.row())),
                Optional.of(Findings.value(b.batch(), i, b.row()))));
      }
    }
    List<Values> shown = comparison.options().values() ? values : List.of();
    return new Difference(Difference.Kind.CHANGED, a.number(), b.number(), names, shown);
  }

  private Outcome outcome() throws IOException {
    if (findings.nothing()) {
      return Outcome.SAME;
    }
    return findings.mayBeReordered() && sameContent()
        ? Outcome.SAME_IN_ANOTHER_ORDER
        : Outcome.DIFFERENT;
  }

  private boolean sameContent() throws IOException {
    try {
      return content(comparison.a()).equals(content(comparison.b()));
    } catch (IllegalStateException e) {
      // A stream cannot be read again, and is not known to be the same.
      return false;
    }
  }

  private DatasetDigest content(Side side) throws IOException {
    DatasetDigester digester = DatasetDigester.of(comparison.schema(), Kind.CONTENT);
    try (RowCursor cursor = comparison.open(side)) {
      while (cursor.next()) {
        if (cursor.isFirstOfBatch()) {
          digester.update(cursor.batch());
        }
      }
    }
    return digester.digest(Kind.CONTENT);
  }
}
