package io.lepton.format.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lepton.data.ColumnType;
import io.lepton.data.DataSource;
import io.lepton.data.FieldEvidence;
import io.lepton.data.FieldEvidence.Alternative;
import io.lepton.data.Inference;
import io.lepton.format.internal.Confidence;
import io.lepton.spi.ReadRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonEvidenceTest {

  @Test
  void inference_values_areCountedWithoutTheMissingOnes() throws IOException {
    Inference inference = inference("{\"a\":1,\"b\":1}", "{\"a\":null}", "{}", "{\"a\":2}");
    assertThat(inference.rows()).isEqualTo(4);
    assertThat(inference.complete()).isTrue();
    FieldEvidence a = inference.fields().get(0);
    assertThat(a.field().name()).isEqualTo("a");
    assertThat(a.values()).isEqualTo(2);
    assertThat(a.missing()).isEqualTo(2);
    assertThat(a.confidence()).isCloseTo(Confidence.lowerBound(2, 2), within(1e-12));
    assertThat(a.alternatives()).isEmpty();
    assertThat(inference.fields().get(1).missing()).isEqualTo(3);
  }

  @Test
  void inference_noValue_isTextWithoutConfidence() throws IOException {
    FieldEvidence a = inference("{\"a\":null}").fields().get(0);
    assertThat(a.field().type()).isEqualTo(ColumnType.TEXT);
    assertThat(a.confidence()).isZero();
  }

  @Test
  void inference_mostlyNumbers_saysSoAndWhereNot() throws IOException {
    FieldEvidence a =
        inference("{\"a\":1}", "{\"a\":\"x\"}", "{\"a\":2}", "{\"a\":2.5}", "{\"a\":\"y\"}")
            .fields()
            .get(0);
    assertThat(a.field().type()).isEqualTo(ColumnType.TEXT);
    assertThat(a.confidence()).isCloseTo(Confidence.lowerBound(2, 5), within(1e-12));
    assertThat(a.alternatives())
        .containsExactly(new Alternative(ColumnType.FP64, 3, List.of(2L, 5L)));
  }

  @Test
  void inference_fewOthers_narrowerTypesTheBestFittingFirst() throws IOException {
    String[] lines = new String[20];
    java.util.Arrays.fill(lines, "{\"a\":7,\"b\":7}");
    lines[3] = "{\"a\":1.5,\"b\":true}";
    lines[8] = "{\"a\":\"NaN\",\"b\":1.5}";
    Inference inference = inference(lines);
    FieldEvidence a = inference.fields().get(0);
    assertThat(a.field().type()).isEqualTo(ColumnType.FP64);
    assertThat(a.alternatives())
        .containsExactly(new Alternative(ColumnType.INT64, 18, List.of(4L, 9L)));
    assertThat(inference.fields().get(1).alternatives())
        .containsExactly(
            new Alternative(ColumnType.FP64, 19, List.of(4L)),
            new Alternative(ColumnType.INT64, 18, List.of(4L, 9L)));
  }

  @Test
  void inference_manyCounterExamples_theFirstFive() throws IOException {
    String[] lines = new String[30];
    java.util.Arrays.fill(lines, "{\"a\":\"2024-02-29\"}");
    for (int i = 2; i < 22; i += 2) {
      lines[i] = i % 4 == 0 ? "{\"a\":5}" : "{\"a\":\"x\"}";
    }
    assertThat(inference(lines).fields().get(0).alternatives())
        .containsExactly(new Alternative(ColumnType.DATE, 20, List.of(3L, 5L, 7L, 9L, 11L)));
  }

  @Test
  void inference_manyRecords_isNotComplete() throws IOException {
    String[] lines = new String[10_001];
    java.util.Arrays.fill(lines, "{\"a\":1}");
    Inference inference = inference(lines);
    assertThat(inference.rows()).isEqualTo(10_000);
    assertThat(inference.complete()).isFalse();
    assertThat(inference.fields().get(0).confidence()).isBetween(0.999, 1.0);
  }

  @Test
  void inference_jsonDocument_sameAsTheLines() throws IOException {
    String[] records = {"{\"a\":{\"b\":1}}", "{\"a\":{\"b\":\"x\"}}", "{\"c\":[1,2]}"};
    ReadRequest request = request("[" + String.join(",\n", records) + "]");
    assertThat(new JsonFormat().inference(request)).isEqualTo(inference(records));
  }

  private static Inference inference(String... lines) throws IOException {
    return new NdjsonFormat().inference(request(String.join("\n", lines)));
  }

  private static ReadRequest request(String text) {
    return ReadRequest.of(DataSource.of("memory", text.getBytes(StandardCharsets.UTF_8)));
  }
}
