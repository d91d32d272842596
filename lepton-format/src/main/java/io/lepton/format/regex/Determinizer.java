package io.lepton.format.regex;

import java.util.Arrays;

/**
 * Computes the states of the deterministic automaton one by one: each is the set of states that the
 * non-deterministic one can be in.
 *
 * <p>Assertions need to know what comes next. A set therefore keeps them until the next byte, or
 * the end of the value, says whether they hold; the end counts as one more class of bytes.
 *
 * <p><b>Threads.</b> One at a time: the sets are worked out in place.
 */
final class Determinizer {

  /** At the start of the value; kept only as long as an assertion waits. */
  private static final int AT_START = 1;

  /** Behind a word character; kept only as long as an assertion waits. */
  private static final int AFTER_WORD = 2;

  private final Nfa nfa;
  private final ByteClasses classes;
  private final boolean finding;
  private final boolean hasWordBoundaries;
  private final StateSet here;
  private final StateSet behind;
  private int[] stack = new int[64];
  private int stacked;
  private long work;

  /**
   * Makes one.
   *
   * @param nfa the automaton to follow
   * @param classes its classes of bytes
   * @param finding whether a match anywhere will do; otherwise it must be the whole value
   */
  Determinizer(Nfa nfa, ByteClasses classes, boolean finding) {
    this.nfa = nfa;
    this.classes = classes;
    this.finding = finding;
    this.hasWordBoundaries = nfa.hasWordBoundaries();
    this.here = new StateSet(nfa.size());
    this.behind = new StateSet(nfa.size());
  }

  /**
   * A state of the deterministic automaton.
   *
   * @param states those of the other one, without splits, in rising order
   * @param context what the assertions among them need to know of what lies before
   */
  record Item(int[] states, int context) {

    /** No match is possible any more. */
    static final Item DEAD = new Item(new int[0], 0);

    /** Whatever follows, there is a match. */
    static final Item MATCHED = new Item(new int[0], -1);

    boolean isFinal() {
      return states.length == 0;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Item that
          && context == that.context
          && Arrays.equals(states, that.states);
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(states) + context;
    }
  }

  /** Returns how many steps were made so far: a measure of time. */
  long work() {
    return work;
  }

  /** Returns the class that stands for the end of the value. */
  int endClass() {
    return classes.count();
  }

  Item start() {
    behind.clear();
    push(finding ? nfa.findStart() : nfa.start());
    close(behind, AT_START);
    return item(AT_START);
  }

  Item next(Item from, int symbolClass) {
    if (from.isFinal()) {
      return from;
    }
    resolve(from, symbolClass);
    boolean atEnd = symbolClass == endClass();
    if ((finding || atEnd) && hasMatch(here)) {
      return Item.MATCHED;
    }
    return atEnd ? Item.DEAD : step(classes.examples()[symbolClass]);
  }

  private Item step(int symbol) {
    behind.clear();
    for (int i = 0; i < here.size(); i++) {
      int state = here.get(i);
      if (nfa.kinds()[state] == Nfa.RANGES) {
        work += nfa.second()[state] - nfa.first()[state];
        int next = nfa.step(state, symbol);
        if (next >= 0) {
          push(next);
          close(behind, 0);
        }
      }
    }
    work += behind.size();
    return item(hasWordBoundaries && CodePoints.WORD.contains(symbol) ? AFTER_WORD : 0);
  }

  private boolean hasMatch(StateSet set) {
    for (int i = 0; i < set.size(); i++) {
      if (nfa.kinds()[set.get(i)] == Nfa.MATCH) {
        return true;
      }
    }
    return false;
  }

  /** Makes a state of those behind a byte. */
  private Item item(int context) {
    if (finding && hasMatch(behind)) {
      return Item.MATCHED;
    }
    int[] states = new int[behind.size()];
    int count = 0;
    boolean isPending = false;
    for (int i = 0; i < behind.size(); i++) {
      int state = behind.get(i);
      byte kind = nfa.kinds()[state];
      if (kind != Nfa.SPLIT && kind != Nfa.START) {
        states[count++] = state;
        isPending |= nfa.isPending(state);
      }
    }
    if (count == 0) {
      return Item.DEAD;
    }
    states = Arrays.copyOf(states, count);
    Arrays.sort(states);
    return new Item(states, isPending ? context : 0);
  }

  private void push(int state) {
    if (stacked == stack.length) {
      stack = Arrays.copyOf(stack, 2 * stacked);
    }
    stack[stacked++] = state;
  }

  /** Follows what needs no byte from the states on the stack. */
  private void close(StateSet set, int context) {
    while (stacked > 0) {
      int state = stack[--stacked];
      if (!set.add(state)) {
        continue;
      }
      byte kind = nfa.kinds()[state];
      if (kind == Nfa.SPLIT) {
        push(nfa.second()[state]);
        push(nfa.first()[state]);
      } else if (kind == Nfa.START && (context & AT_START) != 0) {
        push(nfa.first()[state]);
      }
    }
  }

  /** Follows the assertions that hold now that it is known what comes next. */
  private void resolve(Item from, int symbolClass) {
    here.clear();
    for (int state : from.states()) {
      here.add(state);
    }
    // The set grows while it is walked.
    for (int i = 0; i < here.size(); i++) {
      int state = here.get(i);
      if (nfa.kinds()[state] > Nfa.START
          && holds(nfa.kinds()[state], from.context(), symbolClass)) {
        push(nfa.first()[state]);
        close(here, from.context());
      }
    }
  }

  private boolean holds(byte kind, int context, int symbolClass) {
    boolean atEnd = symbolClass == endClass();
    if (kind == Nfa.END) {
      return atEnd;
    }
    int symbol = atEnd ? ' ' : classes.examples()[symbolClass];
    if (symbol >= ByteClasses.FIRST_CONTINUATION && symbol <= ByteClasses.LAST_CONTINUATION) {
      // In the middle of a character there is no place between two characters.
      return false;
    }
    boolean isBoundary = (context & AFTER_WORD) != 0 != CodePoints.WORD.contains(symbol);
    return isBoundary == (kind == Nfa.WORD_BOUNDARY);
  }
}
