package io.lepton.runtime.guard;

/**
 * How one dimension of a value follows from that of another, as a window slides over it.
 *
 * @param width how much the window covers, gaps included
 * @param stride how far it moves
 * @param padding what is added at both ends together
 * @param isRoundedUp whether a window that begins inside and ends outside counts
 */
record Window(long width, long stride, long padding, boolean isRoundedUp) {

  /** One result for each stride, however wide the window. */
  static Window same(long stride) {
    return new Window(1, stride, 0, false);
  }

  /** Returns the least size that has so many results. */
  long least(long results) {
    long strides = isRoundedUp ? Math.max(results - 2, -1) : results - 1;
    long begin = isRoundedUp ? 1 : 0;
    long size = strides * stride + begin + width - padding;
    return Math.max(size, 1);
  }
}
