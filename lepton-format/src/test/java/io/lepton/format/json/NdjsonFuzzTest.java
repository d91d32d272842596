package io.lepton.format.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.MalformedInputException;
import io.lepton.data.ColumnType;
import io.lepton.data.Field;
import io.lepton.data.ReadLimits;
import io.lepton.data.Rejection;
import io.lepton.data.Schema;
import io.lepton.format.TestRows;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Damaged records: judged as another parser judges them, and never with another exception. */
class NdjsonFuzzTest {

  private static final long SEED = 20_260_122;
  private static final int CASES = 20_000;

  private static final JsonFactory JACKSON = JsonFactory.builder().build();
  private static final NdjsonFormat FORMAT = new NdjsonFormat();
  private static final Schema NOTHING_WANTED = Schema.of(Field.of("wanted", ColumnType.INT32));
  private static final Schema ALL_WANTED =
      Schema.of(
          Field.of("t", ColumnType.TEXT),
          Field.of("n", ColumnType.FP64),
          Field.of("i", ColumnType.INT64),
          Field.of("v", ColumnType.FP32.vector(3)),
          Field.of("b", ColumnType.BOOL),
          Field.of("d", ColumnType.TIMESTAMP_UTC),
          Field.of("m", ColumnType.decimal(20, 3)),
          Field.of("y", ColumnType.BYTES));
  private static final String[] RECORDS = {
    "{\"t\":\"text é\\u00e9\\n\",\"n\":-12.5e3,\"i\":123456789012,\"v\":[1,2.5,-3],\"b\":true}",
    "{\"d\":\"2024-02-29T12:00:00.5Z\",\"m\":12.5,\"y\":\"AP8=\",\"x\":{\"a\":[null,{}],\"b\":\"\"}}",
    "{\"t\":null,\"n\":0.1,\"i\":-0,\"b\":false,\"other\":[[],[1],[true,\"\\ud834\\udd1e\"]]}"
  };
  private static final byte[] SPECIAL =
      "{}[]\":,\\/ubn0123456789-+.eE tfn\r\t\0\u0001 x".getBytes(StandardCharsets.ISO_8859_1);

  @Test
  void read_damagedRecord_isWellFormedIfAnotherParserSaysSo() throws IOException {
    Random random = new Random(SEED);
    for (int i = 0; i < CASES; i++) {
      byte[] line = damaged(random);
      List<Rejection> rejections = new ArrayList<>();
      read(line, NOTHING_WANTED, rejections);
      if (isBlank(line)) {
        continue;
      }
      assertThat(rejections.isEmpty())
          .as("case %d of seed %d: %s", i, SEED, new String(line, StandardCharsets.ISO_8859_1))
          .isEqualTo(isRecord(line));
    }
  }

  @Test
  void read_damagedRecordBetweenGoodOnes_harmsNoneOfThem() throws IOException {
    Random random = new Random(SEED);
    byte[] good = (RECORDS[0] + "\n").getBytes(StandardCharsets.UTF_8);
    List<@Nullable Object> expected =
        TestRows.read(FORMAT, TestRows.request(good, ALL_WANTED), 1).get(0);
    for (int i = 0; i < CASES; i++) {
      byte[] line = damaged(random);
      byte[] text = Arrays.copyOf(good, 2 * good.length + line.length + 1);
      System.arraycopy(line, 0, text, good.length, line.length);
      text[good.length + line.length] = '\n';
      System.arraycopy(good, 0, text, good.length + line.length + 1, good.length);
      List<Rejection> rejections = new ArrayList<>();
      List<List<@Nullable Object>> rows = read(text, ALL_WANTED, rejections);
      assertThat(rows.size() + rejections.size()).as("case %d of seed %d", i, SEED).isBetween(2, 3);
      assertThat(rows.get(0)).as("case %d of seed %d", i, SEED).isEqualTo(expected);
      assertThat(rows.get(rows.size() - 1)).isEqualTo(expected);
    }
  }

