package io.lepton.format.xml;

import io.lepton.ErrorCode;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the encoding of a document from its first bytes (XML 1.0, appendix F): a byte order mark,
 * or how {@code <?xml} looks in them; then the XML declaration has to agree.
 *
 * @param charset the encoding
 * @param markBytes how long the byte order mark is, or 0
 */
record XmlEncoding(Charset charset, int markBytes) {

  /** How many bytes of a document are enough to find its encoding. */
  static final int HEAD_BYTES = 1024;

  private static final String BEGINNING = "<?xml";

  private static final Pattern DECLARED =
      Pattern.compile(
          "<\\?xml\\s+version\\s*=\\s*(?:\"[^\"]*\"|'[^']*')\\s+encoding\\s*=\\s*"
              + "(?:\"([^\"]*)\"|'([^']*)')[^>]*\\?>");

  /** EncName, production 81. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]*");

  private record Mark(String name, int... bytes) {

    boolean begins(byte[] head) {
      for (int i = 0; i < bytes.length; i++) {
        if (i >= head.length || (head[i] & 0xff) != bytes[i]) {
          return false;
        }
      }
      return true;
    }
  }

  // The marks of UTF-32 first: one of UTF-16 begins like one of them.
  private static final List<Mark> MARKS =
      List.of(
          new Mark("UTF-32BE", 0x00, 0x00, 0xfe, 0xff),
          new Mark("UTF-32LE", 0xff, 0xfe, 0x00, 0x00),
          new Mark("UTF-8", 0xef, 0xbb, 0xbf),
          new Mark("UTF-16BE", 0xfe, 0xff),
          new Mark("UTF-16LE", 0xff, 0xfe));

  private static final List<Mark> BEGINNINGS =
      List.of(
          new Mark("UTF-16BE", 0x00, '<', 0x00, '?'),
          new Mark("UTF-16LE", '<', 0x00, '?', 0x00),
          new Mark("IBM037", 0x4c, 0x6f, 0xa7, 0x94));

  /**
   * Finds the encoding.
   *
   * @param head the first bytes of the document, {@link #HEAD_BYTES} if it has so many
   * @throws Refusal if the declaration names another encoding than the bytes show, or an unknown
   *     one
   */
  static XmlEncoding of(byte[] head) throws Refusal {
    for (Mark mark : MARKS) {
      if (mark.begins(head)) {
        Charset marked = known(mark.name);
        Charset declared = declared(head, mark.bytes.length, marked);
        if (declared != null && !isSame(declared, marked)) {
          throw contradiction();
        }
        return new XmlEncoding(marked, mark.bytes.length);
      }
    }
    return new XmlEncoding(unmarked(head), 0);
  }

  private static Charset unmarked(byte[] head) throws Refusal {
    Charset family = StandardCharsets.UTF_8;
    for (Mark beginning : BEGINNINGS) {
      family = beginning.begins(head) ? known(beginning.name) : family;
    }
    Charset declared = declared(head, 0, family);
    if (declared == null || isSame(declared, family)) {
      return family;
    }
    if (!new String(head, declared).startsWith(BEGINNING)) {
      throw contradiction();
    }
    return declared;
  }

  private static @Nullable Charset declared(byte[] head, int from, Charset family) throws Refusal {
    String text = new String(head, from, head.length - from, family);
    if (!text.startsWith(BEGINNING)) {
      return null;
    }
    if (head.length >= HEAD_BYTES && !text.contains("?>")) {
      throw new Refusal(
          ErrorCode.MALFORMED_XML,
          "needs an XML declaration of less than %d bytes, found more".formatted(HEAD_BYTES));
    }
    Matcher matcher = DECLARED.matcher(text);
    if (!matcher.lookingAt()) {
      return null;
    }
    String name = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
    if (!NAME.matcher(name).matches()) {
      throw new Refusal(
          ErrorCode.MALFORMED_XML, "needs the name of an encoding in its XML declaration");
    }
    return known(name);
  }

  private static Charset known(String name) throws Refusal {
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new Refusal(
          ErrorCode.INVALID_ENCODING, "needs an encoding that this JVM knows, found another");
    }
  }

  /** {@code UTF-16} alone leaves the order of the bytes to the mark. */
  private static boolean isSame(Charset declared, Charset found) {
    String order = found.name().substring(0, found.name().length() - 2);
    return declared.equals(found)
        || declared.name().equals("UTF-16") && order.equals("UTF-16")
        || declared.name().equals("UTF-32") && order.equals("UTF-32");
  }

  private static Refusal contradiction() {
    return new Refusal(
        ErrorCode.INVALID_ENCODING,
        "needs the encoding that its XML declaration names, found another");
  }
}
