package io.lepton.bench.quickstart;

import io.lepton.data.DataTarget;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Customers of a bank, made up from a seed: the same seed gives the same bytes on every machine.
 *
 * <p>As in real exports, some numbers are missing, names have accents and commas, remarks have
 * quotes and line breaks, and far into the file a few rows hold a word where a number belongs.
 */
public final class CustomerFile {

  private static final String HEADER =
      "customer_id,name,country,segment,channel,active,age,tenure_months,balance,products,"
          + "credit_score,joined,remark\n";

  /** Nobody looks so far to find out the types: the reader must meet these rows unprepared. */
  private static final int FIRST_BAD_ROW = 60_000;

  private static final int BAD_ROW_EVERY = 7_919;

  private static final List<String> FIRST_NAMES =
      List.of(
          "Zoë",
          "José",
          "François",
          "Jürgen",
          "Łukasz",
          "Søren",
          "Anaïs",
          "Mary-Jane",
          "Ángel",
          "Ludmila",
          "Giulia",
          "Björn",
          "Noémie",
          "Wei",
          "Nguyễn",
          "Fatima",
          "Max",
          "Ines");

  private static final List<String> LAST_NAMES =
      List.of(
          "O'Brien",
          "Müller",
          "García Márquez",
          "D'Angelo",
          "Dvořák",
          "Smith, Jr.",
          "Lefèvre",
          "von der Lühe",
          "Rossi",
          "Åkesson",
          "Kaya",
          "Novák");

  private static final List<String> REMARKS =
      List.of(
          "asked for the \"Gold\" card, twice",
          "moved house\nnew address to follow",
          "prefers e-mail",
          "complained: \"too many letters\"",
          "café owner, pays in cash",
          "speaks français, español");

  private static final List<String> COUNTRIES =
      List.of("France", "Deutschland", "España", "Italia", "Österreich", "Česko", "Polska");

  private static final List<String> SEGMENTS = List.of("retail", "premier", "private banking");
  private static final List<String> CHANNELS = List.of("branch", "web", "app");
  private static final LocalDate TODAY = LocalDate.of(2026, 1, 1);

  private final Random random;
  private final StringBuilder line = new StringBuilder();

  private CustomerFile(long seed) {
    // Its sequence is part of the specification of the class, unlike those of newer generators.
    this.random = new Random(seed);
  }

  /**
   * Writes customers.
   *
   * @param target where to; committed
   * @param rows how many
   * @param seed which ones
   * @throws IOException if they cannot be written
   */
  public static void write(DataTarget target, int rows, long seed) throws IOException {
    CustomerFile customers = new CustomerFile(seed);
    try (target;
        Writer writer =
            new BufferedWriter(
                new OutputStreamWriter(target.open(), StandardCharsets.UTF_8), 1 << 16)) {
      writer.write(HEADER);
      for (int row = 1; row <= rows; row++) {
        writer.write(customers.next(row));
      }
      writer.flush();
      target.commit();
    }
  }

  private String next(int row) {
    int tenure = Math.min(480, (int) (-60 * StrictMath.log(1 - random.nextDouble())));
    line.setLength(0);
    append("C" + (1_000_000 + row));
    append(one(FIRST_NAMES) + " " + one(LAST_NAMES));
    append(one(COUNTRIES));
    append(SEGMENTS.get(skewed(SEGMENTS.size())));
    append(one(CHANNELS));
    append(random.nextInt(4) == 0 ? "no" : "yes");
    append(isBad(row) ? "unknown" : age());
    append(Integer.toString(tenure));
    append(balance());
    append(Integer.toString(1 + skewed(4)));
    append(creditScore());
    append(TODAY.minusMonths(tenure).minusDays(random.nextInt(28)).toString());
    append(random.nextInt(5) == 0 ? one(REMARKS) : "");
    line.setCharAt(line.length() - 1, '\n');
    return line.toString();
  }

  private static boolean isBad(int row) {
    return row >= FIRST_BAD_ROW && row % BAD_ROW_EVERY == 0;
  }

  private String age() {
    int years = 18 + Math.abs((int) (26 + 15 * random.nextGaussian())) % 77;
    return isMissing(2) ? "" : Integer.toString(years);
  }

  private String balance() {
    double euros = StrictMath.exp(8.6 + 1.2 * random.nextGaussian());
    return isMissing(6) ? "" : String.format(Locale.ROOT, "%.2f", euros);
  }

  private String creditScore() {
    long score = Math.round(660 + 90 * random.nextGaussian());
    return isMissing(9) ? "" : Long.toString(Math.max(300, Math.min(850, score)));
  }

  private boolean isMissing(int percent) {
    return random.nextInt(100) < percent;
  }

  private String one(List<String> values) {
    return values.get(random.nextInt(values.size()));
  }

  /** Makes small numbers more frequent than large ones. */
  private int skewed(int bound) {
    return Math.min(random.nextInt(bound), random.nextInt(bound));
  }

  /** Appends a field and a comma, in quotes where RFC 4180 wants them. */
  private void append(String field) {
    boolean quoted = field.indexOf(',') >= 0 || field.indexOf('"') >= 0 || field.indexOf('\n') >= 0;
    line.append(quoted ? '"' + field.replace("\"", "\"\"") + '"' : field).append(',');
  }
}
