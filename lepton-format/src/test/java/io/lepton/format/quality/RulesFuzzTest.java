package io.lepton.format.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.data.ColumnType;
import io.lepton.data.ColumnType.Kind;
import io.lepton.data.DataSource;
import io.lepton.data.Field;
import io.lepton.data.RecordBatch;
import io.lepton.data.Schema;
import io.lepton.format.csv.CsvFormat;
import io.lepton.quality.Bound;
import io.lepton.quality.Constraint;
import io.lepton.quality.Relation;
import io.lepton.quality.Rule;
import io.lepton.quality.Rules;
import io.lepton.spi.ReadRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every constraint on every type that it applies to, against one row at a time. */
class RulesFuzzTest {

  private static final List<ColumnType> TYPES =
      List.of(
          ColumnType.BOOL,
          ColumnType.INT8,
          ColumnType.INT16,
          ColumnType.INT32,
          ColumnType.INT64,
          ColumnType.UINT8,
          ColumnType.UINT16,
          ColumnType.UINT32,
          ColumnType.UINT64,
          ColumnType.FP16,
          ColumnType.BF16,
          ColumnType.FP32,
          ColumnType.FP64,
          ColumnType.TEXT,
          ColumnType.BYTES,
          ColumnType.DATE,
          ColumnType.TIMESTAMP_UTC,
          ColumnType.TIMESTAMP_LOCAL,
          ColumnType.decimal(9, 2),
          ColumnType.decimal(18, 4),
          ColumnType.decimal(38, 3));

  private static final String[] LETTERS = {"a", "b", "7", "é", "字", "😀", " x"};

  private Random random = new Random(0);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void check_anyRule_sameRowsAsOneAtATime(long seed) throws IOException {
    random = new Random(seed);
    Schema schema = schema();
    List<List<@Nullable String>> rows = rows(schema, 300 + random.nextInt(300));
    NaiveRules naive = new NaiveRules(schema, rows);
    byte[] csv = csv(schema, rows);
    for (Constraint constraint : constraints(schema, rows)) {
      assertThat(rejected(csv, schema, Rule.of(constraint)))
          .as("seed %d, %s", seed, constraint)
          .isEqualTo(naive.broken(constraint));
    }
  }

  private static Schema schema() {
    List<Field> fields = new ArrayList<>();
    for (ColumnType type : TYPES) {
      fields.add(Field.of(type.toString(), type));
      fields.add(Field.of("other " + type, type));
    }
    return Schema.of(fields);
  }

  private List<List<@Nullable String>> rows(Schema schema, int count) {
    double missing = random.nextInt(3) * 0.2;
    List<List<@Nullable String>> rows = new ArrayList<>();
    for (int row = 0; row < count; row++) {
      List<@Nullable String> cells = new ArrayList<>();
      for (Field field : schema.fields()) {
        cells.add(random.nextDouble() < missing ? null : value(field.type()));
      }
      rows.add(cells);
    }
    return rows;
  }

  private String value(ColumnType type) {
    return switch (type.kind()) {
      case BOOL -> Boolean.toString(random.nextBoolean());
      case INT8 -> pick("-128", "127", "0", small());
      case INT16 -> pick("-32768", "32767", "0", small());
      case INT32 -> pick("-2147483648", "2147483647", "0", small());
      case INT64 ->
          pick("-9223372036854775808", "9223372036854775807", "9007199254740993", small());
      case UINT8 -> pick("255", "128", "0", natural());
      case UINT16 -> pick("65535", "32768", "0", natural());
      case UINT32 -> pick("4294967295", "2147483648", "0", natural());
      case UINT64 -> pick("18446744073709551615", "9223372036854775808", "0", natural());
      case FP16, BF16, FP32, FP64 -> floating();
      case TEXT -> text();
      case BYTES -> Base64.getEncoder().encodeToString(text().getBytes(StandardCharsets.UTF_8));
      case DATE -> date();
      case TIMESTAMP -> timestamp(type);
      case DECIMAL -> decimal(type);
    };
  }

