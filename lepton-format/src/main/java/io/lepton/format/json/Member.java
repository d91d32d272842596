package io.lepton.format.json;

import io.lepton.format.internal.JsonText;
import io.lepton.format.internal.Swar;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A member that an object has: a field of the schema, fields inside, or one to be passed over. */
final class Member {

  /** How many bytes are compared without a loop; a line needs as much slack. */
  static final int BRANCHLESS = 2 * Long.BYTES;

  /** The field's decoder, or null if the member itself is no field. */
  final @Nullable JsonDecoder decoder;

  /** The position of the field in the schema. */
  final int field;

  /** The members of an object that is the value, if there are fields among them. */
  final @Nullable Members inside;

  /** The member that came after this one the last time. */
  @Nullable Member successor;

  /** Where it is in the table. */
  int hash;

  // The text "name": in words, and its length in bytes. The first words are compared without a
  // loop, through masks that say which bytes of them there are.
  private final byte[] name;
  private final long[] words;
  private final long first;
  private final long firstMask;
  private final long second;
  private final long secondMask;
  private final int length;

  Member(String name, @Nullable JsonDecoder decoder, int field, @Nullable Members inside) {
    this.decoder = decoder;
    this.field = field;
    this.inside = inside;
    this.name = name.getBytes(StandardCharsets.UTF_8);
    byte[] text = text(this.name);
    this.length = text.length;
    this.words = words(text);
    this.first = words[0];
    this.firstMask = mask(length);
    this.second = words[1];
    this.secondMask = mask(length - 8);
  }

  private static long mask(int bytes) {
    return bytes <= 0 ? 0 : bytes >= Long.BYTES ? -1L : (1L << (bytes << 3)) - 1;
  }

  private static byte[] text(byte[] name) {
    byte[] text = new byte[Math.toIntExact(JsonText.room(name.length) + 3)];
    text[0] = '"';
    int end = JsonText.print(name, 0, name.length, text, 1);
    text[end] = '"';
    text[end + 1] = ':';
    return Arrays.copyOf(text, end + 2);
  }

  private static long[] words(byte[] text) {
    byte[] padded = Arrays.copyOf(text, Math.max(BRANCHLESS, (text.length + 7) / 8 * 8));
    long[] result = new long[padded.length / 8];
    for (int i = 0; i < result.length; i++) {
      result[i] = Swar.load(padded, 8 * i);
    }
    return result;
  }

  /**
   * Says whether this member's name stands here as the writer of the format would write it, with
   * the colon right after it.
   */
  boolean isAt(byte[] bytes, int at) {
    long different =
        ((Swar.load(bytes, at) ^ first) & firstMask)
            | ((Swar.load(bytes, at + 8) ^ second) & secondMask);
    return different == 0 && (length <= BRANCHLESS || isRestAt(bytes, at));
  }

  private boolean isRestAt(byte[] bytes, int at) {
    int last = words.length - 1;
    if (at + 8 * last + 8 > bytes.length) {
      return false;
    }
    for (int i = 2; i < last; i++) {
      if (Swar.load(bytes, at + 8 * i) != words[i]) {
        return false;
      }
    }
    return ((Swar.load(bytes, at + 8 * last) ^ words[last]) & mask(length - 8 * last)) == 0;
  }

  /** Says whether this is the member's name, without escapes. */
  boolean isNamed(byte[] bytes, int start, int end) {
    return Arrays.equals(name, 0, name.length, bytes, start, end);
  }

  /** Returns how many bytes the name and the colon have. */
  int length() {
    return length;
  }
}
