package io.lepton.format.profile;

/**
 * Which values of a batch are looked at when frequent ones are sought: one value, drawn by chance,
 * of every so many in a row. Drawn anew for each batch, and the same for all columns of it.
 *
 * <p>All values of the first rows are taken; the further, the fewer, down to one in {@value
 * #MOST_APART}.
 */
final class SamplePicks {

  /** So many rows are looked at one and all. */
  static final int FULL_ROWS = 2048;

  private static final int MOST_APART = 16;

  private int[] positions = {};
  private int count;
  private int weight = 1;
  private int chance;
  private long state;
  private long rowsBefore;

  /**
   * Makes a sample that has seen no rows.
   *
   * @param seed of the drawing
   */
  SamplePicks(long seed) {
    state = seed;
  }

  /**
   * Draws for the next batch.
   *
   * @param rows of the batch
   * @param elements of its widest column
   */
  void draw(int rows, int elements) {
    weight = apart();
    chance = next(1 << 16);
    if (positions.length < elements) {
      positions = new int[elements];
    }
    count = 0;
    for (int from = 0; from < elements; from += weight) {
      int position = from + next(weight);
      // Not moved into the batch: a short rest would be looked at too often.
      if (position < elements) {
        positions[count++] = position;
      }
    }
    rowsBefore += rows;
  }

  private int apart() {
    int apart = 1;
    for (long full = FULL_ROWS; rowsBefore >= full && apart < MOST_APART; full *= 4) {
      apart *= 4;
    }
    return apart;
  }

  // SplitMix64 (Steele, Lea, Flood 2014).
  private int next(int bound) {
    state += 0x9e3779b97f4a7c15L;
    return (int) (Mix.of(state, 0) >>> 33) & bound - 1;
  }

  /** Returns how many values each position stands for. */
  int weight() {
    return weight;
  }

  int count() {
    return count;
  }

  /** Returns where to begin if only one position of every so many is wanted. */
  int phase(int step) {
    return chance & step - 1;
  }

  /** Returns the positions, in ascending order. */
  int position(int index) {
    return positions[index];
  }
}
