package io.lepton.runtime.trees;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CompiledTreesConcurrencyTest {

  private static final int THREADS = 8;
  private static final int ROWS = 700;

  @Test
  @Timeout(60)
  void score_manyThreads_eachHasItsOwnRows() throws Exception {
    RandomEnsemble ensemble = new RandomEnsemble(5);
    CompiledTrees trees = CompiledTrees.ofAny(ensemble.node).orElseThrow();
    List<float[]> inputs = IntStream.range(0, THREADS).mapToObj(i -> ensemble.rows(ROWS)).toList();
    List<ByteBuffer> expected =
        inputs.stream().map(input -> score(trees, input, ensemble.features)).toList();

    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<Boolean>> tasks =
          IntStream.range(0, THREADS)
              .mapToObj(
                  i ->
                      (Callable<Boolean>)
                          () ->
                              isRepeated(trees, inputs.get(i), ensemble.features, expected.get(i)))
              .toList();
      for (Future<Boolean> result : threads.invokeAll(tasks)) {
        assertThat(result.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static boolean isRepeated(
      CompiledTrees trees, float[] input, int width, ByteBuffer expected) {
    return IntStream.range(0, 50).allMatch(i -> score(trees, input, width).equals(expected));
  }

  private static ByteBuffer score(CompiledTrees trees, float[] input, int width) {
    ByteBuffer features = Runtimes.buffer(input.length);
    features.asFloatBuffer().put(input);
    ByteBuffer scores = Runtimes.buffer(ROWS * trees.scoreCount());
    trees.score(features, ROWS, width, scores);
    return scores;
  }
}
