package io.lepton.format.regex;

/**
 * A non-deterministic automaton over bytes, after Thompson. Immutable and safe for use by many
 * threads.
 *
 * <p>State {@code s} is of kind {@code kinds[s]}. A split goes on to {@code first[s]} and {@code
 * second[s]}, an assertion, where it holds, to {@code first[s]}. A state of ranges owns the entries
 * {@code first[s]} to {@code second[s] - 1} of {@link #ranges} and {@link #targets}.
 *
 * @param kinds one of the constants below a state
 * @param first see above
 * @param second see above
 * @param ranges the lowest byte of a range times 256, plus its highest byte
 * @param targets the state behind a range
 * @param start the state to match a whole value from
 * @param findStart the state to find a match anywhere from
 */
record Nfa(
    byte[] kinds,
    int[] first,
    int[] second,
    int[] ranges,
    int[] targets,
    int start,
    int findStart) {

  static final byte MATCH = 0;
  static final byte RANGES = 1;
  static final byte SPLIT = 2;
  static final byte START = 3;
  static final byte END = 4;
  static final byte WORD_BOUNDARY = 5;
  static final byte NO_WORD_BOUNDARY = 6;

  int size() {
    return kinds.length;
  }

  /** Says whether a state waits for what comes next before it is known if it goes on. */
  boolean isPending(int state) {
    return kinds[state] >= START;
  }

  /** Returns the state behind a byte, or -1 if there is none. */
  int step(int state, int symbol) {
    for (int i = first[state]; i < second[state]; i++) {
      int range = ranges[i];
      if (symbol >= range >>> 8 && symbol <= (range & 0xFF)) {
        return targets[i];
      }
    }
    return -1;
  }

  boolean hasWordBoundaries() {
    for (byte kind : kinds) {
      if (kind >= WORD_BOUNDARY) {
        return true;
      }
    }
    return false;
  }
}
