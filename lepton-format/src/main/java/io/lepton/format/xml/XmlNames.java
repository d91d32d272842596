package io.lepton.format.xml;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns any name into an XML name (Namespaces in XML 1.0, NCName) and back, as ISO/IEC 9075-14
 * (SQL/XML, section 9.1, "fully escaped") does: a character that cannot stand where it does becomes
 * {@code _xHHHH_}, its number in hexadecimal digits; six digits beyond U+FFFF. So does an
 * underscore before an {@code x}, and the first letter of a name that begins with {@code xml} in
 * any case.
 *
 * <p>Stateless.
 */
final class XmlNames {

  private static final Pattern ESCAPE = Pattern.compile("_x([0-9A-Fa-f]{6}|[0-9A-Fa-f]{4})_");

  private XmlNames() {}

  /** Returns an XML name without colons that {@link #unescape} turns into this one. */
  static String escape(String name) {
    StringBuilder escaped = new StringBuilder();
    for (int at = 0; at < name.length(); at += Character.charCount(name.codePointAt(at))) {
      int c = name.codePointAt(at);
      if (isPlain(name, at, c)) {
        escaped.appendCodePoint(c);
      } else {
        escaped.append((c > 0xffff ? "_x%06X_" : "_x%04X_").formatted(c));
      }
    }
    return escaped.toString();
  }

  private static boolean isPlain(String name, int at, int c) {
    if (at == 0 && (!isStart(c) || name.regionMatches(true, 0, "xml", 0, 3))) {
      return false;
    }
    return c == '_' ? !name.startsWith("x", at + 1) : isStart(c) || isPart(c);
  }

  /** Returns the name that was escaped. What only looks like an escape is left as it is. */
  static String unescape(String name) {
    if (!name.contains("_x")) {
      return name;
    }
    return ESCAPE.matcher(name).replaceAll(XmlNames::replacement);
  }

  private static String replacement(java.util.regex.MatchResult escape) {
    int c = Integer.parseInt(escape.group(1), 16);
    return Matcher.quoteReplacement(
        Character.isValidCodePoint(c) ? Character.toString(c) : escape.group());
  }

  /** NameStartChar of XML 1.0, fifth edition, without the colon. */
  private static boolean isStart(int c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c == '_'
        || c >= 0xc0 && c <= 0x2ff && c != 0xd7 && c != 0xf7
        || c >= 0x370 && c <= 0x1fff && c != 0x37e
        || c == 0x200c
        || c == 0x200d
        || c >= 0x2070 && c <= 0x218f
        || c >= 0x2c00 && c <= 0x2fef
        || c >= 0x3001 && c <= 0xd7ff
        || c >= 0xf900 && c <= 0xfdcf
        || c >= 0xfdf0 && c <= 0xfffd
        || c >= 0x10000 && c <= 0xeffff;
  }

  /** What NameChar has beyond NameStartChar. */
  private static boolean isPart(int c) {
    return c >= '0' && c <= '9'
        || c == '-'
        || c == '.'
        || c == 0xb7
        || c >= 0x300 && c <= 0x36f
        || c == 0x203f
        || c == 0x2040;
  }
}
