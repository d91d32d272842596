package io.lepton.runtime.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtSession;
import io.lepton.ErrorCode;
import io.lepton.LeptonIOException;
import io.lepton.format.onnx.OnnxModel;
import io.lepton.model.Device;
import io.lepton.model.DevicePreference;
import io.lepton.model.InferenceRequest;
import io.lepton.model.InferenceSession;
import io.lepton.model.ModelSource;
import io.lepton.model.SessionOptions;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What options do to a session. */
class OnnxOptionsTest {

  private static final SessionOptions DEFAULTS = SessionOptions.defaults();

  private static float[] ask(InferenceSession session) {
    Tensor a = Tensor.of(Shape.of(1, 2), 1f, 2f);
    InferenceRequest request = InferenceRequest.of("a", a).and("b", a);
    return session.infer(request).outputs().get("sum").toFloats();
  }

  static Stream<UnaryOperator<SessionOptions>> changes() {
    return Stream.of(
        options -> options.withDevice(DevicePreference.require(Device.CPU)),
        options -> options.withIntraOpThreads(2),
        options -> options.withInterOpThreads(2),
        options -> options.withIntraOpThreads(2).withSpinning(true),
        options -> options.withArena(false),
        options -> options.withMemoryPattern(false),
        options -> options.withDeterministicCompute(true),
        options -> options.withOptimizationLevel(SessionOptions.OptimizationLevel.NONE),
        options -> options.withConfigEntry("session.set_denormal_as_zero", "1"));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void open_withAnyOption_answersTheSame(UnaryOperator<SessionOptions> change) {
    try (InferenceSession session =
        TestModels.open(TestModels.sumAndDifference(), change.apply(DEFAULTS))) {
      assertThat(ask(session)).containsExactly(2, 4);
    }
  }

  private static Map<String, String> applied(SessionOptions options) throws Exception {
    ExternalFiles none = new ExternalFiles(Map.of(), 0);
    try (OrtSession.SessionOptions target = new OrtSession.SessionOptions()) {
      Settings.of(options, Device.CPU, null, none).apply(target);
      return Map.copyOf(target.getConfigEntries());
    }
  }

  @Test
  void spinning_default_isOff() throws Exception {
    assertThat(applied(DEFAULTS))
        .containsEntry("session.intra_op.allow_spinning", "0")
        .containsEntry("session.inter_op.allow_spinning", "0");
  }

  @Test
  void spinning_on_reachesTheRuntime() throws Exception {
    assertThat(applied(DEFAULTS.withSpinning(true)))
        .containsEntry("session.intra_op.allow_spinning", "1");
  }

  @Test
  void configEntry_contradictingAnOption_isRefused() {
    SessionOptions options = DEFAULTS.withConfigEntry("session.intra_op.allow_spinning", "1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TestModels.open(TestModels.sumAndDifference(), options))
        .withMessage(
            "Config entry session.intra_op.allow_spinning needs to be 0 as the option says, got 1: use withSpinning instead");
    TestModels.open(
            TestModels.sumAndDifference(),
            options.withSpinning(true).withConfigEntry("session.inter_op.allow_spinning", "1"))
        .close();
  }

  @Test
  void configEntry_thatIsLeptonsOwn_isRefused() {
    SessionOptions options =
        DEFAULTS.withConfigEntry("session.model_external_initializers_file_folder_path", "/");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TestModels.open(TestModels.sumAndDifference(), options))
        .withMessageContaining("is set by Lepton");
  }

  @Test
  void optimizedModelFile_isAModelThatAnswersTheSame(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("optimised.onnx");
    SessionOptions options = DEFAULTS.withOptimizedModelFile(file);
    try (InferenceSession session = TestModels.open(TestModels.sumAndDifference(), options)) {
      assertThat(ask(session)).containsExactly(2, 4);
    }
    assertThat(folder.toFile().list()).containsExactly("optimised.onnx");
    assertThat(OnnxModel.read(file).graph().nodes()).isNotEmpty();
    try (InferenceSession session = new OnnxBackend().open(ModelSource.of(file), DEFAULTS)) {
      assertThat(ask(session)).containsExactly(2, 4);
    }
  }

  @Test
  void optimizedModelFile_modelRefused_leavesNoFile(@TempDir Path folder) {
    SessionOptions options = DEFAULTS.withOptimizedModelFile(folder.resolve("optimised.onnx"));
    assertThatThrownBy(() -> TestModels.openUnknownOperator(options))
        .hasMessageContaining("Quantise");
    assertThat(folder.toFile().list()).isEmpty();
  }

  @Test
  void optimizedModelFile_noSuchFolder_saysSo(@TempDir Path folder) {
    Path file = folder.resolve("none/optimised.onnx");
    assertThatThrownBy(
            () ->
                new OnnxBackend()
                    .open(
                        ModelSource.of("m", TestModels.sumAndDifference().toBytes()),
                        DEFAULTS.withOptimizedModelFile(file)))
        .isInstanceOfSatisfying(
            LeptonIOException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OUTPUT_FAILED))
        .hasMessageContaining(file.toString());
    assertThat(Files.exists(file)).isFalse();
  }

  @Test
  void warmUp_runsAndDoesNotCount() {
    try (InferenceSession session = TestModels.open(TestModels.sumAndDifference(), DEFAULTS)) {
      Tensor a = Tensor.of(Shape.of(1, 2), 1f, 2f);
      InferenceRequest request = InferenceRequest.of("a", a).and("b", a);
      session.warmUp(request, 3);
      assertThat(session.statistics().calls()).isZero();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> session.warmUp(request, 0))
          .withMessage("Needs at least 1 run to warm up, got 0");
    }
  }
}
