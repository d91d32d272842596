package io.lepton.runtime.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OrtException;
import io.lepton.format.onnx.OnnxModel;
import io.lepton.format.onnx.OnnxNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Ensembles that were trained, from the shared models. */
class CompiledTreesConformanceTest {

  private static final Path SHARED = Path.of(System.getProperty("lepton.shared", "../../shared"));

  private static OnnxNode ensemble(String model) throws IOException {
    Path file = SHARED.resolve("models").resolve(model).resolve("model.onnx");
    if (!Boolean.getBoolean("lepton.required")) {
      assumeTrue(Files.exists(file), "the shared models are not here");
    }
    return OnnxModel.read(file).graph().nodes().stream()
        .filter(node -> node.opType().startsWith("TreeEnsemble"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void score_boostedTreesProbed_sameBitsAsOnnxRuntime() throws IOException, OrtException {
    comparesProbe(ensemble("telco-churn/2"), 45);
  }

  @Test
  void score_randomForestProbed_sameBitsAsOnnxRuntime() throws IOException, OrtException {
    comparesProbe(ensemble("third-party/sklearn-random-forest"), 4);
  }

  private static void comparesProbe(OnnxNode node, int width) throws OrtException {
    CompiledTrees trees = CompiledTrees.of(node).orElseThrow();
    ByteBuffer features = Runtimes.buffer(5000 * width);
    trees.probe(features, 5000, width);
    float[] values = new float[5000 * width];
    features.asFloatBuffer().get(values);
    try (Runtimes runtimes = new Runtimes(node, trees, width)) {
      runtimes.compare(values, "probe");
    }
  }

  @Test
  void score_customers_sameBitsAsOnnxRuntime() throws IOException, OrtException {
    OnnxNode node = ensemble("telco-churn/2");
    CompiledTrees trees = CompiledTrees.of(node).orElseThrow();
    Random random = new Random(1);
    try (Runtimes runtimes = new Runtimes(node, trees, 45)) {
      for (int rows : new int[] {1, 2, 3, 50, 51, 1024, 7043}) {
        runtimes.compare(customers(rows, random), "customers");
      }
    }
  }

  // As the graph before the ensemble makes them: three numbers, a flag, and one-hot blocks.
  private static float[] customers(int rows, Random random) {
    int[] blocks = {2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3, 3, 2, 4};
    float[] values = new float[rows * 45];
    for (int row = 0; row < rows; row++) {
      int at = row * 45;
      values[at++] = random.nextInt(73);
      values[at++] = 18.25f + random.nextInt(2010) * 0.05f;
      values[at++] = random.nextInt(9) == 0 ? 0 : random.nextInt(868480) * 0.01f;
      values[at++] = random.nextInt(2);
      for (int block : blocks) {
        values[at + random.nextInt(block)] = 1;
        at += block;
      }
    }
    return values;
  }

  @Test
  void of_boostedTreesOfTwoClasses_oneScore() throws IOException {
    CompiledTrees trees = CompiledTrees.of(ensemble("telco-churn/2")).orElseThrow();

    assertThat(trees.scoreCount()).isEqualTo(1);
    assertThat(trees.outputCount()).isEqualTo(2);
    assertThat(trees.finish()).isInstanceOf(Finish.InOnnx.class);
    assertThat(trees.labels().orElseThrow().texts()).containsExactly("No", "Yes");
  }

  @Test
  void of_randomForestOfThreeClasses_scoresAreTheOutput() throws IOException {
    CompiledTrees trees =
        CompiledTrees.of(ensemble("third-party/sklearn-random-forest")).orElseThrow();

    assertThat(trees.scoreCount()).isEqualTo(3);
    assertThat(trees.finish()).isInstanceOf(Finish.AsScores.class);
    assertThat(trees.labels().orElseThrow().numbers()).containsExactly(0, 1, 2);
  }
}
