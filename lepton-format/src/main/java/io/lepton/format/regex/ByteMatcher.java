package io.lepton.format.regex;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Asks a {@link BytePattern}, with a cache of its own where the pattern's automaton is large.
 *
 * <p><b>Threads.</b> One at a time. A matcher holds at most some megabytes; there is nothing to
 * close.
 */
public final class ByteMatcher {

  private final BytePattern pattern;
  private @Nullable DfaCache whole;
  private @Nullable DfaCache anywhere;

  ByteMatcher(BytePattern pattern) {
    this.pattern = pattern;
  }

  /**
   * Says whether the pattern matches the whole of a value.
   *
   * @param bytes where the value lies, as UTF-8
   * @param start its first byte
   * @param end behind its last byte
   * @return as {@link BytePattern#matches}
   * @throws IndexOutOfBoundsException if the value does not lie within the array
   */
  public boolean matches(byte[] bytes, int start, int end) {
    Objects.checkFromToIndex(start, end, bytes.length);
    Search search = pattern.whole();
    Dfa dfa = search.dfa();
    if (dfa != null) {
      return dfa.accepts(bytes, start, end);
    }
    DfaCache cache = whole;
    if (cache == null) {
      cache = search.newCache();
      whole = cache;
    }
    return cache.accepts(bytes, start, end);
  }

  /**
   * Says whether the pattern matches anywhere in a value.
   *
   * @param bytes where the value lies, as UTF-8
   * @param start its first byte
   * @param end behind its last byte
   * @return as {@link BytePattern#find}
   * @throws IndexOutOfBoundsException if the value does not lie within the array
   */
  public boolean find(byte[] bytes, int start, int end) {
    Objects.checkFromToIndex(start, end, bytes.length);
    Search search = pattern.anywhere();
    Dfa dfa = search.dfa();
    if (dfa != null) {
      return dfa.accepts(bytes, start, end);
    }
    DfaCache cache = anywhere;
    if (cache == null) {
      cache = search.newCache();
      anywhere = cache;
    }
    return cache.accepts(bytes, start, end);
  }
}
