package io.lepton.runtime.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lepton.ErrorCode;
import io.lepton.format.onnx.OnnxModel;
import io.lepton.model.BoundInference;
import io.lepton.model.Deadline;
import io.lepton.model.DeadlineExceededException;
import io.lepton.model.Device;
import io.lepton.model.InferenceRequest;
import io.lepton.model.InferenceResponse;
import io.lepton.model.InferenceSession;
import io.lepton.model.InvalidRequestException;
import io.lepton.model.SessionClosedException;
import io.lepton.tensor.DataType;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import io.lepton.tensor.TensorSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link InferenceSession} does, whatever is behind it. */
abstract class InferenceSessionContractTest {

  /** Opens a session on a model. */
  abstract InferenceSession open(OnnxModel model);

  private static final Shape TWO_ROWS = Shape.of(2, 2);

  private static InferenceRequest request() {
    return InferenceRequest.of("a", Tensor.of(TWO_ROWS, 1f, 2f, 3f, 4f))
        .and("b", Tensor.of(TWO_ROWS, 10f, 20f, 30f, 40f));
  }

  @Test
  void metadata_tensorsAndProperties_areThoseOfTheFile() {
    try (InferenceSession session = open(TestModels.sumAndDifference())) {
      assertThat(session.metadata().inputs())
          .containsExactly(
              new TensorSpec("a", DataType.FP32, Shape.of(-1, 2), List.of("batch", ""), List.of()),
              new TensorSpec("b", DataType.FP32, Shape.of(-1, 2), List.of("batch", ""), List.of()));
      assertThat(session.metadata().outputs())
          .extracting(TensorSpec::name)
          .containsExactly("sum", "difference");
      assertThat(session.metadata().properties()).containsEntry("purpose", "arithmetic");
    }
  }

  @Test
  void metadata_codedTextAndLabels_areTextAsInTheFile() {
    try (InferenceSession session = open(TestModels.encoders());
        InferenceSession classifier = open(TestModels.classifier("no", "yes", "maybe"))) {
      assertThat(session.metadata().inputs().get(0).type()).isEqualTo(DataType.BYTES);
      assertThat(classifier.metadata().outputs().get(0).type()).isEqualTo(DataType.BYTES);
      assertThat(classifier.metadata().outputs().get(1).labels())
          .containsExactly("no", "yes", "maybe");
    }
  }

  @Test
  void device_default_saysWhy() {
    try (InferenceSession session = open(TestModels.sumAndDifference())) {
      assertThat(session.device().chosen()).isEqualTo(Device.CPU);
      assertThat(session.device().reason()).startsWith("CPU: ");
    }
  }

  @Test
  void infer_validRequest_returnsAllOutputsInTheModelsOrder() {
    try (InferenceSession session = open(TestModels.sumAndDifference())) {
      InferenceResponse response = session.infer(request());
      assertThat(response.outputs().keySet()).containsExactly("sum", "difference");
      assertThat(response.outputs().get("sum").toFloats()).containsExactly(11, 22, 33, 44);
      assertThat(response.outputs().get("difference").shape()).isEqualTo(TWO_ROWS);
    }
  }

  @Test
  void infer_again_givesTensorsOfItsOwn() {
    try (InferenceSession session = open(TestModels.sumAndDifference())) {
      Tensor first = session.infer(request()).outputs().get("sum");
      Tensor second = session.infer(request()).outputs().get("sum");
      second.data().putFloat(0, 99);
      assertThat(first.toFloats()).containsExactly(11, 22, 33, 44);
      assertThat(session.infer(request()).outputs().get("sum").toFloats()[0]).isEqualTo(11);
    }
  }

  @Test
  void infer_someOutputsWanted_returnsThoseOnly() {
    try (InferenceSession session = open(TestModels.sumAndDifference())) {
      InferenceResponse response = session.infer(request().wanting("difference"));
      assertThat(response.outputs().keySet()).containsExactly("difference");
    }
  }

  @Test
  void infer_afterClose_responseIsStillThere() {
    InferenceResponse response;
    try (InferenceSession session = open(TestModels.sumAndDifference())) {
      session.infer(request());
      response = session.infer(request());
    }
    assertThat(response.outputs().get("sum").toFloats()).containsExactly(11, 22, 33, 44);
  }

