package io.lepton.format.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lepton.data.DataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * The required cases of JSON Schema draft 2020-12 (json-schema-org/JSON-Schema-Test-Suite), all of
 * them, through the facade.
 */
class JsonSchemaConformanceTest {

  private static final ObjectMapper JSON = JsonMapper.shared();
  private static final int CASES = 1_299;

  @TestFactory
  List<DynamicTest> suite_everyCase_hasTheExpectedVerdict() throws IOException {
    Path folder = suite();
    JsonSchemaOptions options = remotes(folder.resolve("remotes"));
    List<DynamicTest> tests = new ArrayList<>();
    for (Path file : files(folder.resolve("tests/draft2020-12"))) {
      for (JsonNode group : JSON.readTree(Files.readAllBytes(file))) {
        String name = file.getFileName() + ": " + group.path("description").asString();
        DocumentValidator validator = validator(group, options);
        for (JsonNode test : group.path("tests")) {
          tests.add(
              DynamicTest.dynamicTest(
                  name + ": " + test.path("description").asString(), () -> run(validator, test)));
        }
      }
    }
    return tests;
  }

  private static void run(DocumentValidator validator, JsonNode test) {
    assertThat(validator.check(bytes(test.path("data"))).isEmpty())
        .isEqualTo(test.path("valid").asBoolean());
  }

  @Test
  void suite_cases_areAllThere() throws IOException {
    int cases = 0;
    for (Path file : files(suite().resolve("tests/draft2020-12"))) {
      for (JsonNode group : JSON.readTree(Files.readAllBytes(file))) {
        cases += group.path("tests").size();
      }
    }
    assertThat(cases).isEqualTo(CASES);
  }

  private static DocumentValidator validator(JsonNode group, JsonSchemaOptions options)
      throws IOException {
    return DocumentValidators.jsonSchema(
        DataSource.of("schema", bytes(group.path("schema"))), options);
  }

  private static JsonSchemaOptions remotes(Path folder) throws IOException {
    JsonSchemaOptions options = JsonSchemaOptions.defaults();
    for (Path file : files(folder)) {
      String path = folder.relativize(file).toString().replace('\\', '/');
      options = options.withReference("http://localhost:1234/" + path, DataSource.of(file));
    }
    return options;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  private static byte[] bytes(JsonNode node) {
    return node.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static Path suite() {
    Path folder =
        Path.of(
            System.getProperty("lepton.shared", "../../shared"), "conformance/json-schema-2020-12");
    boolean present = Files.isDirectory(folder);
    assertThat(present || !Boolean.getBoolean("lepton.required"))
        .as("there is no " + folder)
        .isTrue();
    assumeTrue(present, () -> "There is no " + folder + ": set -Dlepton.shared");
    return folder;
  }
}
