package io.lepton.runtime.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lepton.model.InferenceSession;
import io.lepton.model.ModelSource;
import io.lepton.model.SessionOptions;
import io.lepton.tensor.DataType;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models that others made, against what the Python build of ONNX Runtime answers. */
class OnnxThirdPartyConformanceTest {

  @ParameterizedTest
  @CsvSource({
    "iris-logistic, true", "iris-logistic, false",
    "light-resnet50, true", "light-squeezenet, true",
    "mnist-8, true", "mnist-8, false",
    "mnist-cnn, true", "mnist-cnn, false",
    "mnist-logistic-zipmap, true", "mnist-logistic-zipmap, false",
    "multitype, true", "multitype, false",
    "silero-vad, true", "silero-vad, false",
    "simple, true", "simple, false",
    "simple_string, true", "simple_string, false",
    "sklearn-random-forest, true", "sklearn-random-forest, false"
  })
  void infer_thirdPartyModel_answersAsInPython(String model, boolean rewriting) throws IOException {
    String folder = "models/third-party/" + model;
    Map<?, ?> golden = (Map<?, ?>) SharedFiles.json(SharedFiles.find(folder + "/golden.json"));
    SessionOptions options = SessionOptions.defaults().withRewriting(rewriting);
    try (InferenceSession session =
        new OnnxBackend().open(ModelSource.of(SharedFiles.find(folder)), options)) {
      Map<String, Tensor> inputs = GoldenFile.inputs(SharedFiles.find(folder));
      // The second answer comes through memory whose shape the first one taught.
      for (int i = 0; i < 2; i++) {
        Map<String, Tensor> outputs = Outputs.infer(session, inputs);
        ((List<?>) golden.get("outputs")).forEach(expected -> assertIs(outputs, expected));
      }
      Map<String, Tensor> bound = Outputs.bound(session, inputs);
      ((List<?>) golden.get("outputs")).forEach(expected -> assertIs(bound, expected));
    }
  }

  private static Shape shape(List<?> dimensions) {
    return Shape.of(dimensions.stream().mapToLong(each -> ((Number) each).longValue()).toArray());
  }

  private static void assertIs(Map<String, Tensor> outputs, Object json) {
    Map<?, ?> expected = (Map<?, ?>) json;
    Tensor found = outputs.get(expected.get("name"));
    if (expected.containsKey("onnx_type")) {
      assertNumbers(found, flat((List<?>) expected.get("value")));
      return;
    }
    assertThat(found.type().name()).isEqualTo(expected.get("datatype"));
    assertThat(found.shape()).isEqualTo(shape((List<?>) expected.get("shape")));
    List<?> data = (List<?>) expected.get("data");
    if (found.type() == DataType.BYTES) {
      assertThat(found.toStrings()).containsExactly(data.toArray(String[]::new));
    } else {
      assertNumbers(found, data);
    }
  }

  private static List<Object> flat(List<?> maps) {
    List<Object> values = new ArrayList<>();
    maps.forEach(map -> values.addAll(((Map<?, ?>) map).values()));
    return values;
  }

  private static void assertNumbers(Tensor found, List<?> expected) {
    assertThat(found.size()).isEqualTo(expected.size());
    for (int i = 0; i < expected.size(); i++) {
      assertThat(found.getDouble(i))
          .isCloseTo(((Number) expected.get(i)).doubleValue(), within(1e-5));
    }
  }
}
