package io.lepton.format.profile;

/**
 * Turns keys into numbers whose high and low bits depend on every bit of the key: fold, multiply,
 * fold, multiply, fold. One to one, so that distinct keys never become one. Without the first fold
 * keys that differ in their high bits alone, as doubles that are small whole numbers do, would have
 * only one multiplication to spread.
 *
 * <p>Stateless.
 */
final class Mix {

  // The odd constants of MurmurHash3's and SplitMix's finishers (Appleby; Stafford's variant 13).
  private static final long FIRST = 0xff51afd7ed558ccdL;
  private static final long SECOND = 0x94d049bb133111ebL;

  private Mix() {}

  static long of(long key, long seed) {
    long seeded = key ^ seed;
    long mixed = (seeded ^ seeded >>> 32) * FIRST;
    long again = (mixed ^ mixed >>> 32) * SECOND;
    return again ^ again >>> 32;
  }
}
