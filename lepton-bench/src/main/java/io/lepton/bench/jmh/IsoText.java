package io.lepton.bench.jmh;

import java.time.LocalDate;

/** Dates and timestamps of ISO 8601 as a team in a hurry takes them apart. Stateless. */
final class IsoText {

  private IsoText() {}

  /** Returns days since 1970-01-01 of {@code yyyy-MM-dd}. */
  static long days(String text) {
    return LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10)).toEpochDay();
  }

  /** Returns microseconds since 1970-01-01T00:00 of {@code yyyy-MM-dd?HH:mm:ss[.f][Z]}. */
  static long micros(String text) {
    int end = text.endsWith("Z") ? text.length() - 1 : text.length();
    long seconds =
        days(text) * 86_400
            + number(text, 11, 13) * 3_600L
            + number(text, 14, 16) * 60L
            + number(text, 17, 19);
    long micros = 0;
    if (end > 20) {
      micros = number(text, 20, end);
      for (int digits = end - 20; digits < 6; digits++) {
        micros *= 10;
      }
    }
    return seconds * 1_000_000 + micros;
  }

  private static int number(String text, int start, int end) {
    return Integer.parseInt(text, start, end, 10);
  }
}
