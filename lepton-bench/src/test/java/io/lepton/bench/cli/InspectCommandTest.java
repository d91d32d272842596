package io.lepton.bench.cli;

import static io.lepton.bench.cli.Shell.lepton;
import static io.lepton.bench.cli.Shell.leptonReading;
import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class InspectCommandTest {

  @TempDir Path dir;

  @Test
  void inspect_model_showsItsSignature() throws IOException {
    String out = lepton("inspect", TestModels.tolerant(dir)).assertFine().out();
    assertThat(out).contains("age", "city", "points", "FLOAT", "STRING");
  }

  @Test
  void inspect_model_countsNodesByType() throws IOException {
    String out = lepton("inspect", TestModels.tolerant(dir)).assertFine().out();
    assertThat(out).contains("ai.onnx.ml.OneHotEncoder", "ai.onnx.MatMul");
  }

  @Test
  void inspect_modelAsJson_hasEveryPart() throws IOException {
    JsonNode json = json("inspect", TestModels.tolerant(dir), "--json");
    assertThat(json.get("kind").asString()).isEqualTo("model");
    assertThat(json.at("/inputs/0/name").asString()).isEqualTo("age");
    assertThat(json.at("/outputs/0/name").asString()).isEqualTo("points");
    assertThat(json.at("/opsets/ai.onnx").asLong()).isEqualTo(17);
    assertThat(json.at("/opsets/ai.onnx.ml").asLong()).isEqualTo(3);
    assertThat(json.at("/nodes/ai.onnx.Concat").asLong()).isEqualTo(1);
    assertThat(json.get("metadata").isObject()).isTrue();
  }

  @Test
  void inspect_device_saysWhereAndWhyAndEachNode() throws IOException {
    String out = lepton("inspect", TestModels.tolerant(dir), "--device").assertFine().out();
    assertThat(out)
        .contains("device: CPU", "[ ] ", "placement: ", "CPUExecutionProvider", "MatMul");
  }

  @Test
  void inspect_deviceOfAModelThatTakesOnlyItsVocabulary_saysEachNode() throws IOException {
    assertThat(lepton("inspect", TestModels.strict(dir), "--device").assertFine().out())
        .contains("placement: ", "MatMul");
  }

  @Test
  void inspect_deviceOfAModelThatRefusesTheInputs_saysThatThePlacementIsUnknown() {
    Path model = Shared.file("models/third-party/silero-vad");
    assertThat(lepton("inspect", model, "--device").assertFine().out())
        .contains("device: CPU", "placement: not found out");
  }

  @Test
  void inspect_deviceAsJson_hasChecksAndPlacement() throws IOException {
    JsonNode json = json("inspect", TestModels.matrix(dir), "--device", "--json");
    assertThat(json.at("/device/chosen").asString()).isEqualTo("CPU");
    assertThat(json.at("/device/checks").isArray()).isTrue();
    assertThat(json.at("/placement/0/provider").asString()).isEqualTo("CPUExecutionProvider");
  }

  @Test
  void inspect_withoutDevice_opensNothing() throws IOException {
    assertThat(json("inspect", TestModels.matrix(dir), "--json").has("device")).isFalse();
  }

  @Test
  void inspect_deviceOfData_isWrongUsage() throws IOException {
    Path file = Files.writeString(dir.resolve("a.csv"), "id\n1\n");
    lepton("inspect", file, "--device").assertFailed(ErrorCode.WRONG_USAGE);
  }

  @Test
  void inspect_folder_showsTheModelInIt() throws IOException {
    Path folder = Files.createDirectory(dir.resolve("people"));
    Files.move(TestModels.tolerant(dir), folder.resolve("model.onnx"));
    assertThat(lepton("inspect", folder).assertFine().out()).startsWith("people: ONNX model");
  }

  @Test
  void inspect_modelWithUnknownOperator_isShownAllTheSame() throws IOException {
    assertThat(lepton("inspect", TestModels.unknownOperator(dir)).assertFine().out())
        .contains("FluxCapacitor");
  }

  @Test
  void inspect_data_showsSchemaAndFirstRows() throws IOException {
    Path file = Files.writeString(dir.resolve("a.csv"), "id,name\n" + "1,Zoë\n2,\n".repeat(10));
    String out = lepton("inspect", file).assertFine().out();
    assertThat(out).contains("id      int64", "name    text", "Zoë", "(missing)");
    assertThat(out.lines().filter(line -> line.contains("Zoë"))).hasSize(3);
  }

  @Test
  void inspect_dataAsJson_hasTypedValues() throws IOException {
    Path file =
        Files.writeString(dir.resolve("a.csv"), "id,name,x,ok\n1,Zoë,1.5,true\n2,,,false\n");
    JsonNode json = json("inspect", file, "--json");
    assertThat(json.at("/columns/0/type").asString()).isEqualTo("int64");
    assertThat(json.at("/rows/0/id").isNumber()).isTrue();
    assertThat(json.at("/rows/0/name").asString()).isEqualTo("Zoë");
    assertThat(json.at("/rows/0/x").asDouble()).isEqualTo(1.5);
    assertThat(json.at("/rows/0/ok").asBoolean()).isTrue();
    assertThat(json.at("/rows/1/name").isNull()).isTrue();
    assertThat(json.get("sizeBytes").asLong()).isEqualTo(Files.size(file));
  }

  @Test
  void inspect_headerOnly_showsTheColumns() throws IOException {
    Path file = Files.writeString(dir.resolve("a.csv"), "id,name\n");
    assertThat(lepton("inspect", file).assertFine().out()).contains("2 columns", "id", "name");
  }

  @Test
  void inspect_almostNumbers_namesTheRowsThatAreNone() throws IOException {
    Path file = Files.writeString(dir.resolve("a.csv"), "x\n" + "1\n".repeat(40) + "oops\n");
    assertThat(lepton("inspect", file).assertFine().out()).contains("int64: 41", "all 41 rows");
    JsonNode json = json("inspect", file, "--json");
    assertThat(json.at("/columns/0/alternatives/0/counterExamples/0").asLong()).isEqualTo(41);
  }

  @Test
  void inspect_detect_saysWhatTheDialectIs() throws IOException {
    Path file = Files.writeString(dir.resolve("a.txt"), "a;b\n1;2\n3;4\n");
    assertThat(lepton("inspect", file, "--detect").assertFine().out())
        .contains("a       int64", "dialect: confidence", "delimiter ;");
  }

  @Test
  void inspect_standardInput_isUnderstood() {
    assertThat(leptonReading("a,b\n1,2\n", "inspect", "-", "--from", "csv").assertFine().out())
        .startsWith("standard input: csv, 2 columns");
  }

  private static JsonNode json(Object... words) {
    return new ObjectMapper().readTree(lepton(words).assertFine().out());
  }
}
