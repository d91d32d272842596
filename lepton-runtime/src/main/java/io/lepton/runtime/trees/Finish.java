package io.lepton.runtime.trees;

import io.lepton.format.onnx.OnnxModel;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/**
 * What is left to do between the scores and the second output of a classifier, or the output of a
 * regressor.
 *
 * <p>The buffers are direct or not, in native order, and read and written from their start. Rows
 * follow each other without a gap.
 */
public sealed interface Finish {

  /** Nothing: the scores are the output. */
  record AsScores() implements Finish {}

  /**
   * Arithmetic that is the same everywhere, from one score to the two outputs of a binary
   * classifier.
   */
  final class InJava implements Finish {

    private final float minuend;

    InJava(float minuend) {
      this.minuend = minuend;
    }

    /**
     * Writes the output.
     *
     * @param scores a score for each row
     * @param rows how many rows
     * @param outputs receives two values for each row; another buffer than {@code scores}
     */
    public void finish(ByteBuffer scores, int rows, ByteBuffer outputs) {
      FloatBuffer in = ClassLabels.floats(scores);
      FloatBuffer out = ClassLabels.floats(outputs);
      for (int row = 0; row < rows; row++) {
        float score = in.get(row);
        // Not 0 - score, which makes another zero of zero.
        out.put(2 * row, minuend == 0 ? -score : minuend - score);
        out.put(2 * row + 1, score);
      }
    }
  }

  /**
   * Exponentials, whose last bit is the business of the machine's C library. So ONNX Runtime
   * computes them: a small model is run on the scores, and {@link #finish} makes the output of what
   * it returns.
   */
  final class InOnnx implements Finish {

    /** The name of the model's input: FP32 of shape {@code [-1, modelWidth]}. */
    public static final String INPUT = "scores";

    /** The name of the model's output: FP32 of shape {@code [-1, transformedWidth]}. */
    public static final String OUTPUT = "transformed";

    private final PostModel post;

    InOnnx(PostModel post) {
      this.post = post;
    }

    /**
     * Returns the model.
     *
     * @return one node, of the domain {@code ai.onnx.ml}
     */
    public OnnxModel model() {
      return post.model();
    }

    /**
     * Returns the second size of the model's input. The scores, as they are, are its elements.
     *
     * @return values in a row of the input
     */
    public int modelWidth() {
      return post.inputWidth();
    }

    /**
     * Returns the second size of the model's output.
     *
     * @return values in a row of the output
     */
    public int transformedWidth() {
      return post.outputWidth();
    }

    /**
     * Returns the first size of the model's input and output.
     *
     * @param rows how many rows were scored
     * @return how many rows the model sees: as many, or one for each score of each
     */
    public int modelRows(int rows) {
      return Math.multiplyExact(rows, post.scoreCount() / post.inputWidth());
    }

    /**
     * Writes the output.
     *
     * @param scores the scores
     * @param transformed the output of the model
     * @param rows how many rows were scored
     * @param outputs receives the values of each row; may be {@code transformed} itself
     */
    public void finish(ByteBuffer scores, ByteBuffer transformed, int rows, ByteBuffer outputs) {
      post.finish(
          ClassLabels.floats(scores),
          ClassLabels.floats(transformed),
          Math.multiplyExact(rows, post.scoreCount()),
          ClassLabels.floats(outputs));
    }
  }
}
