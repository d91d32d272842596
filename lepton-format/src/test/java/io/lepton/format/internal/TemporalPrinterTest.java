package io.lepton.format.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemporalPrinterTest {

  private static final int SEED = 20_260_118;

  @ParameterizedTest
  @CsvSource({
    "1970-01-01",
    "1969-12-31",
    "2024-02-29",
    "2000-02-29",
    "1900-03-01",
    "0000-01-01",
    "9999-12-31",
    "-0001-12-31",
    "+10000-01-01",
    "-999999999-01-01"
  })
  void printDate_day_isIso(String text) {
    LocalDate date = LocalDate.parse(text);
    if (Math.abs(date.toEpochDay()) <= Integer.MAX_VALUE) {
      assertThat(date((int) date.toEpochDay())).isEqualTo(text);
    }
  }

  @Test
  void printDate_everyDayOfFourCenturies_isIso() {
    for (int day = -200_000; day < 200_000; day++) {
      assertThat(date(day)).isEqualTo(LocalDate.ofEpochDay(day).toString());
    }
  }

  @Test
  void printDate_extremes_isIso() {
    for (int day : new int[] {Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      assertThat(date(day)).isEqualTo(LocalDate.ofEpochDay(day).toString());
    }
  }

  @Test
  void printDate_randomDays_readBack() {
    Random random = new Random(SEED);
    for (int i = 0; i < 200_000; i++) {
      int day = random.nextInt(3_652_059) - 719_528;
      byte[] text = (date(day) + "        ").getBytes(StandardCharsets.ISO_8859_1);
      assertThat(TemporalParser.date(text, 0, 10)).as("seed %d", SEED).isEqualTo(day);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, true, 1970-01-01T00:00:00Z",
    "-1, true, 1969-12-31T23:59:59.999999Z",
    "1500000, false, 1970-01-01T00:00:01.5",
    "1, false, 1970-01-01T00:00:00.000001",
    "86399999990, true, 1970-01-01T23:59:59.99999Z",
    "-62167219200000000, true, 0000-01-01T00:00:00Z"
  })
  void printTimestamp_micros_isIsoWithoutTrailingZeros(long micros, boolean utc, String expected) {
    assertThat(timestamp(micros, utc)).isEqualTo(expected);
  }

  @Test
  void printTimestamp_randomMicros_sameInstant() {
    Random random = new Random(SEED);
    for (int i = 0; i < 100_000; i++) {
      long micros = random.nextLong() >> random.nextInt(40);
      String text = timestamp(micros, false);
      LocalDateTime expected =
          LocalDateTime.ofEpochSecond(
              Math.floorDiv(micros, 1_000_000L),
              (int) Math.floorMod(micros, 1_000_000L) * 1_000,
              ZoneOffset.UTC);
      assertThat(LocalDateTime.parse(text)).as("seed %d", SEED).isEqualTo(expected);
    }
  }

  @Test
  void printTimestamp_extremes_sameInstant() {
    assertThat(timestamp(Long.MIN_VALUE, true)).isEqualTo("-290308-12-21T19:59:05.224192Z");
    assertThat(timestamp(Long.MAX_VALUE, true)).isEqualTo("+294247-01-10T04:00:54.775807Z");
  }

  private static String date(int day) {
    return Printed.text((element, out, at) -> TemporalPrinter.printDate(day, out, at));
  }

  private static String timestamp(long micros, boolean utc) {
    return Printed.text((e, out, at) -> TemporalPrinter.printTimestamp(micros, utc, out, at));
  }
}
