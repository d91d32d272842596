package io.lepton.runtime.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.data.Vocabulary;
import io.lepton.format.onnx.OnnxElementType;
import io.lepton.model.BoundInference;
import io.lepton.model.InferenceRequest;
import io.lepton.model.InferenceSession;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The memory of a binding. */
class OnnxBindingTest {

  @Test
  void run_shapeDependsOnData_followsIt() {
    try (InferenceSession session = TestModels.open(TestModels.nonZero(), true);
        BoundInference bound = session.bind(Map.of("x", Shape.of(4)))) {
      for (int nonZeros : new int[] {2, 2, 4, 1, 0, 3}) {
        for (int i = 0; i < 4; i++) {
          bound.input("x").data().putFloat(4 * i, i < nonZeros ? 1 : 0);
        }
        bound.run();
        assertThat(bound.output("y").shape()).isEqualTo(Shape.of(1, nonZeros));
        for (int i = 0; i < nonZeros; i++) {
          assertThat(bound.output("y").getLong(i)).isEqualTo(i);
        }
      }
    }
  }

  @Test
  void infer_shapeDependsOnData_followsIt() {
    try (InferenceSession session = TestModels.open(TestModels.nonZero(), true)) {
      for (float last : new float[] {1, 1, 0, 1, 0}) {
        Tensor x = Tensor.of(Shape.of(2), 1f, last);
        Tensor y = session.infer(InferenceRequest.of("x", x)).outputs().get("y");
        assertThat(y.shape()).isEqualTo(Shape.of(1, last == 0 ? 1 : 2));
      }
    }
  }

  @Test
  void run_again_usesTheSameMemory() {
    try (InferenceSession session = TestModels.open(TestModels.sumAndDifference(), true);
        BoundInference bound = session.bind(Map.of("a", Shape.of(1, 2), "b", Shape.of(1, 2)))) {
      bound.run();
      Tensor output = bound.output("sum");
      bound.run();
      bound.run();
      assertThat(bound.output("sum")).isSameAs(output);
    }
  }

  @Test
  void run_failsAndThenSucceeds_isRight() {
    // Index 5 is out of range: the run fails, and must not spoil the next one.
    var model =
        TestModels.builder()
            .input("i", OnnxElementType.INT64, -1)
            .initializer("table", Shape.of(3), 10f, 20f, 30f)
            .node("Gather", List.of("table", "i"), List.of("y"))
            .output("y", OnnxElementType.FLOAT, -1)
            .build();
    try (InferenceSession session = TestModels.open(model, true);
        BoundInference bound = session.bind(Map.of("i", Shape.of(1)))) {
      for (long index : new long[] {0, 1, 5, 2, 5, 1}) {
        bound.input("i").data().putLong(0, index);
        if (index == 5) {
          assertThatThrownBy(bound::run)
              .hasMessageContaining("in node '")
              .hasMessageContaining("of type Gather")
              .hasMessageNotContaining("5")
              .hasNoCause();
        } else {
          bound.run();
          assertThat(bound.output("y").toFloats()).containsExactly(10 * (index + 1));
        }
      }
    }
  }

  @Test
  void setCodes_unknownAndOutOfRange_areTakenAndRefused() {
    try (InferenceSession session = TestModels.open(TestModels.encoders(), true);
        BoundInference bound = session.bind(Map.of("color", Shape.of(2, 1)))) {
      Vocabulary vocabulary = bound.inputCodes("color").orElseThrow().vocabulary();
      assertThat(vocabulary.terms()).containsExactly("red", "green", "blue", "black");
      bound.setCodes("color", new int[] {Vocabulary.UNKNOWN, 3, 77});
      bound.run();
      assertThat(bound.output("n").toLongs()).containsExactly(-5, 9);
      assertThat(bound.output("y").toFloats()).containsOnly(0);
      assertThatThrownBy(() -> bound.setCodes("color", new int[] {0, 4}))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Input color needs codes from -1 to 3, element 1 is not");
      assertThatThrownBy(() -> bound.setCodes("color", new int[] {-2, 0}))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> bound.setCodes("color", new int[1]))
          .hasMessage("Input color needs 2 codes, got 1");
    }
  }

  @Test
  void setCodes_refused_leavesTheLastCodesInPlace() {
    try (InferenceSession session = TestModels.open(TestModels.encoders(), true);
        BoundInference bound = session.bind(Map.of("color", Shape.of(1, 1)))) {
      bound.setCodes("color", new int[] {1});
      assertThatThrownBy(() -> bound.setCodes("color", new int[] {9}))
          .isInstanceOf(IllegalArgumentException.class);
      bound.run();
      assertThat(bound.output("y").toFloats()).containsExactly(0, 1, 0);
    }
  }

  @Test
  void input_codedText_isRefused() {
    try (InferenceSession session = TestModels.open(TestModels.encoders(), true);
        BoundInference bound = session.bind(Map.of("color", Shape.of(1, 1)))) {
      assertThatThrownBy(() -> bound.input("color"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Input color takes text: use setCodes or setText");
    }
  }

  @Test
  void run_codesNotSet_isRefused() {
    try (InferenceSession session = TestModels.open(TestModels.encoders(), true);
        BoundInference bound = session.bind(Map.of("color", Shape.of(1, 1)))) {
      assertThatThrownBy(bound::run)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("Inputs [color] need setCodes first");
    }
  }

  @Test
  void run_textNotSet_isRefused() {
    try (InferenceSession session = TestModels.open(TestModels.encoders(), false);
        BoundInference bound = session.bind(Map.of("color", Shape.of(1, 1)))) {
      assertThatThrownBy(bound::run).hasMessage("Input color needs setText first");
      assertThatThrownBy(() -> bound.setText("color", Tensor.of(Shape.of(2, 1), "a", "b")))
          .hasMessage("Input color needs BYTES [1, 1], got BYTES [2, 1]");
    }
  }

  @Test
  void bind_moreThanTwoGigabytes_isRefused() {
    try (InferenceSession session =
        TestModels.open(TestModels.identity(OnnxElementType.FLOAT, -1), true)) {
      assertThatThrownBy(() -> session.bind(Map.of("x", Shape.of(Long.MAX_VALUE))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Input x needs at most 2 GiB, got FP32 [9223372036854775807]");
    }
  }
}
