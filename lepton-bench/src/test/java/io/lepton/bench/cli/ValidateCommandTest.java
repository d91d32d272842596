package io.lepton.bench.cli;

import static io.lepton.bench.cli.Shell.lepton;
import static io.lepton.bench.cli.Shell.leptonReading;
import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
