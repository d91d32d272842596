package io.lepton.format.json;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which member a name stands for, mostly by guessing: records of a file tend to have the
 * same members in the same order, so after each one comes the one that came after it before.
 *
 * <p>A guess is checked by comparing {@code "name":} with the input, eight bytes at a time; the
 * name is neither scanned nor hashed. If the guess is wrong, the ones that came after it are tried,
 * for members that this record leaves out, and then the name is looked up.
 *
 * <p>Names that the schema does not have are remembered up to a bound, so that hostile names do not
 * fill the memory.
 */
final class Members {

  private static final int MAX_OTHERS = 1_024;
  private static final int MAX_NAME = 256;
  private static final int TRIES = 4;

  /** Comes before the first member of a record. */
  private final Member begin = new Member("", null, -1);

  /** Stands for all names that are not remembered. What comes after it is not either. */
  private final Member other = new Member("", null, -1);

  private final Member[] fields;
  private final Map<String, Member> byName = new HashMap<>();
  private final int limit;
  private int end;

  Members(JsonDecoder[] decoders) {
    fields = new Member[decoders.length];
    for (int i = 0; i < decoders.length; i++) {
      String name = decoders[i].field().name();
      fields[i] = new Member(name, decoders[i], i);
      byName.put(name, fields[i]);
    }
    limit = decoders.length + MAX_OTHERS;
  }

  /** Returns what comes before the first member of a record. */
  Member begin() {
    return begin;
  }

  /** Returns the member of a field. */
  Member of(int field) {
    return fields[field];
  }

  /**
   * Finds a member whose name is not where it was the last time. {@link #end} says where its name
   * and the colon after it end.
   *
   * @param at the quotation mark before the name
   * @param previous the member before
   */
  Member find(JsonScanner in, byte[] bytes, int at, Member previous) {
    @Nullable Member guess = previous.successor;
    for (int i = 0; i < TRIES && guess != null; i++) {
      if (guess.isAt(bytes, at)) {
        end = at + guess.length();
        return guess;
      }
      guess = guess.successor;
    }
    Member found = lookUp(in, bytes, at);
    if (previous != other) {
      previous.successor = found == other ? null : found;
    }
    return found;
  }

  int end() {
    return end;
  }

  private Member lookUp(JsonScanner in, byte[] bytes, int at) {
    int next = in.string(at);
    int textEnd = in.isEscaped() ? in.unescape(at + 1, next - 1) : next - 1;
    int length = textEnd - at - 1;
    String name = new String(bytes, at + 1, length, StandardCharsets.UTF_8);
    end = in.expect(next, ':');
    Member known = byName.get(name);
    if (known != null || length > MAX_NAME || byName.size() >= limit) {
      return known == null ? other : known;
    }
    Member added = new Member(name, null, -1);
    byName.put(name, added);
    return added;
  }
}
