package io.lepton.format.cleaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.LimitExceededException;
import io.lepton.data.ColumnType;
import io.lepton.data.DataSource;
import io.lepton.data.Field;
import io.lepton.data.RecordBatch;
import io.lepton.data.RecordReader;
import io.lepton.data.Rejection;
import io.lepton.data.RejectionHandler;
import io.lepton.data.Schema;
import io.lepton.format.csv.CsvFormat;
import io.lepton.spi.ReadRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CleaningTest {

  private static final Schema TEXT = Schema.of(Field.of("a", ColumnType.TEXT));
  private static final Schema NUMBER = Schema.of(Field.of("a", ColumnType.FP64));
  private static final Schema TWO =
      Schema.of(Field.of("a", ColumnType.TEXT), Field.of("n", ColumnType.INT64));

  private static String csv(String... cells) {
    return "a\n" + String.join("\n", cells) + "\n";
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  @Test
  void trim_whiteSpaceOfEveryKind_isCutOff() {
    Cleaned cleaned =
        Cleaned.of(
            TEXT,
            csv(
                quoted("  x y\t"),
                quoted("\u00A0\u2003\uFEFFé\u3000\u0085"),
                "plain",
                quoted(" \u00A0 ")),
            CleaningStep.trim("a"));
    assertThat(cleaned.rows()).containsExactly("x y", "é", "plain", "");
    assertThat(cleaned.step(0)).isEqualTo(new CleaningReport.Step("trim a", 4, 3, 0, 0));
  }

  @Test
  void lowerCase_letters_areLowerWithoutTouchingOthers() {
    Cleaned cleaned = Cleaned.of(TEXT, csv("ÄPFEL", "abc", "~X1"), CleaningStep.lowerCase("a"));
    assertThat(cleaned.rows()).containsExactly("äpfel", "abc", "~x1");
    assertThat(cleaned.step(0).changed()).isEqualTo(2);
  }

  @Test
  void upperCase_textThatGrows_isWhole() {
    Cleaned cleaned = Cleaned.of(TEXT, csv("straße", "ABC", "ǆ"), CleaningStep.upperCase("a"));
    assertThat(cleaned.rows()).containsExactly("STRASSE", "ABC", "Ǆ");
  }

  @Test
  void lowerCase_turkish_hasTwoLettersI() {
    Cleaned cleaned =
        Cleaned.of(TEXT, csv("I"), CleaningStep.lowerCase("a", Locale.forLanguageTag("tr")));
    assertThat(cleaned.rows()).containsExactly("ı");
  }

  @Test
  void nfc_decomposedCharacters_areComposed() {
    Cleaned cleaned =
        Cleaned.of(TEXT, csv("e\u0301", "é", "\u1112\u1161\u11AB"), CleaningStep.nfc("a"));
    assertThat(cleaned.rows()).containsExactly("é", "é", "한");
    assertThat(cleaned.step(0).changed()).isEqualTo(2);
  }

  @Test
  void missing_textsThatMeanNothing_areTakenAway() {
    Cleaned cleaned =
        Cleaned.of(TEXT, csv("n/a", "x", "-", "n/a "), CleaningStep.missing("a", "n/a", "-"));
    assertThat(cleaned.rows()).containsExactly("~", "x", "~", "n/a ");
    assertThat(cleaned.step(0).nulled()).isEqualTo(2);
  }

  @Test
  void severalTextSteps_onOneColumn_buildOnEachOther() {
    Cleaned cleaned =
        Cleaned.of(
            TEXT,
            csv(quoted(" E\u0301cole "), quoted(" N/A"), "ß", "x"),
            CleaningStep.nfc("a"),
            CleaningStep.trim("a"),
            CleaningStep.upperCase("a"),
            CleaningStep.missing("a", "N/A"),
            CleaningStep.fillMissing("a", Fill.constant("Ünknown")),
            CleaningStep.lowerCase("a"));
    assertThat(cleaned.rows()).containsExactly("école", "ünknown", "ss", "x");
    assertThat(cleaned.report().steps())
        .extracting(CleaningReport.Step::changed)
        .containsExactly(1L, 2L, 3L, 0L, 1L, 4L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " ~ ",
      nullValues = "none",
      value = {
        "de-DE ~ 1.234,5 ~ 1234.5",
        "de-DE ~ 1.234.567 ~ 1234567.0",
        "de-DE ~ 1234,50 ~ 1234.5",
        "de-DE ~ -0,5 ~ -0.5",
        "de-DE ~ ,5 ~ 0.5",
        "de-DE ~ 5, ~ 5.0",
        "de-DE ~ 12.5 ~ none",
        "de-DE ~ 1.2345 ~ none",
        "de-DE ~ 1234.567 ~ none",
        "de-DE ~ 1,2,3 ~ none",
        "de-DE ~ 1,234.5 ~ none",
        "de-DE ~ 12 € ~ none",
        "de-DE ~ , ~ none",
        "de-DE ~ - ~ none",
        "en-US ~ 1,234.5 ~ 1234.5",
        "en-US ~ +7 ~ 7.0",
        "en-US ~ 1.5E3 ~ 1500.0",
        "en-US ~ 1E ~ none",
        "en-US ~ 1E400 ~ Infinity",
        "en-US ~ 0x10 ~ none",
        "en-US ~ NaN ~ none",
        "en-US ~ --1 ~ none",
        "fr-FR ~ 1 234,5 ~ 1234.5",
        "fr-FR ~ 1\u00A0234,5 ~ 1234.5",
        "fr-FR ~ 1\u202F234,5 ~ 1234.5",
        "de-CH ~ 1'234.5 ~ 1234.5",
        "de-CH ~ 1’234.5 ~ 1234.5",
        "sv-SE ~ -5,5 ~ -5.5",
        "sv-SE ~ −5,5 ~ -5.5",
        "en-IN ~ 12,34,567.5 ~ 1234567.5",
        "en-IN ~ 1,234,567 ~ none",
        "ar-EG-u-nu-arab ~ ١٢٣ ~ 123.0",
      })
  void parseNumber_asWrittenThere_isRead(String locale, String text, String expected) {
    Cleaned cleaned =
        Cleaned.of(
            TEXT, csv(quoted(text)), CleaningStep.parseNumber("a", Locale.forLanguageTag(locale)));
    assertThat(cleaned.rows()).containsExactly(expected == null ? "~" : expected);
    assertThat(cleaned.schema()).isEqualTo(NUMBER);
    assertThat(cleaned.step(0).nulled()).isEqualTo(expected == null ? 1 : 0);
  }

  @Test
  void parseNumber_missing_staysMissingAndIsNotCounted() {
    Cleaned cleaned = Cleaned.of(TWO, "a,n\n,1\n5,2\n", CleaningStep.parseNumber("a", Locale.ROOT));
    assertThat(cleaned.rows()).containsExactly("~|1", "5.0|2");
    assertThat(cleaned.step(0)).isEqualTo(new CleaningReport.Step("parse number a", 1, 1, 0, 0));
  }

  @Test
  void parseNumber_withPattern_readsWhatIsAroundTheNumber() {
    ParseNumber step = CleaningStep.parseNumber("a", Locale.GERMANY).withPattern("#,##0.00 €");
    Cleaned cleaned =
        Cleaned.of(TEXT, csv(quoted("1.234,50 €"), quoted("12.5 €"), quoted("12")), step);
    assertThat(cleaned.rows()).containsExactly("1234.5", "~", "~");
    Cleaned percent =
        Cleaned.of(TEXT, csv("12.5%"), CleaningStep.parseNumber("a", Locale.US).withPattern("0%"));
    assertThat(percent.rows()).containsExactly("0.125");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " ~ ",
      nullValues = "none",
      value = {
        "int64 ~ 9,223,372,036,854,775,807 ~ 9223372036854775807",
        "int64 ~ 9223372036854775808 ~ none",
        "int64 ~ 1.5 ~ none",
        "int64 ~ 1.0 ~ 1",
        "int64 ~ 1E3 ~ 1000",
        "int64 ~ 1E999999999 ~ none",
        "int64 ~ 1E99999999999999 ~ none",
        "int64 ~ 1E-999999999 ~ none",
        "int64 ~ 0E999999999 ~ 0",
        "uint64 ~ 18446744073709551615 ~ 18446744073709551615",
        "uint64 ~ -1 ~ none",
        "int8 ~ -128 ~ -128.0",
        "int8 ~ 128 ~ none",
        "uint16 ~ 65535 ~ 65535.0",
        "fp32 ~ 0.1 ~ 0.10000000149011612",
        "decimal(5,2) ~ 123.45 ~ 123.45",
        "decimal(5,2) ~ 123.450 ~ 123.45",
        "decimal(5,2) ~ 123.456 ~ none",
        "decimal(5,2) ~ 1234 ~ none",
        "decimal(38,0) ~ 99999999999999999999999999999999999999 ~ 99999999999999999999999999999999999999",
      })
  void parseNumber_withType_isExactOrAFailure(String type, String text, String expected) {
    ParseNumber step = CleaningStep.parseNumber("a", Locale.US).withType(ColumnType.parse(type));
    assertThat(Cleaned.of(TEXT, csv(quoted(text)), step).rows())
        .containsExactly(expected == null ? "~" : expected);
  }

  @Test
  void parseNumber_rejecting_leavesTheRowOutAndSaysWhere() {
    Cleaned cleaned =
        Cleaned.of(
            TWO,
            "a,n\n1,1\nx,2\n3,3\n",
            CleaningStep.parseNumber("a", Locale.ROOT).withOnFailure(OnFailure.REJECT));
    assertThat(cleaned.rows()).containsExactly("1.0|1", "3.0|3");
    assertThat(cleaned.rowNumbers()).containsExactly(1L, 3L);
    assertThat(cleaned.rejections()).hasSize(1);
    assertThat(cleaned.rejections().get(0))
        .hasToString("row 2, column a: needs a number, fp64 (LEP-DATA-001)");
    assertThat(cleaned.step(0).rowsDropped()).isEqualTo(1);
    assertThat(cleaned.report().rowsKept()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "dd.MM.yyyy,24.12.2025,2025-12-24",
        "dd.MM.yyyy,29.02.2024,2024-02-29",
        "dd.MM.yyyy,29.02.2025,none",
        "dd.MM.yyyy,31.04.2025,none",
        "dd.MM.yyyy,1.4.2025,none",
        "dd.MM.yyyy,24.12.25,none",
        "dd.MM.yyyy,'24.12.2025 ',none",
        "d.M.yyyy,1.4.2025,2025-04-01",
        "d.M.yyyy,01.04.2025,2025-04-01",
        "d.M.yyyy,32.4.2025,none",
        "M/d/yyyy,12/24/2025,2025-12-24",
        "M/d/yyyy,24/12/2025,none",
        "yyyyMMdd,20251224,2025-12-24",
        "uuuu-MM-dd,0000-01-01,0000-01-01",
        "yyyy-MM-dd,0000-01-01,none",
        "dd.MM.yy,24.12.25,2025-12-24",
        "d. MMMM yyyy,24. Dezember 2025,2025-12-24",
        "d. MMMM yyyy,24. dezember 2025,2025-12-24",
        "d. MMMM yyyy,24. December 2025,none",
      })
  void parseDate_byPattern_isStrict(String pattern, String text, String expected) {
    Cleaned cleaned =
        Cleaned.of(TEXT, csv(quoted(text)), CleaningStep.parseDate("a", pattern, Locale.GERMANY));
    assertThat(cleaned.rows()).containsExactly(expected == null ? "~" : expected);
    assertThat(cleaned.schema().field(0).type()).isEqualTo(ColumnType.DATE);
  }

  @Test
  void parseTimestamp_withOffset_isAPointInTime() {
    Cleaned cleaned =
        Cleaned.of(
            TEXT,
            csv("24.12.2025 18:30:15+01:00", "24.12.2025 24:30:00+01:00"),
            CleaningStep.parseTimestamp("a", "dd.MM.yyyy HH:mm:ssXXX", Locale.ROOT));
    assertThat(cleaned.rows()).containsExactly("2025-12-24T17:30:15Z", "~");
    assertThat(cleaned.schema().field(0).type()).isEqualTo(ColumnType.TIMESTAMP_UTC);
  }

  @Test
  void parseTimestamp_withoutZone_isAReadingOfAClock() {
    Cleaned cleaned =
        Cleaned.of(
            TEXT,
            csv("24.12.2025 18:30", "31.12.1969 23:59"),
            CleaningStep.parseTimestamp("a", "dd.MM.yyyy HH:mm", Locale.ROOT));
    assertThat(cleaned.rows()).containsExactly("2025-12-24T18:30:00Z", "1969-12-31T23:59:00Z");
    assertThat(cleaned.schema().field(0).type()).isEqualTo(ColumnType.TIMESTAMP_LOCAL);
  }

  @Test
  void parseTimestamp_inAZone_knowsItsSummerTime() {
    Cleaned cleaned =
        Cleaned.of(
            TEXT,
            csv("2025-07-01 12:00", "2025-03-30 02:30", "2025-10-26 02:30"),
            CleaningStep.parseTimestamp("a", "yyyy-MM-dd HH:mm", Locale.ROOT)
                .withZone(ZoneId.of("Europe/Berlin")));
    assertThat(cleaned.rows()).containsExactly("2025-07-01T10:00:00Z", "~", "2025-10-26T00:30:00Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " ~ ",
      value = {
        "bool ~ true ~ 1",
        "int64 ~ -5 ~ -5",
        "uint8 ~ 255 ~ 255.0",
        "fp32 ~ 1.5 ~ 1.5",
        "fp16 ~ 2 ~ 2.0",
        "text ~ none yet ~ none yet",
        "date ~ 2025-12-24 ~ 2025-12-24",
        "timestamp(utc) ~ 2025-12-24T00:00:00Z ~ 2025-12-24T00:00:00Z",
        "decimal(20,2) ~ 123456789012345678.25 ~ 123456789012345678.25",
      })
  void fillMissing_constantOfAnyType_isPutIn(String type, String constant, String expected) {
    Schema schema =
        Schema.of(Field.of("a", ColumnType.parse(type)), Field.of("n", ColumnType.INT64));
    Cleaned cleaned =
        Cleaned.of(schema, "a,n\n,1\n", CleaningStep.fillMissing("a", Fill.constant(constant)));
    assertThat(cleaned.rows()).containsExactly(expected + "|1");
    assertThat(cleaned.step(0).changed()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 1024})
  void fillMissing_previous_reachesAcrossBatches(int batchRows) {
    String rows = "a,n\n,\nx,1\n,\n,\ny,\n,3\n";
    Cleaned cleaned =
        Cleaned.of(
            TWO,
            rows,
            batchRows,
            CleaningStep.fillMissing("a", Fill.previous()),
            CleaningStep.fillMissing("n", Fill.previous()));
    assertThat(cleaned.rows()).containsExactly("~|~", "x|1", "x|1", "x|1", "y|1", "y|3");
    assertThat(cleaned.step(0))
        .isEqualTo(new CleaningReport.Step("fill a with previous", 4, 3, 0, 0));
  }

  @Test
  void fillMissing_medianAndMean_areOfTheValuesThatAreThere() {
    Schema schema =
        Schema.of(
            Field.of("a", ColumnType.FP64),
            Field.of("b", ColumnType.INT64),
            Field.of("d", ColumnType.decimal(6, 2)),
            Field.of("t", ColumnType.DATE));
    Cleaned cleaned =
        Cleaned.of(
            schema,
            "a,b,d,t\n1,1,1.00,2025-01-01\n,,,\n10,2,2.01,2025-01-03\n4,,,\n",
            CleaningStep.fillMissing("a", Fill.median()),
            CleaningStep.fillMissing("b", Fill.mean()),
            CleaningStep.fillMissing("d", Fill.mean()),
            CleaningStep.fillMissing("t", Fill.median()));
    assertThat(cleaned.rows().get(1)).isEqualTo("4.0|2|1.50|2025-01-02");
  }

  @Test
  void fillMissing_columnWithoutValues_staysAsItIs() {
    Cleaned cleaned =
        Cleaned.of(
            Schema.of(Field.of("n", ColumnType.INT64), Field.of("a", ColumnType.FP64)),
            "n,a\n1,\n2,\n",
            CleaningStep.fillMissing("a", Fill.mean()));
    assertThat(cleaned.rows()).containsExactly("1|~", "2|~");
  }

  @Test
  void deduplicate_byKey_keepsTheFirst() {
    Cleaned cleaned =
        Cleaned.of(TWO, "a,n\nx,1\ny,1\nx,2\n,3\n,4\n", 2, CleaningStep.deduplicate("a"));
    assertThat(cleaned.rows()).containsExactly("x|1", "y|1", "~|3", "~|4");
    assertThat(cleaned.rowNumbers()).containsExactly(1L, 2L, 4L, 5L);
    assertThat(cleaned.step(0)).isEqualTo(new CleaningReport.Step("deduplicate a", 5, 0, 0, 1));
  }

  @Test
  void deduplicate_wholeRows_needsAllToBeEqual() {
    Cleaned cleaned = Cleaned.of(TWO, "a,n\nx,1\nx,2\nx,1\nx,\nx,\n", CleaningStep.deduplicate());
    assertThat(cleaned.rows()).containsExactly("x|1", "x|2", "x|~");
  }

  @Test
  void deduplicate_tooManyKeys_isRefused() {
    assertThatExceptionOfType(LimitExceededException.class)
        .isThrownBy(
            () ->
                Cleaned.of(
                    TWO, "a,n\nx,1\ny,1\nx,2\nz,3\n", CleaningStep.deduplicate("a").withMaxKeys(2)))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "12 kg,12.0",
        "'12.5kg',12.5",
        "' 500 g ',0.5",
        "1E3 g,1.0",
        "1e-1t,100.0",
        "-2t,-2000.0",
        "7,7.0",
        "7 stone,none",
        "kg,none",
        "1 2 kg,none",
        "12 KG,none",
        "5 µm²,1.25",
      })
  void units_textWithUnit_isInTheTargetUnit(String text, String expected) {
    UnitTable table =
        UnitTable.to("kg").with("g", 0.001).with("t", 1000).with("µm²", 0.25).assuming("kg");
    Cleaned cleaned = Cleaned.of(TEXT, csv(quoted(text)), CleaningStep.units("a", table));
    assertThat(cleaned.rows()).containsExactly(expected == null ? "~" : expected);
  }

  @Test
  void units_withOffsetAndLocale_areConverted() {
    UnitTable celsius =
        UnitTable.to("°C").with("°F", 5 / 9.0, -160 / 9.0).withLocale(Locale.GERMANY);
    Cleaned cleaned =
        Cleaned.of(
            TEXT,
            csv(quoted("212 °F"), quoted("1.000,5 °C"), "5"),
            CleaningStep.units("a", celsius));
    assertThat(cleaned.rows()).containsExactly("100.0", "1000.5", "~");
  }

  @Test
  void units_rejecting_rejects() {
    UnitTable table = UnitTable.to("kg").withOnFailure(OnFailure.REJECT);
    Cleaned cleaned = Cleaned.of(TEXT, csv("1kg", "1lb"), CleaningStep.units("a", table));
    assertThat(cleaned.rows()).containsExactly("1.0");
    assertThat(cleaned.rejections()).hasSize(1);
  }

  @Test
  void clipOutliers_iqr_bringsThemToTheFences() {
    Cleaned cleaned =
        Cleaned.of(
            NUMBER,
            csv("1", "2", "3", "4", "100", "nan"),
            CleaningStep.clipOutliers("a", Outliers.iqr(1.5)));
    assertThat(cleaned.rows()).startsWith("1.0", "2.0", "3.0", "4.0", "7.0");
    assertThat(cleaned.step(0).changed()).isEqualTo(1);
  }

  @Test
  void clipOutliers_wholeNumbers_stayWithinTheBounds() {
    Schema whole = Schema.of(Field.of("a", ColumnType.INT32));
    Cleaned cleaned =
        Cleaned.of(
            whole, csv("-9", "5", "99"), CleaningStep.clipOutliers("a", Outliers.range(0.5, 7.5)));
    assertThat(cleaned.rows()).containsExactly("1.0", "5.0", "7.0");
  }

  @Test
  void removeOutliers_deviations_takesThemAway() {
    String[] cells = new String[101];
    java.util.Arrays.fill(cells, "5");
    cells[7] = "6";
    cells[50] = "1000";
    Cleaned cleaned =
        Cleaned.of(NUMBER, csv(cells), CleaningStep.removeOutliers("a", Outliers.deviations(3)));
    assertThat(cleaned.rows().get(50)).isEqualTo("~");
    assertThat(cleaned.step(0).nulled()).isEqualTo(1);
  }

  @Test
  void dropOutliers_range_leavesTheRowsOut() {
    Cleaned cleaned =
        Cleaned.of(
            NUMBER, csv("1", "50", "3"), CleaningStep.dropOutliers("a", Outliers.range(0, 10)));
    assertThat(cleaned.rows()).containsExactly("1.0", "3.0");
    assertThat(cleaned.rowNumbers()).containsExactly(1L, 3L);
  }

  @Test
  void steps_thatLearnFromEachOther_learnInOrder() {
    // The median is of the parsed values without duplicates; the fences are of the filled column.
    Cleaned cleaned =
        Cleaned.of(
            Schema.of(Field.of("n", ColumnType.INT64), Field.of("a", ColumnType.TEXT)),
            "n,a\n1,\"1,0\"\n2,\"2,0\"\n3,\n3,\"900,0\"\n4,\"3,0\"\n5,\"100,0\"\n",
            CleaningStep.parseNumber("a", Locale.GERMANY),
            CleaningStep.deduplicate("n"),
            CleaningStep.fillMissing("a", Fill.median()),
            CleaningStep.clipOutliers("a", Outliers.iqr(1.5)));
    assertThat(cleaned.rows()).containsExactly("1|1.0", "2|2.0", "3|2.5", "4|3.0", "5|4.5");
  }

  @Test
  void steps_inAnotherOrder_giveAnotherResult() {
    CleaningStep trim = CleaningStep.trim("a");
    CleaningStep missing = CleaningStep.missing("a", "-");
    String csv = csv(quoted(" -"));
    assertThat(Cleaned.of(TEXT, csv, trim, missing).rows()).containsExactly("~");
    assertThat(Cleaned.of(TEXT, csv, missing, trim).rows()).containsExactly("-");
  }

  @Test
  void schema_stepsThatDoNotFit_areAllNamed() {
    Schema schema =
        Schema.of(
            Field.of("t", ColumnType.TEXT),
            Field.of("n", ColumnType.INT64),
            Field.of("u", ColumnType.TEXT));
    Cleaning cleaning =
        Cleaning.of(
            CleaningStep.trim("n"),
            CleaningStep.parseNumber("gone", Locale.ROOT),
            CleaningStep.parseNumber("t", Locale.ROOT).withPattern("0.0.0"),
            CleaningStep.parseNumber("t", Locale.ROOT).withType(ColumnType.BOOL),
            CleaningStep.parseDate("t", "bogus", Locale.ROOT),
            CleaningStep.parseDate("t", "dd", Locale.ROOT).withZone(ZoneId.of("UTC")),
            CleaningStep.fillMissing("u", Fill.mean()),
            CleaningStep.fillMissing("n", Fill.constant("many")),
            CleaningStep.deduplicate("x", "y"),
            CleaningStep.clipOutliers("u", Outliers.iqr(1)));
    assertThatExceptionOfType(LeptonException.class)
        .isThrownBy(() -> cleaning.schema(schema))
        .withMessageContaining("step 1, trim n: needs a text column")
        .withMessageContaining("step 2, parse number gone: needs a column gone, found [t, n, u]")
        .withMessageContaining("step 3, parse number t: needs a pattern")
        .withMessageContaining("step 4, parse number t: needs an integer")
        .withMessageContaining("step 5, parse date t: needs a pattern")
        .withMessageContaining("step 6, parse date t: needs no zone")
        .withMessageContaining("step 7, fill u with mean: needs a column of numbers")
        .withMessageContaining("step 8, fill n with constant: needs a constant of type int64")
        .withMessageContaining("step 9, deduplicate x, y: needs a column x")
        .withMessageContaining("step 10, clip outliers of u by iqr 1.0: needs a column of numbers")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_RULE));
  }

  @Test
  void schema_lists_areRefused() {
    Schema schema = Schema.of(Field.of("v", ColumnType.FP32.vector(3)));
    Cleaning cleaning = Cleaning.of(CleaningStep.fillMissing("v", Fill.constant(0)));
    assertThatExceptionOfType(LeptonException.class)
        .isThrownBy(() -> cleaning.schema(schema))
        .withMessageContaining("found fp32[3]");
  }

  @Test
  void schema_stepsThatTakeAway_makeFieldsNullable() {
    Schema schema =
        Schema.of(Field.required("a", ColumnType.TEXT), Field.required("b", ColumnType.TEXT));
    Cleaning cleaning =
        Cleaning.of(
            CleaningStep.parseNumber("a", Locale.ROOT),
            CleaningStep.parseNumber("b", Locale.ROOT).withOnFailure(OnFailure.REJECT));
    assertThat(cleaning.schema(schema))
        .isEqualTo(Schema.of(Field.of("a", ColumnType.FP64), Field.required("b", ColumnType.FP64)));
  }

  @Test
  void options_outOfRange_areRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Outliers.iqr(0));
    assertThatIllegalArgumentException().isThrownBy(() -> Outliers.deviations(Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> Outliers.range(2, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> UnitTable.to("m").with("x", 0));
    assertThatIllegalArgumentException().isThrownBy(() -> UnitTable.to("m").assuming("ft"));
    assertThatIllegalArgumentException().isThrownBy(() -> UnitTable.to("m").with(" ft", 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CleaningStep.deduplicate("a").withMaxKeys(0));
  }

  private static RecordReader csvReader(String csv) throws IOException {
    DataSource source = DataSource.of("test", csv.getBytes(StandardCharsets.UTF_8));
    return new CsvFormat().reader(ReadRequest.of(source).withSchema(TWO));
  }

  @Test
  void over_stepThatMustLearn_isRefused() throws IOException {
    Cleaning cleaning = Cleaning.of(CleaningStep.fillMissing("n", Fill.mean()));
    try (RecordReader source = csvReader("a,n\nx,1\n")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> CleaningReader.over(cleaning, source, RejectionHandler.FAIL));
    }
  }

  @Test
  void read_severalBatchesInFlight_keepTheirRows() throws IOException {
    Cleaning cleaning =
        Cleaning.of(
            CleaningStep.trim("a"), CleaningStep.upperCase("a"), CleaningStep.deduplicate("n"));
    RecordReader source = csvReader("a,n\n\" a \",1\nb,2\nß,2\nd,3\n");
    try (CleaningReader reader = CleaningReader.over(cleaning, source, RejectionHandler.FAIL)) {
      RecordBatch first = RecordBatch.allocate(reader.schema(), 2);
      RecordBatch second = RecordBatch.allocate(reader.schema(), 2);
      assertThat(reader.read(first)).isTrue();
      assertThat(reader.read(second)).isTrue();
      assertThat(Cleaned.row(first, 0)).isEqualTo("A|1");
      assertThat(Cleaned.row(first, 1)).isEqualTo("B|2");
      assertThat(Cleaned.row(second, 0)).isEqualTo("D|3");
      assertThat(second.rowCount()).isEqualTo(1);
      assertThat(reader.read(first)).isFalse();
      assertThat(first.rowCount()).isZero();
      assertThat(Cleaned.row(second, 0)).isEqualTo("D|3");
      assertThat(reader.bytesRead()).isPositive();
      assertThat(reader.rowsDropped()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 1024})
  void reject_bySourceAndSteps_isInTheOrderOfTheRows(int batchRows) {
    Cleaned cleaned =
        Cleaned.of(
            TWO,
            "a,n\n1,1\n2,x\nx,3\n4,x\ny,5\n6,6\n",
            batchRows,
            CleaningStep.fillMissing("n", Fill.mean()),
            CleaningStep.parseNumber("a", Locale.ROOT).withOnFailure(OnFailure.REJECT));
    assertThat(cleaned.rejections()).extracting(Rejection::row).containsExactly(2L, 3L, 4L, 5L);
    assertThat(cleaned.rows()).containsExactly("1.0|1", "6.0|6");
  }

  @Test
  void report_toString_hasALineAStep() {
    Cleaned cleaned =
        Cleaned.of(
            TWO,
            "a,n\n\" x\",1\n\"x\",1\n-,2\n",
            CleaningStep.trim("a"),
            CleaningStep.missing("a", "-"),
            CleaningStep.deduplicate("a"));
    assertThat(cleaned.report().toString().lines())
        .containsExactly(
            "3 rows read, 2 kept",
            "  trim a: 3 looked at, 1 changed",
            "  missing a: 3 looked at, 0 changed, 1 taken away",
            "  deduplicate a: 3 looked at, 0 changed, 1 rows dropped");
  }

  @Test
  void cleaning_noSteps_leavesTheDataAsItIs() {
    Cleaned cleaned = Cleaned.of(TWO, "a,n\nx,1\n,\n");
    assertThat(cleaned.rows()).containsExactly("x|1", "~|~");
    assertThat(Cleaning.of().then(CleaningStep.trim("a")).steps()).hasToString("[trim a]");
  }
}
