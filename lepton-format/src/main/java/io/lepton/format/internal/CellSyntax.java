package io.lepton.format.internal;

import io.lepton.data.Vocabulary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * How cells are quoted and which of them are missing.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class CellSyntax {

  /** The quote, or -1 if there is none. */
  final int quote;

  /** Whether the empty cell is missing. */
  final boolean emptyIsMissing;

  /** Whether there are other cells that are missing. */
  final boolean hasTokens;

  private final Vocabulary tokens;

  /**
   * Makes a syntax.
   *
   * @param quote what encloses cells, or -1 if nothing does
   * @param nullTokens the unquoted cells that are missing; may include the empty one
   */
  public CellSyntax(int quote, List<String> nullTokens) {
    List<String> others = new ArrayList<>(nullTokens);
    this.quote = quote;
    this.emptyIsMissing = others.remove("");
    this.hasTokens = !others.isEmpty();
    this.tokens = Vocabulary.of(others);
  }

  /**
   * Says whether a cell is missing.
   *
   * @param bytes where it lies
   * @param start its first byte
   * @param end the end of it
   * @return true if it is one of the tokens; not looked at for quotes
   */
  boolean isMissing(byte[] bytes, int start, int end) {
    return start == end
        ? emptyIsMissing
        : hasTokens && tokens.codeOf(bytes, start, end - start) != Vocabulary.UNKNOWN;
  }

  /**
   * Returns a cell as a string.
   *
   * @param bytes where it lies, not changed
   * @param start its first byte
   * @param end the end of it
   * @return the text without quotes around it
   */
  public String text(byte[] bytes, int start, int end) {
    if (start == end || bytes[start] != quote) {
      return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }
    String mark = Character.toString(quote);
    String inner = new String(bytes, start + 1, end - start - 2, StandardCharsets.UTF_8);
    return inner.replace(mark + mark, mark);
  }
}
