package io.lepton.format.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.ErrorCode;
import io.lepton.MalformedInputException;
import io.lepton.data.DataSource;
import io.lepton.data.Schema;
import io.lepton.spi.ReadRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NdjsonInferenceTest {

  private static final NdjsonFormat FORMAT = new NdjsonFormat();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "true; false | bool",
        "1; -5; 9223372036854775807 | int64",
        "1; 18446744073709551615 | uint64",
        "-1; 18446744073709551615 | fp64",
        "18446744073709551616 | fp64",
        "1; 2.5 | fp64",
        "1e3 | fp64",
        "1.0 | fp64",
        "null; 1; null | int64",
        "null; null | text",
        "\"a\"; \"\" | text",
        "\"1\"; \"2\" | text",
        "\"2024-02-29\"; \"1970-01-01\" | date",
        "\"2024-02-29\"; \"2023-02-29\" | text",
        "\"2024-02-29\"; \"\" | text",
        "\"2024-02-29T00:00:00Z\"; \"2024-02-29T00:00:00+01:00\" | timestamp(utc)",
        "\"2024-02-29T00:00:00\" | timestamp(local)",
        "\"2024-02-29T00:00:00\"; \"2024-02-29T00:00:00Z\" | text",
        "\"2024-02-29T00:00:00\"; \"2024-02-29\" | text",
        "1; \"a\" | text",
        "1; true | text",
        "1.5; \"NaN\"; \"-Infinity\" | fp64",
        "1; \"Infinity\" | fp64",
        "\"NaN\"; \"Infinity\" | text",
        "\"NaN\"; \"nan\"; 1 | text",
        "[1,\"NaN\"] | fp64[2]",
        "[\"NaN\",\"NaN\"] | text",
        "[1,2]; [3,4]; null | int64[2]",
        "[1,2.5,null] | fp64[3]",
        "[1,null] | fp64[2]",
        "[1,2]; [3] | text",
        "[1]; [3] | text",
        "[]; [] | text",
        "[\"a\",\"b\"] | text",
        "[[1,2],[3,4]] | text",
        "[{},{}] | text",
        "[1,2]; 3 | text"
      })
  void infer_values_theTypeThatHoldsThem(String values, String type) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String value : values.split(";")) {
      text.append("{\"a\":").append(value.strip()).append("}\n");
    }
    Schema schema = infer(text.toString());
    assertThat(schema).hasToString("(a " + type + ")");
    assertThat(schema.field(0).nullable()).isTrue();
  }

  @Test
  void infer_fields_inOrderOfFirstAppearance() throws IOException {
    assertThat(infer("{\"b\":1}\n\n{\"a\":true,\"b\":2,\"\\u0063\":\"x\"}\n"))
        .hasToString("(b int64, a bool, c text)");
  }

  @Test
  void infer_someRecordsMalformed_fromTheOthers() throws IOException {
    assertThat(infer("oops\n{\"a\":1}\n{\"a\":")).hasToString("(a int64)");
  }

  @Test
  void infer_allRecordsMalformed_isAnErrorWithoutTheirText() {
    assertThatThrownBy(() -> infer("secret\nsecret\n"))
        .isInstanceOfSatisfying(
            MalformedInputException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED_JSON))
        .hasMessage("Row 1: needs a JSON object at byte 1 of the record");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "\ufeff"})
  void infer_noRecord_isAnError(String text) {
    assertThatThrownBy(() -> infer(text))
        .isInstanceOfSatisfying(
            MalformedInputException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.EMPTY_INPUT));
  }

  @Test
  void infer_manyRecords_looksAtTheFirstTenThousand() throws IOException {
    String text = "{\"a\":1}\n".repeat(10_000) + "{\"a\":\"x\",\"b\":1}\n".repeat(10);
    assertThat(infer(text)).hasToString("(a int64)");
  }

  @Test
  void infer_emptyObjects_noFields() throws IOException {
    assertThat(infer("{}\n{}\n").size()).isZero();
  }

  private static Schema infer(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return FORMAT.infer(ReadRequest.of(DataSource.of("memory", bytes)));
  }
}