  @Test
  void infer_damagedRecords_givesASchemaOrAnErrorOfItsOwn() throws IOException {
    Random random = new Random(SEED);
    for (int i = 0; i < CASES / 4; i++) {
      byte[] line = damaged(random);
      try {
        assertThat(FORMAT.infer(TestRows.request(line, ALL_WANTED))).isNotNull();
      } catch (LeptonException e) {
        assertThat(e).isInstanceOf(MalformedInputException.class);
      }
    }
  }

  @Test
  void read_smallLimits_giveAnErrorOfTheirOwn() throws IOException {
    Random random = new Random(SEED);
    for (int i = 0; i < CASES / 4; i++) {
      ReadLimits limits =
          ReadLimits.defaults()
              .withMaxRecordBytes(1 + random.nextInt(200))
              .withMaxColumns(1 + random.nextInt(8))
              .withMaxDepth(1 + random.nextInt(4));
      try {
        TestRows.read(
            FORMAT,
            TestRows.request(damaged(random), ALL_WANTED)
                .withRejections(rejection -> {})
                .withLimits(limits),
            3);
      } catch (LeptonException e) {
        assertThat(e.code()).isIn(ErrorCode.LIMIT_EXCEEDED, ErrorCode.EMPTY_INPUT);
      }
    }
  }

  private static byte[] damaged(Random random) {
    byte[] line = RECORDS[random.nextInt(RECORDS.length)].getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(3); i >= 0; i--) {
      line = damage(line, random);
    }
    return line;
  }

  private static byte[] damage(byte[] line, Random random) {
    if (line.length == 0) {
      return line;
    }
    int at = random.nextInt(line.length);
    byte other =
        random.nextInt(8) == 0
            ? (byte) (random.nextInt(256) | 0x80)
            : SPECIAL[random.nextInt(SPECIAL.length)];
    byte[] result;
    switch (random.nextInt(4)) {
      case 0 -> {
        result = line.clone();
        result[at] = other;
      }
      case 1 -> {
        result = Arrays.copyOf(line, line.length + 1);
        System.arraycopy(line, at, result, at + 1, line.length - at);
        result[at] = other;
      }
      case 2 -> {
        result = Arrays.copyOf(line, line.length - 1);
        System.arraycopy(line, at + 1, result, at, line.length - at - 1);
      }
      default -> result = Arrays.copyOf(line, at);
    }
    return result;
  }

  private static boolean isBlank(byte[] line) {
    return new String(line, StandardCharsets.ISO_8859_1).matches("[ \t\r]*");
  }

  /** Says whether the line is one JSON object and nothing else. */
  private static boolean isRecord(byte[] line) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
    } catch (CharacterCodingException e) {
      return false;
    }
    try (JsonParser parser = JACKSON.createParser(ObjectReadContext.empty(), text)) {
      return parser.nextToken() == JsonToken.START_OBJECT
          && passesObject(parser)
          && parser.nextToken() == null;
    } catch (JacksonException e) {
      return false;
    }
  }

  private static boolean passesObject(JsonParser parser) {
    boolean whole = true;
    for (int depth = 1; depth > 0; ) {
      JsonToken token = parser.nextToken();
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      if (token == JsonToken.VALUE_STRING || token == JsonToken.PROPERTY_NAME) {
        // The other parser takes half of a surrogate pair for text.
        whole &= StandardCharsets.UTF_8.newEncoder().canEncode(parser.getString());
      }
    }
    return whole;
  }

  private static List<List<@Nullable Object>> read(
      byte[] bytes, Schema schema, List<Rejection> rejections) throws IOException {
    try {
      return TestRows.read(
          FORMAT, TestRows.request(bytes, schema).withRejections(rejections::add), 2);
    } catch (MalformedInputException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.EMPTY_INPUT);
      return List.of();
    }
  }
}
