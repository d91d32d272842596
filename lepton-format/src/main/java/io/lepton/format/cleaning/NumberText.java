package io.lepton.format.cleaning;

import io.lepton.format.internal.NumberParser;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.ParsePosition;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads numbers as people of some country write them.
 *
 * <p>Without a pattern: a sign or none; digits, in groups or not; a decimal separator and digits,
 * or none; an exponent such as {@code E5}, or none. Groups must be whole: in Germany {@code 12.5}
 * is no number, where {@link DecimalFormat} reads 125. Any of the spaces stands for another, since
 * no keyboard has those that CLDR prescribes; so does {@code '} for U+2019 and {@code -} for
 * U+2212.
 *
 * <p>With a pattern: what {@link DecimalFormat} reads, again with whole groups.
 *
 * <p><b>Threads.</b> One at a time.
 */
final class NumberText {

  private static final int SLACK = 8;
  private static final int NONE = -1;

  /** Beyond any number that people write; the exact ones take quadratic time to read. */
  private static final int MAX_BYTES = 1000;

  /** Where the groups beyond the first are of two digits. */
  private static final Set<String> PAIRS = Set.of("BD", "IN", "NP", "PK");

  private final DecimalFormatSymbols symbols;
  private final @Nullable DecimalFormat format;
  private final boolean hasPairs;
  private byte[] plain = new byte[64];
  private int size;

  NumberText(Locale locale, @Nullable String pattern) {
    symbols = DecimalFormatSymbols.getInstance(locale);
    hasPairs = PAIRS.contains(locale.getCountry());
    format = pattern == null ? null : new DecimalFormat(pattern, symbols);
    if (format != null) {
      format.setParseBigDecimal(true);
    }
  }

  /**
   * Reads a number.
   *
   * @param bytes where its text lies, as UTF-8
   * @param start its first byte
   * @param end behind its last byte
   * @return false if it is no number
   */
  boolean read(byte[] bytes, int start, int end) {
    if (end - start > MAX_BYTES) {
      return false;
    }
    size = 0;
    reserve(end - start);
    if (format == null && isAscii(bytes, start, end)) {
      return scan(new String(bytes, start, end - start, StandardCharsets.ISO_8859_1));
    }
    String text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
    return format == null ? scan(text) : parse(format, text);
  }

  /** After {@link #read}: the number, rounded to the nearest double. */
  double doubleValue() {
    return NumberParser.doubleValue(plain, 0, size);
  }

  /** After {@link #read}: the number itself, or null if its exponent is beyond all measure. */
  @Nullable BigDecimal decimalValue() {
    try {
      return new BigDecimal(new String(plain, 0, size, StandardCharsets.US_ASCII));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static boolean isAscii(byte[] bytes, int start, int end) {
    int all = 0;
    for (int i = start; i < end; i++) {
      all |= bytes[i];
    }
    return all >= 0;
  }

  private void reserve(int length) {
    if (plain.length < length + SLACK) {
      plain = Arrays.copyOf(plain, 2 * length + SLACK);
    }
  }

  private void put(int c) {
    plain[size++] = (byte) c;
  }

  private boolean scan(String text) {
    int at = sign(text, 0);
    int point = whole(text, at);
    if (point == NONE) {
      return false;
    }
    boolean hasFraction =
        point < text.length() && text.charAt(point) == symbols.getDecimalSeparator();
    at = hasFraction ? fraction(text, point + 1) : point;
    boolean hasDigits = size > 0 && plain[size - 1] >= '0';
    return hasDigits && (at == text.length() || exponent(text, at));
  }

  private int sign(String text, int at) {
    char first = at < text.length() ? text.charAt(at) : ' ';
    if (first == '-' || first == '\u2212' || first == symbols.getMinusSign()) {
      put('-');
      return at + 1;
    }
    return first == '+' ? at + 1 : at;
  }

  private int digit(char c) {
    int digit = c - '0';
    return digit >= 0 && digit <= 9 ? digit : c - symbols.getZeroDigit();
  }

  private boolean isDigit(String text, int at) {
    int digit = at < text.length() ? digit(text.charAt(at)) : NONE;
    return digit >= 0 && digit <= 9;
  }

  /** Passes the digits before the decimal separator and returns where they end. */
  private int whole(String text, int start) {
    int at = start;
    int group = 0;
    int groups = 0;
    while (at < text.length()) {
      if (isDigit(text, at)) {
        put('0' + digit(text.charAt(at)));
        group++;
      } else if (isGroupEnd(text.charAt(at)) && isDigit(text, at + 1)) {
        if (!isGroup(group, groups == 0, false)) {
          return NONE;
        }
        groups++;
        group = 0;
      } else {
        break;
      }
      at++;
    }
    return groups > 0 && !isGroup(group, false, true) ? NONE : at;
  }

  private boolean isGroupEnd(char c) {
    return isSame(c, symbols.getGroupingSeparator());
  }

  private boolean isGroup(int digits, boolean isFirst, boolean isLast) {
    int most = hasPairs && !isLast ? 2 : 3;
    return isFirst ? digits >= 1 && digits <= most : digits == most;
  }

  private static boolean isSame(char found, char separator) {
    if (isSpace(separator)) {
      return isSpace(found);
    }
    return found == separator || found == '\'' && separator == '\u2019';
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\u00A0' || c == '\u202F' || c == '\u2009';
  }

  private int fraction(String text, int start) {
    int at = start;
    put('.');
    for (; isDigit(text, at); at++) {
      put('0' + digit(text.charAt(at)));
    }
    if (plain[size - 1] == '.') {
      // "5," is 5, as for DecimalFormat.
      size--;
    }
    return at;
  }

  private boolean exponent(String text, int start) {
    char letter = text.charAt(start);
    int at = start + 1;
    if (letter != 'E' && letter != 'e') {
      return false;
    }
    put('E');
    at = sign(text, at);
    int first = at;
    for (; isDigit(text, at); at++) {
      put('0' + digit(text.charAt(at)));
    }
    return at > first && at == text.length();
  }

  private boolean parse(DecimalFormat decimals, String text) {
    ParsePosition position = new ParsePosition(0);
    Number number = decimals.parse(text, position);
    boolean isWhole = number instanceof BigDecimal && position.getIndex() == text.length();
    if (!isWhole || !hasWholeGroups(decimals, text)) {
      return false;
    }
    byte[] printed = number.toString().getBytes(StandardCharsets.US_ASCII);
    reserve(printed.length);
    System.arraycopy(printed, 0, plain, 0, printed.length);
    size = printed.length;
    return true;
  }

  /** DecimalFormat passes over separators wherever they are. */
  private boolean hasWholeGroups(DecimalFormat decimals, String text) {
    int groupingSize = decimals.isGroupingUsed() ? decimals.getGroupingSize() : 0;
    char separator = symbols.getGroupingSeparator();
    int point = text.indexOf(symbols.getDecimalSeparator());
    for (int i = text.indexOf(separator); i >= 0; i = text.indexOf(separator, i + 1)) {
      if (isDigit(text, i - 1)
          && (groupingSize == 0 || !isGroupBehind(text, i, groupingSize, point))) {
        return false;
      }
    }
    return true;
  }

  private boolean isGroupBehind(String text, int separator, int groupingSize, int point) {
    int at = separator + 1;
    while (isDigit(text, at)) {
      at++;
    }
    boolean isInner = at < text.length() && text.charAt(at) == symbols.getGroupingSeparator();
    int digits = at - separator - 1;
    boolean isBeforePoint = point < 0 || separator < point;
    return isBeforePoint && (digits == groupingSize || isInner && hasPairs && digits == 2);
  }
}
