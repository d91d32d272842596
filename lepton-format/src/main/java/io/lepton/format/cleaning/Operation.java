package io.lepton.format.cleaning;

/**
 * A step at work on one source: what it does to some rows, what it remembers from one batch to the
 * next, and what it counts.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
abstract class Operation {

  private final int[] positions;
  private long values;
  private long changed;
  private long nulled;
  private long dropped;
  private long rejected;

  /**
   * Makes an operation.
   *
   * @param positions the columns that it looks at, as positions in the schema
   */
  Operation(int... positions) {
    this.positions = positions;
  }

  final int[] positions() {
    return positions;
  }

  /** Says whether rows may disappear, so that what follows depends on this operation. */
  boolean dropsRows() {
    return false;
  }

  /**
   * Says whether everything is known that {@link #apply} needs; otherwise rows are learned from.
   */
  boolean isReady() {
    return true;
  }

  /** Looks at rows in a pass before the real one. */
  void learn(Rows rows) {
    throw new IllegalStateException("Nothing to learn");
  }

  /** Ends a pass in which rows were learned from: afterwards the operation is ready. */
  void endLearning() {}

  /** Works on rows. */
  abstract void apply(Rows rows);

  /** Forgets everything of a pass but what was learned. */
  void restart() {
    values = 0;
    changed = 0;
    nulled = 0;
    dropped = 0;
    rejected = 0;
  }

  final void look() {
    values++;
  }

  final void change() {
    changed++;
  }

  /** Takes a value away, or leaves the row out, as the step says. */
  final void fail(Rows rows, int slot, int row, OnFailure onFailure, String reason) {
    if (onFailure == OnFailure.REJECT) {
      rows.reject(row, positions[0], reason);
      dropped++;
      rejected++;
    }
    // Also in a row that goes: its slot must not hold what was there before.
    setMissing(rows, slot, row);
    nulled += onFailure == OnFailure.MISSING ? 1 : 0;
  }

  final void takeAway(Rows rows, int slot, int row) {
    setMissing(rows, slot, row);
    nulled++;
  }

  private static void setMissing(Rows rows, int slot, int row) {
    rows.column(slot).setNull(row);
  }

  final void drop(Rows rows, int row) {
    rows.drop(row);
    dropped++;
  }

  final long rejected() {
    return rejected;
  }

  final CleaningReport.Step report(String name) {
    return new CleaningReport.Step(name, values, changed, nulled, dropped);
  }
}
