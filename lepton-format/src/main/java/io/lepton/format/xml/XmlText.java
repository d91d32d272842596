package io.lepton.format.xml;

import io.lepton.format.internal.ByteSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Prints text between tags or as the value of an attribute: what would mean something else there is
 * written as a reference. So is what a parser would change: a carriage return, and in attributes
 * tabs and line ends (XML 1.0, sections 2.11 and 3.3.3).
 *
 * <p>Immutable and safe for use by many threads.
 */
final class XmlText {

  /** Between tags. */
  static final XmlText CONTENT = new XmlText(false);

  /** Within quotation marks. */
  static final XmlText ATTRIBUTE = new XmlText(true);

  private static final int CHUNK = 8 << 10;
  private static final int LONGEST = 6;

  private final byte[][] references = new byte[128][];

  private XmlText(boolean attribute) {
    set('&', "&amp;");
    set('<', "&lt;");
    // Not needed everywhere, but "]]>" must not occur.
    set('>', "&gt;");
    set('\r', "&#13;");
    if (attribute) {
      set('"', "&quot;");
      set('\t', "&#9;");
      set('\n', "&#10;");
    }
  }

  private void set(char c, String reference) {
    references[c] = reference.getBytes(StandardCharsets.US_ASCII);
  }

  /** Writes text, which must be {@linkplain #isWritable writable}. */
  void write(byte[] text, int start, int length, ByteSink sink) throws IOException {
    for (int done = 0; done < length; done += CHUNK) {
      int count = Math.min(CHUNK, length - done);
      byte[] out = sink.reserve(LONGEST * count);
      sink.moveTo(print(text, start + done, count, out, sink.position()));
    }
  }

  private int print(byte[] text, int start, int length, byte[] out, int at) {
    int to = at;
    for (int i = start; i < start + length; i++) {
      byte b = text[i];
      byte[] reference = b < 0 ? null : references[b];
      if (reference == null) {
        out[to++] = b;
      } else {
        System.arraycopy(reference, 0, out, to, reference.length);
        to += reference.length;
      }
    }
    return to;
  }

  /** Says whether XML 1.0 can hold a text (section 2.2, Char). The text is valid UTF-8. */
  static boolean isWritable(byte[] text, int start, int length) {
    for (int i = start; i < start + length; i++) {
      byte b = text[i];
      if (b >= 0 && b < ' ' && !Utf8Text.isSpace(b) || b == (byte) 0xef && isNoCharacter(text, i)) {
        return false;
      }
    }
    return true;
  }

  // U+FFFE and U+FFFF; no other character begins with EF BF BE or EF BF BF.
  private static boolean isNoCharacter(byte[] text, int at) {
    return text[at + 1] == (byte) 0xbf && (text[at + 2] & 0xfe) == 0xbe;
  }
}
