package io.lepton.format.cleaning;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.data.ColumnType;
import io.lepton.data.Field;
import io.lepton.data.Schema;
import java.nio.charset.StandardCharsets;
import java.text.DecimalFormat;
import java.text.Normalizer;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Random data, against steps that are written as plainly as can be. */
@Timeout(60)
class CleaningFuzzTest {

  private static final long SEED = 20_261_121L;

  private static final String[] PIECES = {
    "a", "B", "Ä", "e\u0301", "é", " ", "\u00A0", "\u3000", "ß", "\uD83D\uDE00", "1", "\u212B"
  };

  private static final Schema SCHEMA =
      Schema.of(
          Field.of("k", ColumnType.INT64),
          Field.of("t", ColumnType.TEXT),
          Field.of("x", ColumnType.FP64));

  /**
   * A row of the oracle.
   *
   * @param k the key, or null
   * @param t the text, or null
   * @param x the number, or null
   */
  private record Row(Long k, String t, Double x) {

    String csv() {
      return (k == null ? "" : k)
          + ","
          + (t == null ? "" : '"' + t + '"')
          + ","
          + (x == null ? "" : x);
    }

    String cells() {
      return (k == null ? "~" : k) + "|" + (t == null ? "~" : t) + "|" + (x == null ? "~" : x);
    }
  }

  private static Row row(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(5); i >= 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return new Row(
        random.nextInt(6) == 0 ? null : (long) random.nextInt(30),
        random.nextInt(4) == 0 ? null : text.toString(),
        random.nextInt(4) == 0
            ? null
            : random.nextInt(1000) / 8.0 * (random.nextInt(9) == 0 ? 50 : 1));
  }

  private static List<String> clean(List<Row> rows) {
    List<Row> now = new ArrayList<>();
    for (Row row : rows) {
      String text = row.t == null ? null : Normalizer.normalize(row.t, Normalizer.Form.NFC);
      text = text == null ? null : text.replaceAll("^[ \u00A0\u3000]+|[ \u00A0\u3000]+$", "");
      now.add(
          new Row(
              row.k, text == null || text.isEmpty() ? null : text.toUpperCase(Locale.ROOT), row.x));
    }
    Set<Long> seen = new HashSet<>();
    now.removeIf(row -> row.k != null && !seen.add(row.k));
    double median = quantile(now, 0.5);
    String last = null;
    for (int i = 0; i < now.size(); i++) {
      Row row = now.get(i);
      last = row.t == null ? last : row.t;
      now.set(
          i,
          new Row(row.k, last, row.x == null && !Double.isNaN(median) ? (Double) median : row.x));
    }
    double low = quantile(now, 0.25);
    double high = quantile(now, 0.75);
    double reach = 1.5 * (high - low);
    return now.stream()
        .map(
            row ->
                row.x == null
                    ? row
                    : new Row(row.k, row.t, Math.min(Math.max(row.x, low - reach), high + reach)))
        .map(Row::cells)
        .toList();
  }

