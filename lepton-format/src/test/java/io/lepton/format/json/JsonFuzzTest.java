package io.lepton.format.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.data.ColumnType;
import io.lepton.data.DataSource;
import io.lepton.data.Field;
import io.lepton.data.ReadLimits;
import io.lepton.data.Rejection;
import io.lepton.data.Schema;
import io.lepton.format.TestRows;
import io.lepton.format.internal.JsonText;
import io.lepton.spi.ReadRequest;
import io.lepton.spi.RecordFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Random documents, whole and damaged: read as another parser reads them. */
class JsonFuzzTest {

  private static final long SEED = 20_261_121;
  private static final JsonFactory JACKSON = JsonFactory.builder().build();
  private static final Schema NOTHING_WANTED = Schema.of(Field.of("wanted", ColumnType.INT32));
  private static final byte[] SPECIAL =
      "{}[]\":,\\/ubn0123456789-+.eE tfn\r\n\t\0\u0001 x".getBytes(StandardCharsets.ISO_8859_1);
  private static final String[] NAMES = {"a", "b", "c", "a.b", "b.c", "a.", "", "\u00e9 \"\\", "."};
  private static final String[] SCALARS = {
    "1",
    "-0",
    "12.5e3",
    "true",
    "false",
    "null",
    "\"\"",
    "\"a\\u00e9\\n\"",
    "\"\u00e9\ud834\udd1e\"",
    "\"\\ud834\\udd1e\"",
    "123456789012345678901234567890",
    "\"],}{\\\\\"",
    "\"2024-02-29\"",
    "\"NaN\""
  };

  @Test
  void write_randomNestedRows_areWhatAnotherParserReads() throws IOException {
    Random random = new Random(SEED);
    for (int i = 0; i < 600; i++) {
      Schema schema = randomSchema(random);
      List<List<@Nullable Object>> rows = new ArrayList<>();
      for (int row = random.nextInt(4); row >= 0; row--) {
        rows.add(randomRow(schema, random));
      }
      for (RecordFormat format : List.of(new NdjsonFormat(), new JsonFormat())) {
        byte[] written = TestRows.write(format, schema, rows, 2);
        assertThat(rowsByJackson(written, schema))
            .as("case %d of seed %d, %s", i, SEED, schema)
            .isEqualTo(rows);
        assertThat(TestRows.read(format, TestRows.request(written, schema), 2))
            .as("case %d of seed %d, %s", i, SEED, schema)
            .isEqualTo(rows);
      }
    }
  }

  private static Schema randomSchema(Random random) {
    Set<String> names = new LinkedHashSet<>();
    String[] parts = {"a", "b", "cc", "", "\u00e9\"", "a long part of a name, longer than words"};
    for (int i = random.nextInt(8); i >= 0; i--) {
      StringBuilder name = new StringBuilder(parts[random.nextInt(3)]);
      for (int part = random.nextInt(4); part > 0; part--) {
        name.append('.').append(parts[random.nextInt(parts.length)]);
      }
      names.add(name.toString());
    }
    ColumnType[] types = {ColumnType.INT64, ColumnType.TEXT, ColumnType.FP64, ColumnType.BOOL};
    return Schema.of(
        names.stream().map(name -> Field.of(name, types[random.nextInt(types.length)])).toList());
  }

  private static List<@Nullable Object> randomRow(Schema schema, Random random) {
    List<@Nullable Object> row = new ArrayList<>();
    for (Field field : schema.fields()) {
      Object value =
          switch (field.type().kind()) {
            case INT64 -> (Object) random.nextLong();
            case FP64 -> (Object) Double.longBitsToDouble(random.nextLong());
            case BOOL -> (Object) random.nextBoolean();
            default -> "\"\\\n\u00e9".substring(random.nextInt(4)) + random.nextInt();
          };
      row.add(random.nextInt(6) == 0 ? null : value);
    }
    return row;
  }