  @Test
  void infer_severalMismatches_listsThemAll() {
    try (InferenceSession session = open(TestModels.sumAndDifference())) {
      InferenceRequest wrong =
          InferenceRequest.of("a", Tensor.of(Shape.of(2, 5), new float[10]))
              .and("c", Tensor.of(Shape.of(1), 1f))
              .wanting("product");
      InvalidRequestException e =
          catchThrowableOfType(InvalidRequestException.class, () -> session.infer(wrong));
      assertThat(e.mismatches())
          .containsExactly(
              "The model has no input c, it has a, b",
              "Input b is missing, it needs FP32 [-1, 2]",
              "Input a needs shape [-1, 2], got [2, 5]",
              "The model has no output product, it has sum, difference");
      assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    }
  }

  @Test
  void infer_wrongTypeAndRank_saysNeededThenFound() {
    try (InferenceSession session = open(TestModels.sumAndDifference())) {
      InferenceRequest wrong =
          InferenceRequest.of("a", Tensor.of(Shape.of(2, 2), 1, 2, 3, 4))
              .and("b", Tensor.of(Shape.of(2), 1f, 2f));
      InvalidRequestException e =
          catchThrowableOfType(InvalidRequestException.class, () -> session.infer(wrong));
      assertThat(e.mismatches())
          .containsExactly(
              "Input a needs type FP32, got INT32", "Input b needs shape [-1, 2], got [2]");
    }
  }

  @Test
  void infer_symbolOfTwoSizes_isRefused() {
    try (InferenceSession session = open(TestModels.sumAndDifference())) {
      InferenceRequest wrong =
          InferenceRequest.of("a", Tensor.of(Shape.of(2, 2), new float[4]))
              .and("b", Tensor.of(Shape.of(3, 2), new float[6]));
      assertThatThrownBy(() -> session.infer(wrong))
          .hasMessage("Dimension batch needs one size across inputs, got 2 in a and 3 in b");
    }
  }

  @Test
  void infer_noRows_returnsNoRows() {
    try (InferenceSession session = open(TestModels.sumAndDifference())) {
      Tensor none = Tensor.of(Shape.of(0, 2), new float[0]);
      InferenceRequest request = InferenceRequest.of("a", none).and("b", none);
      for (int i = 0; i < 2; i++) {
        Tensor sum = session.infer(request).outputs().get("sum");
        assertThat(sum.shape()).isEqualTo(Shape.of(0, 2));
      }
    }
  }

  @Test
  void infer_textInAndOut_isText() {
    try (InferenceSession encoders = open(TestModels.encoders());
        InferenceSession classifier = open(TestModels.classifier("no", "yes", "maybe"))) {
      Tensor colors = Tensor.of(Shape.of(4, 1), "blue", "green", "black", "pink");
      Map<String, Tensor> encoded = encoders.infer(InferenceRequest.of("color", colors)).outputs();
      assertThat(encoded.get("y").toFloats()).containsExactly(0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0);
      assertThat(encoded.get("n").toLongs()).containsExactly(-5, 7, 9, -5);
      Tensor numbers = Tensor.of(Shape.of(3, 1), -9f, 0f, 9f);
      Map<String, Tensor> classes = classifier.infer(InferenceRequest.of("x", numbers)).outputs();
      assertThat(classes.get("label").toStrings()).containsExactly("no", "maybe", "maybe");
    }
  }

  @Test
  void bind_severalRuns_readWhatWasWritten() {
    try (InferenceSession session = open(TestModels.sumAndDifference());
        BoundInference bound = session.bind(Map.of("a", TWO_ROWS, "b", TWO_ROWS))) {
      for (int i = 0; i < 5; i++) {
        bound.input("a").data().putFloat(0, i);
        bound.input("b").data().putFloat(12, 2 * i);
        bound.run();
        assertThat(bound.output("sum").toFloats()).containsExactly(i, 0, 0, 2 * i);
        assertThat(bound.output("difference").toFloats()).containsExactly(i, 0, 0, -2 * i);
      }
    }
  }

