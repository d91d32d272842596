package io.lepton.format;

import io.lepton.data.ByteColumn;
import io.lepton.data.Column;
import io.lepton.data.ColumnType;
import io.lepton.data.ColumnType.Kind;
import io.lepton.data.DecimalColumn;
import io.lepton.data.DoubleColumn;
import io.lepton.data.Field;
import io.lepton.data.FloatColumn;
import io.lepton.data.IntColumn;
import io.lepton.data.LongColumn;
import io.lepton.data.RecordBatch;
import io.lepton.data.Schema;
import io.lepton.data.ShortColumn;
import io.lepton.data.TextColumn;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Random schemas and batches whose values are mostly those that are hard to write down: the ends of
 * the ranges, NaN and negative zero, subnormal numbers, astral characters, empty and blank text.
 *
 * <p>What a format cannot hold is left out by its rules, never afterwards.
 */
final class ExtremeRecords {

  private static final String[] NAME_PARTS = {
    "a",
    "b",
    "x y",
    "é",
    "\"",
    "'",
    ",",
    "\ud834\udd1e",
    ";",
    "\t",
    "#",
    "0",
    "1",
    "_x0041_",
    " ",
    "-",
    ":",
    "<&>",
    "\\",
    "日本",
    "/",
    "~",
    "\u00a0"
  };

  private static final long[] LONGS = {
    0,
    1,
    -1,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    0xffffffffL,
    1L << 53,
    (1L << 53) + 1,
    9_999_999_999_999_999L,
    10_000_000_000_000_000L,
    99_999_999,
    100_000_000,
    127,
    -128,
    32767,
    -32768
  };

  private static final double[] DOUBLES = {
    0.0,
    -0.0,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    Double.MAX_VALUE,
    Double.MIN_NORMAL,
    1e-320,
    -1e-320,
    0.1,
    1e22,
    2e23,
    1e7,
    9007199254740993.0,
    2.2250738585072011e-308,
    0.001,
    -9.9e-4
  };

  private static final float[] FLOATS = {
    0f,
    -0f,
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.MIN_VALUE,
    Float.MAX_VALUE,
    Float.MIN_NORMAL,
    1e-40f,
    16777216f,
    0.1f,
    1e10f,
    -3.4e-45f
  };

  private static final int[] CHARACTERS = {
    'a', 'Z', '0', '9', ' ', ' ', '\t', '\n', '\r', ',', ';', '"', '\'', '\\', '<', '&', '>', ']',
    '#', '|', '-', '.', '/', 0, 1, 0x1b, 0x7f, 0x80, 0x85, 0xa0, 0xe9, 0x7ff, 0x800, 0x20ac, 0x2028,
    0x3000, 0xd7ff, 0xe000, 0xfeff, 0xfffd, 0xfffe, 0xffff, 0x10000, 0x1d11e, 0x1f600, 0x10ffff
  };

  private static final String[] WORDS = {
    "",
    "",
    " ",
    "\t",
    "NULL",
    "NA",
    "null",
    "nan",
    "true",
    "1",
    "-0.0",
    "\\N",
    "\"\"",
    "#x",
    "]]>",
    "&amp;",
    "<!--",
    "2024-02-29",
    "\r\n",
    "\n",
    "=",
    "{}",
    "[1]",
    "\ufeff",
    "\ufeffa",
    "0",
    "1e5"
  };

  private static final Kind[] KINDS = Kind.values();

  /**
   * What a format holds.
   *
   * @param name which names columns can have
   * @param distinct whether a new name goes with those there are
   * @param vector which types may be vectors
   * @param text which texts can be told from others
   * @param missing whether a value may be missing, given the schema
   */
  record Rules(
      Predicate<String> name,
      BiPredicate<Set<String>, String> distinct,
      Predicate<Kind> vector,
      Predicate<String> text,
      Predicate<Schema> missing) {}

  private final Random random;
  private final Rules rules;

  ExtremeRecords(Random random, Rules rules) {
    this.random = random;
    this.rules = rules;
  }

  Schema schema() {
    List<Field> fields = new ArrayList<>();
    Set<String> names = new HashSet<>();
    int count = 1 + random.nextInt(random.nextInt(3) == 0 ? 10 : 4);
    while (fields.size() < count) {
      String name = name(fields.size());
      ColumnType type = type();
      if (rules.name.test(name) && rules.distinct.test(names, name) && names.add(name)) {
        fields.add(Field.of(name, type));
      }
    }
    return Schema.of(fields);
  }

  private String name(int index) {
    StringBuilder name = new StringBuilder(random.nextBoolean() ? "c" + index : "");
    for (int i = random.nextInt(3); i > 0 || name.isEmpty(); i--) {
      name.append(NAME_PARTS[random.nextInt(NAME_PARTS.length)])
          .append(random.nextInt(4) == 0 ? "." : "");
    }
    return name.toString();
  }

