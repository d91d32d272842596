package io.lepton.format.regex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A deterministic automaton with all of its states, as one table. Immutable and safe for use by
 * many threads.
 *
 * <p>What a step costs is waiting for the load of the one before it. Where the table stays small it
 * therefore has an entry for each pair of classes too, and a step takes two bytes.
 *
 * <p>A state goes by the place of its row in the table. A row has an entry for each pair of
 * classes, if there are pairs, then one for each class, then one for the end of the value.
 */
final class Dfa {

  /** A quarter of a megabyte: what stays in the second level cache beside the data. */
  private static final int MAX_TABLE = 1 << 16;

  /** What stays in the first level cache beside the data. */
  private static final int MAX_PAIRS = 1 << 13;

  /** Some ten milliseconds. */
  private static final long MAX_WORK = 1 << 22;

  /** The states from which nothing matches and everything does. */
  private static final int DEAD = 0;

  private static final int MATCHED = 1;

  /** How many bytes are passed before it is looked whether more of them can change anything. */
  private static final int BLOCK = 16;

  private final int[] table;
  private final int[] classOf;

  /** The class of each byte times the number of classes: where its pairs begin. */
  private final int[] pairsOf;

  private final boolean hasPairs;
  private final int singles;
  private final int start;
  private final int end;

  /** The same in another shape, where the values that match are all of one form. */
  private final @Nullable FixedForm form;

  /** The row from which everything matches; from the row before it, 0, nothing does. */
  private final int matched;

  private Dfa(Steps steps, ByteClasses classes, boolean hasPairs) {
    int count = classes.count();
    this.hasPairs = hasPairs;
    this.singles = hasPairs ? count * count : 0;
    this.end = singles + count;
    this.matched = end + 1;
    this.start = steps.start() * (end + 1);
    this.classOf = classes.classOf();
    this.pairsOf = new int[classOf.length];
    for (int i = 0; i < classOf.length; i++) {
      pairsOf[i] = classOf[i] * count;
    }
    this.table = layOut(steps, count);
    this.form = steps.form(classOf);
  }

  /**
   * The ways between states, which are numbers from 0 here.
   *
   * @param next the state behind each state and class, the end of the value being the last class
   * @param start the state to begin with
   */
  private record Steps(int[][] next, int start) {

    /** Returns the form of what matches if the states are a chain, or null. */
    @Nullable FixedForm form(int[] classOf) {
      List<boolean[]> sets = new ArrayList<>();
      int state = start;
      while (state > MATCHED && sets.size() < next.length) {
        int[] row = next[state];
        int classes = row.length - 1;
        int following = following(row, classes);
        if (row[classes] == MATCHED) {
          return following == DEAD ? FixedForm.of(sets) : null;
        }
        sets.add(leadingTo(following, row, classOf));
        state = row[classes] == DEAD ? following : DEAD;
      }
      return null;
    }

    /** Returns the one state that some class leads to, or a final state if there is not one. */
    private static int following(int[] row, int classes) {
      int[] states = Arrays.stream(row, 0, classes).filter(s -> s != DEAD).distinct().toArray();
      return states.length == 0 ? DEAD : states.length == 1 ? states[0] : MATCHED;
    }

    private static boolean[] leadingTo(int state, int[] row, int[] classOf) {
      boolean[] set = new boolean[classOf.length];
      for (int b = 0; b < set.length; b++) {
        set[b] = row[classOf[b]] == state;
      }
      return set;
    }
  }

  /** Returns the whole automaton, or null if it has too many states. */
  static @Nullable Dfa of(Nfa nfa, ByteClasses classes, boolean finding) {
    Determinizer determinizer = new Determinizer(nfa, classes, finding);
    DfaTable states = new DfaTable(determinizer);
    int stride = determinizer.endClass() + 1;
    int start = states.rowOf(determinizer.start()) / stride;
    for (int state = 2; state < states.states(); state++) {
      for (int symbolClass = 0; symbolClass < stride; symbolClass++) {
        states.connect(state * stride, symbolClass);
      }
      if (states.states() * stride > MAX_TABLE || determinizer.work() > MAX_WORK) {
        return null;
      }
    }
    boolean hasPairs = (long) states.states() * stride * stride <= MAX_PAIRS;
    return new Dfa(new Steps(states.steps(), start), classes, hasPairs);
  }

  private int[] layOut(Steps steps, int count) {
    int stride = end + 1;
    int[] all = new int[steps.next().length * stride];
    for (int state = 0; state < steps.next().length; state++) {
      int[] next = steps.next()[state];
      for (int i = 0; i <= count; i++) {
        all[state * stride + singles + i] = next[i] * stride;
      }
      for (int pair = 0; pair < singles; pair++) {
        all[state * stride + pair] = steps.next()[next[pair / count]][pair % count] * stride;
      }
    }
    return all;
  }

  @Nullable FixedForm form() {
    return form;
  }

  boolean accepts(byte[] bytes, int from, int to) {
    int row = start;
    int at = from;
    for (; at <= to - BLOCK; at += BLOCK) {
      row = advance(row, bytes, at, at + BLOCK);
      if (row <= matched) {
        return row == matched;
      }
    }
    return table[advance(row, bytes, at, to) + end] == matched;
  }

  private int advance(int from, byte[] bytes, int start, int end) {
    int row = from;
    int at = start;
    if (hasPairs) {
      for (; at < end - 1; at += 2) {
        row = table[row + pairsOf[bytes[at] & 0xFF] + classOf[bytes[at + 1] & 0xFF]];
      }
    }
    for (; at < end; at++) {
      row = table[row + singles + classOf[bytes[at] & 0xFF]];
    }
    return row;
  }
}
