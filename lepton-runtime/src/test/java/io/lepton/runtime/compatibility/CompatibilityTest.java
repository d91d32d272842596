package io.lepton.runtime.compatibility;

import static io.lepton.format.onnx.OnnxElementType.BOOL;
import static io.lepton.format.onnx.OnnxElementType.FLOAT;
import static io.lepton.format.onnx.OnnxElementType.INT64;
import static io.lepton.format.onnx.OnnxElementType.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.ErrorCode;
import io.lepton.MalformedInputException;
import io.lepton.data.DataSource;
import io.lepton.format.csv.CsvFormat;
import io.lepton.format.onnx.OnnxAttribute;
import io.lepton.format.onnx.OnnxModel;
import io.lepton.format.onnx.OnnxModelBuilder;
import io.lepton.model.Device;
import io.lepton.model.DevicePreference;
import io.lepton.model.InferenceException;
import io.lepton.model.InferenceSession;
import io.lepton.model.ModelSource;
import io.lepton.model.SessionOptions;
import io.lepton.runtime.FakeSession;
import io.lepton.runtime.compatibility.ConfigurationResult.Outcome;
import io.lepton.spi.InferenceBackend;
import io.lepton.tensor.DataType;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import io.lepton.tensor.TensorSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class CompatibilityTest {

  private static final ModelSource NOTHING = ModelSource.of("fake", new byte[0]);
  private static final List<TensorSpec> X =
      List.of(TensorSpec.of("x", DataType.FP32, Shape.of(Shape.ANY, 2)));
  private static final List<TensorSpec> Y =
      List.of(TensorSpec.of("y", DataType.FP32, Shape.of(Shape.ANY, 2)));

  /** A backend whose models answer by their options. */
  private static Compatibility with(
      Function<SessionOptions, Function<Map<String, Tensor>, Map<String, Tensor>>> model) {
    return Compatibility.defaults()
        .withBackend(
            new InferenceBackend() {
              @Override
              public String name() {
                return "fake";
              }

              @Override
              public InferenceSession open(ModelSource source, SessionOptions options) {
                return FakeSession.of(X, Y, model.apply(options));
              }
            });
  }

  private static Map<String, Tensor> scaled(Map<String, Tensor> inputs, double factor) {
    float[] values = inputs.get("x").toFloats();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (values[i] * factor);
    }
    return Map.of("y", Tensor.of(inputs.get("x").shape(), values));
  }

  private static CompatibilityReport run(Compatibility check) throws IOException {
    return check.run(NOTHING, TestInputs.generated(1), Configuration.standard());
  }

  private static ConfigurationResult named(CompatibilityReport report, String part) {
    return report.results().stream()
        .filter(result -> result.configuration().contains(part))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void run_sameAnswers_passes() throws IOException {
    CompatibilityReport report = run(with(options -> inputs -> scaled(inputs, 2)));
    assertThat(report.passed()).isTrue();
    assertThat(report.testCases()).containsExactly("batch 1", "batch 2", "batch 7");
    assertThat(named(report, "default").outcome()).isEqualTo(Outcome.EQUAL);
    assertThat(named(report, "default").outputs().get(0).elements()).isEqualTo(20);
  }

  @Test
  void run_oneConfigurationDiffers_isNamedAndFails() throws IOException {
    CompatibilityReport report =
        run(with(options -> inputs -> scaled(inputs, options.intraOpThreads() > 1 ? 1.001 : 1)));
    assertThat(report.passed()).isFalse();
    assertThat(report.results().stream().filter(each -> !each.passed()))
        .singleElement()
        .satisfies(each -> assertThat(each.configuration()).contains("threads"));
    assertThat(report.toString())
        .startsWith("fake: FAILED in 1 of 8 configurations")
        .contains("y: 20 of 20 elements differ");
  }

  @Test
  void run_differenceWithinTolerance_passesAndIsTold() throws IOException {
    Compatibility check =
        with(options -> inputs -> scaled(inputs, options.rewriting() ? 1.000001 : 1));
    CompatibilityReport report = run(check);
    assertThat(report.passed()).isTrue();
    assertThat(named(report, "CPU, rewritten").outcome()).isEqualTo(Outcome.WITHIN_TOLERANCE);
    assertThat(run(check.withTolerance(Tolerance.exact())).passed()).isFalse();
  }

  @Test
  void run_configurationFails_isRecordedAndTheOthersGoOn() throws IOException {
    CompatibilityReport report =
        run(
            with(
                options -> {
                  if (options.optimizationLevel() == SessionOptions.OptimizationLevel.BASIC) {
                    throw new InferenceException(ErrorCode.INFERENCE_FAILED, "No kernel", null);
                  }
                  return inputs -> scaled(inputs, 1);
                }));
    assertThat(named(report, "basic").outcome()).isEqualTo(Outcome.FAILED);
    assertThat(named(report, "basic").detail()).isEqualTo("No kernel");
    assertThat(named(report, "extended").outcome()).isEqualTo(Outcome.EQUAL);
    assertThat(report.passed()).isFalse();
  }

  @Test
  void run_unforeseenException_isRecordedWithoutItsMessage() throws IOException {
    CompatibilityReport report =
        run(
            with(
                options ->
                    inputs -> {
                      if (options.rewriting()) {
                        throw new IllegalStateException("secret 42");
                      }
                      return scaled(inputs, 1);
                    }));
    assertThat(named(report, "rewritten").detail()).isEqualTo("batch 1: IllegalStateException");
    assertThat(report.toString()).doesNotContain("secret");
  }

  @Test
  void run_referenceRefusesEverything_doesNotPass() throws IOException {
    CompatibilityReport report =
        run(
            with(
                options ->
                    inputs -> {
                      throw new InferenceException(ErrorCode.INFERENCE_FAILED, "Never", null);
                    }));
    assertThat(report.passed()).isFalse();
    assertThat(report.refused()).containsEntry("batch 2", "Never");
    assertThat(report.toString()).contains("the reference refused every test case");
  }

  @Test
  void run_configurationAnswersWhatTheReferenceRefuses_isDifferent() throws IOException {
    CompatibilityReport report =
        run(
            with(
                options ->
                    inputs -> {
                      if (!options.rewriting() && inputs.get("x").shape().dimension(0) == 7) {
                        throw new InferenceException(ErrorCode.INFERENCE_FAILED, "Seven", null);
                      }
                      return scaled(inputs, 1);
                    }));
    assertThat(named(report, "default").outcome()).isEqualTo(Outcome.DIFFERENT);
    assertThat(named(report, "default").detail())
        .isEqualTo("answers what the reference refuses: batch 7");
    assertThat(named(report, "basic").outcome()).isEqualTo(Outcome.EQUAL);
  }

  @Test
  void run_preferredDeviceIsNotThere_isSkippedWithTheReason() throws IOException {
    List<Configuration> configurations =
        List.of(
            new Configuration(
                "GPU if there is one",
                SessionOptions.defaults().withDevice(DevicePreference.prefer(Device.CUDA))));
    CompatibilityReport report =
        with(options -> inputs -> scaled(inputs, 1))
            .run(NOTHING, TestInputs.generated(1), configurations);
    assertThat(report.results().get(0).outcome()).isEqualTo(Outcome.SKIPPED);
    assertThat(report.results().get(0).detail()).isEqualTo("CPU: a fake");
    assertThat(report.passed()).as("nothing was compared").isFalse();
  }

  @Test
  void run_generatedInputs_areTheSameForTheSameSeed() throws IOException {
    List<List<Float>> seen = new ArrayList<>();
    Compatibility check =
        with(
            options ->
                inputs -> {
                  List<Float> values = new ArrayList<>();
                  for (float value : inputs.get("x").toFloats()) {
                    values.add(value);
                  }
                  seen.add(values);
                  return scaled(inputs, 1);
                });
    for (int seed : new int[] {5, 5, 6}) {
      check.run(NOTHING, TestInputs.generated(seed).withBatchSizes(3), List.of());
    }
    assertThat(seen.get(0)).hasSize(6).isEqualTo(seen.get(1)).isNotEqualTo(seen.get(2));
  }

  @Test
  void check_realModelOfManyTypes_answersTheSameEverywhere() throws IOException {
    OnnxModelBuilder model =
        OnnxModel.builder("types")
            .opset("", 17)
            .opset("ai.onnx.ml", 3)
            .input("x", FLOAT, -1, 3)
            .input("n", INT64, -1, 1)
            .input("b", BOOL, -1, 1)
            .input("city", STRING, -1, 1)
            .initializer("w", Shape.of(3, 2), .1f, .2f, .3f, .4f, .5f, .6f)
            .node("MatMul", List.of("x", "w"), List.of("xw"))
            .node("Softmax", List.of("xw"), List.of("p"), OnnxAttribute.ofInt("axis", 1))
            .node("Identity", List.of("n"), List.of("n2"))
            .node("Not", List.of("b"), List.of("b2"))
            .node(
                "ai.onnx.ml",
                "OneHotEncoder",
                List.of("city"),
                List.of("onehot"),
                OnnxAttribute.ofStrings("cats_strings", "Rome", "Oslo"),
                OnnxAttribute.ofInt("zeros", 0))
            .output("p", FLOAT, -1, 2)
            .output("n2", INT64, -1, 1)
            .output("b2", BOOL, -1, 1)
            .output("onehot", FLOAT, -1, 1, 2);
    ModelSource source = ModelSource.of("types", model.build().toBytes());
    // The encoder takes no text that it does not know: the vocabulary has to be found.
    CompatibilityReport report =
        Compatibility.check(source, TestInputs.generated(7), Configuration.standard());
    assertThat(report.passed()).as(report.toString()).isTrue();
    assertThat(report.refused()).isEmpty();
    assertThat(named(report, "default").outputs()).hasSize(4);
    assertThat(named(report, "CUDA").outcome()).isEqualTo(Outcome.SKIPPED);
  }

  @Test
  void check_recordsOfAFile_areOneTestCase() throws IOException {
    OnnxModelBuilder model =
        OnnxModel.builder("sum")
            .opset("", 17)
            .input("a", FLOAT, -1, 1)
            .input("city", STRING, -1, 1)
            .node("Identity", List.of("a"), List.of("a2"))
            .node("Identity", List.of("city"), List.of("city2"))
            .output("a2", FLOAT, -1, 1)
            .output("city2", STRING, -1, 1);
    DataSource data =
        DataSource.of("people", "city,a\nRome,1\nOslo,2\n".getBytes(StandardCharsets.UTF_8));
    CompatibilityReport report =
        Compatibility.check(
            ModelSource.of("sum", model.build().toBytes()),
            TestInputs.ofData(data, new CsvFormat(), List.of()),
            Configuration.standard());
    assertThat(report.passed()).as(report.toString()).isTrue();
    assertThat(report.testCases()).containsExactly("rows 1 to 2");
    assertThat(report.results().get(0).outputs())
        .extracting(OutputComparison::elements)
        .containsOnly(2L);
  }

  @Test
  void check_noModel_isAnException() {
    assertThatThrownBy(
            () ->
                Compatibility.check(
                    ModelSource.of("broken", new byte[] {1, 2, 3}),
                    TestInputs.generated(1),
                    Configuration.standard()))
        .isInstanceOf(MalformedInputException.class);
  }

  @Test
  void withBatchSizes_noneOrNegative_isRefused() {
    assertThatThrownBy(() -> TestInputs.generated(1).withBatchSizes())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TestInputs.generated(1).withBatchSizes(-1))
        .hasMessage("A batch needs 0 or more rows, got -1");
    assertThatThrownBy(() -> TestInputs.of(List.of())).isInstanceOf(IllegalArgumentException.class);
  }
}
