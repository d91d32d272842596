package io.lepton.format.json;

import io.lepton.format.internal.JsonText;
import io.lepton.format.internal.Swar;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A member that records have: a field of the schema, or one that is passed over. */
final class Member {

  /** The field's decoder, or null if the member is passed over. */
  final @Nullable JsonDecoder decoder;

  /** The position of the field in the schema. */
  final int field;

  /** The member that came after this one the last time. */
  @Nullable Member successor;

  /** The last record that had this member. */
  long record;

  // The text "name": in words, and its length in bytes.
  private final long[] words;
  private final int length;

  Member(String name, @Nullable JsonDecoder decoder, int field) {
    this.decoder = decoder;
    this.field = field;
    byte[] text = text(name);
    this.length = text.length;
    this.words = words(text);
  }

  private static byte[] text(String name) {
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    byte[] text = new byte[Math.toIntExact(JsonText.room(utf8.length) + 3)];
    text[0] = '"';
    int end = JsonText.print(utf8, 0, utf8.length, text, 1);
    text[end] = '"';
    text[end + 1] = ':';
    return Arrays.copyOf(text, end + 2);
  }

  private static long[] words(byte[] text) {
    byte[] padded = Arrays.copyOf(text, (text.length + 7) / 8 * 8);
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
    int last = words.length - 1;
    if (at + 8 * last + 8 > bytes.length) {
      return false;
    }
    for (int i = 0; i < last; i++) {
      if (Swar.load(bytes, at + 8 * i) != words[i]) {
        return false;
      }
    }
    // A shift by a negative number is one by that number of 64.
    return (Swar.load(bytes, at + 8 * last) ^ words[last]) << -(length << 3) == 0;
  }

  /** Returns how many bytes the name and the colon have. */
  int length() {
    return length;
  }
}
