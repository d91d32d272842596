package io.lepton.bench.jmh;

import io.lepton.data.ColumnType;
import io.lepton.data.Field;
import io.lepton.data.Schema;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Made-up records of sixteen columns, the kind of table that a shop or a bank exports: whole
 * numbers of several widths, doubles of 2, 4, 6 and 9 decimals and a few of 17 digits, short and
 * long text, a tenth of the comments in quotes, dates, timestamps, flags; one value in twenty is
 * missing.
 *
 * <p>The same seed makes the same file.
 */
final class MixedFile {

  /** Rows that make about 100 MB of CSV. */
  static final int ROWS = 530_000;

  /** The columns. */
  static final Schema SCHEMA =
      Schema.of(
          Field.of("id", ColumnType.INT64),
          Field.of("age", ColumnType.INT8),
          Field.of("quantity", ColumnType.INT32),
          Field.of("reference", ColumnType.INT64),
          Field.of("price", ColumnType.FP64),
          Field.of("rate", ColumnType.FP64),
          Field.of("longitude", ColumnType.FP64),
          Field.of("score", ColumnType.FP64),
          Field.of("category", ColumnType.TEXT),
          Field.of("city", ColumnType.TEXT),
          Field.of("comment", ColumnType.TEXT),
          Field.of("code", ColumnType.TEXT),
          Field.of("birthday", ColumnType.DATE),
          Field.of("created", ColumnType.TIMESTAMP_UTC),
          Field.of("updated", ColumnType.TIMESTAMP_UTC),
          Field.of("active", ColumnType.BOOL));

  private static final int SEED = 20_261_121;
  private static final int NULLS_ONE_IN = 20;
  private static final String[] CATEGORIES = {
    "food", "books", "garden", "toys", "music", "shoes", "tools", "office"
  };
  private static final String[] CITIES = {
    "Amsterdam", "Bremen", "Chicago", "Dublin", "Edinburgh", "Florence", "Göteborg", "Hanoi"
  };
  private static final String[] WORDS = {
    "the",
    "order",
    "was",
    "late",
    "box",
    "came",
    "without",
    "a",
    "receipt",
    "please",
    "call",
    "again",
    "customer",
    "asked",
    "for",
    "two",
    "more",
    "next",
    "week",
    "nothing"
  };

  private final Random random = new Random(SEED);
  private final int rows;

  private MixedFile(int rows) {
    this.rows = rows;
  }

  /**
   * Writes the records as CSV.
   *
   * @param file where to
   * @param rows how many
   * @throws IOException if that fails
   */
  static void writeCsv(Path file, int rows) throws IOException {
    MixedFile data = new MixedFile(rows);
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      out.write(String.join(",", SCHEMA.names()) + "\n");
      for (int row = 0; row < data.rows; row++) {
        out.write(csv(data.record(row)));
      }
    }
  }

  /**
   * Writes the records as JSON lines.
   *
   * @param file where to
   * @param rows how many
   * @param shuffled whether each record has its keys in an order of its own
   * @throws IOException if that fails
   */
  static void writeNdjson(Path file, int rows, boolean shuffled) throws IOException {
    MixedFile data = new MixedFile(rows);
    Random order = new Random(SEED);
    List<Integer> keys = new ArrayList<>();
    for (int column = 0; column < SCHEMA.size(); column++) {
      keys.add(column);
    }
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      for (int row = 0; row < data.rows; row++) {
        if (shuffled) {
          Collections.shuffle(keys, order);
        }
        out.write(json(data.record(row), keys));
      }
    }
  }

  private @Nullable String[] record(int row) {
    @Nullable String[] cells = {
      Integer.toString(row + 1),
      Integer.toString(random.nextInt(100)),
      Integer.toString(random.nextInt(random.nextBoolean() ? 100 : 1_000_000)),
      Long.toString((random.nextLong() & Long.MAX_VALUE) % 900_000_000_000_000L - 1_000_000_000L),
      decimal(random.nextDouble() * 1_000, 2),
      decimal(random.nextDouble() * 10, 4),
      decimal(random.nextDouble() * 360 - 180, 9),
      random.nextInt(10) == 0
          ? Double.toString(random.nextDouble())
          : decimal(random.nextGaussian(), 6),
      CATEGORIES[random.nextInt(CATEGORIES.length)],
      CITIES[random.nextInt(random.nextInt(4) == 0 ? CITIES.length : 6)],
      comment(),
      "C-" + Integer.toString(60_466_176 + random.nextInt(1_000_000_000), 36),
      LocalDate.ofEpochDay(random.nextInt(20_000)).toString(),
      Instant.ofEpochSecond(1_500_000_000L + random.nextInt(200_000_000)).toString(),
      timestamp(),
      random.nextInt(3) == 0 ? "false" : "true"
    };
    for (int column = 1; column < cells.length; column++) {
      if (random.nextInt(NULLS_ONE_IN) == 0) {
        cells[column] = null;
      }
    }
    return cells;
  }

  private static String decimal(double value, int places) {
    return String.format(Locale.ROOT, "%." + places + "f", value);
  }

  private String timestamp() {
    Instant second = Instant.ofEpochSecond(1_700_000_000L + random.nextInt(100_000_000));
    String text = second.toString();
    return text.substring(0, text.length() - 1)
        + String.format(Locale.ROOT, ".%03dZ", random.nextInt(1_000));
  }

  private String comment() {
    StringBuilder text = new StringBuilder("note");
    for (int words = 2 + random.nextInt(10); words > 0; words--) {
      text.append(' ').append(WORDS[random.nextInt(WORDS.length)]);
    }
    return switch (random.nextInt(40)) {
      case 0, 1, 2 -> text.append(", see below").toString();
      case 3 -> text.append(" \"as is\"").toString();
      case 4 -> text.append("\nsecond line").toString();
      default -> text.toString();
    };
  }

  private static String csv(@Nullable String[] cells) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < cells.length; column++) {
      String cell = cells[column];
      line.append(column == 0 ? "" : ",");
      if (cell != null && needsQuotes(cell)) {
        line.append('"').append(cell.replace("\"", "\"\"")).append('"');
      } else if (cell != null) {
        line.append(cell);
      }
    }
    return line.append('\n').toString();
  }

  private static boolean needsQuotes(String cell) {
    return cell.indexOf(',') >= 0 || cell.indexOf('"') >= 0 || cell.indexOf('\n') >= 0;
  }

  private static String json(@Nullable String[] cells, List<Integer> keys) {
    StringBuilder line = new StringBuilder();
    for (int column : keys) {
      line.append(line.isEmpty() ? "{\"" : ",\"").append(SCHEMA.field(column).name()).append("\":");
      String cell = cells[column];
      boolean text =
          switch (SCHEMA.field(column).type().kind()) {
            case TEXT, DATE, TIMESTAMP -> cell != null;
            default -> false;
          };
      line.append(text ? quoted(cell) : cell);
    }
    return line.append("}\n").toString();
  }

  private static String quoted(@Nullable String cell) {
    String text = String.valueOf(cell);
    return '"' + text.replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
