package io.lepton.format.quality;

import io.lepton.data.RecordBatch;
import io.lepton.format.internal.SortKeys;
import io.lepton.quality.Relation;

/** Two columns with keys of the same meaning, in a relation. */
final class KeyOrderCheck extends Check {

  private final KeyColumn left;
  private final KeyColumn right;
  private final Relation relation;
  private final boolean mayBeNan;

  /**
   * Makes a check.
   *
   * @param left the first column
   * @param relation the relation
   * @param right the second column
   * @param mayBeNan whether the keys are those of floating point numbers
   */
  KeyOrderCheck(KeyColumn left, Relation relation, KeyColumn right, boolean mayBeNan) {
    super(left.position(), right.position());
    this.left = left;
    this.relation = relation;
    this.right = right;
    this.mayBeNan = mayBeNan;
  }

  @Override
  boolean find(RecordBatch batch, long[] failed) {
    int rows = batch.rowCount();
    long[] a = left.of(batch);
    long[] b = right.of(batch);
    long any = 0;
    for (int base = 0; base < rows; base += 64) {
      int end = Math.min(rows, base + 64);
      long word = word(a, b, base, end);
      if (mayBeNan) {
        long nans = nans(a, base, end) | nans(b, base, end);
        word = relation == Relation.NOT_EQUAL ? word & ~nans : word | nans;
      }
      failed[base >>> 6] = word;
      any |= word;
    }
    return any != 0;
  }

  private long word(long[] a, long[] b, int from, int to) {
    return switch (relation) {
      case LESS -> ~below(a, b, from, to);
      case LESS_OR_EQUAL -> below(b, a, from, to);
      case GREATER -> ~below(b, a, from, to);
      case GREATER_OR_EQUAL -> below(a, b, from, to);
      case EQUAL -> ~same(a, b, from, to);
      case NOT_EQUAL -> same(a, b, from, to);
    };
  }

  private static long below(long[] a, long[] b, int from, int to) {
    long word = 0;
    for (int row = from; row < to; row++) {
      word |= (a[row] < b[row] ? 1L : 0L) << row;
    }
    return word;
  }

  private static long same(long[] a, long[] b, int from, int to) {
    long word = 0;
    for (int row = from; row < to; row++) {
      word |= (a[row] == b[row] ? 1L : 0L) << row;
    }
    return word;
  }

  private static long nans(long[] keys, int from, int to) {
    long word = 0;
    for (int row = from; row < to; row++) {
      word |= (keys[row] > SortKeys.INFINITY ? 1L : 0L) << row;
    }
    return word;
  }
}
