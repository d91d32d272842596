package io.lepton.bench.cli;

import static io.lepton.bench.cli.Shell.lepton;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * The main job on somebody else's data with somebody else's answers: scikit-learn's own, for every
 * row of the file.
 */
class TelcoScoringTest {

  private static final String CUSTOMERS = "data/telco-customer-churn.csv";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path dir;

  @ParameterizedTest
  @CsvSource({"1,--threads=1", "1,--no-rewrite", "2,--threads=3", "2,--no-rewrite"})
  void score_everyRow_isWhatScikitLearnSays(int version, String option) throws IOException {
    Path customers = Shared.file(CUSTOMERS);
    Path model = Shared.file("models/telco-churn/" + version + "/model.onnx").getParent();
    JsonNode golden = JSON.readTree(Files.readString(model.resolve("golden.json")));
    Path out = dir.resolve("scores.ndjson");

    String printed =
        lepton("score", "--model", model, customers, out, "--keep", "customerID", option)
            .assertFine()
            .out();

    // The 11 blank TotalCharges are missing values, which the model imputes.
    assertThat(printed)
        .startsWith("telco-churn/" + version + ": 7,043 rows read, 7,043 scored, 0 rejected");
    assertEqual(golden, read(out));
    assertKept(customers, read(out));
  }

  private static void assertEqual(JsonNode golden, List<JsonNode> rows) {
    JsonNode expected = golden.get("probability_yes");
    assertThat(rows).hasSize(golden.get("rows").asInt());
    int yes = 0;
    for (int i = 0; i < rows.size(); i++) {
      double probability = rows.get(i).at("/probabilities/1").asDouble();
      String label = rows.get(i).get("label").asString();
      assertThat(probability)
          .as("row " + (i + 1))
          .isCloseTo(expected.get(i).asDouble(), within(1e-6));
      assertThat(label).as("row " + (i + 1)).isEqualTo(probability > 0.5 ? "Yes" : "No");
      yes += label.equals("Yes") ? 1 : 0;
    }
    assertThat(yes).isEqualTo(golden.get("predicted_yes").asInt());
  }

  private static void assertKept(Path customers, List<JsonNode> rows) throws IOException {
    List<String> lines = Files.readAllLines(customers);
    for (int i = 0; i < rows.size(); i++) {
      assertThat(lines.get(i + 1)).startsWith(rows.get(i).get("customerID").asString() + ",");
    }
  }

  private static List<JsonNode> read(Path file) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      rows.add(JSON.readTree(line));
    }
    return rows;
  }
}
