package io.lepton.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.data.ColumnType;
import io.lepton.data.ColumnType.Kind;
import io.lepton.data.DataSource;
import io.lepton.data.DataTarget;
import io.lepton.data.Field;
import io.lepton.data.RecordBatch;
import io.lepton.data.RecordReader;
import io.lepton.data.RecordWriter;
import io.lepton.data.Schema;
import io.lepton.format.ExtremeRecords.Rules;
import io.lepton.format.compression.CompressedFormat;
import io.lepton.format.compression.Compression;
import io.lepton.format.compression.ZipFormat;
import io.lepton.format.csv.CsvFormat;
import io.lepton.format.csv.CsvOptions;
import io.lepton.format.fixed.FixedWidthColumn;
import io.lepton.format.fixed.FixedWidthFormat;
import io.lepton.format.fixed.FixedWidthOptions;
import io.lepton.format.internal.CellEquality;
import io.lepton.format.json.JsonFormat;
import io.lepton.format.json.JsonOptions;
import io.lepton.format.json.NdjsonFormat;
import io.lepton.format.xml.XmlFormat;
import io.lepton.spi.ReadRequest;
import io.lepton.spi.RecordFormat;
import io.lepton.spi.WriteRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is written reads back bit for bit, in every format.
 *
 * <p>The usual build tries some batches of each format, one with {@code -Dlepton.soak=true} a
 * million in all. A case that fails is named by its seed, which {@link #replay} runs alone.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class RoundTripFuzzTest {

  private static final long SEED = 20_261_121_000_000L;
  private static final int BATCHES =
      Integer.getInteger("lepton.batches", Boolean.getBoolean("lepton.soak") ? 170_000 : 400);

  /** A format in one of its variants, and what it can hold. */
  enum Trip {
    CSV(RoundTripFuzzTest::csv, cells(RoundTripFuzzTest::csvText, RoundTripFuzzTest::hasLines)),
    TSV(
        (random, schema) -> CsvFormat.tsv(),
        cells(RoundTripFuzzTest::csvText, RoundTripFuzzTest::hasLines)),
    JSON((random, schema) -> new JsonFormat(json(random)), tree(kind -> true, text -> true)),
    NDJSON((random, schema) -> new NdjsonFormat(json(random)), tree(kind -> true, text -> true)),
    XML(
        (random, schema) -> new XmlFormat(),
        tree(RoundTripFuzzTest::xmlList, RoundTripFuzzTest::xmlText)),
    FWF(RoundTripFuzzTest::fixed, cells(RoundTripFuzzTest::fixedText, schema -> true));

    private final BiFunction<Random, Schema, RecordFormat> format;
    private final Rules rules;

    Trip(BiFunction<Random, Schema, RecordFormat> format, Rules rules) {
      this.format = format;
      this.rules = rules;
    }
  }

  private static Rules cells(Predicate<String> text, Predicate<Schema> missing) {
    return new Rules(
        name -> !name.isBlank(), RoundTripFuzzTest::isDistinct, kind -> true, text, missing);
  }

  private static Rules tree(Predicate<Kind> vector, Predicate<String> text) {
    return new Rules(name -> !name.isBlank(), (names, name) -> true, vector, text, schema -> true);
  }

  // A line of one missing value would be blank, and no record: it is written as the empty text.
  private static boolean hasLines(Schema schema) {
    Field first = schema.field(0);
    boolean text = first.type().kind() == Kind.TEXT || first.type().kind() == Kind.BYTES;
    return !text || schema.size() > 1 || first.type().width() > 1;
  }

  // a as a vector is a.0, a.1 and so on.
  private static boolean isDistinct(Set<String> names, String name) {
    return names.stream()
        .noneMatch(other -> other.startsWith(name + ".") || name.startsWith(other + "."));
  }

  // What is in a list must not have a space.
  private static boolean xmlList(Kind kind) {
    return kind != Kind.TEXT && kind != Kind.BYTES;
  }

  private static boolean csvText(String text) {
    return text.indexOf(0) < 0;
  }

  // XML 1.0, production 2. White space is the value in an element of its own.
  private static boolean xmlText(String text) {
    return text.codePoints()
        .allMatch(c -> c >= ' ' && c < 0xfffe || c > 0xffff || c == 9 || c == 10 || c == 13);
  }

  // Blank text is missing, padding after it is taken away.
  private static boolean fixedText(String text) {
    return !text.isEmpty()
        && !text.endsWith(" ")
        && !text.chars().allMatch(c -> c == ' ' || c == '\t')
        && text.chars().noneMatch(c -> c == 0 || c == '\n' || c == '\r');
  }

  private static RecordFormat csv(Random random, Schema schema) {
    CsvOptions options = CsvOptions.defaults();
    if (random.nextInt(4) == 0) {
      options = options.withDelimiter(";|- 0".charAt(random.nextInt(5)));
    }
    if (random.nextInt(4) == 0) {
      options = options.withQuote('\'');
    }
    if (random.nextInt(4) == 0) {
      options = options.withComment('#');
    }
    if (random.nextInt(4) == 0) {
      options = options.withNullTokens(List.of(random.nextBoolean() ? "NULL" : "NA", "\\N"));
    }
    if (random.nextInt(8) == 0) {
      options = options.withHeader(false).withNames(columns(schema));
    }
    return new CsvFormat(options);
  }

  private static List<String> columns(Schema schema) {
    List<String> names = new ArrayList<>();
    for (Field field : schema.fields()) {
      int width = field.type().width();
      for (int i = 0; i < width; i++) {
        names.add(width == 1 ? field.name() : field.name() + "." + i);
      }
    }
    return names;
  }

  private static JsonOptions json(Random random) {
    JsonOptions options = JsonOptions.defaults();
    return random.nextInt(4) == 0 ? options.withNesting(JsonOptions.Nesting.FLAT) : options;
  }

  private static RecordFormat fixed(Random random, Schema schema) {
    List<FixedWidthColumn> columns = new ArrayList<>();
    int at = 1;
    for (Field field : schema.fields()) {
      int width = width(field.type());
      for (int i = 0; i < field.type().width(); i++) {
        at += random.nextInt(3);
        String name = field.type().width() == 1 ? field.name() : field.name() + "." + i;
        FixedWidthColumn column = FixedWidthColumn.of(name, at, width);
        boolean zeros = field.type().isInteger() && random.nextInt(4) == 0;
        columns.add(zeros ? column.withPadding('0') : column);
        at += width;
      }
    }
    FixedWidthOptions options =
        FixedWidthOptions.layout(columns.toArray(FixedWidthColumn[]::new))
            .withHeader(random.nextBoolean());
    return new FixedWidthFormat(
        random.nextBoolean() ? options : options.withUnit(FixedWidthOptions.Unit.BYTE));
  }

  private static int width(ColumnType type) {
    return type.kind() == Kind.TEXT || type.kind() == Kind.BYTES ? 240 : 45;
  }

  @ParameterizedTest
  @EnumSource
  void read_whatWasWritten_isTheSameBitForBit(Trip trip) throws IOException {
    long batches = 0;
    for (long seed = SEED; batches < BATCHES; seed++) {
      batches += check(trip, seed);
    }
  }

  /** Runs one case of each format: put in the seed that failed. */
  @ParameterizedTest
  @EnumSource
  void replay(Trip trip) throws IOException {
    check(trip, Long.getLong("lepton.seed", SEED));
  }

  private static int check(Trip trip, long seed) throws IOException {
    Random random = new Random(seed);
    ExtremeRecords records = new ExtremeRecords(random, trip.rules);
    Schema schema = records.schema();
    List<RecordBatch> written = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      written.add(records.batch(schema));
    }
    try {
      RecordFormat plain = trip.format.apply(random, schema);
      if (!holdsNoRecords(plain) && written.stream().allMatch(batch -> batch.rowCount() == 0)) {
        return 0;
      }
      RecordFormat format = packed(plain, random);
      byte[] bytes = write(format, schema, written);
      ReadRequest request =
          ReadRequest.of(DataSource.of("data." + format.name(), bytes))
              .withSchema(schema)
              .withThreads(random.nextInt(50) == 0 ? 2 : 1);
      compare(format, request, written, 1 + random.nextInt(40));
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError("%s, seed %d, %s".formatted(trip, seed, schema), e);
    }
    return written.size();
  }

  // A file without a line is refused.
  private static boolean holdsNoRecords(RecordFormat format) {
    return !(format instanceof NdjsonFormat)
        && !(format instanceof CsvFormat csv && !csv.options().header());
  }

  private static RecordFormat packed(RecordFormat format, Random random) {
    return switch (random.nextInt(60)) {
      case 0 -> CompressedFormat.of(format, Compression.GZIP);
      case 1 -> CompressedFormat.of(format, Compression.ZSTD);
      case 2 -> ZipFormat.of(name -> Optional.of(format));
      default -> format;
    };
  }

  private static byte[] write(RecordFormat format, Schema schema, List<RecordBatch> batches)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DataTarget target = DataTarget.ofStream("data." + format.name(), out);
    try (RecordWriter writer = format.writer(WriteRequest.of(target, schema))) {
      for (RecordBatch batch : batches) {
        writer.write(batch);
      }
    }
    return out.toByteArray();
  }

  private static void compare(
      RecordFormat format, ReadRequest request, List<RecordBatch> written, int batchRows)
      throws IOException {
    try (RecordReader reader = format.reader(request)) {
      RecordBatch read = RecordBatch.allocate(reader.schema(), batchRows);
      int at = 0;
      long row = 0;
      for (RecordBatch batch : written) {
        for (int i = 0; i < batch.rowCount(); i++, at++, row++) {
          if (at == read.rowCount()) {
            assertThat(reader.read(read)).as("row %d is there", row).isTrue();
            at = 0;
          }
          compareRow(batch, i, read, at);
        }
      }
      assertThat(at).isEqualTo(read.rowCount());
      assertThat(reader.read(read)).as("more than %d rows", row).isFalse();
    }
  }

  private static void compareRow(RecordBatch written, int row, RecordBatch read, int readRow) {
    for (int i = 0; i < written.columns().size(); i++) {
      if (!CellEquality.ofRows(written.column(i), read.column(i)).equal(row, readRow)) {
        throw new AssertionError(
            "row %d, %s: %s became %s"
                .formatted(
                    row,
                    written.schema().field(i),
                    TestRows.rows(written).get(row).get(i),
                    TestRows.rows(read).get(readRow).get(i)));
      }
    }
  }
}
