package io.lepton.runtime.onnx;

import io.lepton.ErrorCode;
import io.lepton.model.BoundInference;
import io.lepton.model.Deadline;
import io.lepton.model.DeadlineExceededException;
import io.lepton.model.InferenceException;
import io.lepton.runtime.trees.CompiledTrees;
import io.lepton.runtime.trees.Finish;
import io.lepton.tensor.DataType;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import java.nio.LongBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What follows the features of a tree ensemble, for a number of rows: scores, values and labels, in
 * memory that is used again.
 *
 * <p>For one thread.
 */
final class TreeTail implements AutoCloseable {

  private final CompiledTrees trees;
  private final int rows;
  private final @Nullable BoundInference post;
  private final Tensor scores;
  private final Tensor values;
  private final Tensor labels;
  private final long[] labelOf;
  private final int[] classes;

  /**
   * Prepares the memory.
   *
   * @param post the session of the finishing model; nothing if the finish needs none
   */
  TreeTail(CompiledTrees trees, int rows, @Nullable OnnxSession post) {
    this.trees = trees;
    this.rows = rows;
    this.labelOf = trees.labels().map(found -> found.numbers()).orElse(new long[0]);
    this.classes = new int[rows];
    this.labels = Tensor.allocate(DataType.INT64, Shape.of(rows));
    if (post != null && trees.finish() instanceof Finish.InOnnx inOnnx) {
      Shape shape = Shape.of(inOnnx.modelRows(rows), inOnnx.modelWidth());
      this.post = post.bind(Map.of(Finish.InOnnx.INPUT, shape));
      this.scores = this.post.input(Finish.InOnnx.INPUT);
    } else {
      this.post = null;
      this.scores = Tensor.allocate(DataType.FP32, Shape.of(rows, trees.scoreCount()));
    }
    this.values =
        trees.finish() instanceof Finish.AsScores
            ? scores
            : Tensor.allocate(DataType.FP32, Shape.of(rows, trees.outputCount()));
  }

  int rows() {
    return rows;
  }

  /**
   * Evaluates the trees on a matrix of features with the tail's number of rows.
   *
   * @throws DeadlineExceededException if that was not done in time; trees are not interrupted
   */
  void run(Tensor features, Deadline deadline) {
    Shape shape = features.shape();
    if (shape.rank() != 2 || shape.dimension(1) < trees.featureCount()) {
      throw new InferenceException(
          ErrorCode.INFERENCE_FAILED,
          "The trees need rows of at least %d features, got %s"
              .formatted(trees.featureCount(), shape),
          null);
    }
    trees.score(features.data(), rows, (int) shape.dimension(1), scores.data());
    finish(deadline);
    label();
    if (deadline.hasPassed()) {
      throw new DeadlineExceededException("The trees were not evaluated by the deadline");
    }
  }

  private void finish(Deadline deadline) {
    if (trees.finish() instanceof Finish.InJava inJava) {
      inJava.finish(scores.data(), rows, values.data());
    } else if (post != null && trees.finish() instanceof Finish.InOnnx inOnnx) {
      post.run(deadline);
      Tensor transformed = post.output(Finish.InOnnx.OUTPUT);
      inOnnx.finish(scores.data(), transformed.data(), rows, values.data());
    }
  }

  private void label() {
    if (labelOf.length == 0) {
      return;
    }
    trees.labels().ifPresent(found -> found.choose(scores.data(), rows, classes));
    LongBuffer target = labels.data().asLongBuffer();
    for (int row = 0; row < rows; row++) {
      target.put(row, labelOf[classes[row]]);
    }
  }

  /** The ensemble's output: FP32, one row of values a row of features. */
  Tensor values() {
    return values;
  }

  /** The labels of a classifier: INT64, one a row. */
  Tensor labels() {
    return labels;
  }

  @Override
  public void close() {
    if (post != null) {
      post.close();
    }
  }
}
