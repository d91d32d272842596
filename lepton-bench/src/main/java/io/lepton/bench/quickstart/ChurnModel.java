package io.lepton.bench.quickstart;

import static io.lepton.format.onnx.OnnxElementType.FLOAT;
import static io.lepton.format.onnx.OnnxElementType.STRING;

import io.lepton.format.onnx.OnnxAttribute;
import io.lepton.format.onnx.OnnxDim;
import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxModel;
import io.lepton.format.onnx.OnnxModelBuilder;
import io.lepton.format.onnx.OnnxShape;
import io.lepton.format.onnx.OnnxType;
import io.lepton.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * A logistic regression as tools for tabular data export it: one input a column; missing numbers
 * are imputed and all are scaled, texts are one-hot encoded, and the outputs are a label and a
 * probability for each of the two labels.
 */
public final class ChurnModel {

  private static final String ML = "ai.onnx.ml";
  private static final OnnxDim BATCH = OnnxDim.symbol("batch");
  private static final float INTERCEPT = -1.3f;

  private static final List<Numeric> NUMBERS =
      List.of(
          new Numeric("age", 44, 15, 0.45f),
          new Numeric("tenure_months", 60, 42, -0.50f),
          new Numeric("balance", 12_000, 18_000, -0.30f),
          new Numeric("products", 2, 1, -0.65f),
          new Numeric("credit_score", 660, 90, -0.25f));

  private static final List<Categorical> CATEGORIES =
      List.of(
          new Categorical(
              "country",
              List.of("France", "Deutschland", "España", "Italia", "Österreich", "Česko"),
              List.of(0.0f, 0.6f, -0.1f, 0.2f, 0.1f, -0.2f)),
          new Categorical(
              "segment",
              List.of("retail", "premier", "private banking"),
              List.of(0.2f, -0.2f, -0.6f)),
          new Categorical("channel", List.of("branch", "web", "app"), List.of(0.3f, 0.1f, -0.3f)),
          new Categorical("active", List.of("yes", "no"), List.of(-0.5f, 0.9f)));

  private ChurnModel() {}

  /**
   * Makes the model.
   *
   * @return a model with the outputs {@code label}, {@code stays} or {@code leaves}, and {@code
   *     probabilities}, one for each of them in this order
   */
  public static OnnxModel create() {
    OnnxModelBuilder builder =
        OnnxModel.builder("bank_churn").opset("", 17).opset(ML, 3).producer("lepton", "quickstart");
    List<String> features = new ArrayList<>();
    List<Float> weights = new ArrayList<>();
    NUMBERS.forEach(number -> number.addTo(builder, features, weights));
    CATEGORIES.forEach(category -> category.addTo(builder, features, weights));
    return builder
        .node("Concat", features, List.of("features"), OnnxAttribute.ofInt("axis", 1))
        .node(
            ML,
            "LinearClassifier",
            List.of("features"),
            List.of("label", "probabilities"),
            OnnxAttribute.ofFloats("coefficients", coefficients(weights)),
            OnnxAttribute.ofFloats("intercepts", 0, INTERCEPT),
            OnnxAttribute.ofStrings("classlabels_strings", "stays", "leaves"),
            OnnxAttribute.ofString("post_transform", "SOFTMAX"))
        .output("label", OnnxType.tensor(STRING, OnnxShape.of(List.of(BATCH))))
        .output("probabilities", OnnxType.tensor(FLOAT, rows(2)))
        .build();
  }

  private static OnnxType column(OnnxElementType type) {
    return OnnxType.tensor(type, rows(1));
  }

  private static OnnxShape rows(int width) {
    return OnnxShape.of(List.of(BATCH, OnnxDim.of(width)));
  }

  // The softmax of (0, z) is (1 - s, s) with the logistic function s of z.
  private static float[] coefficients(List<Float> weights) {
    float[] both = new float[2 * weights.size()];
    for (int i = 0; i < weights.size(); i++) {
      both[weights.size() + i] = weights.get(i);
    }
    return both;
  }

  /** A number, with what the training data would have told about it. */
  private record Numeric(String name, float mean, float deviation, float weight) {

    void addTo(OnnxModelBuilder builder, List<String> features, List<Float> weights) {
      String imputed = name + "_imputed";
      String scaled = name + "_scaled";
      builder
          .input(name, column(FLOAT))
          .node(
              ML,
              "Imputer",
              List.of(name),
              List.of(imputed),
              OnnxAttribute.ofFloats("imputed_value_floats", mean),
              OnnxAttribute.ofFloat("replaced_value_float", Float.NaN))
          .node(
              ML,
              "Scaler",
              List.of(imputed),
              List.of(scaled),
              OnnxAttribute.ofFloats("offset", mean),
              OnnxAttribute.ofFloats("scale", 1 / deviation));
      features.add(scaled);
      weights.add(weight);
    }
  }

  /** A text with a fixed set of values; others have no influence. */
  private record Categorical(String name, List<String> values, List<Float> weights) {

    void addTo(OnnxModelBuilder builder, List<String> features, List<Float> allWeights) {
      String encoded = name + "_encoded";
      String flat = name + "_onehot";
      builder
          .input(name, column(STRING))
          .initializer(name + "_shape", Shape.of(2), -1L, values.size())
          .node(
              ML,
              "OneHotEncoder",
              List.of(name),
              List.of(encoded),
              OnnxAttribute.ofStrings("cats_strings", values.toArray(String[]::new)),
              OnnxAttribute.ofInt("zeros", 1))
          .node("Reshape", List.of(encoded, name + "_shape"), List.of(flat));
      features.add(flat);
      allWeights.addAll(weights);
    }
  }
}