  @Test
  void bind_noRows_returnsNoRows() {
    Shape none = Shape.of(0, 2);
    try (InferenceSession session = open(TestModels.sumAndDifference());
        BoundInference bound = session.bind(Map.of("a", none, "b", none))) {
      for (int i = 0; i < 3; i++) {
        bound.run();
        assertThat(bound.output("sum").shape()).isEqualTo(none);
      }
    }
  }

  @Test
  void bind_severalShapesAtOnce_eachHasItsOwnMemory() {
    try (InferenceSession session = open(TestModels.sumAndDifference());
        BoundInference two = session.bind(Map.of("a", TWO_ROWS, "b", TWO_ROWS));
        BoundInference one = session.bind(Map.of("a", Shape.of(1, 2), "b", Shape.of(1, 2)))) {
      two.input("a").data().putFloat(0, 2);
      one.input("a").data().putFloat(0, 1);
      for (int i = 0; i < 3; i++) {
        two.run();
        one.run();
        assertThat(two.output("sum").toFloats()).containsExactly(2, 0, 0, 0);
        assertThat(one.output("sum").toFloats()).containsExactly(1, 0);
      }
    }
  }

  @Test
  void bind_codedOrPlainText_equalsInfer() {
    String[] colors = {"blue", "green", "black", "pink", "red", "red"};
    Tensor text = Tensor.of(Shape.of(6, 1), colors);
    try (InferenceSession session = open(TestModels.encoders());
        BoundInference bound = session.bind(Map.of("color", Shape.of(6, 1)))) {
      Map<String, Tensor> expected = session.infer(InferenceRequest.of("color", text)).outputs();
      for (int i = 0; i < 3; i++) {
        setText(bound, "color", text);
        bound.run();
        assertThat(bound.output("y").toFloats()).isEqualTo(expected.get("y").toFloats());
        assertThat(bound.output("n").toLongs()).isEqualTo(expected.get("n").toLongs());
      }
    }
  }

