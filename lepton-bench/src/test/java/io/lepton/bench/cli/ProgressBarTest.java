package io.lepton.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressBarTest {

  @Test
  void line_knownSize_showsABarAndThePercentage() {
    assertThat(ProgressBar.line(2_000_000, 0.5, 1))
        .isEqualTo("[===============               ]  50 %  2,000,000 rows  2.00 M rows/s");
  }

  @Test
  void line_unknownSize_showsRowsOnly() {
    assertThat(ProgressBar.line(1_000, -1, 0)).isEqualTo("1,000 rows  0.00 M rows/s");
  }

  @Test
  void update_moreBytesThanPromised_staysInsideTheBar() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ProgressBar(Shell.printer(bytes)).update(1, 300, 100);
    assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("] 100 %");
  }

  @Test
  void close_afterDrawing_leavesAnEmptyLine() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ProgressBar bar = new ProgressBar(Shell.printer(bytes))) {
      bar.update(1, 1, 2);
    }
    String drawn = bytes.toString(StandardCharsets.UTF_8);
    assertThat(drawn).startsWith("\r[").endsWith(" \r").doesNotContain("\n");
  }

  @Test
  void close_withoutProgress_writesNothing() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ProgressBar(Shell.printer(bytes)).close();
    assertThat(bytes.size()).isZero();
  }
}
