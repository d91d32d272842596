package io.lepton.format.regex;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression over UTF-8 bytes, matched in time linear in the value, without backtracking.
 *
 * <p><b>Syntax.</b> What ECMA-262 and {@link java.util.regex.Pattern} share, as far as it is
 * regular:
 *
 * <ul>
 *   <li>literals, and {@code .} for any code point but the end of a line
 *   <li>classes {@code [a-z_]}, {@code [^a-z]}; {@code \d \w \s} and {@code \D \W \S}
 *   <li>{@code \p{...}} and {@code \P{...}}: general categories ({@code L}, {@code Lu}, {@code
 *       Letter}), scripts ({@code Script=Greek}, {@code IsGreek}) and the properties Alphabetic,
 *       Lowercase, Uppercase, White_Space, Ideographic, ASCII, Any, Assigned
 *   <li>escapes {@code \t \n \r \f \0 \cA \xHH \}{@code uHHHH \}{@code u{H}} and {@code \} before
 *       punctuation
 *   <li>groups {@code (...)}, {@code (?:...)}, {@code (?<name>...)}; alternatives {@code a|b}
 *   <li>{@code * + ? {n} {n,} {n,m}} and their lazy forms
 *   <li>{@code ^} and {@code $} (also {@code \A} and {@code \z}) for the ends of the value, {@code
 *       \b} and {@code \B}
 *   <li>{@code (?i)}, {@code (?s)}, {@code (?i:...)}, {@code (?-i)}: ignore case by simple folding;
 *       let the dot match the end of a line
 * </ul>
 *
 * <p>Where the two differ in meaning, it is that of ECMA-262 with the flag u: a character is a code
 * point; {@code \d}, {@code \w} and {@code \b} are about ASCII; {@code \s} is Unicode's white
 * space; {@code $} is the very end; the dot stops at {@code \n}, {@code \r} and U+2028 and U+2029
 * only. Constructs that would be a trap for one who knows the other dialect are refused with
 * advice.
 *
 * <p>Refused as well: look-around, back-references, possessive quantifiers, atomic groups.
 *
 * <p>Bytes that are not UTF-8 are matched by nothing, not even by a negated class.
 *
 * <p>Immutable and safe for use by many threads. A pattern whose automaton is large works on a
 * cache that threads take turns with; a thread that asks for many values should take a {@link
 * #matcher()} of its own.
 */
public final class BytePattern {

  private final String regex;
  private final Nfa nfa;
  private final ByteClasses classes;
  private volatile @Nullable Search whole;
  private volatile @Nullable Search anywhere;

  private BytePattern(String regex, Nfa nfa) {
    this.regex = regex;
    this.nfa = nfa;
    this.classes = ByteClasses.of(nfa);
  }

  /**
   * Compiles a pattern.
   *
   * @param regex the pattern in the syntax above
   * @return the pattern
   * @throws io.lepton.LeptonException with {@link io.lepton.ErrorCode#INVALID_RULE} if it cannot be
   *     read, holds something that is refused, or needs too large an automaton; the message names
   *     it and its position, counted in {@code char}s from 0
   */
  public static BytePattern compile(String regex) {
    return new BytePattern(regex, NfaBuilder.build(PatternParser.parse(regex)));
  }

  /**
   * Says whether the pattern matches the whole of a value.
   *
   * @param bytes where the value lies, as UTF-8
   * @param start its first byte
   * @param end behind its last byte
   * @return true if it matches from {@code start} to {@code end}
   * @throws IndexOutOfBoundsException if the value does not lie within the array
   */
  public boolean matches(byte[] bytes, int start, int end) {
    Objects.checkFromToIndex(start, end, bytes.length);
    return whole().accepts(bytes, start, end);
  }

  /**
   * Says whether the pattern matches anywhere in a value.
   *
   * @param bytes where the value lies, as UTF-8
   * @param start its first byte
   * @param end behind its last byte
   * @return true if it matches some part of the value, or the empty text between two characters
   * @throws IndexOutOfBoundsException if the value does not lie within the array
   */
  public boolean find(byte[] bytes, int start, int end) {
    Objects.checkFromToIndex(start, end, bytes.length);
    return anywhere().accepts(bytes, start, end);
  }

  /**
   * Makes a matcher for one thread.
   *
   * @return a new matcher with a cache of its own, if it needs one
   */
  public ByteMatcher matcher() {
    return new ByteMatcher(this);
  }

  Search whole() {
    Search found = whole;
    return found != null ? found : make(() -> whole, false);
  }

  Search anywhere() {
    Search found = anywhere;
    return found != null ? found : make(() -> anywhere, true);
  }

  // Most patterns are asked in one way only: the other automaton is never made.
  private synchronized Search make(Supplier<@Nullable Search> other, boolean finding) {
    Search found = other.get();
    if (found != null) {
      return found;
    }
    Search made = new Search(nfa, classes, finding);
    if (finding) {
      anywhere = made;
    } else {
      whole = made;
    }
    return made;
  }

  /**
   * Returns the pattern as it was given.
   *
   * @return the regular expression
   */
  @Override
  public String toString() {
    return regex;
  }
}
