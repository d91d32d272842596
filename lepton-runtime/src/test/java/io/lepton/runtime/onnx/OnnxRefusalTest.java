package io.lepton.runtime.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lepton.Coded;
import io.lepton.ErrorCode;
import io.lepton.LeptonIOException;
import io.lepton.LimitExceededException;
import io.lepton.MalformedInputException;
import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxLimits;
import io.lepton.format.onnx.OnnxModel;
import io.lepton.format.onnx.OnnxPreflight;
import io.lepton.model.InferenceException;
import io.lepton.model.InferenceRequest;
import io.lepton.model.InferenceSession;
import io.lepton.model.ModelSource;
import io.lepton.model.SessionOptions;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not opened, and what is said about it. */
class OnnxRefusalTest {

  private static final SessionOptions DEFAULTS = SessionOptions.defaults();

  private static ErrorCode refusal(byte[] bytes) {
    Throwable e =
        catchThrowableOfType(
            RuntimeException.class,
            () -> new OnnxBackend().open(ModelSource.of("broken", bytes), DEFAULTS));
    return ((Coded) e).code();
  }

  @Test
  void open_otherFile_isNotOnnx() {
    assertThat(refusal("customerID,gender\n".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(ErrorCode.NOT_ONNX);
    assertThat(refusal(new byte[0])).isEqualTo(ErrorCode.NOT_ONNX);
  }

  @Test
  void open_cutOffFile_isMalformed() {
    byte[] whole = TestModels.encoders().toBytes();
    assertThat(refusal(Arrays.copyOf(whole, whole.length - 10)))
        .isEqualTo(ErrorCode.MALFORMED_MODEL);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void open_unknownOperator_isNamedWithItsDomain(boolean rewriting) {
    assertThatThrownBy(() -> TestModels.open(TestModels.unknownOperator(), rewriting))
        .isInstanceOfSatisfying(
            MalformedInputException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_OPERATOR))
        .hasMessageContaining("needs operator 'Quantise' of domain 'com.acme'");
  }

  @Test
  void open_unknownOperatorOfOnnx_isNamedWithItsVersion() {
    OnnxModel model =
        TestModels.builder()
            .input("x", OnnxElementType.FLOAT, -1)
            .node("Sinus", List.of("x"), List.of("y"))
            .output("y", OnnxElementType.FLOAT, -1)
            .build();
    assertThatThrownBy(() -> TestModels.open(model, true))
        .hasMessageContaining("needs operator 'Sinus' of domain ai.onnx");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void open_unknownOperatorOfAnAllowedDomain_isNamedByTheRuntime(boolean rewriting) {
    assertThatThrownBy(() -> TestModels.openUnknownOperator(DEFAULTS.withRewriting(rewriting)))
        .isInstanceOfSatisfying(
            InferenceException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_OPERATOR))
        .hasMessage(
            "Model test needs operator Quantise of domain com.acme in version 1,"
                + " which this ONNX Runtime does not have");
  }

  @Test
  void open_moreNodesThanAllowed_isRefused() {
    OnnxPreflight preflight =
        OnnxPreflight.defaults().withLimits(OnnxLimits.defaults().withMaxNodes(1));
    byte[] model = TestModels.encoders().toBytes();
    assertThatThrownBy(
            () ->
                new OnnxBackend()
                    .withPreflight(preflight)
                    .open(ModelSource.of("test", model), DEFAULTS))
        .isInstanceOf(LimitExceededException.class);
  }

  @Test
  void open_typesThatDoNotFit_isRefusedInTheRuntimesWords() {
    OnnxModel model =
        TestModels.builder()
            .input("x", OnnxElementType.STRING, -1)
            .node("Sin", List.of("x"), List.of("y"))
            .output("y", OnnxElementType.FLOAT, -1)
            .build();
    assertThatThrownBy(() -> TestModels.open(model, true))
        .isInstanceOfSatisfying(
            InferenceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_REFUSED))
        .hasMessageContaining("ONNX Runtime refused model test");
  }

  @Test
  void open_noSuchFile_saysSo(@TempDir Path folder) {
    assertThatThrownBy(
            () -> new OnnxBackend().open(ModelSource.of(folder.resolve("no.onnx")), DEFAULTS))
        .isInstanceOfSatisfying(
            LeptonIOException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_NOT_FOUND));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void open_externalDataInItsFolder_isRead(boolean rewriting, @TempDir Path folder)
      throws Exception {
    Files.write(folder.resolve("bias.bin"), new byte[] {0, 0, (byte) 0x80, 0x3f, 0, 0, 0, 0x40});
    Path file = Files.write(folder.resolve("model.onnx"), OnnxBytes.withExternalBias("bias.bin"));
    try (InferenceSession session =
        new OnnxBackend().open(ModelSource.of(file), DEFAULTS.withRewriting(rewriting))) {
      Tensor x = Tensor.of(Shape.of(2), 10f, 20f);
      InferenceRequest request = InferenceRequest.of("x", x).and("t", Tensor.of(Shape.of(1), "a"));
      assertThat(session.infer(request).outputs().get("y").toFloats()).containsExactly(11, 22);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"../secret.bin", "/etc/passwd"})
  void open_externalDataElsewhere_isRefused(String location, @TempDir Path folder)
      throws Exception {
    Path inner = Files.createDirectory(folder.resolve("inner"));
    Files.write(folder.resolve("secret.bin"), new byte[8]);
    Path file = Files.write(inner.resolve("model.onnx"), OnnxBytes.withExternalBias(location));
    assertThatThrownBy(() -> new OnnxBackend().open(ModelSource.of(file), DEFAULTS))
        .isInstanceOfSatisfying(
            MalformedInputException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSAFE_EXTERNAL_DATA));
  }

  @Test
  void open_externalDataOfAModelInMemory_isRefused() {
    assertThat(refusal(OnnxBytes.withExternalBias("bias.bin")))
        .isEqualTo(ErrorCode.UNSAFE_EXTERNAL_DATA);
  }
}
