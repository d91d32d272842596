package io.lepton.format.regex;

import org.jspecify.annotations.Nullable;

/**
 * A deterministic automaton with all of its states: one step a byte, whatever the bytes. Immutable
 * and safe for use by many threads.
 *
 * @param table the row behind each row and class, row by row; the last class is the end of the
 *     value
 * @param classOf the class of each byte
 * @param start the row to begin with
 * @param matched the row from which everything matches; the row before it, 0, is the one from which
 *     nothing does
 * @param endClass the class that stands for the end of the value
 */
record Dfa(int[] table, int[] classOf, int start, int matched, int endClass) {

  /** A quarter of a megabyte: what stays in the second level cache beside the data. */
  private static final int MAX_TABLE = 1 << 16;

  /** Some ten milliseconds. */
  private static final long MAX_WORK = 1 << 21;

  /** How many steps are made before it is looked whether more of them can change anything. */
  private static final int STEPS = 16;

  /** Returns the whole automaton, or null if it has too many states. */
  static @Nullable Dfa of(Nfa nfa, ByteClasses classes, boolean finding) {
    Determinizer determinizer = new Determinizer(nfa, classes, finding);
    DfaTable states = new DfaTable(determinizer);
    int stride = determinizer.endClass() + 1;
    int start = states.rowOf(determinizer.start());
    for (int state = 2; state < states.states(); state++) {
      for (int symbolClass = 0; symbolClass < stride; symbolClass++) {
        states.connect(state * stride, symbolClass);
      }
      if (states.states() * stride > MAX_TABLE || determinizer.work() > MAX_WORK) {
        return null;
      }
    }
    return new Dfa(
        states.trimmed(), classes.classOf(), start, states.matched(), determinizer.endClass());
  }

  boolean accepts(byte[] bytes, int from, int to) {
    int row = start;
    int at = from;
    for (; at <= to - STEPS; at += STEPS) {
      row = advance(row, bytes, at, at + STEPS);
      if (row <= matched) {
        return row == matched;
      }
    }
    return table[advance(row, bytes, at, to) + endClass] == matched;
  }

  private int advance(int from, byte[] bytes, int start, int end) {
    int row = from;
    for (int i = start; i < end; i++) {
      row = table[row + classOf[bytes[i] & 0xFF]];
    }
    return row;
  }
}
