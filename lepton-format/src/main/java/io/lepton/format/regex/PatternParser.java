package io.lepton.format.regex;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the syntax of patterns: what ECMA-262 (with the flag u) and {@link java.util.regex.Pattern}
 * share and what is regular. Where the two differ in meaning, ECMA-262 holds; where that would be a
 * trap for one who knows the other, the construct is refused.
 */
final class PatternParser {

  private static final int MAX_DEPTH = 250;
  private static final String NOT_REGULAR =
      "it cannot be matched in linear time; match in two rules";
  private static final String NO_BACKTRACKING = "there is no backtracking to prevent; leave it out";

  private final PatternText text;
  private final Set<String> names = new HashSet<>();
  private final EscapeParser escapes;
  private final ClassParser classes;
  private Flags flags = new Flags(false, false);
  private int depth;

  /**
   * What {@code (?i)} and {@code (?s)} switch.
   *
   * @param ignoreCase whether letters match without regard to case
   * @param dotAll whether a dot matches the end of a line as well
   */
  private record Flags(boolean ignoreCase, boolean dotAll) {}

  private PatternParser(String regex) {
    text = new PatternText(regex);
    escapes = new EscapeParser(text);
    classes = new ClassParser(text, escapes);
  }

  static Node parse(String regex) {
    PatternParser parser = new PatternParser(regex);
    Node node = parser.alternation();
    if (!parser.text.isAtEnd()) {
      throw parser.text.invalid("no closing parenthesis without an opening one", parser.at());
    }
    return node;
  }

  private int at() {
    return text.position();
  }

  private Node alternation() {
    List<Node> choices = new ArrayList<>();
    do {
      choices.add(concatenation());
    } while (text.skip("|"));
    return choices.size() == 1 ? choices.get(0) : new Node.Alternation(List.copyOf(choices));
  }

  private Node concatenation() {
    List<Node> parts = new ArrayList<>();
    while (!text.isAtEnd() && text.peek() != '|' && text.peek() != ')') {
      Node part = quantified();
      if (part != Node.EMPTY) {
        parts.add(part);
      }
    }
    return parts.size() == 1 ? parts.get(0) : new Node.Concatenation(List.copyOf(parts));
  }

  private Node quantified() {
    int start = at();
    if (isQuantifier(text.peek())) {
      throw text.invalid(
          "something before a quantifier (write \\ before it if it is meant)", start);
    }
    Node atom = atom();
    return isQuantifier(text.peek()) ? repetition(atom) : atom;
  }

  private static boolean isQuantifier(int c) {
    return c == '*' || c == '+' || c == '?' || c == '{';
  }

  private Node repetition(Node part) {
    int start = at();
    Node repeated =
        switch (text.next()) {
          case '*' -> new Node.Repetition(part, 0, Node.Repetition.UNBOUNDED, start);
          case '+' -> new Node.Repetition(part, 1, Node.Repetition.UNBOUNDED, start);
          case '?' -> new Node.Repetition(part, 0, 1, start);
          default -> counted(part, start);
        };
    if (text.startsWith("+")) {
      throw PatternText.refused("a possessive quantifier", start, NO_BACKTRACKING);
    }
    // A lazy quantifier accepts the same texts.
    text.skip("?");
    return repeated;
  }

  private Node counted(Node part, int start) {
    int least = text.number();
    int most = least;
    if (text.skip(",")) {
      most = text.startsWith("}") ? Node.Repetition.UNBOUNDED : text.number();
    }
    text.expect("}");
    if (most != Node.Repetition.UNBOUNDED && most < least) {
      throw text.invalid("a repetition whose lower bound comes first", start);
    }
    return new Node.Repetition(part, least, most, start);
  }

  private Node atom() {
    int start = at();
    int c = text.next();
    return switch (c) {
      case '(' -> group(start);
      case '[' -> new Node.Any(classes.parse(start, flags.ignoreCase()));
      case '.' -> new Node.Any(flags.dotAll() ? CodePoints.ALL : CodePoints.LINE_ENDS.negate());
      case '^' -> Node.Assertion.START;
      case '$' -> Node.Assertion.END;
      case '\\' -> escape(start);
      default -> literal(c);
    };
  }

  private Node literal(int codePoint) {
    return set(CodePoints.range(codePoint, codePoint));
  }

  private Node set(CodePoints set) {
    return new Node.Any(flags.ignoreCase() ? CaseFolding.close(set) : set);
  }

  private Node escape(int start) {
    Node assertion =
        switch (text.peek()) {
          case 'b' -> Node.Assertion.WORD_BOUNDARY;
          case 'B' -> Node.Assertion.NO_WORD_BOUNDARY;
          case 'A' -> Node.Assertion.START;
          case 'z' -> Node.Assertion.END;
          default -> null;
        };
    if (assertion != null) {
      text.next();
      return assertion;
    }
    if (text.startsWith("k") || PatternText.isDigit(text.peek()) && text.peek() != '0') {
      throw PatternText.refused("a back-reference", start, NOT_REGULAR);
    }
    CodePoints shorthand = escapes.shorthand(start, flags.ignoreCase());
    return shorthand == null ? literal(escapes.codePoint(start)) : new Node.Any(shorthand);
  }

  private Node group(int start) {
    if (++depth > MAX_DEPTH) {
      throw text.invalid("at most " + MAX_DEPTH + " groups within each other", start);
    }
    Node inside = text.skip("?") ? special(start) : body(flags);
    depth--;
    return inside;
  }

  /** Reads what is inside of a group and its end. */
  private Node body(Flags inside) {
    Flags outside = flags;
    flags = inside;
    Node node = alternation();
    text.expect(")");
    flags = outside;
    return node;
  }

  /** Reads a group behind its question mark. */
  private Node special(int start) {
    if (text.skip(":")) {
      return body(flags);
    }
    if (text.startsWith("=") || text.startsWith("!")) {
      throw PatternText.refused("look-ahead", start, NOT_REGULAR);
    }
    if (text.startsWith("<=") || text.startsWith("<!")) {
      throw PatternText.refused("look-behind", start, NOT_REGULAR);
    }
    if (text.startsWith(">")) {
      throw PatternText.refused("an atomic group", start, NO_BACKTRACKING);
    }
    if (text.skip("<")) {
      name();
      return body(flags);
    }
    return flagged();
  }

  private void name() {
    int start = at();
    String name = text.until(">");
    if (!name.matches("[A-Za-z][A-Za-z0-9]*")) {
      throw text.invalid("a group name of letters and digits", start);
    }
    if (!names.add(name)) {
      throw text.invalid("a group name that is not used yet", start);
    }
  }

  private Node flagged() {
    Flags changed = flags;
    boolean on = true;
    while (true) {
      int start = at();
      switch (text.next()) {
        case 'i' -> changed = new Flags(on, changed.dotAll());
        case 's' -> changed = new Flags(changed.ignoreCase(), on);
        case '-' -> on = false;
        case ':' -> {
          return body(changed);
        }
        case ')' -> {
          // Holds until the end of the group around it.
          flags = changed;
          return Node.EMPTY;
        }
        default -> throw text.invalid("one of the flags i and s, or :, after (?", start);
      }
    }
  }
}
