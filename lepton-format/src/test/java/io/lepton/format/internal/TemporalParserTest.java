package io.lepton.format.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemporalParserTest {

  private static final int SEED = 20_261_121;

  private static byte[] bytes(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return Arrays.copyOf(bytes, bytes.length + 16);
  }

  private static int date(String text) {
    return TemporalParser.date(bytes(text), 0, text.length());
  }

  private static long timestamp(String text, boolean utc) {
    return TemporalParser.timestamp(bytes(text), 0, text.length(), utc);
  }

  private static long micros(String local) {
    return ChronoUnit.MICROS.between(
        LocalDateTime.of(1970, 1, 1, 0, 0), LocalDateTime.parse(local));
  }

  @Test
  void date_everyDayOfTenThousandYears_agreesWithTheJdk() {
    long last = LocalDate.of(9999, 12, 31).toEpochDay();
    for (long day = LocalDate.of(0, 1, 1).toEpochDay(); day <= last; day += 1) {
      String text = LocalDate.ofEpochDay(day).toString();
      if (date(text) != day) {
        fail(text);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2024",
        "2024-01",
        "2024-1-1",
        "2024-00-01",
        "2024-13-01",
        "2024-01-00",
        "2024-01-32",
        "2023-02-29",
        "2100-02-29",
        "2024-02-30",
        "2024-04-31",
        "2024/01/01",
        "20240101",
        "24-01-01",
        "2024-01-01 ",
        "x024-01-01",
        "2024-0a-01",
        "-024-01-01",
        "2024-01-0:"
      })
  void date_anythingElse_isNone(String text) {
    assertThat(date(text)).isEqualTo(TemporalParser.NO_DATE);
  }

  @Test
  void timestamp_random_agreesWithTheJdk() {
    Random random = new Random(SEED);
    for (int i = 0; i < 100_000; i++) {
      LocalDateTime local =
          LocalDateTime.of(1900, 1, 1, 0, 0)
              .plus(Math.abs(random.nextLong()) % (86_400_000_000L * 100_000), ChronoUnit.MICROS);
      assertThat(timestamp(local.toString(), false)).isEqualTo(micros(local.toString()));
      OffsetDateTime offset =
          local.atOffset(ZoneOffset.ofTotalSeconds((random.nextInt(36 * 60) - 18 * 60) * 60));
      assertThat(timestamp(offset.toString(), true))
          .as("seed %d: %s", SEED, offset)
          .isEqualTo(micros(offset.atZoneSameInstant(ZoneOffset.UTC).toLocalDateTime().toString()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-02-29T12:34:56",
        "2024-02-29t12:34:56",
        "2024-02-29 12:34:56",
        "2024-02-29T12:34:56.0",
        "2024-02-29T12:34:56.000000000"
      })
  void timestamp_localForms_areTaken(String text) {
    assertThat(timestamp(text, false)).isEqualTo(micros("2024-02-29T12:34:56"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-02-29T12:34:56.5Z", "2024-02-29 12:34:56.500z", "2024-02-29T13:34:56.5+01:00",
        "2024-02-29T13:34:56.5+0100", "2024-02-29T13:34:56.5+01", "2024-02-28T18:34:56.5-18:00"
      })
  void timestamp_utcForms_areTaken(String text) {
    assertThat(timestamp(text, true)).isEqualTo(micros("2024-02-29T12:34:56.5"));
  }

  @Test
  void timestamp_fraction_isExact() {
    assertThat(timestamp("1969-12-31T23:59:59.999999", false)).isEqualTo(-1);
    assertThat(timestamp("1970-01-01T00:00:00.000001", false)).isEqualTo(1);
    assertThat(timestamp("1970-01-01T00:00:00.12345600", false)).isEqualTo(123_456);
    assertThat(timestamp("1970-01-01T00:01", false)).isEqualTo(60_000_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2024-02-29",
        "2024-02-29T12",
        "2024-02-29T12:3",
        "2024-02-29T24:00:00",
        "2024-02-29T12:60:00",
        "2024-02-29T12:34:60",
        "2024-02-29T12:34:5",
        "2024-02-29T12:34:",
        "2024-02-29T12:34:56.",
        "2024-02-29T12:34:56.1234567",
        "2024-02-29X12:34:56",
        "2024-02-30T12:34:56",
        "2024-02-29T12-34-56",
        "2024-02-29T12:34:56x",
        "2024-02-29\u000012:34"
      })
  void timestamp_anythingElse_isNoneOfEitherKind(String text) {
    assertThat(timestamp(text, false)).isEqualTo(TemporalParser.NO_TIMESTAMP);
    assertThat(timestamp(text, true)).isEqualTo(TemporalParser.NO_TIMESTAMP);
    assertThat(timestamp(text + "Z", true)).isEqualTo(TemporalParser.NO_TIMESTAMP);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "+", "+1", "+1:00", "+19:00", "+18:01", "+01:60", "+01.00", "+010", "Zz", "+0100x"
      })
  void timestamp_badOffset_isNone(String offset) {
    assertThat(timestamp("2024-02-29T12:34:56" + offset, true))
        .isEqualTo(TemporalParser.NO_TIMESTAMP);
  }

  @Test
  void timestamp_offsetWhereThereMustBeNone_isNone() {
    assertThat(timestamp("2024-02-29T12:34:56Z", false)).isEqualTo(TemporalParser.NO_TIMESTAMP);
    assertThat(timestamp("2024-02-29T12:34:56+01:00", false))
        .isEqualTo(TemporalParser.NO_TIMESTAMP);
  }

  @Test
  void date_yearsBeyondFourDigits_areReadAsTheyArePrinted() {
    Random random = new Random(SEED);
    byte[] out = new byte[64];
    for (int i = 0; i < 200_000; i++) {
      int day = random.nextInt() >> random.nextInt(12);
      int end = TemporalPrinter.printDate(day, out, 0);
      assertThat(TemporalParser.date(out, 0, end)).as("day %d", day).isEqualTo(day);
    }
    assertThat(date("+12024-02-29")).isEqualTo((int) LocalDate.of(12024, 2, 29).toEpochDay());
    assertThat(date("-0044-03-15")).isEqualTo((int) LocalDate.of(-44, 3, 15).toEpochDay());
  }

  @Test
  void timestamp_yearsBeyondFourDigits_areReadAsTheyArePrinted() {
    Random random = new Random(SEED);
    byte[] out = new byte[64];
    for (int i = 0; i < 200_000; i++) {
      long micros = i == 0 ? Long.MAX_VALUE : i == 1 ? Long.MIN_VALUE + 1 : random.nextLong();
      boolean utc = random.nextBoolean();
      int end = TemporalPrinter.printTimestamp(micros, utc, out, 0);
      assertThat(TemporalParser.timestamp(out, 0, end, utc)).as("%d", micros).isEqualTo(micros);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+2024-02-29",
        "-0000-01-01",
        "-00044-03-15",
        "+012024-02-29",
        "+12025-02-29",
        "+12024-13-01",
        "+12024-2-29",
        "+1202x-02-28",
        "-44-03-15",
        "+12024/02/28",
        "+999999999-01-01",
        "+99999999999-01-01",
        "+",
        "-"
      })
  void date_otherSignedForms_areNone(String text) {
    assertThat(date(text)).isEqualTo(TemporalParser.NO_DATE);
    assertThat(timestamp(text + "T00:00", false)).isEqualTo(TemporalParser.NO_TIMESTAMP);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+294248-01-01T00:00:00",
        "+294247-01-10T04:00:54.775808",
        "-290308-12-21T19:59:05.224191",
        "+12024-02-29",
        "+12024-02-29T1:00",
        "+12024-02-29 "
      })
  void timestamp_beyondTheRange_isNone(String text) {
    assertThat(timestamp(text, false)).isEqualTo(TemporalParser.NO_TIMESTAMP);
  }

  @Test
  void isLowest_whatThePrinterWrites_isTheOneThatLooksLikeNone() {
    assertThat(isLowestDate("-5877641-06-23")).isTrue();
    assertThat(isLowestDate("-5877641-06-22")).isFalse();
    assertThat(isLowestTimestamp("-290308-12-21T19:59:05.224192", false)).isTrue();
    assertThat(isLowestTimestamp("-290308-12-21T19:59:05.224192", true)).isFalse();
    assertThat(isLowestTimestamp("-290308-12-21T19:59:05.224192Z", true)).isTrue();
    assertThat(isLowestTimestamp("-290308-12-21T19:59:05.224191Z", true)).isFalse();
  }

  private static boolean isLowestDate(String text) {
    return TemporalParser.isLowestDate(bytes(text), 0, text.length());
  }

  private static boolean isLowestTimestamp(String text, boolean utc) {
    return TemporalParser.isLowestTimestamp(bytes(text), 0, text.length(), utc);
  }
}