  /** Reads records, in an array or one after the other, and takes the objects in them apart. */
  private static List<List<@Nullable Object>> rowsByJackson(byte[] bytes, Schema schema) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (JsonParser parser = JACKSON.createParser(ObjectReadContext.empty(), bytes)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.START_OBJECT) {
          Map<String, @Nullable Object> values = new LinkedHashMap<>();
          readObject(parser, "", values);
          assertThat(values.keySet()).hasSize(schema.size());
          List<@Nullable Object> row = new ArrayList<>();
          schema.fields().forEach(field -> row.add(typed(field, values.get(field.name()))));
          rows.add(row);
        }
      }
    }
    return rows;
  }

  private static void readObject(
      JsonParser parser, String beginning, Map<String, @Nullable Object> values) {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = beginning + parser.currentName();
      switch (parser.nextToken()) {
        case START_OBJECT -> readObject(parser, name + ".", values);
        case VALUE_NULL -> values.put(name, null);
        case VALUE_TRUE, VALUE_FALSE -> values.put(name, parser.getBooleanValue());
        case VALUE_NUMBER_INT -> values.put(name, parser.getLongValue());
        case VALUE_NUMBER_FLOAT -> values.put(name, parser.getDoubleValue());
        default -> values.put(name, parser.getString());
      }
    }
  }

  private static @Nullable Object typed(Field field, @Nullable Object value) {
    boolean nonFinite = field.type().equals(ColumnType.FP64) && value instanceof String;
    return nonFinite ? (Object) Double.parseDouble(String.valueOf(value)) : value;
  }

  @Test
  void check_damagedDocument_isWellFormedIfAnotherParserSaysSo() throws IOException {
    Random random = new Random(SEED);
    int accepted = 0;
    for (int i = 0; i < 8_000; i++) {
      StringBuilder text = new StringBuilder();
      appendValue(text, random, 4);
      byte[] document = damaged(text.toString().getBytes(StandardCharsets.UTF_8), random);
      boolean expected = isJson(document);
      accepted += expected ? 1 : 0;
      assertThat(isAccepted(document)).as(describe(i, document)).isEqualTo(expected);
    }
    assertThat(accepted).isBetween(800, 7_200);
  }

  @Test
  void read_damagedRecords_areAcceptedIfAnotherParserSaysSo() throws IOException {
    Random random = new Random(SEED);
    for (int i = 0; i < 8_000; i++) {
      byte[] document = damaged(randomRecords(random), random);
      List<Rejection> rejections = new ArrayList<>();
      outcome(memory(document), rejections);
      if (isBlank(document) || !isJson(document)) {
        assertThat(rejections).as(describe(i, document)).isNotEmpty();
      } else if (isArrayOfObjects(document)) {
        assertThat(rejections).as(describe(i, document)).isEmpty();
      }
    }
  }

  @Test
  void read_streamThatDeliversLittle_sameOutcome() throws IOException {
    Random random = new Random(SEED);
    for (int i = 0; i < 5_000; i++) {
      byte[] document = damaged(randomRecords(random), random);
      List<Rejection> whole = new ArrayList<>();
      List<Rejection> inPieces = new ArrayList<>();
      int most = 1 + random.nextInt(100);
      long pieces = random.nextLong();
      Object rows = outcome(memory(document), whole);
      Object rowsInPieces = outcome(slow(document, most, pieces), inPieces);
      assertThat(rowsInPieces).as(describe(i, document)).isEqualTo(rows);
      assertThat(inPieces).as(describe(i, document)).isEqualTo(whole);
    }
  }

  @Test
  void infer_randomRecords_areReadWithTheSchema() throws IOException {
    Random random = new Random(SEED);
    for (int i = 0; i < 3_000; i++) {
      byte[] document = randomRecords(random);
      ReadRequest request = ReadRequest.of(memory(document));
      try {
        Schema schema = new JsonFormat().infer(request);
        TestRows.read(new JsonFormat(), request.withSchema(schema).withRejections(r -> {}), 3);
      } catch (LeptonException e) {
        assertThat(e.code()).as(describe(i, document)).isEqualTo(ErrorCode.EMPTY_INPUT);
      }
    }
  }

  private static byte[] randomRecords(Random random) {
    StringBuilder text = new StringBuilder("[");
    int count = random.nextInt(5);
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : ",").append(space(random));
      appendObject(text, random, 3);
    }
    return text.append(space(random)).append(']').toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void appendValue(StringBuilder text, Random random, int depth) {
    int kind = depth == 0 ? 0 : random.nextInt(4);
    if (kind <= 1) {
      text.append(SCALARS[random.nextInt(SCALARS.length)]);
    } else if (kind == 2) {
      appendObject(text, random, depth);
    } else {
      text.append('[');
      for (int i = random.nextInt(4); i > 0; i--) {
        appendValue(text, random, depth - 1);
        text.append(space(random)).append(i == 1 ? "" : ",");
      }
      text.append(']');
    }
  }

  private static void appendObject(StringBuilder text, Random random, int depth) {
    text.append('{').append(space(random));
    for (int i = random.nextInt(4); i > 0; i--) {
      String name = NAMES[random.nextInt(NAMES.length)];
      text.append(JsonText.quoted(name)).append(space(random)).append(':').append(space(random));
      appendValue(text, random, depth - 1);
      text.append(i == 1 ? "" : ",").append(space(random));
    }
    text.append('}');
  }

  private static String space(Random random) {
    return random.nextInt(4) > 0
        ? ""
        : " \n\r\t".substring(random.nextInt(4)).repeat(1 + random.nextInt(20));
  }

  private static byte[] damaged(byte[] document, Random random) {
    byte[] result = document.clone();
    for (int i = random.nextInt(3); i > 0 && result.length > 0; i--) {
      int at = random.nextInt(result.length);
      byte other =
          random.nextInt(8) == 0
              ? (byte) (random.nextInt(256) | 0x80)
              : SPECIAL[random.nextInt(SPECIAL.length)];
      int kind = random.nextInt(4);
      if (kind == 0) {
        result[at] = other;
      } else if (kind == 3) {
        result = Arrays.copyOf(result, at);
      } else {
        int shift = kind == 1 ? 1 : -1;
        byte[] moved = Arrays.copyOf(result, result.length + shift);
        int from = kind == 1 ? at : at + 1;
        System.arraycopy(result, from, moved, from + shift, result.length - from);
        if (kind == 1) {
          moved[at] = other;
        }
        result = moved;
      }
    }
    return result;
  }

  private static String describe(int number, byte[] document) {
    return "case %d of seed %d: %s"
        .formatted(number, SEED, new String(document, StandardCharsets.ISO_8859_1))
        .replace("%", "%%");
  }

  private static boolean isBlank(byte[] document) {
    return new String(document, StandardCharsets.ISO_8859_1).isBlank();
  }

  private static boolean isAccepted(byte[] document) throws IOException {
    try {
      JsonDocuments.check(memory(document), ReadLimits.defaults());
      return true;
    } catch (LeptonException e) {
      return false;
    }
  }

  /** Says whether the document is one JSON value and nothing else. */
  private static boolean isJson(byte[] document) {
    try (JsonParser parser = JACKSON.createParser(ObjectReadContext.empty(), text(document))) {
      int values = 0;
      int depth = 0;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        values += depth == 0 ? 1 : 0;
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if ((token == JsonToken.VALUE_STRING || token == JsonToken.PROPERTY_NAME)
            && !StandardCharsets.UTF_8.newEncoder().canEncode(parser.getString())) {
          // The other parser takes half of a surrogate pair for text.
          return false;
        }
      }
      return values == 1 && depth == 0;
    } catch (JacksonException | CharacterCodingException e) {
      return false;
    }
  }

  private static boolean isArrayOfObjects(byte[] document) {
    try (JsonParser parser = JACKSON.createParser(ObjectReadContext.empty(), document)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        return false;
      }
      JsonToken token = parser.nextToken();
      while (token == JsonToken.START_OBJECT) {
        parser.skipChildren();
        token = parser.nextToken();
      }
      return token == JsonToken.END_ARRAY;
    }
  }

  private static String text(byte[] document) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(document)).toString();
  }

  private static DataSource memory(byte[] document) {
    return DataSource.of("memory", document);
  }

  private static DataSource slow(byte[] document, int most, long seed) {
    return new DataSource() {
      @Override
      public String name() {
        return "memory";
      }

      @Override
      public InputStream open() {
        Random random = new Random(seed);
        return new ByteArrayInputStream(document) {
          @Override
          public synchronized int read(byte[] into, int offset, int length) {
            int count = Math.min(length, 1 + random.nextInt(most));
            return super.read(into, offset, length == 0 ? 0 : count);
          }
        };
      }

      @Override
      public long sizeBytes() {
        return document.length;
      }
    };
  }

  private static Object outcome(DataSource source, List<Rejection> rejections) throws IOException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    ReadRequest request =
        ReadRequest.of(source).withSchema(NOTHING_WANTED).withRejections(rejections::add);
    try {
      rows.addAll(TestRows.read(new JsonFormat(), request, 2));
    } catch (LeptonException e) {
      rejections.add(new Rejection(0, "", e.code(), String.valueOf(e.getMessage())));
    }
    return rows;
  }
}