  private static double quantile(List<Row> rows, double rank) {
    double[] sorted =
        rows.stream().filter(r -> r.x != null).mapToDouble(r -> r.x).sorted().toArray();
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double place = rank * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  @Test
  void cleaning_randomRowsAndBatchSizes_isAsThePlainOne() {
    Random random = new Random(SEED);
    for (int i = 0; i < 150; i++) {
      List<Row> rows = new ArrayList<>();
      for (int j = random.nextInt(60); j >= 0; j--) {
        rows.add(row(random));
      }
      String csv = "k,t,x\n" + String.join("\n", rows.stream().map(Row::csv).toList()) + "\n";
      List<String> expected = clean(rows);
      for (int batchRows : new int[] {1, 1 + random.nextInt(20), 1024}) {
        Cleaned cleaned = cleaned(csv, batchRows);
        assertThat(cleaned.rows()).as("seed %d, case %d", SEED, i).isEqualTo(expected);
        assertThat(cleaned.report()).isEqualTo(cleaned(csv, 1024).report());
      }
    }
  }

  private static Cleaned cleaned(String csv, int batchRows) {
    return Cleaned.of(
        SCHEMA,
        csv,
        batchRows,
        CleaningStep.nfc("t"),
        CleaningStep.trim("t"),
        CleaningStep.missing("t", ""),
        CleaningStep.upperCase("t"),
        CleaningStep.deduplicate("k"),
        CleaningStep.fillMissing("x", Fill.median()),
        CleaningStep.fillMissing("t", Fill.previous()),
        CleaningStep.clipOutliers("x", Outliers.iqr(1.5)));
  }

  @Test
  void numbers_printedByTheJdkInManyLocales_areReadBack() {
    Random random = new Random(SEED);
    for (String tag :
        new String[] {"de-DE", "en-US", "fr-FR", "de-CH", "sv-SE", "en-ZA", "ar-EG", "hi-IN"}) {
      Locale locale = Locale.forLanguageTag(tag);
      DecimalFormat format = (DecimalFormat) NumberFormat.getNumberInstance(locale);
      format.setMaximumFractionDigits(6);
      // The JDK prints groups of three in India as well, which nobody there does.
      format.setGroupingUsed(!tag.endsWith("IN") && random.nextBoolean());
      NumberText numbers = new NumberText(locale, null);
      for (int i = 0; i < 500; i++) {
        double value =
            Math.round(random.nextGaussian() * Math.pow(10, random.nextInt(14))) / 1000.0;
        String printed = format.format(value).replaceAll("\\p{Cf}", "");
        byte[] text = printed.getBytes(StandardCharsets.UTF_8);
        assertThat(numbers.read(text, 0, text.length))
            .as("%s, case %d: %s", tag, i, printed)
            .isTrue();
        Number read = format.parse(format.format(value), new ParsePosition(0));
        assertThat(numbers.doubleValue())
            .as("%s, case %d: %s", tag, i, printed)
            .isEqualTo(read.doubleValue());
      }
    }
  }

  @Test
  void numbers_randomText_isReadOnlyWhereTheJdkReadsIt() {
    Random random = new Random(SEED);
    DecimalFormat format = (DecimalFormat) NumberFormat.getNumberInstance(Locale.GERMANY);
    NumberText numbers = new NumberText(Locale.GERMANY, null);
    String letters = "0123456789.,-E";
    for (int i = 0; i < 200_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(7); j >= 0; j--) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      if (numbers.read(bytes, 0, bytes.length)) {
        ParsePosition position = new ParsePosition(0);
        Number jdk = format.parse(text.toString(), position);
        assertThat(position.getIndex()).as("case %d: %s", i, text).isEqualTo(text.length());
        assertThat(numbers.doubleValue()).as("case %d: %s", i, text).isEqualTo(jdk.doubleValue());
      }
    }
  }

  @Test
  void dates_randomText_areReadAsTheJdkReadsThem() {
    Random random = new Random(SEED);
    for (String pattern :
        new String[] {"dd.MM.uuuu", "d.M.uuuu", "uuuuMMdd", "M/d/uuuu", "uuuu-MM-dd"}) {
      DateTimeFormatter jdk =
          DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
      DatePattern dates = new DatePattern(pattern, Locale.ROOT);
      for (int i = 0; i < 5000; i++) {
        String text = dateText(random, pattern);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(dates.date(bytes, 0, bytes.length))
            .as("seed %d, %s, case %d: %s", SEED, pattern, i, text)
            .isEqualTo(parse(jdk, text));
      }
    }
  }

  private static String dateText(Random random, String pattern) {
    String text =
        pattern
            .replaceFirst("dd|d", width(random, pattern.contains("dd"), random.nextInt(33)))
            .replaceFirst("MM|M", width(random, pattern.contains("MM"), random.nextInt(14)))
            .replaceFirst("uuuu", String.format(Locale.ROOT, "%04d", random.nextInt(2500)));
    if (random.nextInt(5) > 0) {
      return text;
    }
    int place = random.nextInt(text.length());
    String letter = "x.1-9 ".substring(random.nextInt(6)).substring(0, 1);
    return text.substring(0, place) + letter + text.substring(place + random.nextInt(2));
  }

  private static String width(Random random, boolean two, int number) {
    return String.format(Locale.ROOT, two || random.nextBoolean() ? "%02d" : "%d", number);
  }

  private static long parse(DateTimeFormatter jdk, String text) {
    try {
      return LocalDate.parse(text, jdk).toEpochDay();
    } catch (DateTimeParseException e) {
      return DatePattern.NO_VALUE;
    }
  }

  @Test
  void quantiles_manyNumbers_areNearTheExactOnes() {
    Random random = new Random(SEED);
    Quantiles quantiles = new Quantiles();
    double[] all = new double[Quantiles.MAX_EXACT + 200_000];
    for (int i = 0; i < all.length; i++) {
      all[i] = random.nextGaussian();
      quantiles.add(all[i]);
    }
    Arrays.sort(all);
    for (double rank : new double[] {0.01, 0.25, 0.5, 0.75, 0.99}) {
      double found = quantiles.at(rank);
      double foundRank = Math.abs(Arrays.binarySearch(all, found)) / (double) all.length;
      assertThat(Math.abs(foundRank - rank)).as("rank %s", rank).isLessThan(0.002);
    }
  }
}
