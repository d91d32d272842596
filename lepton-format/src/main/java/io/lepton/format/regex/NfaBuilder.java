package io.lepton.format.regex;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import java.util.Arrays;

/** Makes the automaton of a pattern, from its end to its start. */
final class NfaBuilder {

  /** What keeps the two tables of a determinizer within some hundred kilobytes. */
  static final int MAX_STATES = 60_000;

  private byte[] kinds = new byte[64];
  private int[] first = new int[64];
  private int[] second = new int[64];
  private int[] ranges = new int[64];
  private int[] targets = new int[64];
  private int states;
  private int edges;

  private NfaBuilder() {}

  static Nfa build(Node pattern) {
    NfaBuilder builder = new NfaBuilder();
    int start = builder.add(pattern, builder.state(Nfa.MATCH, 0, 0));
    int findStart = pattern.isAnchored() ? start : builder.anywhere(start);
    return builder.freeze(start, findStart);
  }

  private Nfa freeze(int start, int findStart) {
    return new Nfa(
        Arrays.copyOf(kinds, states),
        Arrays.copyOf(first, states),
        Arrays.copyOf(second, states),
        Arrays.copyOf(ranges, edges),
        Arrays.copyOf(targets, edges),
        start,
        findStart);
  }

  /** Returns a state that passes any bytes before it goes on. */
  private int anywhere(int next) {
    int loop = state(Nfa.SPLIT, next, 0);
    int anyByte = rangesState(new int[] {0xFF}, new int[] {loop}, 1);
    second[loop] = anyByte;
    return loop;
  }

  int state(byte kind, int firstNext, int secondNext) {
    if (states == MAX_STATES) {
      throw new LeptonException(
          ErrorCode.INVALID_RULE,
          "A pattern needs an automaton of at most %d states: use smaller repetitions"
              .formatted(MAX_STATES));
    }
    if (states == kinds.length) {
      kinds = Arrays.copyOf(kinds, 2 * states);
      first = Arrays.copyOf(first, 2 * states);
      second = Arrays.copyOf(second, 2 * states);
    }
    kinds[states] = kind;
    first[states] = firstNext;
    second[states] = secondNext;
    return states++;
  }

  int rangesState(int[] newRanges, int[] newTargets, int count) {
    while (edges + count > ranges.length) {
      ranges = Arrays.copyOf(ranges, 2 * ranges.length);
      targets = Arrays.copyOf(targets, 2 * targets.length);
    }
    System.arraycopy(newRanges, 0, ranges, edges, count);
    System.arraycopy(newTargets, 0, targets, edges, count);
    edges += count;
    return state(Nfa.RANGES, edges - count, edges);
  }

  /** Adds a part in front of a state and returns the state that the part begins with. */
  private int add(Node node, int next) {
    if (node instanceof Node.Any any) {
      return new Utf8Ranges(this, next).add(any.codePoints());
    }
    if (node instanceof Node.Concatenation all) {
      int state = next;
      for (int i = all.parts().size() - 1; i >= 0; i--) {
        state = add(all.parts().get(i), state);
      }
      return state;
    }
    if (node instanceof Node.Alternation choice) {
      return addChoices(choice, next);
    }
    return node instanceof Node.Repetition repetition
        ? addRepetition(repetition, next)
        : addAssertion((Node.Assertion) node, next);
  }

  private int addAssertion(Node.Assertion assertion, int next) {
    byte kind =
        switch (assertion) {
          case START -> Nfa.START;
          case END -> Nfa.END;
          case WORD_BOUNDARY -> Nfa.WORD_BOUNDARY;
          case NO_WORD_BOUNDARY -> Nfa.NO_WORD_BOUNDARY;
        };
    return state(kind, next, 0);
  }

  private int addChoices(Node.Alternation choice, int next) {
    int state = add(choice.choices().get(choice.choices().size() - 1), next);
    for (int i = choice.choices().size() - 2; i >= 0; i--) {
      state = state(Nfa.SPLIT, add(choice.choices().get(i), next), state);
    }
    return state;
  }

  private int addRepetition(Node.Repetition repetition, int next) {
    boolean unbounded = repetition.most() == Node.Repetition.UNBOUNDED;
    int state = unbounded ? star(repetition.part(), next) : next;
    for (int i = repetition.least(); !unbounded && i < repetition.most(); i++) {
      int before = states;
      state = state(Nfa.SPLIT, add(repetition.part(), state), next);
      if (states == before + 1) {
        // The part is empty: once is as good as often, and does not end at the limit of states.
        break;
      }
    }
    return atLeast(repetition, state);
  }

  private int atLeast(Node.Repetition repetition, int next) {
    int state = next;
    for (int i = 0; i < repetition.least(); i++) {
      int before = states;
      state = add(repetition.part(), state);
      if (states == before) {
        break;
      }
    }
    return state;
  }

  private int star(Node part, int next) {
    int loop = state(Nfa.SPLIT, 0, next);
    // In two steps: adding may move the array.
    int body = add(part, loop);
    first[loop] = body;
    return loop;
  }
}
