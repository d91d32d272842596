package io.lepton.runtime.onnx;

import io.lepton.format.onnx.OnnxAttribute;
import io.lepton.format.onnx.OnnxDim;
import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxModel;
import io.lepton.format.onnx.OnnxModelBuilder;
import io.lepton.format.onnx.OnnxPreflight;
import io.lepton.format.onnx.OnnxShape;
import io.lepton.format.onnx.OnnxType;
import io.lepton.model.InferenceSession;
import io.lepton.model.ModelSource;
import io.lepton.model.SessionOptions;
import io.lepton.runtime.device.SystemCudaHost;
import io.lepton.tensor.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Small models, and how to open them. */
final class TestModels {

  static final String ML = "ai.onnx.ml";

  private TestModels() {}

  static OnnxModelBuilder builder() {
    return OnnxModel.builder("test").opset("", 17).opset(ML, 3);
  }

  /** Looks numbers up in a table of three; fails on any other index. */
  static OnnxModel gather() {
    return builder()
        .input("i", OnnxElementType.INT64, -1)
        .initializer("table", Shape.of(3), 10f, 20f, 30f)
        .node("Gather", List.of("table", "i"), List.of("y"))
        .output("y", OnnxElementType.FLOAT, -1)
        .build();
  }

  static InferenceSession open(OnnxModel model, boolean rewriting) {
    return open(model, SessionOptions.defaults().withRewriting(rewriting));
  }

  static InferenceSession open(OnnxModel model, SessionOptions options) {
    try {
      return new OnnxBackend().open(ModelSource.of("test", model.toBytes()), options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens a model of which only the runtime can tell that it has an operator nobody has. */
  static InferenceSession openUnknownOperator(SessionOptions options) throws IOException {
    return new OnnxBackend()
        .withPreflight(OnnxPreflight.defaults().withCustomDomain("com.acme"))
        .open(ModelSource.of("test", unknownOperator().toBytes()), options);
  }

  /** A backend that shares nothing with other tests. */
  static OnnxBackend backend(SharedSessions sessions) {
    return new OnnxBackend(new SystemCudaHost(), sessions);
  }

  static OnnxType tensor(OnnxElementType type, OnnxDim... dims) {
    return OnnxType.tensor(type, OnnxShape.of(List.of(dims)));
  }

  static OnnxDim batch() {
    return OnnxDim.symbol("batch");
  }

  /** y = x, of any shape of that rank. */
  static OnnxModel identity(OnnxElementType type, long... sizes) {
    return builder()
        .input("x", type, sizes)
        .node("Identity", List.of("x"), List.of("y"))
        .output("y", type, sizes)
        .build();
  }

  /** sum = a + b and difference = a - b, on [batch, 2]. */
  static OnnxModel sumAndDifference() {
    OnnxType type = tensor(OnnxElementType.FLOAT, batch(), OnnxDim.of(2));
    return builder()
        .input("a", type)
        .input("b", type)
        .node("Add", List.of("a", "b"), List.of("sum"))
        .node("Sub", List.of("a", "b"), List.of("difference"))
        .output("sum", type)
        .output("difference", type)
        .metadata("purpose", "arithmetic")
        .build();
  }

  /** The indices of elements that are not 0: a shape that depends on the data. */
  static OnnxModel nonZero() {
    return builder()
        .input("x", OnnxElementType.FLOAT, -1)
        .node("NonZero", List.of("x"), List.of("y"))
        .output("y", OnnxElementType.INT64, 1, -1)
        .build();
  }

  /** y = Quantise(x), an operator that nobody has. */
  static OnnxModel unknownOperator() {
    return builder()
        .opset("com.acme", 1)
        .input("x", OnnxElementType.FLOAT, -1)
        .node("com.acme", "Quantise", List.of("x"), List.of("y"))
        .output("y", OnnxElementType.FLOAT, -1)
        .build();
  }

  /** One text column, one-hot encoded, with a second branch that looks it up. */
  static OnnxModel encoders() {
    return builder()
        .input("color", tensor(OnnxElementType.STRING, batch(), OnnxDim.of(1)))
        .node(
            ML,
            "OneHotEncoder",
            List.of("color"),
            List.of("hot3"),
            OnnxAttribute.ofStrings("cats_strings", "red", "green", "blue"),
            OnnxAttribute.ofInt("zeros", 1))
        .initializer("target", Shape.of(2), -1L, 3L)
        .node("Reshape", List.of("hot3", "target"), List.of("hot"))
        .node(
            ML,
            "LabelEncoder",
            List.of("color"),
            List.of("number"),
            OnnxAttribute.ofStrings("keys_strings", "green", "black"),
            OnnxAttribute.ofInts("values_int64s", 7, 9),
            OnnxAttribute.ofInt("default_int64", -5))
        .node("Identity", List.of("hot"), List.of("y"))
        .node("Identity", List.of("number"), List.of("n"))
        .output("y", OnnxElementType.FLOAT, -1, 3)
        .output("n", OnnxElementType.INT64, -1, 1)
        .build();
  }

  /** A logistic model of one number with text labels, on [batch, 1]. */
  static OnnxModel classifier(String... labels) {
    float[] weights = new float[labels.length];
    float[] intercepts = new float[labels.length];
    for (int i = 0; i < labels.length; i++) {
      weights[i] = i - 1;
      intercepts[i] = 0.25f * i;
    }
    return builder()
        .input("x", tensor(OnnxElementType.FLOAT, batch(), OnnxDim.of(1)))
        .node(
            ML,
            "LinearClassifier",
            List.of("x"),
            List.of("label", "scores"),
            OnnxAttribute.ofStrings("classlabels_strings", labels),
            OnnxAttribute.ofFloats("coefficients", weights),
            OnnxAttribute.ofFloats("intercepts", intercepts),
            OnnxAttribute.ofString("post_transform", "SOFTMAX"))
        .output("label", tensor(OnnxElementType.STRING, batch()))
        .output("scores", tensor(OnnxElementType.FLOAT, batch(), OnnxDim.of(labels.length)))
        .build();
  }
}
