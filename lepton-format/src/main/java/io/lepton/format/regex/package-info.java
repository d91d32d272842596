/**
 * Patterns over UTF-8 bytes in linear time: what the rules on text columns are checked with.
 *
 * <p>A {@link io.lepton.format.regex.BytePattern} is compiled once and asked for every value, where
 * it lies, without a {@link java.lang.String} being made:
 *
 * <pre>{@code
 * BytePattern plate = BytePattern.compile("[A-Z]{1,3}-[A-Z]{1,2} [0-9]{1,4}");
 * byte[] bytes = "HH-AB 123".getBytes(StandardCharsets.UTF_8);
 * System.out.println(plate.matches(bytes, 0, bytes.length)); // true
 * }</pre>
 *
 * <p>There is no backtracking: {@code (a+)+$} costs as much a byte as {@code a}, whoever wrote the
 * value. A pattern is parsed ({@link io.lepton.format.regex.PatternParser}) and made into an
 * automaton over the bytes of UTF-8 ({@link io.lepton.format.regex.Nfa}), whose sets of states
 * become the states of a table ({@link io.lepton.format.regex.Determinizer}): all at once where
 * they are few, as they are met and within bounded memory where they are not. See Ken Thompson,
 * "Regular Expression Search Algorithm" (1968), and Russ Cox, "Regular Expression Matching in the
 * Wild" (2010), <a href="https://swtch.com/~rsc/regexp/regexp3.html">swtch.com/~rsc/regexp</a>.
 * Where all that matches has one length and ranges of ASCII at each place, as codes and dates have,
 * a matcher that is asked for many values compares eight bytes at once instead ({@link
 * io.lepton.format.regex.FixedForm}).
 *
 * <p>Deliberately absent: what is not regular (look-around, back-references) or means nothing
 * without backtracking (possessive quantifiers, atomic groups), and where a match lies.
 */
@NullMarked
package io.lepton.format.regex;

import org.jspecify.annotations.NullMarked;
