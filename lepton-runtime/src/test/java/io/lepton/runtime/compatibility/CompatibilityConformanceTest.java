package io.lepton.runtime.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.model.InferenceRequest;
import io.lepton.model.ModelSource;
import io.lepton.runtime.onnx.GoldenFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models that others made, on the inputs that came with them: the same answers everywhere. */
class CompatibilityConformanceTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "third-party/iris-logistic",
        "third-party/light-squeezenet",
        "third-party/mnist-8",
        "third-party/mnist-cnn",
        "third-party/mnist-logistic-zipmap",
        "third-party/multitype",
        "third-party/silero-vad",
        "third-party/simple",
        "third-party/simple_string",
        "third-party/sklearn-random-forest"
      })
  void check_goldenInputs_answersAreTheSameEverywhere(String model) throws IOException {
    Path folder = GoldenFile.folder("models/" + model);
    InferenceRequest golden = InferenceRequest.of(GoldenFile.inputs(folder));
    CompatibilityReport report =
        Compatibility.check(
            ModelSource.of(folder), TestInputs.of(List.of(golden)), Configuration.standard());
    assertThat(report.passed()).as(report.toString()).isTrue();
    assertThat(report.testCases()).containsExactly("request 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"telco-churn/1", "telco-churn/2"})
  void check_generatedInputsOnOneThread_answersAreEqualToTheBit(String model) throws IOException {
    // With several threads ONNX Runtime adds up the trees of large batches in parts.
    List<Configuration> onOneThread =
        Configuration.standard().stream()
            .filter(each -> each.options().intraOpThreads() == 1)
            .toList();
    CompatibilityReport report =
        Compatibility.defaults()
            .withTolerance(Tolerance.exact())
            .run(
                ModelSource.of(GoldenFile.folder("models/" + model)),
                TestInputs.generated(42).withBatchSizes(1, 3, 64),
                onOneThread);
    assertThat(report.passed()).as(report.toString()).isTrue();
    assertThat(report.refused()).isEmpty();
  }
}
