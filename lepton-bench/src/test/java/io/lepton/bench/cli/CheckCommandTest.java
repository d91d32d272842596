package io.lepton.bench.cli;

import static io.lepton.bench.cli.Shell.lepton;
import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.ErrorCode;
import io.lepton.bench.cli.Shell.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CheckCommandTest {

  @TempDir Path dir;

  @Test
  void check_soundModel_passes() throws IOException {
    String out = lepton("check", TestModels.tolerant(dir)).assertFine().out();
    assertThat(out)
        .contains("pre-flight: sound; 4 nodes, 2 initializers", "people: passed", "batch 7")
        .contains("CPU, all optimisations, rewritten (default)", "CUDA");
  }

  @Test
  void check_modelThatAcceptsOnlyItsVocabulary_isAskedThat() throws IOException {
    assertThat(lepton("check", TestModels.strict(dir)).assertFine().out())
        .doesNotContain("refused");
  }

  @Test
  void check_recordsOfAFile_areTheTestCase() throws IOException {
    Path data = Files.writeString(dir.resolve("a.csv"), "id,age,city\n1,30,Rome\n2,40,Oslo\n");
    assertThat(lepton("check", TestModels.strict(dir), "--input", data).assertFine().out())
        .contains("test cases: rows 1 to 2\n");
  }

  @Test
  void check_json_hasEveryPart() throws IOException {
    JsonNode json = json("check", TestModels.matrix(dir), "--json", "--batch", "1,5");
    assertThat(json.get("passed").asBoolean()).isTrue();
    assertThat(json.at("/preflight/nodes").asInt()).isEqualTo(1);
    assertThat(json.at("/testCases/1").asString()).isEqualTo("batch 5");
    assertThat(json.at("/tolerance/ulps").asInt()).isEqualTo(4);
    assertThat(json.at("/results/0/outcome").asString()).isEqualTo("equal");
    assertThat(json.at("/results/0/outputs/0/elements").asInt()).isEqualTo(6);
    assertThat(json.at("/results/7/outcome").asString()).isEqualTo("skipped");
    assertThat(json.at("/results/7/device/checks").size()).isPositive();
  }

  @Test
  void check_answersDiffer_endsWithThree() {
    Path model = Shared.file("models/third-party/mnist-8");
    Outcome outcome = lepton("check", model, "--tolerance", "exact");
    assertThat(outcome.status()).isEqualTo(Failure.DIFFERENT);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).contains("FAILED in", "beyond the tolerance", "ULPs");
    lepton("check", model).assertFine();
  }

  @Test
  void check_modelRefusesEveryInput_endsWithThree() {
    Outcome outcome = lepton("check", Shared.file("models/third-party/silero-vad"));
    assertThat(outcome.status()).isEqualTo(Failure.DIFFERENT);
    assertThat(outcome.out()).contains("the reference refused every test case");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--tolerance=fine",
        "--tolerance=relative=-1",
        "--tolerance=ulps=many",
        "--tolerance=absolute=NaN",
        "--batch=-1",
        "--batch=x",
        "--dimension=n=-2",
        "--features=age",
        "--from=csv",
        "--input="
      })
  void check_wrongOption_isWrongUsage(String option) throws IOException {
    lepton("check", TestModels.tolerant(dir), option).assertFailed(ErrorCode.WRONG_USAGE);
  }

  @Test
  void check_inputAndBatch_isWrongUsage() throws IOException {
    Path data = Files.writeString(dir.resolve("a.csv"), "age,city\n1,Rome\n");
    lepton("check", TestModels.tolerant(dir), "--input", data, "--batch", "3")
        .assertFailed(ErrorCode.WRONG_USAGE);
  }

  @Test
  void check_nameWithControlCharacters_isMadeVisible() throws IOException {
    Path model = dir.resolve("a\u001b[2J.onnx");
    Files.move(TestModels.matrix(dir), model);
    assertThat(lepton("check", model).assertFine().out()).doesNotContain("\u001b");
  }

  private static JsonNode json(Object... words) {
    return new ObjectMapper().readTree(lepton(words).assertFine().out());
  }
}
