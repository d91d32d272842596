package io.lepton.format.regex;

import java.util.List;

/** A part of a parsed pattern. */
sealed interface Node {

  /** The empty text. */
  Node EMPTY = new Concatenation(List.of());

  /**
   * One code point of a set.
   *
   * @param codePoints which ones
   */
  record Any(CodePoints codePoints) implements Node {}

  /**
   * One part after the other.
   *
   * @param parts the parts in order
   */
  record Concatenation(List<Node> parts) implements Node {}

  /**
   * One of several.
   *
   * @param choices at least two
   */
  record Alternation(List<Node> choices) implements Node {}

  /**
   * A part some number of times.
   *
   * @param part the part
   * @param least how often at least
   * @param most how often at most, or {@link #UNBOUNDED}
   * @param position where the quantifier stands in the pattern, from 0
   */
  record Repetition(Node part, int least, int most, int position) implements Node {

    static final int UNBOUNDED = -1;
  }

  /** Something that holds between two bytes. */
  enum Assertion implements Node {
    /** At the start of the value. */
    START,
    /** At the end of the value. */
    END,
    /** Between a word character and something else. */
    WORD_BOUNDARY,
    /** Where {@link #WORD_BOUNDARY} does not hold. */
    NO_WORD_BOUNDARY
  }

  /** Says whether a match can only begin at the start of the value. */
  default boolean isAnchored() {
    if (this instanceof Concatenation all) {
      return !all.parts().isEmpty() && all.parts().get(0).isAnchored();
    }
    if (this instanceof Alternation any) {
      return any.choices().stream().allMatch(Node::isAnchored);
    }
    return this == Assertion.START;
  }
}
