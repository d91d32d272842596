package io.lepton.format.diff;

import io.lepton.ErrorCode;
import io.lepton.LeptonIOException;
import io.lepton.format.canonical.CanonicalJson;
import io.lepton.format.diff.Difference.Kind;
import io.lepton.format.diff.Difference.Values;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds which columns of the changed records differ.
 *
 * <p>What A has is kept until B's record comes by: the values themselves if they are to be shown,
 * otherwise a hash of 128 bits. How much is kept has a bound; the columns of records beyond it are
 * not found.
 */
final class ChangedColumns {

  // With the objects around them, some 40 bytes each.
  private static final int MAX_CELLS = 1 << 20;
  private static final int HASH_BYTES = 16;

  private final Comparison comparison;
  private final Findings findings;
  private final MessageDigest sha256 = RecordHash.sha256();
  private final Map<Long, Change> byRowA = new HashMap<>();
  private final Map<Long, Change> byRowB = new HashMap<>();
  private final List<Change> listed = new ArrayList<>();

  /**
   * Begins with the changed records.
   *
   * @param changed their entries in the index
   */
  ChangedColumns(Comparison comparison, Findings findings, BitSet changed, KeyIndex index) {
    this.comparison = comparison;
    this.findings = findings;
    int mostListed = comparison.options().maxListed();
    int most = Math.max(mostListed, MAX_CELLS / comparison.schema().size());
    changed.stream()
        .limit(most)
        .forEach(entry -> add(new Change(entry + 1L, index.rowB(entry)), mostListed));
  }

  private void add(Change change, int mostListed) {
    byRowA.put(change.rowA, change);
    byRowB.put(change.rowB, change);
    if (listed.size() < mostListed) {
      listed.add(change);
      change.shown = comparison.options().values();
    }
  }

  void seeA(RowCursor a) {
    Change change = byRowA.get(a.number());
    if (change != null) {
      change.cells = cells(a, change.shown);
    }
  }

  private byte[][] cells(RowCursor cursor, boolean shown) {
    byte[][] cells = new byte[comparison.schema().size()][];
    for (int i = 0; i < cells.length; i++) {
      byte[] value = CanonicalJson.of(cursor.batch().column(i), cursor.row());
      cells[i] = shown ? value : Arrays.copyOf(sha256.digest(value), HASH_BYTES);
    }
    return cells;
  }

  void seeB(RowCursor b) throws IOException {
    Change change = byRowB.get(b.number());
    if (change == null) {
      return;
    }
    if (change.cells.length == 0) {
      throw inputChanged(comparison.a());
    }
    compare(change, cells(b, change.shown));
  }

  private void compare(Change change, byte[][] cells) {
    boolean[] differs = new boolean[cells.length];
    for (int i = 0; i < cells.length; i++) {
      differs[i] = !Arrays.equals(change.cells[i], cells[i]);
      if (differs[i]) {
        change.columns.add(name(i));
      }
      if (change.shown && (differs[i] || isKey(i))) {
        change.values.add(
            new Values(name(i), Optional.of(text(change.cells[i])), Optional.of(text(cells[i]))));
      }
    }
    change.cells = new byte[0][];
    findings.columnsChanged(differs);
  }

  private String name(int column) {
    return comparison.schema().field(column).name();
  }

  private boolean isKey(int column) {
    return comparison.options().key().contains(name(column));
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }

  private static LeptonIOException inputChanged(Side side) {
    return new LeptonIOException(
        ErrorCode.INPUT_CHANGED, side.name() + " changed while it was compared", null);
  }

  /** Puts the listed records on the list, now that their columns are known. */
  void list() {
    for (Change change : listed) {
      findings.list(
          new Difference(Kind.CHANGED, change.rowA, change.rowB, change.columns, change.values));
    }
  }

  private static final class Change {

    private final long rowA;
    private final long rowB;
    private final List<String> columns = new ArrayList<>();
    private final List<Values> values = new ArrayList<>();
    private boolean shown;
    private byte[][] cells = new byte[0][];

    Change(long rowA, long rowB) {
      this.rowA = rowA;
      this.rowB = rowB;
    }
  }
}
