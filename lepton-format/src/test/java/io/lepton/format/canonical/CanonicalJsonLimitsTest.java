package io.lepton.format.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.LeptonException;
import io.lepton.LimitExceededException;
import io.lepton.data.ColumnType;
import io.lepton.data.Field;
import io.lepton.data.Schema;
import io.lepton.format.TestRows;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CanonicalJsonLimitsTest {

  private static final int SEED = 20_261_122;

  @Test
  void of_deepestDocument_isTaken() {
    String json = "[".repeat(CanonicalJson.MAX_DEPTH) + "]".repeat(CanonicalJson.MAX_DEPTH);
    assertThat(canonical(json)).isEqualTo(json);
  }

  @Test
  void of_deeperDocument_isRefused() {
    String json = "{\"a\":".repeat(100_000);
    assertThatThrownBy(() -> canonical(json))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("500");
  }

  @Test
  void of_numberOfVeryManyDigits_isRefused() {
    String json = "1".repeat(5_000_000);
    assertThatThrownBy(() -> canonical(json)).isInstanceOf(LimitExceededException.class);
  }

  @Test
  void of_hundredThousandMembersInReverse_areSorted() {
    StringBuilder json = new StringBuilder("{");
    for (int i = 199_999; i >= 100_000; i--) {
      json.append('"').append(i).append("\":1,");
    }
    json.setLength(json.length() - 1);
    assertThat(canonical(json + "}")).startsWith("{\"100000\":1,\"100001\":1,").endsWith("}");
  }

  @Test
  void of_deepUnsortedObjects_areSorted() {
    String json = "{\"b\":1,\"a\":".repeat(400) + "0" + "}".repeat(400);
    assertThat(canonical(json)).startsWith("{\"a\":{\"a\":").endsWith("\"b\":1}");
  }

  @Test
  void of_longString_isTaken() {
    String json = "\"" + "x".repeat(20_000_000) + "\"";
    assertThat(canonical(json)).hasSize(json.length());
  }

  @Test
  void ofRecord_longText_isEscapedWhole() {
    Schema schema = Schema.of(Field.of("a", ColumnType.TEXT), Field.of("b", ColumnType.BYTES));
    String text = "\"\n\u0001é".repeat(100_000);
    byte[] json =
        CanonicalJson.of(TestRows.batch(schema, List.of(List.of(text, "\0".repeat(99_999)))), 0);
    assertThat(new String(json, StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"a\":\""
                + "\\\"\\n\\u0001é".repeat(100_000)
                + "\",\"b\":\""
                + "AAAA".repeat(33_333)
                + "\"}");
  }

  @Test
  void of_randomDamage_isRefusedOrCanonical() {
    Random random = new Random(SEED);
    String json = "{\"b\":[1.5e3,\"\\u00e9\\n\",null,{\"z\":true,\"a\":-0.0}],\"a\":\"x\",\"\":{}}";
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
      for (int hits = 1 + random.nextInt(3); hits > 0; hits--) {
        bytes[random.nextInt(bytes.length)] =
            random.nextBoolean()
                ? (byte) "{}[],:\"\\0e-u ".charAt(random.nextInt(13))
                : (byte) random.nextInt();
      }
      try {
        byte[] canonical = CanonicalJson.of(bytes);
        assertThat(CanonicalJson.of(canonical)).as("seed %d", SEED).isEqualTo(canonical);
      } catch (LeptonException e) {
        assertThat(e.getMessage()).as("seed %d", SEED).contains("eeds");
      }
    }
  }

  private static String canonical(String json) {
    return new String(
        CanonicalJson.of(json.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
  }
}
