package io.lepton.format.xml;

/**
 * Looks for a document type declaration in what comes before the root element: white space,
 * comments and processing instructions. It is refused before the parser sees any of it.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
final class Prolog {

  private enum State {
    BETWEEN,
    AFTER_LESS_THAN,
    AFTER_BANG,
    AFTER_BANG_DASH,
    COMMENT,
    INSTRUCTION,
    DOCTYPE,
    ROOT
  }

  private State state = State.BETWEEN;
  private int marks;

  /** Whether there is more of the prolog to come. */
  boolean isOpen() {
    return state != State.ROOT && state != State.DOCTYPE;
  }

  /** Looks at the next characters. Returns true if a document type declaration begins in them. */
  boolean hasDoctype(char[] text, int start, int length) {
    for (int i = start; i < start + length && isOpen(); i++) {
      state = after(text[i]);
    }
    return state == State.DOCTYPE;
  }

  private State after(char c) {
    return switch (state) {
      case BETWEEN -> c == '<' ? State.AFTER_LESS_THAN : State.BETWEEN;
      case AFTER_LESS_THAN -> afterLessThan(c);
      case AFTER_BANG -> c == '-' ? State.AFTER_BANG_DASH : State.DOCTYPE;
      case AFTER_BANG_DASH -> begin(State.COMMENT);
      case COMMENT -> end(c, '-', 2);
      case INSTRUCTION -> end(c, '?', 1);
      case DOCTYPE, ROOT -> state;
    };
  }

  private State afterLessThan(char c) {
    return switch (c) {
      case '!' -> State.AFTER_BANG;
      case '?' -> begin(State.INSTRUCTION);
      default -> State.ROOT;
    };
  }

  private State begin(State next) {
    marks = 0;
    return next;
  }

  private State end(char c, char mark, int needed) {
    if (c == '>' && marks >= needed) {
      return State.BETWEEN;
    }
    marks = c == mark ? marks + 1 : 0;
    return state;
  }
}
