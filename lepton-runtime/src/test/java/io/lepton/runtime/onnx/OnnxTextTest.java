package io.lepton.runtime.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.format.onnx.OnnxAttribute;
import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxModel;
import io.lepton.model.InferenceRequest;
import io.lepton.model.InferenceSession;
import io.lepton.model.InvalidRequestException;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text of all kinds, as codes and as strings. */
class OnnxTextTest {

  private static final String SMILE = "😀";

  /** Encodes and classifies back: text in, text out. */
  private static OnnxModel echo(String... texts) {
    long[] positions = new long[texts.length];
    for (int i = 0; i < texts.length; i++) {
      positions[i] = i;
    }
    return TestModels.builder()
        .input("x", OnnxElementType.STRING, -1)
        .node(
            TestModels.ML,
            "LabelEncoder",
            List.of("x"),
            List.of("n"),
            OnnxAttribute.ofStrings("keys_strings", texts),
            OnnxAttribute.ofInts("values_int64s", positions))
        .node(
            TestModels.ML,
            "LabelEncoder",
            List.of("n"),
            List.of("y"),
            OnnxAttribute.ofInts("keys_int64s", positions),
            OnnxAttribute.ofStrings("values_strings", texts),
            OnnxAttribute.ofString("default_string", "none"))
        .output("y", OnnxElementType.STRING, -1)
        .build();
  }

  private static String[] ask(InferenceSession session, String... texts) {
    Tensor x = Tensor.of(Shape.of(texts.length), texts);
    Map<String, Tensor> outputs = session.infer(InferenceRequest.of("x", x)).outputs();
    return outputs.get("y").toStrings();
  }

  @Test
  void infer_codedTextOfAnyCharacters_isExact() {
    String[] texts = {"", "a", "é", "四", SMILE, "a" + SMILE + "b", "p\0q", "\ud7ff\ue000"};
    try (InferenceSession session = TestModels.open(echo(texts), true)) {
      assertThat(ask(session, texts)).containsExactly(texts);
      assertThat(ask(session, "b", "p", "😁")).containsOnly("none");
    }
  }

  @Test
  void infer_plainText_isExactWithinItsLimits() {
    String[] texts = {"", "a", "é", "四", "\ud7ff\ue000\uffff"};
    try (InferenceSession session = TestModels.open(echo(texts), false)) {
      assertThat(ask(session, texts)).containsExactly(texts);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a😀", "a\0"})
  void infer_plainTextBeyondItsLimits_isRefusedWithoutQuotingIt(String text) {
    try (InferenceSession session = TestModels.open(echo("a"), false)) {
      assertThatThrownBy(() -> ask(session, "a", text))
          .isInstanceOf(InvalidRequestException.class)
          .hasMessage(
              "Input x needs text without NUL and without characters beyond U+FFFF,"
                  + " element 1 is not");
    }
  }

  @Test
  void infer_plainTextNotUtf8_isRefused() {
    try (InferenceSession session = TestModels.open(echo("a"), false)) {
      Tensor x = Tensor.ofBytes(Shape.of(1), new byte[] {(byte) 0xc3});
      assertThatThrownBy(() -> session.infer(InferenceRequest.of("x", x)))
          .isInstanceOf(InvalidRequestException.class)
          .hasMessage("Input x needs text in UTF-8, element 0 is not");
    }
  }

  @Test
  void infer_codedTextNotUtf8_isUnknown() {
    try (InferenceSession session = TestModels.open(echo("a"), true)) {
      Tensor x = Tensor.ofBytes(Shape.of(1), new byte[] {(byte) 0xc3});
      Tensor y = session.infer(InferenceRequest.of("x", x)).outputs().get("y");
      assertThat(y.text(0)).isEqualTo("none");
    }
  }

  @Test
  void infer_unknownTextRefusedByTheModel_isRefusedWithoutQuotingIt() {
    OnnxModel strict =
        TestModels.builder()
            .input("x", OnnxElementType.STRING, -1, 1)
            .node(
                TestModels.ML,
                "OneHotEncoder",
                List.of("x"),
                List.of("y"),
                OnnxAttribute.ofStrings("cats_strings", "a", "b"),
                OnnxAttribute.ofInt("zeros", 0))
            .node("Identity", List.of("y"), List.of("z"))
            .output("z", OnnxElementType.FLOAT, -1, 1, 2)
            .build();
    try (InferenceSession session = TestModels.open(strict, true);
        var bound = session.bind(Map.of("x", Shape.of(1, 1)))) {
      assertThat(bound.inputCodes("x").orElseThrow().acceptsUnknown()).isFalse();
      assertThatThrownBy(() -> bound.setCodes("x", new int[] {-1}))
          .hasMessage("Input x needs codes from 0 to 1, element 0 is not");
      Tensor x = Tensor.of(Shape.of(2, 1), "b", "secret");
      assertThatThrownBy(() -> session.infer(InferenceRequest.of("x", x)))
          .isInstanceOf(InvalidRequestException.class)
          .hasMessage("Input x needs one of the 2 texts the model knows, element 1 is not");
    }
  }
}
