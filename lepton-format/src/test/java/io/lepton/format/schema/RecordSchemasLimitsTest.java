package io.lepton.format.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.LeptonException;
import io.lepton.LimitExceededException;
import io.lepton.MalformedInputException;
import io.lepton.data.DataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Schema documents that mean harm: refused in bounded time and memory. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RecordSchemasLimitsTest {

  @Test
  void read_deepDocument_isMalformed() {
    for (String part : new String[] {"[", "{\"a\":", "{\"properties\":{\"a\":", "{\"not\":"}) {
      assertThatThrownBy(() -> read(part.repeat(100_000)))
          .isInstanceOf(MalformedInputException.class);
    }
  }

  @Test
  void read_largeDocument_isRefused() {
    assertThatThrownBy(() -> read(" ".repeat((16 << 20) + 1)))
        .isInstanceOf(LimitExceededException.class);
  }

  @Test
  void read_referencesThatDouble_areRefused() {
    String levels =
        IntStream.range(0, 60)
            .mapToObj(
                i ->
                    ("\"d%d\":{\"type\":\"object\",\"properties\":"
                            + "{\"a\":{\"$ref\":\"#/$defs/d%d\"},\"b\":{\"$ref\":\"#/$defs/d%d\"}}}")
                        .formatted(i, i + 1, i + 1))
            .collect(Collectors.joining(","));
    assertThatThrownBy(
            () ->
                read(
                    "{\"$ref\":\"#/$defs/d0\",\"$defs\":{%s,\"d60\":{\"type\":\"string\"}}}"
                        .formatted(levels)))
        .isInstanceOf(LimitExceededException.class);
  }

  @Test
  void read_chainOfObjects_isRefused() {
    String chain =
        IntStream.range(0, 20_000)
            .mapToObj(
                i ->
                    "\"d%d\":{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"#/$defs/d%d\"}}}"
                        .formatted(i, i + 1))
            .collect(Collectors.joining(","));
    assertThatThrownBy(
            () ->
                read(
                    "{\"$ref\":\"#/$defs/d0\",\"$defs\":{%s,\"d20000\":{\"type\":\"string\"}}}"
                        .formatted(chain)))
        .isInstanceOf(LimitExceededException.class);
  }

  @Test
  void read_chainOfReferences_isFollowed() throws IOException {
    String chain =
        IntStream.range(0, 20_000)
            .mapToObj(i -> "\"d%d\":{\"$ref\":\"#/$defs/d%d\"}".formatted(i, i + 1))
            .collect(Collectors.joining(","));
    assertThat(
            read("{\"$ref\":\"#/$defs/d0\",\"$defs\":{%s,\"d20000\":{}}}".formatted(chain))
                .isComplete())
        .isTrue();
  }

  @Test
  void read_numbersWithHugeExponents_areMalformed() {
    for (String number : new String[] {"1e1000000000", "-1e-1000000000", "1e99999999999999"}) {
      assertThatThrownBy(
              () ->
                  read(
                      "{\"properties\":{\"a\":{\"type\":\"integer\",\"maximum\":%s}}}"
                          .formatted(number)))
          .isInstanceOf(MalformedInputException.class);
      assertThatThrownBy(
              () ->
                  read(
                      ("{\"fields\":[{\"name\":\"a\",\"type\":\"number\",\"constraints\":"
                              + "{\"enum\":[\"%s\"]}}]}")
                          .formatted(number)))
          .isInstanceOf(MalformedInputException.class);
    }
  }

  /** Documents cut, repeated and mixed at random never make anything but Lepton's own errors. */
  @Test
  void read_mangledDocuments_areReadOrRefused() throws IOException {
    long seed = 20_261_121;
    Random random = new Random(seed);
    String[] documents = {
      JsonSchemaFile.toJson(AllTypes.schema()),
      TableSchemaFile.toJson(AllTypes.schema()),
      SchemaFile.toJson(AllTypes.schema())
    };
    String[] pieces = {
      "null",
      "3",
      "-1",
      "\"\"",
      "[]",
      "{}",
      "true",
      "\"object\"",
      "\"$ref\":\"#\"",
      "1e400",
      "\"a\""
    };
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder(documents[random.nextInt(documents.length)]);
      for (int change = random.nextInt(3); change >= 0; change--) {
        int at = random.nextInt(text.length());
        int end = Math.min(text.length(), at + random.nextInt(20));
        text.replace(at, end, pieces[random.nextInt(pieces.length)]);
      }
      try {
        read(text.toString());
      } catch (LeptonException refused) {
        assertThat(refused.getCause()).as("seed %d, case %d", seed, i).isNull();
      } catch (RuntimeException e) {
        throw new AssertionError("seed %d, case %d: %s".formatted(seed, i, text), e);
      }
    }
  }

  private static RecordSchema read(String json) throws IOException {
    return RecordSchemas.read(DataSource.of("memory", json.getBytes(StandardCharsets.UTF_8)));
  }
}
