package io.lepton.format.cleaning;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads dates and times by a pattern of {@link DateTimeFormatter}, strictly: there is no 30th of
 * February. Names of months and days are read in any case. {@code yyyy} means a year of our era
 * where the pattern has no era, as everybody expects who writes it.
 *
 * <p>Patterns of days, months and years in ASCII have a way of their own, some twenty times as
 * fast.
 *
 * <p><b>Threads.</b> One at a time.
 */
final class DatePattern {

  static final long NO_VALUE = Long.MIN_VALUE;

  private static final int MAX_BYTES = 200;

  private final DateTimeFormatter formatter;
  private final @Nullable String quick;
  private int year;
  private int month;
  private int day;

  /**
   * Compiles a pattern.
   *
   * @throws IllegalArgumentException if it is none
   */
  DatePattern(String pattern, Locale locale) {
    DateTimeFormatterBuilder builder =
        new DateTimeFormatterBuilder().parseCaseInsensitive().appendPattern(pattern);
    if (letters(pattern).matches("[^G]*y[^G]*")) {
      builder.parseDefaulting(ChronoField.ERA, 1);
    }
    formatter = builder.toFormatter(locale).withResolverStyle(ResolverStyle.STRICT);
    quick = isQuick(pattern) ? pattern : null;
  }

  private static boolean isQuick(String pattern) {
    return pattern.matches("(?:dd?|MM?|yyyy|uuuu|(?<=[A-Za-z])[-./ ](?=[dMyu]))+")
        && !pattern.matches(".*(?:ddd|MMM|yu|uy).*")
        && count(pattern, "d+") == 1
        && count(pattern, "M+") == 1
        && count(pattern, "[yu]+") == 1
        // One letter alone takes one digit or two: only a separator says where it ends.
        && !pattern.matches(".*(?<!d)d(?!d)[A-Za-z].*|.*(?<!M)M(?!M)[A-Za-z].*");
  }

  private static int count(String pattern, String part) {
    return (int) Pattern.compile(part).matcher(pattern).results().count();
  }

  /** Says whether a pattern reads an offset or a zone, so that its times are points in time. */
  static boolean hasZone(String pattern) {
    return letters(pattern).matches(".*[XxZOVz].*");
  }

  /** Returns a pattern without what is quoted in it. */
  private static String letters(String pattern) {
    return pattern.replaceAll("'[^']*'", "");
  }

  /** Returns days since 1970-01-01, or {@link #NO_VALUE}. */
  long date(byte[] bytes, int start, int end) {
    if (quick != null && isQuickDate(quick, bytes, start, end)) {
      return LocalDate.of(year, month, day).toEpochDay();
    }
    TemporalAccessor parsed = parse(bytes, start, end);
    return parsed == null || !parsed.isSupported(ChronoField.EPOCH_DAY)
        ? NO_VALUE
        : parsed.getLong(ChronoField.EPOCH_DAY);
  }

  /**
   * Returns microseconds since 1970-01-01T00:00, or {@link #NO_VALUE}.
   *
   * @param zone where the clock hangs that was read, or null to keep its reading as it is
   * @param isInstant whether the pattern reads an offset or a zone
   */
  long timestamp(byte[] bytes, int start, int end, @Nullable ZoneId zone, boolean isInstant) {
    TemporalAccessor parsed = parse(bytes, start, end);
    if (parsed == null) {
      return NO_VALUE;
    }
    try {
      return isInstant ? micros(Instant.from(parsed)) : micros(LocalDateTime.from(parsed), zone);
    } catch (DateTimeException | ArithmeticException e) {
      return NO_VALUE;
    }
  }

  private static long micros(LocalDateTime time, @Nullable ZoneId zone) {
    if (zone == null) {
      return micros(time.toInstant(ZoneOffset.UTC));
    }
    // In spring the clock never shows an hour: such a reading is no time.
    return zone.getRules().getValidOffsets(time).isEmpty()
        ? NO_VALUE
        : micros(time.atZone(zone).toInstant());
  }

  private static long micros(Instant instant) {
    // Parts of a microsecond are cut off, toward the past.
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1000);
  }

  private @Nullable TemporalAccessor parse(byte[] bytes, int start, int end) {
    if (end - start > MAX_BYTES) {
      return null;
    }
    try {
      return formatter.parse(new String(bytes, start, end - start, StandardCharsets.UTF_8));
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Reads what is plainly a date. What is not may still be one for the formatter. */
  private boolean isQuickDate(String pattern, byte[] bytes, int start, int end) {
    int at = start;
    for (int i = 0; i < pattern.length(); ) {
      char letter = pattern.charAt(i);
      int letters = run(pattern, i);
      i += letters;
      if (!isLetter(letter)) {
        if (at == end || bytes[at++] != letter) {
          return false;
        }
        continue;
      }
      int digits = digits(bytes, at, end, letters == 1 ? 2 : letters);
      if (digits < letters) {
        return false;
      }
      set(letter, number(bytes, at, digits));
      at += digits;
    }
    return at == end && isDate();
  }

  private static int run(String pattern, int start) {
    int end = start + 1;
    while (end < pattern.length() && pattern.charAt(end) == pattern.charAt(start)) {
      end++;
    }
    return isLetter(pattern.charAt(start)) ? end - start : 1;
  }

  private static boolean isLetter(char c) {
    return c == 'd' || c == 'M' || c == 'y' || c == 'u';
  }

  private static int digits(byte[] bytes, int start, int end, int most) {
    int at = start;
    while (at < end && at < start + most && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    return at - start;
  }

  private static int number(byte[] bytes, int start, int digits) {
    int number = 0;
    for (int i = start; i < start + digits; i++) {
      number = number * 10 + bytes[i] - '0';
    }
    return number;
  }

  private void set(char letter, int number) {
    if (letter == 'd') {
      day = number;
    } else if (letter == 'M') {
      month = number;
    } else {
      year = number;
    }
  }

  private boolean isDate() {
    return year > 0
        && month >= 1
        && month <= 12
        && day >= 1
        && (day <= 28 || day <= ChronoUnit.DAYS.between(first(), first().plusMonths(1)));
  }

  private LocalDate first() {
    return LocalDate.of(year, month, 1);
  }
}
