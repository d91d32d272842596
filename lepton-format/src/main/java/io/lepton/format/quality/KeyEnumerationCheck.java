package io.lepton.format.quality;

import io.lepton.data.RecordBatch;
import java.util.Arrays;

/** Keys that are among some: looked up in a bitmap where they lie close together. */
final class KeyEnumerationCheck extends Check {

  private static final long MAX_BITMAP_SPAN = 1 << 16;

  private final KeyColumn keys;
  private final long[] allowed;
  private final long low;
  private final long span;
  private final long[] bitmap;

  /**
   * Makes a check.
   *
   * @param keys the keys
   * @param allowed those that are allowed, at least one
   */
  KeyEnumerationCheck(KeyColumn keys, long[] allowed) {
    super(keys.position());
    this.keys = keys;
    this.allowed = allowed.clone();
    Arrays.sort(this.allowed);
    this.low = this.allowed[0];
    this.span = this.allowed[allowed.length - 1] - low;
    this.bitmap = Long.compareUnsigned(span, MAX_BITMAP_SPAN) < 0 ? bitmap() : new long[0];
  }

  private long[] bitmap() {
    long[] bits = new long[Bits.words((int) span + 1)];
    for (long key : allowed) {
      Bits.set(bits, (int) (key - low));
    }
    return bits;
  }

  @Override
  boolean find(RecordBatch batch, long[] failed) {
    int rows = batch.rowCount();
    long[] values = keys.of(batch);
    long any = 0;
    for (int base = 0; base < rows; base += 64) {
      int end = Math.min(rows, base + 64);
      long word = bitmap.length > 0 ? lookedUp(values, base, end) : searched(values, base, end);
      failed[base >>> 6] = word;
      any |= word;
    }
    return any != 0;
  }

  private long lookedUp(long[] values, int from, int to) {
    long word = 0;
    for (int row = from; row < to; row++) {
      long distance = values[row] - low;
      boolean inside = distance >= 0 && distance <= span;
      long bit = inside ? bitmap[(int) (distance >>> 6)] >>> distance & 1 : 0;
      word |= (bit ^ 1) << row;
    }
    return word;
  }

  private long searched(long[] values, int from, int to) {
    long word = 0;
    for (int row = from; row < to; row++) {
      word |= (Arrays.binarySearch(allowed, values[row]) < 0 ? 1L : 0L) << row;
    }
    return word;
  }
}
