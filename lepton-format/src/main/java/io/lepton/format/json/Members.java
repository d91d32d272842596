package io.lepton.format.json;

import io.lepton.format.internal.Swar;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which member of an object a name stands for, mostly by guessing: records of a file tend
 * to have the same members in the same order, so after each one comes the one that came after it
 * before.
 *
 * <p>A guess is checked by comparing {@code "name":} with the input, eight bytes at a time; the
 * name is neither scanned nor hashed. If the guess is wrong, the next one is the name that had the
 * same first sixteen bytes, and only if that is wrong, too, the name is read to its end and looked
 * up in a table of hashes.
 *
 * <p>Names that the schema does not have are remembered up to a bound, so that hostile names do not
 * fill the memory.
 */
final class Members {

  private static final int MAX_OTHERS = 1_024;
  private static final int MAX_NAME = 256;
  private static final long QUOTES = Swar.fill('"');

  /** Comes before the first member of an object. */
  private final Member begin = new Member("", null, -1, null);

  /** Stands for all names that are not remembered. What comes after it is not either. */
  private final Member other = new Member("", null, -1, null);

  private final FieldNames names;
  private final String beginning;
  private @Nullable Member[] slots = new @Nullable Member[64];

  /** Where names of the same beginning were found the last time. */
  private @Nullable Member[] recent = new @Nullable Member[64];

  private int size;
  private int others;
  private int end;

  /**
   * Makes the members of one level.
   *
   * @param beginning what the names of fields at this level begin with
   */
  Members(FieldNames names, String beginning) {
    this.names = names;
    this.beginning = beginning;
  }

  /** Returns what comes before the first member of an object. */
  Member begin() {
    return begin;
  }

  /**
   * Finds a member whose name is not where it was the last time. {@link #end} says where its name
   * and the colon after it end.
   *
   * @param at the quotation mark before the name
   * @param previous the member before
   */
  Member find(JsonScanner in, byte[] bytes, int at, Member previous) {
    int place = beginningOf(bytes, at) & recent.length - 1;
    Member found = recent[place];
    if (found != null && found.isAt(bytes, at)) {
      end = at + found.length();
    } else {
      found = lookUp(in, bytes, at);
      recent[place] = found == other ? null : found;
    }
    if (previous != other) {
      previous.successor = found == other ? null : found;
    }
    return found;
  }

  /** Returns a number made of the first sixteen bytes of a name, or what there is of them. */
  private static int beginningOf(byte[] bytes, int at) {
    long first = Swar.load(bytes, at + 1);
    long second = Swar.load(bytes, at + 9);
    long firstQuote = Swar.firstZero(first ^ QUOTES);
    long rest = firstQuote == 0 ? second & upTo(Swar.firstZero(second ^ QUOTES)) : 0;
    return (int) (mix(mix(0, first & upTo(firstQuote)), rest) >>> 32);
  }

  /** The bytes below the lowest one that was found; all if none was. */
  private static long upTo(long found) {
    return ((found & -found) >>> 7) - 1;
  }

  int end() {
    return end;
  }

  private Member lookUp(JsonScanner in, byte[] bytes, int at) {
    int next = in.string(at);
    int textEnd = in.isEscaped() ? in.unescape(at + 1, next - 1) : next - 1;
    end = in.expect(next, ':');
    int hash = hash(bytes, at + 1, textEnd);
    int slot = hash & slots.length - 1;
    for (Member known = slots[slot]; known != null; known = slots[slot]) {
      if (known.isNamed(bytes, at + 1, textEnd)) {
        return known;
      }
      slot = slot + 1 & slots.length - 1;
    }
    return make(new String(bytes, at + 1, textEnd - at - 1, StandardCharsets.UTF_8), hash);
  }

  private Member make(String name, int hash) {
    Member made = names.member(beginning, name);
    boolean unknown = made.decoder == null && made.inside == null;
    if (unknown && (name.length() > MAX_NAME || others >= MAX_OTHERS)) {
      return other;
    }
    others += unknown ? 1 : 0;
    put(made, hash);
    return made;
  }

  private void put(Member member, int hash) {
    if (++size > slots.length / 2) {
      grow();
    }
    member.hash = hash;
    int slot = hash & slots.length - 1;
    while (slots[slot] != null) {
      slot = slot + 1 & slots.length - 1;
    }
    slots[slot] = member;
  }

  private void grow() {
    @Nullable Member[] old = slots;
    slots = new @Nullable Member[2 * old.length];
    recent = new @Nullable Member[slots.length];
    size = 1;
    for (Member member : old) {
      if (member != null) {
        put(member, member.hash);
      }
    }
  }

  /** Returns a number made of the whole name: of eight bytes at a time and of what is left. */
  private static int hash(byte[] bytes, int start, int end) {
    long hash = end - start;
    int at = start;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      hash = mix(hash, Swar.load(bytes, at));
    }
    // In two steps: a shift by 64 would be none.
    int halfBits = end - at << 2;
    long rest = Swar.load(bytes, at) & ~(-1L << halfBits << halfBits);
    return (int) (mix(hash, rest) >>> 32);
  }

  private static long mix(long hash, long word) {
    long product = (hash ^ word) * 0x9e3779b97f4a7c15L;
    return product ^ product >>> 29;
  }
}
