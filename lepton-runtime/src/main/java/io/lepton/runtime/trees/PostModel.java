package io.lepton.runtime.trees;

import static io.lepton.format.onnx.OnnxAttribute.ofFloats;
import static io.lepton.format.onnx.OnnxAttribute.ofInts;
import static io.lepton.format.onnx.OnnxAttribute.ofString;

import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxModel;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A post-transform of a tree ensemble, done by another operator of ONNX Runtime that calls the same
 * exponential on the same numbers.
 *
 * <p>A linear SVMClassifier multiplies its input with a matrix, here of zeros and ones, so that the
 * scores pass unchanged; then it applies SOFTMAX to each row by itself, up to four classes with the
 * very function that the tree ensemble uses, and SOFTMAX_ZERO for any number. (Not so
 * LinearClassifier, which changes to a vectorised softmax for many rows.)
 *
 * <p>The LOGISTIC of both is not the same function, but that of the trees is a softmax in disguise:
 * it is computed as {@code v = 1 / (1 + exp(-|s|))}, and {@code 1 - v} for a negative score. The
 * softmax of (0, s) subtracts the greater of the two from both and so adds 1 and {@code exp(-|s|)};
 * the share of the greater one is {@code v}, to the bit.
 *
 * @param model the model
 * @param kind what is to be done with its output
 * @param scoreCount scores of a row
 * @param inputWidth of these, how many are a row of the model's input
 * @param outputWidth values in a row of the model's output
 */
record PostModel(OnnxModel model, Kind kind, int scoreCount, int inputWidth, int outputWidth) {

  /** How the output of the model becomes that of the ensemble. */
  enum Kind {
    /** It is. */
    AS_IT_IS,
    /** A logistic value for each score. */
    LOGISTIC,
    /** A logistic value for the score with its sign changed, and one for the score. */
    LOGISTIC_PAIR
  }

  /** With more classes the SVMClassifier, too, has another softmax. */
  private static final int MAX_SOFTMAX_CLASSES = 4;

  static PostModel softmax(int classes) {
    Unsupported.unless(classes <= MAX_SOFTMAX_CLASSES, "a softmax of so many classes");
    return each("SOFTMAX", classes);
  }

  static PostModel softmaxZero(int classes) {
    return each("SOFTMAX_ZERO", classes);
  }

  private static PostModel each(String transform, int classes) {
    float[] identity = new float[classes * classes];
    for (int i = 0; i < classes; i++) {
      identity[i * classes + i] = 1;
    }
    OnnxModel model = model(transform, classes, identity);
    return new PostModel(model, Kind.AS_IT_IS, classes, classes, classes);
  }

  static PostModel logistic(int scores) {
    return new PostModel(model("SOFTMAX", 2, 0, 1), Kind.LOGISTIC, scores, 1, 2);
  }

  static PostModel logisticPair() {
    return new PostModel(model("SOFTMAX", 2, 0, 1), Kind.LOGISTIC_PAIR, 1, 1, 2);
  }

  private static OnnxModel model(String transform, int classes, float... coefficients) {
    return OnnxModel.builder("post_transform")
        .opset("ai.onnx.ml", 1)
        .opset("", 17)
        .input(Finish.InOnnx.INPUT, OnnxElementType.FLOAT, -1, coefficients.length / classes)
        .output(Finish.InOnnx.OUTPUT, OnnxElementType.FLOAT, -1, classes)
        .node(
            "ai.onnx.ml",
            "SVMClassifier",
            List.of(Finish.InOnnx.INPUT),
            List.of("label", Finish.InOnnx.OUTPUT),
            ofFloats("coefficients", coefficients),
            ofFloats("rho", 0),
            ofFloats("kernel_params", 0, 0, 0),
            ofInts("classlabels_ints", LongStream.range(0, classes).toArray()),
            ofString("post_transform", transform))
        .build();
  }

  /**
   * Makes the output.
   *
   * @param scores what the model was given
   * @param transformed what it returned
   * @param count how many scores there are, of all rows together
   * @param outputs receives the output; may lie where {@code transformed} does
   */
  void finish(FloatBuffer scores, FloatBuffer transformed, int count, FloatBuffer outputs) {
    switch (kind) {
      case AS_IT_IS -> outputs.put(0, transformed, 0, count);
      case LOGISTIC -> logistic(scores, transformed, count, outputs);
      case LOGISTIC_PAIR -> logisticPair(scores, transformed, count, outputs);
    }
  }

  // A negative score's share is the first of the two, and its logistic value the rest to 1. No
  // branch on the sign: it would be guessed wrong half of the time.

  private static void logistic(FloatBuffer scores, FloatBuffer shares, int count, FloatBuffer out) {
    for (int i = 0; i < count; i++) {
      int negative = Float.floatToRawIntBits(scores.get(i)) >>> 31;
      float greater = shares.get(2 * i + 1 - negative);
      out.put(i, negative == 0 ? greater : 1 - greater);
    }
  }

  private static void logisticPair(
      FloatBuffer scores, FloatBuffer shares, int count, FloatBuffer out) {
    for (int i = 0; i < count; i++) {
      int negative = Float.floatToRawIntBits(scores.get(i)) >>> 31;
      float greater = shares.get(2 * i + 1 - negative);
      out.put(2 * i + 1 - negative, greater);
      out.put(2 * i + negative, 1 - greater);
    }
  }
}
