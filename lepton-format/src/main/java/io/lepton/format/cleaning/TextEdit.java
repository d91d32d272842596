package io.lepton.format.cleaning;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes another text of a text. Stateless. */
interface TextEdit {

  /**
   * Edits a text.
   *
   * @param bytes where it lies, as UTF-8
   * @param start its first byte
   * @param length how many bytes it has
   * @return the new text, or null if it stays as it is
   */
  byte @Nullable [] edit(byte[] bytes, int start, int length);

  /** Composes characters (Unicode Standard Annex 15, form C). */
  static TextEdit nfc() {
    return (bytes, start, length) -> {
      if (isSurelyNfc(bytes, start, length)) {
        return null;
      }
      String text = text(bytes, start, length);
      return changed(text, Normalizer.normalize(text, Normalizer.Form.NFC));
    };
  }

  /** Below U+0300, whose first byte is 0xCC, nothing is composed with what is before it. */
  private static boolean isSurelyNfc(byte[] bytes, int start, int length) {
    for (int i = start; i < start + length; i++) {
      if ((bytes[i] & 0xFF) >= 0xCC) {
        return false;
      }
    }
    return true;
  }

  /** Writes letters in lower case, by the rules of a language. */
  static TextEdit lowerCase(Locale locale) {
    return (bytes, start, length) -> {
      if (isAsciiWithout('A', 'Z', bytes, start, length)) {
        return null;
      }
      String text = text(bytes, start, length);
      return changed(text, text.toLowerCase(locale));
    };
  }

  /** Writes letters in upper case, by the rules of a language. */
  static TextEdit upperCase(Locale locale) {
    return (bytes, start, length) -> {
      if (isAsciiWithout('a', 'z', bytes, start, length)) {
        return null;
      }
      String text = text(bytes, start, length);
      return changed(text, text.toUpperCase(locale));
    };
  }

  private static boolean isAsciiWithout(
      char first, char last, byte[] bytes, int start, int length) {
    for (int i = start; i < start + length; i++) {
      if (bytes[i] < 0 || bytes[i] >= first && bytes[i] <= last) {
        return false;
      }
    }
    return true;
  }

  private static String text(byte[] bytes, int start, int length) {
    return new String(bytes, start, length, StandardCharsets.UTF_8);
  }

  private static byte @Nullable [] changed(String before, String after) {
    return after.equals(before) ? null : after.getBytes(StandardCharsets.UTF_8);
  }
}
