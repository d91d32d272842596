package io.lepton.format.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.LeptonException;
import io.lepton.LimitExceededException;
import io.lepton.data.DataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Schemas and documents that mean harm: refused within the time-out, on a thread's usual stack. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DocumentValidatorsLimitsTest {

  private static final JsonSchemaOptions FEW_STEPS =
      JsonSchemaOptions.defaults().withMaxSteps(2_000_000);

  @ParameterizedTest
  @ValueSource(strings = {"^(a+)+(?!b)$", "(?=(a|a)*b)", "^(([a-z])+.)+[A-Z]\\\\1$"})
  void check_catastrophicPatternThatLooksAround_isStopped(String pattern) throws IOException {
    DocumentValidator validator = validator("{\"pattern\":\"%s\"}".formatted(pattern), FEW_STEPS);
    assertLimit(validator, "\"" + "a".repeat(5_000) + "!\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"^(a+)+$", "(a|a)*b", "^(([a-z])+.)+[A-Z]([a-z])+$", "(.*)*b"})
  void check_catastrophicPatternThatIsRegular_hasAVerdict(String pattern) throws IOException {
    DocumentValidator validator = validator("{\"pattern\":\"%s\"}".formatted(pattern), FEW_STEPS);
    assertThat(validator.check(bytes("\"" + "a".repeat(500_000) + "!\""))).hasSize(1);
  }

  @Test
  void check_catastrophicPatternOfNames_hasAVerdict() throws IOException {
    DocumentValidator validator =
        validator("{\"patternProperties\":{\"^(a+)+$\":false}}", FEW_STEPS);
    assertThat(validator.check(bytes("{\"" + "a".repeat(5_000) + "!\":1}"))).isEmpty();
    assertThat(validator.check(bytes("{\"" + "a".repeat(5_000) + "\":1}"))).hasSize(1);
  }

  @Test
  void check_repeatedGroupOfALongText_doesNotOverflow() throws IOException {
    DocumentValidator validator =
        validator("{\"pattern\":\"^(a|b)*$\"}", JsonSchemaOptions.defaults());
    assertThat(validator.check(bytes("\"" + "ab".repeat(500_000) + "\""))).isEmpty();
    assertLimit(
        validator("{\"pattern\":\"^(a|b)*(?!c)$\"}", JsonSchemaOptions.defaults()),
        "\"" + "ab".repeat(500_000) + "\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"$ref\":\"#\"}",
        "{\"allOf\":[{\"$ref\":\"#\"}]}",
        "{\"$defs\":{\"a\":{\"$ref\":\"#/$defs/b\"},\"b\":{\"$ref\":\"#/$defs/a\"}},"
            + "\"$ref\":\"#/$defs/a\"}",
        "{\"$dynamicAnchor\":\"a\",\"$dynamicRef\":\"#a\"}",
        "{\"not\":{\"$ref\":\"#\"}}",
        "{\"anyOf\":[{\"$ref\":\"#\"},{\"$ref\":\"#\"}]}"
      })
  void check_referenceToItself_ends(String schema) throws IOException {
    assertLimit(validator(schema, JsonSchemaOptions.defaults()), "1");
  }

  @Test
  void check_alternativesThatDouble_end() throws IOException {
    String levels =
        IntStream.range(1, 60)
            .mapToObj(
                i ->
                    "\"d%d\":{\"anyOf\":[{\"$ref\":\"#/$defs/d%d\"},{\"$ref\":\"#/$defs/d%d\"}]}"
                        .formatted(i, i - 1, i - 1))
            .collect(Collectors.joining(","));
    String schema = "{\"$defs\":{\"d0\":false,%s},\"$ref\":\"#/$defs/d59\"}".formatted(levels);
    assertLimit(validator(schema, JsonSchemaOptions.defaults().withMaxSteps(1_000_000)), "1");
  }

  @Test
  void check_deepDocument_isRefused() throws IOException {
    DocumentValidator validator = validator("true", JsonSchemaOptions.defaults());
    assertLimit(validator, "[".repeat(1_000_000));
    assertLimit(validator, "{\"a\":".repeat(1_000_000));
    assertThat(validator.check(bytes("[".repeat(128) + "]".repeat(128)))).isEmpty();
  }

  @Test
  void check_deepDocumentOfARecursiveSchema_hasRoomOnTheStack() throws IOException {
    DocumentValidator validator =
        validator(
            "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"#\"}},"
                + "\"unevaluatedProperties\":false}",
            JsonSchemaOptions.defaults());
    assertThat(validator.check(bytes("{\"a\":".repeat(127) + "{}" + "}".repeat(127)))).isEmpty();
  }

  @Test
  void check_inASmallStack_isALimitAtMost() throws Exception {
    DocumentValidator validator = validator("{\"$ref\":\"#\"}", JsonSchemaOptions.defaults());
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread thread =
        new Thread(
            null,
            () -> {
              try {
                validator.check(bytes("1"));
              } catch (Throwable t) {
                thrown.set(t);
              }
            },
            "small",
            160 << 10);
    thread.start();
    thread.join();
    assertThat(thrown.get()).isInstanceOf(LimitExceededException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1e1000000000", "-1e-1000000000", "1E999999999999", "[0.1e2000]", "1e2147483648"})
  void check_hugeNumber_isRefused(String number) {
    for (String schema :
        List.of("{\"multipleOf\":0.01}", "{\"type\":\"integer\"}", "{\"uniqueItems\":true}")) {
      assertThatThrownBy(() -> validator(schema, JsonSchemaOptions.defaults()).check(bytes(number)))
          .isInstanceOf(LeptonException.class);
    }
  }

  @Test
  void check_longNumber_isRefused() throws IOException {
    assertLimit(validator("true", JsonSchemaOptions.defaults()), "9".repeat(1_001));
  }

  @Test
  void check_largeNumberWithinTheLimit_isExact() throws IOException {
    DocumentValidator validator = validator("{\"multipleOf\":0.01}", JsonSchemaOptions.defaults());
    assertThat(validator.check(bytes("1e999"))).isEmpty();
    assertThat(validator.check(bytes("1e-999"))).hasSize(1);
  }

  @Test
  void check_largeDocument_isRefused() throws IOException {
    assertLimit(
        validator("true", JsonSchemaOptions.defaults().withMaxBytes(1_000)), " ".repeat(1_001));
  }

  @Test
  void check_errorWithoutEnd_isRefused() throws IOException {
    assertLimit(
        validator("{\"items\":false}", JsonSchemaOptions.defaults()),
        "[" + "1,".repeat(200_000) + "1]");
  }

  @Test
  void jsonSchema_deepSchema_isRefused() {
    assertThatThrownBy(
            () ->
                validator(
                    "{\"not\":".repeat(100_000) + "true" + "}".repeat(100_000),
                    JsonSchemaOptions.defaults()))
        .isInstanceOf(LimitExceededException.class);
  }

  @Test
  void jsonSchema_chainOfReferences_isCompiledOrRefused() {
    String chain =
        IntStream.range(1, 50_000)
            .mapToObj(i -> "\"d%d\":{\"$ref\":\"#/$defs/d%d\"}".formatted(i, i - 1))
            .collect(Collectors.joining(","));
    assertThatThrownBy(
            () ->
                validator(
                        "{\"$defs\":{\"d0\":true,%s},\"$ref\":\"#/$defs/d49999\"}".formatted(chain),
                        JsonSchemaOptions.defaults())
                    .check(bytes("1")))
        .isInstanceOf(LimitExceededException.class);
  }

  private static void assertLimit(DocumentValidator validator, String document) {
    assertThatThrownBy(() -> validator.check(bytes(document)))
        .isInstanceOf(LimitExceededException.class);
  }

  private static DocumentValidator validator(String schema, JsonSchemaOptions options)
      throws IOException {
    return DocumentValidators.jsonSchema(DataSource.of("memory", bytes(schema)), options);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