  private ColumnType type() {
    Kind kind = KINDS[random.nextInt(KINDS.length)];
    ColumnType type = type(kind);
    return random.nextInt(8) == 0 && rules.vector.test(kind)
        ? type.vector(2 + random.nextInt(3))
        : type;
  }

  private ColumnType type(Kind kind) {
    if (kind == Kind.DECIMAL) {
      int precision = 1 + random.nextInt(38);
      return ColumnType.decimal(precision, random.nextInt(precision + 1));
    }
    if (kind == Kind.TIMESTAMP) {
      return random.nextBoolean() ? ColumnType.TIMESTAMP_UTC : ColumnType.TIMESTAMP_LOCAL;
    }
    return ColumnType.parse(kind.name());
  }

  RecordBatch batch(Schema schema) {
    int rows = random.nextInt(random.nextInt(8) == 0 ? 70 : 8);
    RecordBatch batch = RecordBatch.allocate(schema, rows + 1);
    boolean missing = rules.missing.test(schema);
    for (Column column : batch.columns()) {
      int odds = missing ? 1 + random.nextInt(9) : Integer.MAX_VALUE;
      for (int row = 0; row < rows; row++) {
        if (missing && random.nextInt(odds + 1) == 0) {
          column.setNull(row);
        } else {
          fill(column, row);
        }
      }
    }
    batch.setRowCount(rows);
    return batch;
  }

  private void fill(Column column, int row) {
    int width = column.type().width();
    for (int i = row * width; i < (row + 1) * width; i++) {
      put(column, i);
    }
  }

  private void put(Column column, int i) {
    if (column instanceof ByteColumn bytes) {
      bytes.values()[i] =
          column.type().kind() == Kind.BOOL ? (byte) random.nextInt(2) : (byte) whole();
    } else if (column instanceof ShortColumn shorts) {
      shorts.values()[i] = (short) (random.nextInt(4) == 0 ? half(column) : whole());
    } else if (column instanceof IntColumn ints) {
      ints.values()[i] = (int) whole();
    } else if (column instanceof LongColumn longs) {
      longs.values()[i] = whole();
    } else if (column instanceof FloatColumn floats) {
      floats.values()[i] =
          random.nextBoolean()
              ? FLOATS[random.nextInt(FLOATS.length)]
              : Float.intBitsToFloat(random.nextInt());
    } else if (column instanceof DoubleColumn doubles) {
      doubles.values()[i] =
          random.nextBoolean()
              ? DOUBLES[random.nextInt(DOUBLES.length)]
              : Double.longBitsToDouble(random.nextLong());
    } else if (column instanceof DecimalColumn decimals) {
      decimals.set(i, decimal(column.type().precision()));
    } else {
      putText((TextColumn) column, i);
    }
  }

  private long whole() {
    return random.nextBoolean()
        ? LONGS[random.nextInt(LONGS.length)]
        : random.nextLong() >> random.nextInt(64);
  }

  // Infinity, NaN, the smallest and the largest number.
  private long half(Column column) {
    int infinity = column.type().kind() == Kind.BF16 ? 0x7f80 : 0x7c00;
    long bits = new long[] {0, infinity, infinity + 1, 1, infinity - 1}[random.nextInt(5)];
    return bits | (long) random.nextInt(2) << 15;
  }

  private BigInteger decimal(int precision) {
    BigInteger limit = BigInteger.TEN.pow(precision);
    BigInteger value =
        random.nextInt(4) == 0
            ? limit.subtract(BigInteger.ONE)
            : new BigInteger(random.nextInt(127), random).mod(limit);
    return random.nextBoolean() ? value : value.negate();
  }

  private void putText(TextColumn column, int i) {
    byte[] bytes;
    if (column.type().kind() == Kind.BYTES) {
      bytes = bytes();
    } else {
      bytes = text().getBytes(StandardCharsets.UTF_8);
    }
    column.append(i, bytes, 0, bytes.length);
  }

  private byte[] bytes() {
    byte[] bytes = new byte[random.nextInt(random.nextInt(8) == 0 ? 90 : 6)];
    random.nextBytes(bytes);
    // Nothing at all is what empty text is.
    return bytes.length > 0 || rules.text.test("") ? bytes : bytes();
  }

  private String text() {
    @Nullable String text = null;
    while (text == null || !rules.text.test(text)) {
      text = random.nextInt(3) == 0 ? WORDS[random.nextInt(WORDS.length)] : characters();
    }
    return text;
  }

  private String characters() {
    StringBuilder text = new StringBuilder();
    int kinds = 1 + random.nextInt(CHARACTERS.length);
    for (int i = random.nextInt(random.nextInt(8) == 0 ? 40 : 6); i > 0; i--) {
      text.appendCodePoint(CHARACTERS[random.nextInt(kinds)]);
    }
    return text.toString();
  }
}
