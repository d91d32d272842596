package io.lepton.bench.cli;

import static io.lepton.bench.cli.Shell.lepton;
import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.ErrorCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandUsageTest {

  @TempDir Path dir;

  @Test
  void run_noCommand_isWrongUsage() {
    lepton().assertFailed(ErrorCode.WRONG_USAGE);
  }

  @Test
  void run_unknownCommand_isWrongUsage() {
    lepton("predict").assertFailed(ErrorCode.WRONG_USAGE);
  }

  @Test
  void run_unknownOption_isWrongUsage() {
    lepton("convert", "a.csv", "b.ndjson", "--loud").assertFailed(ErrorCode.WRONG_USAGE);
  }

  @Test
  void run_wrongUsage_namesTheHelpOfTheCommand() {
    assertThat(lepton("convert").err()).contains("(see lepton convert --help)");
  }

  @Test
  void help_root_listsTheCommands() {
    assertThat(lepton("--help").assertFine().out())
        .contains("quickstart", "score", "convert", "diff", "check", "inspect", "bench");
  }

  @ParameterizedTest
  @ValueSource(strings = {"quickstart", "score", "convert", "diff", "check", "inspect", "bench"})
  void help_command_isPrintedOnStandardOutput(String command) {
    assertThat(lepton(command, "--help").assertFine().out()).startsWith("Usage: lepton " + command);
  }

  @Test
  void version_root_isOneLine() {
    assertThat(lepton("--version").assertFine().outLines())
        .singleElement()
        .asString()
        .startsWith("lepton ");
  }

  @Test
  void debug_failure_addsTheStack() {
    Shell.Outcome outcome =
        lepton("convert", dir.resolve("no.csv"), dir.resolve("o.csv"), "--debug");
    assertThat(outcome.err()).startsWith("lepton: LEP-IO-001: ").contains("\tat io.lepton.");
    assertThat(outcome.status()).isEqualTo(1);
  }

  @Test
  void debug_beforeTheCommand_isUnderstoodAsWell() {
    Shell.Outcome outcome = lepton("--debug", "inspect", dir.resolve("no.csv"));
    assertThat(outcome.err()).contains("\tat io.lepton.");
  }

  @Test
  void convert_standardInputWithoutFormat_isWrongUsage() {
    Shell.Outcome outcome = lepton("convert", "-", dir.resolve("o.csv"));
    outcome.assertFailed(ErrorCode.WRONG_USAGE);
    assertThat(outcome.err()).contains("--from");
  }

  @Test
  void convert_standardOutputWithoutFormat_isWrongUsage() {
    Shell.Outcome outcome = lepton("convert", dir.resolve("a.csv"), "-");
    outcome.assertFailed(ErrorCode.WRONG_USAGE);
    assertThat(outcome.err()).contains("--to");
  }

  @Test
  void convert_unknownEnding_saysWhatIsKnown() {
    Shell.Outcome outcome = lepton("convert", dir.resolve("a.xyz"), dir.resolve("b.csv"));
    outcome.assertFailed(ErrorCode.UNKNOWN_FORMAT);
    assertThat(outcome.err()).contains(".csv").contains(".ndjson");
  }

  @Test
  void convert_unknownFormatName_saysWhatIsKnown() {
    Shell.Outcome outcome =
        lepton("convert", dir.resolve("a.csv"), dir.resolve("b.csv"), "--to", "xyz");
    outcome.assertFailed(ErrorCode.UNKNOWN_FORMAT);
    assertThat(outcome.err()).contains("csv").contains("ndjson");
  }

  @Test
  void convert_outputIsInput_isWrongUsage() {
    Path file = dir.resolve("a.csv");
    lepton("convert", file, dir.resolve(".").resolve("a.csv")).assertFailed(ErrorCode.WRONG_USAGE);
  }

  @Test
  void score_noModel_isWrongUsage() {
    lepton("score", "a.csv", "b.csv").assertFailed(ErrorCode.WRONG_USAGE);
  }

  @Test
  void score_noThreads_isWrongUsage() {
    lepton("score", "--model", "m.onnx", "a.csv", "b.csv", "--threads", "0")
        .assertFailed(ErrorCode.WRONG_USAGE);
  }

  @Test
  void score_unknownDevice_isWrongUsage() {
    lepton("score", "--model", "m.onnx", "a.csv", "b.csv", "--device", "tpu")
        .assertFailed(ErrorCode.WRONG_USAGE);
  }

  @Test
  void score_reportOverOutput_isWrongUsage() {
    lepton("score", "--model", "m.onnx", "a.csv", "b.json", "--to", "ndjson", "--report", "b.json")
        .assertFailed(ErrorCode.WRONG_USAGE);
  }

  @Test
  void score_emptyColumnName_isWrongUsage() {
    lepton("score", "--model", "m.onnx", "a.csv", "b.csv", "--keep", "id,,name")
        .assertFailed(ErrorCode.WRONG_USAGE);
  }

  @Test
  void quickstart_noRows_isWrongUsage() {
    lepton("quickstart", "--rows", "0", "--dir", dir).assertFailed(ErrorCode.WRONG_USAGE);
  }

  @Test
  void quickstart_rowsNotANumber_isWrongUsage() {
    lepton("quickstart", "--rows", "many").assertFailed(ErrorCode.WRONG_USAGE);
  }

  @Test
  void bench_unknownGroup_isWrongUsage() {
    lepton("bench", "speed").assertFailed(ErrorCode.WRONG_USAGE);
  }
}
