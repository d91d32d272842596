package io.lepton.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoringBenchmarkTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void open_everyVariant_givesTheSameScores(int model) throws Exception {
    boolean there = Files.isReadable(TelcoFiles.shared().resolve(TelcoFiles.CUSTOMERS));
    if (!there && Boolean.getBoolean("lepton.required")) {
      fail("Shared files are required and absent");
    }
    assumeTrue(there, "Shared files are absent");
    ScoringBenchmark benchmark = new ScoringBenchmark();
    benchmark.model = model;
    benchmark.copies = 2;
    benchmark.open();
    try {
      assertThat(benchmark.lepton()).isEqualTo(2 * TelcoFiles.ROWS);
      assertThat(benchmark.glueInArrays()).isEqualTo(2 * TelcoFiles.ROWS);
      assertThat(benchmark.glueInBuffers()).isEqualTo(2 * TelcoFiles.ROWS);
    } finally {
      benchmark.close();
    }
  }
}