  private static void setText(BoundInference bound, String input, Tensor text) {
    if (bound.inputCodes(input).isEmpty()) {
      bound.setText(input, text);
      return;
    }
    int[] codes = new int[text.size()];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = bound.inputCodes(input).get().vocabulary().codeOf(text.text(i));
    }
    bound.setCodes(input, codes);
  }

  @Test
  void bind_textOutput_isTextOrCodesOfText() {
    try (InferenceSession session = open(TestModels.classifier("no", "yes", "maybe"));
        BoundInference bound = session.bind(Map.of("x", Shape.of(2, 1)))) {
      bound.input("x").data().putFloat(0, -9).putFloat(4, 9);
      bound.run();
      Tensor label = bound.output("label");
      List<String> labels =
          bound
              .outputCodes("label")
              .map(codes -> List.of(codes.terms().get((int) label.getLong(0))))
              .orElseGet(() -> List.of(label.text(0)));
      assertThat(labels).containsExactly("no");
    }
  }

  @Test
  void bind_unknownNames_areRefused() {
    try (InferenceSession session = open(TestModels.sumAndDifference());
        BoundInference bound = session.bind(Map.of("a", TWO_ROWS, "b", TWO_ROWS))) {
      assertThatThrownBy(() -> bound.input("c"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("The model has no input c, it has a, b");
      assertThatThrownBy(() -> bound.output("c")).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> bound.setCodes("a", new int[4]))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> bound.setText("a", Tensor.of(Shape.of(1), "x")))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void bind_openOrWrongShape_isRefused() {
    try (InferenceSession session = open(TestModels.sumAndDifference())) {
      assertThatThrownBy(() -> session.bind(Map.of("a", Shape.of(-1, 2), "b", Shape.of(1, 3))))
          .isInstanceOf(InvalidRequestException.class)
          .hasMessage(
              "Input a needs all dimensions known, got [-1, 2]; "
                  + "Input b needs shape [-1, 2], got [1, 3]");
    }
  }

  @Test
  void output_beforeRun_isRefused() {
    try (InferenceSession session = open(TestModels.sumAndDifference());
        BoundInference bound = session.bind(Map.of("a", TWO_ROWS, "b", TWO_ROWS))) {
      assertThatThrownBy(() -> bound.output("sum")).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void run_bindingClosed_isRefused() {
    try (InferenceSession session = open(TestModels.sumAndDifference())) {
      BoundInference bound = session.bind(Map.of("a", TWO_ROWS, "b", TWO_ROWS));
      bound.close();
      bound.close();
      assertThatThrownBy(bound::run).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void close_twice_doesNothing() {
    InferenceSession session = open(TestModels.sumAndDifference());
    session.close();
    session.close();
    assertThat(session.metadata().inputs()).hasSize(2);
  }

  @Test
  void anyCall_afterClose_isRefused() {
    InferenceSession session = open(TestModels.sumAndDifference());
    BoundInference bound = session.bind(Map.of("a", TWO_ROWS, "b", TWO_ROWS));
    session.close();
    assertThatThrownBy(() -> session.infer(request())).isInstanceOf(SessionClosedException.class);
    assertThatThrownBy(() -> session.bind(Map.of())).isInstanceOf(SessionClosedException.class);
    assertThatThrownBy(bound::run).isInstanceOf(SessionClosedException.class);
    bound.close();
  }

  private static final Deadline FAR = Deadline.after(Duration.ofDays(1));
  private static final Deadline PASSED = Deadline.after(Duration.ZERO);

  @Test
  void infer_deadlineFar_answers() {
    try (InferenceSession session = open(TestModels.sumAndDifference())) {
      for (Deadline deadline : List.of(FAR, Deadline.none())) {
        InferenceResponse response = session.infer(request(), deadline);
        assertThat(response.output("sum").toFloats()).containsExactly(11, 22, 33, 44);
      }
    }
  }

  @Test
  void infer_deadlinePassed_isNotBegun() {
    try (InferenceSession session = open(TestModels.sumAndDifference())) {
      InferenceRequest wrong = InferenceRequest.of("c", Tensor.of(Shape.of(1), 1f));
      DeadlineExceededException e =
          catchThrowableOfType(DeadlineExceededException.class, () -> session.infer(wrong, PASSED));
      assertThat(e.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
      assertThat(session.infer(request()).output("sum").toFloats()).hasSize(4);
    }
  }

  @Test
  void inferAsync_validRequest_answers() {
    try (InferenceSession session = open(TestModels.sumAndDifference())) {
      InferenceResponse untimed = session.inferAsync(request()).join();
      InferenceResponse timed = session.inferAsync(request(), FAR).join();
      assertThat(untimed.output("sum").toFloats()).containsExactly(11, 22, 33, 44);
      assertThat(timed.output("difference").toFloats()).containsExactly(-9, -18, -27, -36);
    }
  }

  @Test
  void inferAsync_failure_isThatOfTheFuture() {
    try (InferenceSession session = open(TestModels.sumAndDifference())) {
      InferenceRequest wrong = InferenceRequest.of("c", Tensor.of(Shape.of(1), 1f));
      assertThatThrownBy(session.inferAsync(wrong)::join)
          .hasCauseInstanceOf(InvalidRequestException.class);
      assertThatThrownBy(session.inferAsync(request(), PASSED)::join)
          .hasCauseInstanceOf(DeadlineExceededException.class);
    }
  }

  @Test
  void inferAsync_afterClose_isRefused() {
    InferenceSession session = open(TestModels.sumAndDifference());
    session.close();
    assertThatThrownBy(session.inferAsync(request())::join)
        .hasCauseInstanceOf(SessionClosedException.class);
    assertThatThrownBy(() -> session.infer(request(), FAR))
        .isInstanceOf(SessionClosedException.class);
  }

  @Test
  void run_deadlineFarOrPassed_runsOrDoesNot() {
    try (InferenceSession session = open(TestModels.sumAndDifference());
        BoundInference bound = session.bind(Map.of("a", TWO_ROWS, "b", TWO_ROWS))) {
      bound.input("a").data().putFloat(0, 5);
      bound.run(FAR);
      bound.input("a").data().putFloat(0, 6);
      assertThatThrownBy(() -> bound.run(PASSED)).isInstanceOf(DeadlineExceededException.class);
      assertThat(bound.output("sum").toFloats()).containsExactly(5, 0, 0, 0);
      bound.run(FAR);
      assertThat(bound.output("sum").toFloats()).containsExactly(6, 0, 0, 0);
    }
  }
}
