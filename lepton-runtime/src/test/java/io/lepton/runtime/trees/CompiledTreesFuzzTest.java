package io.lepton.runtime.trees;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CompiledTreesFuzzTest {

  private static final int ENSEMBLES = 800;

  // Around the sizes at which either side changes its way.
  private static final List<Integer> ROWS =
      List.of(1, 2, 3, 15, 16, 17, 31, 33, 50, 51, 63, 128, 129, 255, 256, 257, 700, 1024);

  @Test
  void score_randomEnsembles_sameBitsAsOnnxRuntime() throws OrtException {
    int compared = 0;
    for (long seed = 0; seed < ENSEMBLES; seed++) {
      compared += compare(seed) ? 1 : 0;
    }

    assertThat(compared).isGreaterThan(ENSEMBLES / 2);
  }

  private static boolean compare(long seed) throws OrtException {
    RandomEnsemble ensemble = new RandomEnsemble(seed);
    Optional<CompiledTrees> trees = CompiledTrees.ofAny(ensemble.node);
    if (trees.isEmpty()) {
      return false;
    }
    Random random = new Random(seed);
    try (Runtimes runtimes = new Runtimes(ensemble.node, trees.get(), ensemble.features)) {
      for (int i = 0; i < 4; i++) {
        int rows = ROWS.get(random.nextInt(ROWS.size()));
        runtimes.compare(ensemble.rows(rows), "seed " + seed);
      }
    }
    return true;
  }
}
