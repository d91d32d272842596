package io.lepton.runtime.trees;

import io.lepton.MalformedInputException;
import io.lepton.format.onnx.OnnxNode;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Optional;

/**
 * A tree ensemble, compiled for evaluation without branches: its results are those of ONNX Runtime
 * to the bit.
 *
 * <p><b>Threads.</b> Immutable; any number of threads may score at once. There is nothing to close.
 */
public final class CompiledTrees {

  private final Evaluator evaluator;
  private final int featureCount;
  private final Scoring scoring;

  private CompiledTrees(Forest forest, Scoring scoring) {
    this.evaluator = new Evaluator(forest.roots(), scoring.sums().count());
    this.featureCount = forest.featureCount();
    this.scoring = scoring;
  }

  /**
   * Compiles a node, if that is certain to make no difference to any result and likely to save
   * time.
   *
   * @param node a node of any operator
   * @return the trees; nothing if the node is no tree ensemble, or one that is left to ONNX Runtime
   */
  public static Optional<CompiledTrees> of(OnnxNode node) {
    return compile(node, true);
  }

  /** Compiles a node even if that loses time. */
  static Optional<CompiledTrees> ofAny(OnnxNode node) {
    return compile(node, false);
  }

  private static Optional<CompiledTrees> compile(OnnxNode node, boolean isToSaveTime) {
    try {
      return EnsembleNode.of(node)
          .map(Prepared::of)
          .filter(prepared -> !isToSaveTime || Worth.isGiven(prepared.forest.roots()))
          .map(prepared -> new CompiledTrees(prepared.forest, prepared.scoring));
    } catch (Unsupported | MalformedInputException e) {
      return Optional.empty();
    }
  }

  private record Prepared(Forest forest, Scoring scoring) {
    static Prepared of(EnsembleNode node) {
      Forest forest = Forest.of(node);
      return new Prepared(forest, Scoring.of(node, forest));
    }
  }

  /**
   * Returns how many features a row needs.
   *
   * @return the least width that {@link #score} accepts
   */
  public int featureCount() {
    return featureCount;
  }

  /**
   * Returns how many scores a row gets.
   *
   * @return one for each class or target; only one for most classifiers of two classes
   */
  public int scoreCount() {
    return scoring.sums().count();
  }

  /**
   * Returns how many values the ensemble's output has for a row.
   *
   * @return one for each class or target
   */
  public int outputCount() {
    return scoring.outputCount();
  }

  /**
   * Returns how the output comes about.
   *
   * @return what to do with the scores
   */
  public Finish finish() {
    return scoring.finish();
  }

  /**
   * Returns how the labels come about.
   *
   * @return what to do with the scores; nothing for a regressor
   */
  public Optional<ClassLabels> labels() {
    return scoring.labels();
  }

  /**
   * Computes the scores of some rows.
   *
   * @param features FP32 in native order, {@code [rows, width]}, read from the buffer's start
   * @param rows how many rows
   * @param width features in a row, at least {@link #featureCount}
   * @param scores receives FP32 in native order, {@code [rows, scoreCount]}, from the buffer's
   *     start
   * @throws IllegalArgumentException if {@code rows} is negative, or a row or a buffer too short
   */
  public void score(ByteBuffer features, int rows, int width, ByteBuffer scores) {
    check(features, rows, width);
    check("Scores", scores, (long) rows * scoreCount());
    FloatBuffer out = ClassLabels.floats(scores);
    evaluator.sum(
        Features.of(features, width),
        rows,
        (sums, first, count) -> scoring.sums().write(sums, first, count, out));
  }

  /**
   * Writes rows to try the trees on: whoever has ONNX Runtime at hand can compare its results with
   * these, to be safe from a release of it that computes something else.
   *
   * @param features receives FP32 in native order, {@code [rows, width]}, from the buffer's start;
   *     what no tree looks at is left as it is
   * @param rows how many rows
   * @param width features in a row, at least {@link #featureCount}
   * @throws IllegalArgumentException if {@code rows} is negative, or a row or the buffer too short
   */
  public void probe(ByteBuffer features, int rows, int width) {
    check(features, rows, width);
    new Probe(evaluator.columns(), width).fill(rows, ClassLabels.floats(features));
  }

  private void check(ByteBuffer features, int rows, int width) {
    if (rows < 0) {
      throw new IllegalArgumentException("Rows need to be at least 0, got " + rows);
    }
    if (width < featureCount) {
      throw new IllegalArgumentException(
          "A row needs at least %d features, got %d".formatted(featureCount, width));
    }
    check("Features", features, (long) rows * width);
  }

  private static void check(String what, ByteBuffer buffer, long count) {
    if (buffer.capacity() < count * Float.BYTES) {
      throw new IllegalArgumentException(
          "%s need %d bytes, got %d".formatted(what, count * Float.BYTES, buffer.capacity()));
    }
  }
}
