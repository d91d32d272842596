package io.lepton.format.quality;

import io.lepton.data.RecordBatch;

/**
 * Keys between two others, which are in the range themselves.
 *
 * <p>A key lies in the range if its distance from the low end, as an unsigned number, is at most
 * that of the high end. The highest bit of {@link #beyond} says so without a branch; a first loop,
 * which the compiler turns into vector instructions, only asks whether it is set for any row.
 */
final class RangeCheck extends Check {

  private final KeyColumn keys;
  private final long low;
  private final long span;

  RangeCheck(KeyColumn keys, long low, long high) {
    super(keys.position());
    this.keys = keys;
    this.low = low;
    this.span = high - low;
  }

  @Override
  boolean find(RecordBatch batch, long[] failed) {
    int rows = batch.rowCount();
    long[] values = keys.of(batch);
    if (!any(values, rows, low, span)) {
      return false;
    }
    for (int base = 0; base < rows; base += 64) {
      failed[base >>> 6] = word(values, base, Math.min(rows, base + 64), low, span);
    }
    return true;
  }

  private static boolean any(long[] values, int rows, long low, long span) {
    long any = 0;
    for (int row = 0; row < rows; row++) {
      any |= beyond(values[row] - low, span);
    }
    return any < 0;
  }

  private static long word(long[] values, int from, int to, long low, long span) {
    long word = 0;
    for (int row = from; row < to; row++) {
      word |= beyond(values[row] - low, span) >>> 63 << row;
    }
    return word;
  }

  /** The highest bit is the borrow of {@code span - distance}: Hacker's Delight, 2-13. */
  private static long beyond(long distance, long span) {
    return ~span & distance | (~span | distance) & span - distance;
  }
}
