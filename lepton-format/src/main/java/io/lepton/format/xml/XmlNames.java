package io.lepton.format.xml;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns any name into an XML name (Namespaces in XML 1.0, NCName) and back, as ISO/IEC 9075-14
 * (SQL/XML, section 9.1, "fully escaped") does: a character that cannot stand where it does becomes
 * {@code _xHHHH_}, its number in hexadecimal digits; six digits beyond U+FFFF. So does an
 * underscore before an {@code x}, and the first letter of a name that begins with {@code xml} in
 * any case.
 *
 * <p>Beyond ASCII only those letters stand for themselves that are letters in all editions of XML
 * 1.0: parsers, the JDK's among them, do not know the additions of the fifth.
 *
 * <p>Stateless.
 */
final class XmlNames {

  private static final Pattern ESCAPE = Pattern.compile("_x([0-9A-Fa-f]{6}|[0-9A-Fa-f]{4})_");

  // Pairs of first and last: Latin, Greek, Cyrillic, Kana, Han, Hangul.
  private static final String LETTERS =
      "\u00c0\u00d6\u00d8\u00f6\u00f8\u0131\u0134\u013e\u0141\u0148\u014a\u017e"
          + "\u0388\u038a\u038e\u03a1\u03a3\u03ce\u0401\u040c\u040e\u044f\u0451\u045c"
          + "\u3041\u3094\u30a1\u30fa\u4e00\u9fa5\uac00\ud7a3";

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

  private static String replacement(MatchResult escape) {
    int c = Integer.parseInt(escape.group(1), 16);
    return Matcher.quoteReplacement(
        Character.isValidCodePoint(c) ? Character.toString(c) : escape.group());
  }

  private static boolean isStart(int c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c > 127 && isLetter(c);
  }

  private static boolean isLetter(int c) {
    for (int i = 0; i < LETTERS.length(); i += 2) {
      if (c >= LETTERS.charAt(i) && c <= LETTERS.charAt(i + 1)) {
        return true;
      }
    }
    return false;
  }

  /** What names may hold after their first letter. */
  private static boolean isPart(int c) {
    return c >= '0' && c <= '9' || c == '-' || c == '.';
  }
}
