package io.lepton.runtime.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lepton.model.BoundInference;
import io.lepton.model.InferenceSession;
import io.lepton.model.ModelSource;
import io.lepton.model.SessionOptions;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import io.lepton.tensor.TensorSpec;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two real models on every row of a real file, against scikit-learn and against themselves. */
class OnnxTelcoConformanceTest {

  private static InferenceSession open(int version, boolean rewriting) throws IOException {
    return new OnnxBackend()
        .open(
            ModelSource.of(SharedFiles.find("models/telco-churn/" + version + "/model.onnx")),
            SessionOptions.defaults().withRewriting(rewriting));
  }

  private static Map<String, Tensor> customers(InferenceSession session) {
    List<String[]> rows = SharedFiles.csv(SharedFiles.find("data/telco-customer-churn.csv"));
    List<String> header = Arrays.asList(rows.get(0));
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    for (TensorSpec spec : session.metadata().inputs()) {
      int column = header.indexOf(spec.name());
      String[] cells = rows.stream().skip(1).map(row -> row[column].strip()).toArray(String[]::new);
      inputs.put(spec.name(), tensor(spec, cells));
    }
    return inputs;
  }

  private static Tensor tensor(TensorSpec spec, String[] cells) {
    Shape shape = Shape.of(cells.length, 1);
    return switch (spec.type()) {
      case BYTES -> Tensor.of(shape, cells);
      case INT64 -> Tensor.of(shape, Arrays.stream(cells).mapToLong(Long::parseLong).toArray());
      default -> {
        float[] values = new float[cells.length];
        for (int i = 0; i < values.length; i++) {
          values[i] = cells[i].isEmpty() ? Float.NaN : Float.parseFloat(cells[i]);
        }
        yield Tensor.of(shape, values);
      }
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void infer_everyRow_isWhatScikitLearnSays(int version) throws IOException {
    Map<?, ?> golden =
        (Map<?, ?>)
            SharedFiles.json(SharedFiles.find("models/telco-churn/" + version + "/golden.json"));
    List<?> expected = (List<?>) golden.get("probability_yes");
    try (InferenceSession session = open(version, true)) {
      Map<String, Tensor> outputs = Outputs.infer(session, customers(session));
      Tensor probabilities = outputs.get("probabilities");
      assertThat(probabilities.shape()).isEqualTo(Shape.of(7043, 2));
      for (int i = 0; i < expected.size(); i++) {
        double found = probabilities.getDouble(2 * i + 1);
        assertThat(found).isCloseTo(((Number) expected.get(i)).doubleValue(), within(1e-5));
        assertThat(outputs.get("label").text(i)).isEqualTo(found > 0.5 ? "Yes" : "No");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void rewritten_everyRow_equalsTheOriginalBitByBit(int version) throws IOException {
    try (InferenceSession rewritten = open(version, true);
        InferenceSession original = open(version, false)) {
      Map<String, Tensor> inputs = customers(original);
      Map<String, Tensor> expected = Outputs.infer(original, inputs);
      Outputs.assertSame(Outputs.infer(rewritten, inputs), expected, "infer");
      Outputs.assertSame(Outputs.bound(rewritten, inputs), expected, "bound");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void bind_everyTextColumn_isCoded(int version) throws IOException {
    try (InferenceSession session = open(version, true)) {
      Map<String, Shape> shapes = new HashMap<>();
      session.metadata().inputs().forEach(spec -> shapes.put(spec.name(), Shape.of(4, 1)));
      try (BoundInference bound = session.bind(shapes)) {
        assertThat(session.metadata().inputs())
            .filteredOn(spec -> bound.inputCodes(spec.name()).isPresent())
            .hasSize(15);
        assertThat(bound.outputCodes("label").orElseThrow().terms()).containsExactly("No", "Yes");
      }
    }
  }
}
