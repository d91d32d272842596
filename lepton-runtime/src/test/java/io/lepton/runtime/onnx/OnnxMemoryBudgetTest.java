package io.lepton.runtime.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.ErrorCode;
import io.lepton.format.onnx.OnnxModel;
import io.lepton.model.BoundInference;
import io.lepton.model.InferenceException;
import io.lepton.model.InferenceRequest;
import io.lepton.model.InferenceSession;
import io.lepton.model.NativeMemoryBudget;
import io.lepton.model.SessionOptions;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What is counted of native memory, and what happens when there is no more. */
class OnnxMemoryBudgetTest {

  private static final OnnxModel MODEL = TestModels.sumAndDifference();
  private static final long MODEL_BYTES = MODEL.sizeBytes();

  private static SessionOptions options(NativeMemoryBudget budget) {
    return SessionOptions.defaults().withMemoryBudget(budget);
  }

  private static BoundInference bind(InferenceSession session, int rows) {
    Shape shape = Shape.of(rows, 2);
    return session.bind(Map.of("a", shape, "b", shape));
  }

  private static void assertRefused(ThrowingCallable code, String message) {
    assertThatThrownBy(code)
        .isInstanceOfSatisfying(
            InferenceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MEMORY_BUDGET))
        .hasMessageStartingWith(message);
  }

  @Test
  void open_model_isCountedUntilItIsClosed() {
    NativeMemoryBudget budget = NativeMemoryBudget.ofBytes(1 << 20);
    try (InferenceSession session = TestModels.open(MODEL, options(budget))) {
      assertThat(budget.usedBytes()).isEqualTo(MODEL_BYTES);
      assertThat(session.statistics().nativeBytes()).isEqualTo(MODEL_BYTES);
    }
    assertThat(budget.usedBytes()).isZero();
  }

  @Test
  void open_sharedModel_isCountedOnce() {
    NativeMemoryBudget budget = NativeMemoryBudget.ofBytes(1 << 20);
    InferenceSession one = TestModels.open(MODEL, options(budget));
    try (InferenceSession other = TestModels.open(MODEL, options(budget))) {
      assertThat(budget.usedBytes()).isEqualTo(MODEL_BYTES);
      one.close();
      assertThat(budget.usedBytes()).isEqualTo(MODEL_BYTES);
    }
    assertThat(budget.usedBytes()).isZero();
  }

  @Test
  void open_noRoomToLoad_isRefusedAndTakesNothing() {
    NativeMemoryBudget budget = NativeMemoryBudget.ofBytes(2 * MODEL_BYTES - 1);
    assertRefused(
        () -> TestModels.open(MODEL, options(budget)),
        "Model test needs %d bytes of native memory, of the budget of %d bytes 0 are used"
            .formatted(2 * MODEL_BYTES, 2 * MODEL_BYTES - 1));
    assertThat(budget.usedBytes()).isZero();
  }

  @Test
  void bind_inputsAndOutputs_areCountedUntilItIsClosed() {
    NativeMemoryBudget budget = NativeMemoryBudget.ofBytes(1 << 20);
    try (InferenceSession session = TestModels.open(MODEL, options(budget))) {
      try (BoundInference bound = bind(session, 100)) {
        assertThat(budget.usedBytes()).isEqualTo(MODEL_BYTES + 2 * 800);
        bound.run();
        assertThat(budget.usedBytes()).isEqualTo(MODEL_BYTES + 4 * 800);
        bound.run();
        assertThat(session.statistics().nativeBytes()).isEqualTo(MODEL_BYTES + 4 * 800);
      }
      assertThat(budget.usedBytes()).isEqualTo(MODEL_BYTES);
    }
  }

  @Test
  void bind_codedText_isCounted() {
    NativeMemoryBudget budget = NativeMemoryBudget.ofBytes(1 << 20);
    try (InferenceSession session = TestModels.open(TestModels.encoders(), options(budget))) {
      long before = budget.usedBytes();
      try (BoundInference bound = session.bind(Map.of("color", Shape.of(10, 1)))) {
        // Ten rows of three floats and of one long.
        assertThat(budget.usedBytes() - before).isEqualTo(10 * (3 * 4 + 8));
      }
      assertThat(budget.usedBytes()).isEqualTo(before);
    }
  }

  @Test
  void bind_noRoomForInputs_isRefusedAndTheSessionWorks() {
    NativeMemoryBudget budget = NativeMemoryBudget.ofBytes(2 * MODEL_BYTES + 1000);
    try (InferenceSession session = TestModels.open(MODEL, options(budget))) {
      assertRefused(
          () -> bind(session, 1 << 20),
          "A binding of Model test needs %d bytes of native memory".formatted(8 << 20));
      assertThat(budget.usedBytes()).isEqualTo(MODEL_BYTES);
      bind(session, 1).close();
    }
  }

  @Test
  void run_noRoomForOutputs_isRefusedUntilThereIs() {
    NativeMemoryBudget budget = NativeMemoryBudget.ofBytes(2 * MODEL_BYTES + 100);
    try (InferenceSession session = TestModels.open(MODEL, options(budget));
        BoundInference bound = bind(session, 1)) {
      long rest = budget.limitBytes() - budget.usedBytes() - 15;
      budget.take(rest, "somebody else");
      assertRefused(bound::run, "A binding of Model test needs 8 bytes");
      assertRefused(bound::run, "A binding of Model test needs 8 bytes");
      budget.giveBack(rest);
      bound.run();
      bound.run();
      assertThat(bound.output("sum").toFloats()).containsExactly(0, 0);
    }
    assertThat(budget.usedBytes()).isZero();
  }

  @Test
  void infer_outputs_areCountedDuringTheCallOnly() {
    NativeMemoryBudget budget = NativeMemoryBudget.ofBytes(2 * MODEL_BYTES);
    try (InferenceSession session = TestModels.open(MODEL, options(budget))) {
      Tensor a = Tensor.of(Shape.of(1, 2), 1f, 2f);
      InferenceRequest request = InferenceRequest.of("a", a).and("b", a);
      session.infer(request);
      session.infer(request);
      assertThat(budget.usedBytes()).isEqualTo(MODEL_BYTES);
      budget.take(MODEL_BYTES - 15, "somebody else");
      assertRefused(() -> session.infer(request), "Model test needs 8 bytes");
      assertThat(session.statistics().failures()).isEqualTo(1);
      budget.giveBack(MODEL_BYTES - 15);
      assertThat(session.infer(request).outputs()).hasSize(2);
    }
  }
}