  private String pick(String... choices) {
    return random.nextInt(4) == 0
        ? choices[random.nextInt(choices.length)]
        : choices[choices.length - 1];
  }

  private String small() {
    return Integer.toString(random.nextInt(41) - 20);
  }

  private String natural() {
    return Integer.toString(random.nextInt(41));
  }

  private String floating() {
    String plain = small() + "." + random.nextInt(10);
    return pick("NaN", "Infinity", "-Infinity", "-0.0", "0", "1e4", plain.replace("--", "-"));
  }

  private String decimal(ColumnType type) {
    if (random.nextInt(8) == 0) {
      String nines = "9".repeat(type.precision() - type.scale());
      return (random.nextBoolean() ? "-" : "") + nines + "." + "9".repeat(type.scale());
    }
    return small() + "." + random.nextInt(10) + "0";
  }

  private String text() {
    StringBuilder text = new StringBuilder(LETTERS[random.nextInt(6)]);
    for (int i = random.nextInt(random.nextInt(20) == 0 ? 60 : 4); i > 0; i--) {
      text.append(LETTERS[random.nextInt(LETTERS.length)]);
    }
    return text.toString();
  }

  private String date() {
    return pick("0000-01-01", "9999-12-31", "2024-02-%02d".formatted(1 + random.nextInt(29)));
  }

  private String timestamp(ColumnType type) {
    return date()
        + "T0%d:00:00.%06d".formatted(random.nextInt(3), random.nextInt(2))
        + (type.equals(ColumnType.TIMESTAMP_UTC) ? "Z" : "");
  }

  private List<Constraint> constraints(Schema schema, List<List<@Nullable String>> rows) {
    List<Constraint> constraints = new ArrayList<>();
    for (int i = 0; i < schema.size(); i += 2) {
      addFor(schema.field(i), schema.field(i + 1).name(), constraints);
    }
    addMixed(schema, constraints);
    return constraints;
  }

  private void addFor(Field field, String other, List<Constraint> to) {
    String name = field.name();
    ColumnType type = field.type();
    to.add(new Constraint.Required(name));
    to.add(new Constraint.RequiredIf(name, other, some(type)));
    to.add(new Constraint.Enumeration(name, some(type)));
    to.add(new Constraint.Enumeration(name, few(type)));
    to.add(new Constraint.Unique(List.of(name)));
    to.add(new Constraint.Unique(List.of(name, other)));
    to.add(new Constraint.Order(name, relation(), other));
    if (type.kind() == Kind.TEXT || type.kind() == Kind.BYTES) {
      int minimum = random.nextInt(6);
      to.add(new Constraint.Length(name, minimum, minimum + random.nextInt(8)));
      to.add(new Constraint.Length(name, random.nextInt(3), Integer.MAX_VALUE));
    } else if (type.kind() != Kind.BOOL) {
      ranges(name, type, to);
    }
    if (type.kind() == Kind.TEXT) {
      to.add(new Constraint.Pattern(name, "[a-z]+", random.nextBoolean()));
      to.add(new Constraint.Pattern(name, "[^b]*(é|字+).?", random.nextBoolean()));
    }
    if (type.isInteger() || type.isFloatingPoint() || type.kind() == Kind.DECIMAL) {
      String[] divisors = {"1", "2", "3", "7", "12", "0.1", "0.05", "2.5", "1e1", "1e30"};
      to.add(new Constraint.MultipleOf(name, divisors[random.nextInt(divisors.length)]));
      to.add(new Constraint.MultipleOf(name, divisors[random.nextInt(divisors.length)]));
    }
  }

  private List<String> some(ColumnType type) {
    List<String> values = new ArrayList<>();
    for (int i = 1 + random.nextInt(10); i > 0; i--) {
      values.add(value(type));
    }
    return values;
  }

  /** Texts of at most eight bytes take a way of their own. */
  private List<String> few(ColumnType type) {
    return some(type).stream()
        .map(value -> type.kind() == Kind.TEXT ? LETTERS[random.nextInt(6)] : value)
        .toList();
  }

