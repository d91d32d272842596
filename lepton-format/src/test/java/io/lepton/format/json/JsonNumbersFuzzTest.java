package io.lepton.format.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.data.ColumnType;
import io.lepton.data.Field;
import io.lepton.data.Schema;
import io.lepton.format.TestRows;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Numbers of every length, before every byte that may follow them, against the JDK. */
class JsonNumbersFuzzTest {

  private static final long SEED = 20_261_121;
  private static final int CASES = 200_000;
  private static final NdjsonFormat FORMAT = new NdjsonFormat();

  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]*)");
  private static final String[] ENDS = {",\"x\":0}", "}", " }", " ,\"x\":0}", "\t}"};

  @Test
  void read_numbersAsDoubles_areThoseOfTheJdk() throws IOException {
    check(
        ColumnType.FP64,
        text -> {
          double value = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
          return Double.isFinite(value) ? value : null;
        });
  }

  @Test
  void read_numbersAsLongs_areThoseOfTheJdk() throws IOException {
    check(
        ColumnType.INT64,
        text -> {
          boolean fits =
              WHOLE.matcher(text).matches() && new BigInteger(text).bitLength() < Long.SIZE;
          return fits ? Long.parseLong(text) : null;
        });
  }

  private interface Oracle {
    /** Returns the value, or null if the record is to be refused. */
    @Nullable Object read(String text);
  }

  private static void check(ColumnType type, Oracle oracle) throws IOException {
    Random random = new Random(SEED);
    StringBuilder lines = new StringBuilder();
    List<@Nullable Object> expected = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    for (int i = 0; i < CASES; i++) {
      String text = number(random);
      String line = "{\"a\":" + text + ENDS[random.nextInt(ENDS.length)];
      lines.append(line).append('\n');
      Object value = oracle.read(text);
      if (value == null) {
        refused.add(String.valueOf(i + 1));
      } else {
        expected.add(value);
      }
    }
    List<String> rejections = new ArrayList<>();
    byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
    List<List<@Nullable Object>> rows =
        TestRows.read(
            FORMAT,
            TestRows.request(bytes, Schema.of(Field.of("a", type)))
                .withRejections(rejection -> rejections.add(String.valueOf(rejection.row()))),
            1_000);
    assertThat(rejections).as("refused, of seed %d", SEED).isEqualTo(refused);
    assertThat(rows).as("values, of seed %d", SEED).hasSameSizeAs(expected);
    for (int i = 0; i < rows.size(); i++) {
      // Of doubles the bits: 0.0 is not -0.0.
      assertThat(rows.get(i).get(0)).as("value %d of seed %d", i, SEED).isEqualTo(expected.get(i));
    }
  }

  private static String number(Random random) {
    StringBuilder text = new StringBuilder(random.nextInt(3) == 0 ? "-" : "");
    digits(random, random.nextInt(20), text);
    if (random.nextInt(3) > 0) {
      text.append('.');
      digits(random, random.nextInt(20), text);
    }
    if (random.nextInt(20) == 0) {
      text.append(random.nextBoolean() ? "e" : "E-").append(random.nextInt(330));
    }
    if (random.nextInt(200) == 0) {
      text.insert(random.nextInt(text.length() + 1), "+-.e01".charAt(random.nextInt(6)));
    }
    return text.length() == 0 ? "0" : text.toString();
  }

  private static void digits(Random random, int count, StringBuilder text) {
    int zeros = random.nextInt(8) == 0 ? count : 0;
    for (int i = 0; i < count; i++) {
      text.append((char) ('0' + (i < zeros ? 0 : random.nextInt(10))));
    }
  }
}
