package io.lepton.format.diff;

import io.lepton.data.RecordBatch;
import io.lepton.format.canonical.CanonicalJson;
import io.lepton.format.diff.DiffReport.Outcome;
import io.lepton.format.diff.Difference.Kind;
import io.lepton.format.diff.Difference.Values;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was found so far. */
final class Findings {

  private final Comparison comparison;
  private final long[] changedByColumn;
  private final List<Difference> changes = new ArrayList<>();
  private final List<Difference> onlyInA = new ArrayList<>();
  private final List<Difference> onlyInB = new ArrayList<>();
  private long comparedByColumn;
  private long same;
  private long changed;
  private long onlyInACount;
  private long onlyInBCount;

  Findings(Comparison comparison) {
    this.comparison = comparison;
    this.changedByColumn = new long[comparison.schema().size()];
  }

  void same() {
    same++;
  }

  void changed() {
    changed++;
  }

  /** Notes which columns of a changed record differ. */
  void columnsChanged(boolean[] columns) {
    comparedByColumn++;
    for (int i = 0; i < columns.length; i++) {
      changedByColumn[i] += columns[i] ? 1 : 0;
    }
  }

  /** Whether there is room for one more changed record in the list. */
  boolean listsChange() {
    return changes.size() < comparison.options().maxListed();
  }

  void list(Difference difference) {
    changes.add(difference);
  }

  void onlyInA(RowCursor a) {
    onlyInACount++;
    if (onlyInA.size() < comparison.options().maxListed()) {
      onlyInA.add(
          new Difference(Kind.ONLY_IN_A, a.number(), 0, List.of(), values(a, Kind.ONLY_IN_A)));
    }
  }

  void onlyInB(RowCursor b) {
    onlyInBCount++;
    if (onlyInB.size() < comparison.options().maxListed()) {
      onlyInB.add(
          new Difference(Kind.ONLY_IN_B, 0, b.number(), List.of(), values(b, Kind.ONLY_IN_B)));
    }
  }

  private List<Values> values(RowCursor cursor, Kind kind) {
    List<Values> values = new ArrayList<>();
    for (int i = 0; i < comparison.schema().size() && comparison.options().values(); i++) {
      Optional<String> value = Optional.of(value(cursor.batch(), i, cursor.row()));
      values.add(
          new Values(
              comparison.schema().field(i).name(),
              kind == Kind.ONLY_IN_A ? value : Optional.empty(),
              kind == Kind.ONLY_IN_B ? value : Optional.empty()));
    }
    return values;
  }

  /** Returns a value as people read it. */
  static String value(RecordBatch batch, int column, int row) {
    return new String(CanonicalJson.of(batch.column(column), row), StandardCharsets.UTF_8);
  }

  boolean nothing() {
    return changed == 0
        && onlyInACount == 0
        && onlyInBCount == 0
        && comparison.onlyInA().isEmpty()
        && comparison.onlyInB().isEmpty();
  }

  /** Whether nothing but the order can be different. */
  boolean mayBeReordered() {
    return onlyInACount == 0
        && onlyInBCount == 0
        && comparison.onlyInA().isEmpty()
        && comparison.onlyInB().isEmpty();
  }

  DiffReport report(Outcome outcome) {
    List<Difference> first = new ArrayList<>(changes);
    first.addAll(onlyInA);
    first.addAll(onlyInB);
    return new DiffReport(
        comparison.a().name(),
        comparison.b().name(),
        outcome,
        same + changed + onlyInACount,
        same + changed + onlyInBCount,
        comparison.options().key(),
        comparison.onlyInA(),
        comparison.onlyInB(),
        same,
        changed,
        onlyInACount,
        onlyInBCount,
        byColumn(),
        comparedByColumn,
        first);
  }

  private Map<String, Long> byColumn() {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (int i = 0; i < changedByColumn.length; i++) {
      if (changedByColumn[i] > 0) {
        counts.put(comparison.schema().field(i).name(), changedByColumn[i]);
      }
    }
    return counts;
  }
}
