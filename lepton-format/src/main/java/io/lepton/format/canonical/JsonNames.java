package io.lepton.format.canonical;

import io.lepton.format.internal.JsonText;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Strings as canonical JSON. */
final class JsonNames {

  private JsonNames() {}

  /** Returns what comes before the value of a member. */
  static byte[] before(String name, boolean leading) {
    byte[] quoted = quoted(name);
    if (quoted == null) {
      throw new IllegalArgumentException("A column's name has half of a surrogate pair");
    }
    byte[] before = new byte[quoted.length + 2];
    before[0] = (byte) (leading ? '{' : ',');
    System.arraycopy(quoted, 0, before, 1, quoted.length);
    before[before.length - 1] = ':';
    return before;
  }

  /** Returns a string with its quotation marks, or null if it has half of a surrogate pair. */
  static byte @Nullable [] quoted(String text) {
    try {
      ByteBuffer utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      int length = utf8.remaining();
      byte[] out = new byte[Math.toIntExact(JsonText.room(length) + 2)];
      out[0] = '"';
      int end = JsonText.print(utf8.array(), 0, length, out, 1);
      out[end] = '"';
      return Arrays.copyOf(out, end + 1);
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
