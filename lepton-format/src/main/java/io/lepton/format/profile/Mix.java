package io.lepton.format.profile;

/**
 * Turns keys into numbers whose high and low bits depend on every bit of the key: multiply, fold,
 * multiply, fold. One to one, so that distinct keys never become one.
 *
 * <p>Stateless.
 */
final class Mix {

  // The odd constants of MurmurHash3's and SplitMix's finishers (Appleby; Stafford's variant 13).
  private static final long FIRST = 0xff51afd7ed558ccdL;
  private static final long SECOND = 0x94d049bb133111ebL;

  private Mix() {}

  static long of(long key, long seed) {
    long mixed = (key ^ seed) * FIRST;
    long again = (mixed ^ mixed >>> 32) * SECOND;
    return again ^ again >>> 32;
  }
}
