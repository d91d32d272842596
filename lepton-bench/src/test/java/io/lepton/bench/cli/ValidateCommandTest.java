package io.lepton.bench.cli;

import static io.lepton.bench.cli.Shell.lepton;
import static io.lepton.bench.cli.Shell.leptonReading;
import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.ErrorCode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {

  private static final String SCHEMA =
      """
      {"fields":[
      {"name":"id","type":"text","nullable":false},
      {"name":"age","type":"int32"}
      ]}
      """;

  @TempDir Path dir;
  private Path schema;

  @BeforeEach
  void schema() throws IOException {
    schema = Files.writeString(dir.resolve("schema.json"), SCHEMA);
  }

  @Test
  void validate_validFile_statusZeroAndCounts() throws IOException {
    Path in = Files.writeString(dir.resolve("a.csv"), "id,age,more\na,1,x\nb,,y\n");
    Shell.Outcome outcome = lepton("validate", in, "--schema", schema).assertFine();
    assertThat(outcome.outLines())
        .containsExactly(
            "2 rows, 2 valid, 0 invalid",
            "rule          severity  checked  violated  first rows",
            "------------  --------  -------  --------  ----------",
            "required(id)  error           2         0");
  }

  @Test
  void validate_invalidRows_statusOneAndEveryRowLookedAt() throws IOException {
    Path in = Files.writeString(dir.resolve("a.csv"), "id,age\n,1\na,x\nb,2\n,3\nc,y\n");
    Shell.Outcome outcome = lepton("validate", in, "--schema", schema);
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.outLines())
        .startsWith("5 rows, 1 valid, 4 invalid")
        .contains(
            "age needs int32  error           5         2  2, 5",
            "required(id)     error           3         2  1, 4");
  }

  @Test
  void validate_rejectsAndReport_areWritten() throws IOException {
    Path in = Files.writeString(dir.resolve("a.csv"), "id,age\n,1\na,x\n");
    Path rejects = dir.resolve("rejects.csv");
    Path report = dir.resolve("report.json");
    Shell.Outcome outcome =
        lepton("validate", in, "--schema", schema, "--rejects", rejects, "--report", report);
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(rejects)
        .content()
        .contains("1,id,LEP-DATA-003,needs a value")
        .contains("2,age,LEP-DATA-001,needs int32");
    assertThat(report)
        .hasContent(
            "{\"complete\":true,\"rows\":2,\"valid\":0,\"invalid\":2,"
                + "\"types\":[{\"column\":\"age\",\"code\":\"LEP-DATA-001\",\"reason\":\"needs"
                + " int32\",\"violated\":1,\"firstRows\":[2]}],"
                + "\"rules\":[{\"rule\":\"required(id)\",\"severity\":\"error\",\"checked\":1,"
                + "\"violated\":1,\"first\":[{\"row\":1,\"columns\":[\"id\"],"
                + "\"code\":\"LEP-DATA-003\",\"reason\":\"needs a value\"}]}]}");
  }

  @Test
  void validate_tooManyInvalidRows_givesUpWithReport() throws IOException {
    Path in = Files.writeString(dir.resolve("a.csv"), "id,age\n,1\n,2\n,3\n");
    Path report = dir.resolve("report.json");
    Shell.Outcome outcome =
        lepton("validate", in, "--schema", schema, "--max-violations", 1, "--report", report);
    outcome.assertFailed(ErrorCode.TOO_MANY_VIOLATIONS);
    assertThat(outcome.outLines()).first().asString().startsWith("Stopped after 3 rows");
    assertThat(report).content().startsWith("{\"complete\":false,");
  }

  @Test
  void validate_standardInput_needsTheFormat() {
    leptonReading("id,age\na,1\n", "validate", "-", "--schema", schema, "--from", "csv")
        .assertFine();
    leptonReading("id,age\na,1\n", "validate", "-", "--schema", schema)
        .assertFailed(ErrorCode.WRONG_USAGE);
  }

  @Test
  void validate_columnMissing_saysSo() throws IOException {
    Path in = Files.writeString(dir.resolve("a.csv"), "age\n1\n");
    assertThat(lepton("validate", in, "--schema", schema).status()).isEqualTo(1);
  }

  @Test
  void validate_wrongUsage_statusTwo() throws IOException {
    Path in = Files.writeString(dir.resolve("a.csv"), "id,age\na,1\n");
    lepton("validate", in).assertFailed(ErrorCode.WRONG_USAGE);
    lepton("validate", in, "--schema", schema, "--max-violations", -1)
        .assertFailed(ErrorCode.WRONG_USAGE);
    lepton("validate", in, "--schema", schema, "--report", in).assertFailed(ErrorCode.WRONG_USAGE);
  }

  @Test
  void validate_help_saysTheExitStatus() {
    assertThat(lepton("validate", "--help").assertFine().out())
        .contains("Exit status: 0 every row");
  }

  private static final String ORDERS =
      """
      {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object",
      "required":["id"],"properties":{"id":{"type":"integer"},
      "lines":{"type":"array","minItems":1,"items":{"type":"object",
      "properties":{"price":{"type":"number","minimum":0}}}}}}
      """;

  private Path orders() throws IOException {
    return Files.writeString(dir.resolve("orders.schema.json"), ORDERS);
  }

  @Test
  void validate_documentsOnLines_nestedRulesAreChecked() throws IOException {
    Path in =
        Files.writeString(
            dir.resolve("a.ndjson"),
            """
            {"id":1,"lines":[{"price":1}]}

            {"id":2,"lines":[{"price":1},{"price":-1}]}
            {"lines":[]}
            {"id":4
            """);
    Path rejects = dir.resolve("rejects.csv");
    Shell.Outcome outcome =
        lepton("validate", in, "--schema", orders(), "--documents", "--rejects", rejects);
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.outLines())
        .startsWith("4 rows, 1 valid, 3 invalid")
        .anySatisfy(line -> assertThat(line).contains("#/required", "1  3"))
        .anySatisfy(line -> assertThat(line).contains("#/properties/lines/minItems", "1  3"))
        .anySatisfy(line -> assertThat(line).contains("properties/price/minimum", "1  2"));
    assertThat(rejects)
        .content()
        .contains("2,,LEP-QUALITY-011,/lines/1/price: needs")
        .contains("3,,LEP-QUALITY-011,")
        .contains("4,,LEP-FORMAT-008,");
  }

  @Test
  void validate_documentsInAFile_theFileIsOne() throws IOException {
    Path in = Files.writeString(dir.resolve("a.json"), "{\"id\":1,\n\"lines\":[{\"price\":2}]}\n");
    Shell.Outcome outcome =
        lepton("validate", in, "--schema", orders(), "--documents").assertFine();
    assertThat(outcome.outLines()).containsExactly("1 rows, 1 valid, 0 invalid");
  }

  @Test
  void validate_documentsThatAreCompressed_areUnpacked() throws IOException {
    Path in = dir.resolve("a.ndjson.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(in))) {
      out.write("{\"id\":1}\n{\"id\":null}".getBytes(StandardCharsets.UTF_8));
    }
    Shell.Outcome outcome = lepton("validate", in, "--schema", orders(), "--documents");
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.outLines()).startsWith("2 rows, 1 valid, 1 invalid");
  }

  @Test
  void validate_documentsWithMaxViolations_stops() throws IOException {
    Path in = Files.writeString(dir.resolve("a.ndjson"), "{}\n".repeat(10));
    Shell.Outcome outcome =
        lepton("validate", in, "--schema", orders(), "--documents", "--max-violations", 3);
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.err()).contains(ErrorCode.TOO_MANY_VIOLATIONS.id());
    assertThat(outcome.outLines()).startsWith("Stopped after 4 rows, at least 4 invalid");
  }

  @Test
  void validate_documentsOfCsv_isWrongUsage() throws IOException {
    Path in = Files.writeString(dir.resolve("a.csv"), "id\n1\n");
    Shell.Outcome outcome = lepton("validate", in, "--schema", orders(), "--documents");
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err()).contains("--documents is for JSON and NDJSON");
  }

  @Test
  void validate_nestedRulesWithoutDocuments_areSaidNotToBeChecked() throws IOException {
    Path in = Files.writeString(dir.resolve("a.ndjson"), "{\"id\":1,\"lines\":[]}\n");
    Shell.Outcome outcome = lepton("validate", in, "--schema", orders(), "--lists-as-text");
    assertThat(outcome.out()).contains("not checked", "(see --documents)", "#/properties/lines");
  }
}