  private void ranges(String name, ColumnType type, List<Constraint> to) {
    for (int i = 0; i < 4; i++) {
      Optional<Bound> bound = Optional.of(new Bound(bound(type), random.nextBoolean()));
      boolean below = random.nextBoolean();
      to.add(
          new Constraint.Range(
              name, below ? Optional.empty() : bound, below ? bound : Optional.empty()));
    }
    to.add(
        new Constraint.Range(
            name, Optional.of(Bound.of(low(type))), Optional.of(Bound.of(high(type)))));
  }

  private static String low(ColumnType type) {
    return switch (type.kind()) {
      case DATE -> "2024-02-05";
      case TIMESTAMP -> "2024-02-05T01:00:00" + (type.equals(ColumnType.TIMESTAMP_UTC) ? "Z" : "");
      default -> "1.5";
    };
  }

  private static String high(ColumnType type) {
    return switch (type.kind()) {
      case DATE -> "2024-02-20";
      case TIMESTAMP ->
          "2024-02-20T01:00:00.000001" + (type.equals(ColumnType.TIMESTAMP_UTC) ? "Z" : "");
      default -> "1.75e1";
    };
  }

  /** A bound that some value lies within, and not NaN. */
  private String bound(ColumnType type) {
    return switch (type.kind()) {
      case DATE -> "2024-02-%02d".formatted(2 + random.nextInt(27));
      case TIMESTAMP ->
          "2024-02-%02dT01:00:00".formatted(2 + random.nextInt(27))
              + (type.equals(ColumnType.TIMESTAMP_UTC) ? "Z" : "");
      default ->
          pick(
              "0.1",
              type.isUnsigned() ? "0.5" : "-0.0",
              "7e0",
              Integer.toString(1 + random.nextInt(19)));
    };
  }

  private Relation relation() {
    return Relation.values()[random.nextInt(6)];
  }

  private void addMixed(Schema schema, List<Constraint> to) {
    List<String> numbers =
        schema.fields().stream()
            .filter(field -> field.type().isInteger() || field.type().isFloatingPoint())
            // A float stands in for its decimal form in the naive check, so it has no other.
            .filter(field -> !field.type().isFloatingPoint() || field.type().kind() == Kind.FP64)
            .map(Field::name)
            .toList();
    for (int i = 0; i < 40; i++) {
      String left = numbers.get(random.nextInt(numbers.size()));
      to.add(new Constraint.Order(left, relation(), numbers.get(random.nextInt(numbers.size()))));
    }
    to.add(new Constraint.Order("decimal(9,2)", relation(), "decimal(18,4)"));
    to.add(new Constraint.Order("decimal(38,3)", relation(), "decimal(18,4)"));
    to.add(new Constraint.Unique(List.of("bool", "date", "text", "decimal(38,3)")));
    to.add(new Constraint.Unique(List.of("bytes", "text", "int8")));
  }

  private static byte[] csv(Schema schema, List<List<@Nullable String>> rows) {
    String header =
        schema.names().stream().map(n -> '"' + n + '"').collect(Collectors.joining(","));
    String body =
        rows.stream()
            .map(row -> row.stream().map(c -> c == null ? "" : c).collect(Collectors.joining(",")))
            .collect(Collectors.joining("\n"));
    return (header + "\n" + body + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private List<Long> rejected(byte[] csv, Schema schema, Rule rule) throws IOException {
    List<Long> rejected = new ArrayList<>();
    ReadRequest request = ReadRequest.of(DataSource.of("data", csv)).withSchema(schema);
    ValidatorOptions options =
        ValidatorOptions.defaults().withRejections(rejection -> rejected.add(rejection.row()));
    try (ValidatingReader reader =
        ValidatingReader.of(new CsvFormat().reader(request), Rules.of(rule), options)) {
      RecordBatch batch = RecordBatch.allocate(schema, 1 + random.nextInt(200));
      long kept = 0;
      while (reader.read(batch)) {
        kept += batch.rowCount();
      }
      assertThat(reader.report().accepted()).isEqualTo(kept);
      assertThat(reader.report().rules().get(0).violated()).isEqualTo(rejected.size());
    }
    return rejected;
  }
}
