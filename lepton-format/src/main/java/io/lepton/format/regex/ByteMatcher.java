package io.lepton.format.regex;

import io.lepton.data.TextColumn;
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
  private final FixedForm.Room room = new FixedForm.Room();
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
    return dfa != null
        ? dfa.accepts(bytes, start, end)
        : wholeCache(search).accepts(bytes, start, end);
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
    return dfa != null
        ? dfa.accepts(bytes, start, end)
        : anywhereCache(search).accepts(bytes, start, end);
  }

  /**
   * Looks for values that the pattern does not match, which is faster than to ask for each.
   *
   * @param column the values, as UTF-8
   * @param whole whether the pattern needs to match the whole of a value or any part of it
   * @param first the first row
   * @param wanted a bit for each row from the first one on that is to be looked at; others may be
   * @return a bit a row, the first one lowest, set where the pattern does not match a value that is
   *     wanted
   */
  public long mismatches(TextColumn column, boolean whole, int first, long wanted) {
    Dfa dfa = (whole ? pattern.whole() : pattern.anywhere()).dfa();
    FixedForm form = dfa == null ? null : dfa.form();
    byte[] heap = column.heap();
    if (form != null && FixedForm.canRead(heap)) {
      int end = first + Long.SIZE - Long.numberOfLeadingZeros(wanted);
      return wanted & form.others(heap, column.starts(), column.lengths(), first, end, room);
    }
    return mismatchesOneByOne(column, whole, first, wanted);
  }

  private long mismatchesOneByOne(TextColumn column, boolean whole, int first, long wanted) {
    byte[] heap = column.heap();
    long mismatches = 0;
    for (long left = wanted; left != 0; left &= left - 1) {
      int row = first + Long.numberOfTrailingZeros(left);
      int start = column.starts()[row];
      int end = start + column.lengths()[row];
      boolean isMatch = whole ? matches(heap, start, end) : find(heap, start, end);
      mismatches |= isMatch ? 0 : 1L << row - first;
    }
    return mismatches;
  }

  private DfaCache wholeCache(Search search) {
    DfaCache cache = whole;
    if (cache == null) {
      cache = search.newCache();
      whole = cache;
    }
    return cache;
  }

  private DfaCache anywhereCache(Search search) {
    DfaCache cache = anywhere;
    if (cache == null) {
      cache = search.newCache();
      anywhere = cache;
    }
    return cache;
  }
}
