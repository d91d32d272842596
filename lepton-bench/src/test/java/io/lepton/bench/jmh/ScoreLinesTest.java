package io.lepton.bench.jmh;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreLinesTest {

  private static final String LINE =
      "{\"customerID\":\"a\",\"label\":\"Yes\",\"probabilities\":[0.25,0.75]}\n";

  @TempDir Path dir;

  @Test
  void requireEqual_tinyDifference_isAccepted() throws IOException {
    Path first = Files.writeString(dir.resolve("1"), LINE);
    Path second = Files.writeString(dir.resolve("2"), LINE.replace("0.25", "0.2500001"));
    assertThatCode(() -> ScoreLines.requireEqual(first, second)).doesNotThrowAnyException();
  }

  @Test
  void requireEqual_otherProbability_isRefused() throws IOException {
    assertRefused(LINE.replace("0.25", "0.2501"));
  }

  @Test
  void requireEqual_otherLabel_isRefused() throws IOException {
    assertRefused(LINE.replace("Yes", "No"));
  }

  @Test
  void requireEqual_otherId_isRefused() throws IOException {
    assertRefused(LINE.replace("\"a\"", "\"b\""));
  }

  @Test
  void requireEqual_rowMissing_isRefused() throws IOException {
    assertRefused("");
  }

  private void assertRefused(String other) throws IOException {
    Path first = Files.writeString(dir.resolve("1"), LINE);
    Path second = Files.writeString(dir.resolve("2"), other);
    assertThatThrownBy(() -> ScoreLines.requireEqual(first, second))
        .isInstanceOf(IllegalStateException.class);
  }
}
