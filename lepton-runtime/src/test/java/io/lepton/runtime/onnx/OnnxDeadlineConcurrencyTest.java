package io.lepton.runtime.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtException;
import io.lepton.model.BoundInference;
import io.lepton.model.Deadline;
import io.lepton.model.DeadlineExceededException;
import io.lepton.model.Device;
import io.lepton.model.DeviceReport;
import io.lepton.model.InferenceResponse;
import io.lepton.model.InferenceSession;
import io.lepton.model.SessionClosedException;
import io.lepton.model.SessionOptions;
import io.lepton.runtime.lane.Lanes;
import io.lepton.runtime.lane.Virtual;
import io.lepton.tensor.Shape;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs that would not end by themselves, and those beside them. */
@Timeout(60)
class OnnxDeadlineConcurrencyTest {

  private final InferenceSession session = TestModels.open(Counting.model(), true);

  @AfterEach
  void close() {
    session.close();
  }

  private static Deadline soon() {
    return Deadline.after(Duration.ofMillis(30));
  }

  private static void assertAnswers(InferenceSession asked) {
    InferenceResponse response = asked.infer(Counting.request(3, 4));
    assertThat(response.output("y").toFloats()).containsExactly(7);
  }

  @Test
  void infer_deadlinePasses_isStoppedAndTheSessionGoesOn() {
    assertAnswers(session);
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> session.infer(Counting.request(0, Counting.FOR_EVER), soon()))
          .isInstanceOf(DeadlineExceededException.class)
          .hasMessage("A run of model test was stopped at its deadline");
      assertAnswers(session);
    }
  }

  @Test
  void infer_othersAreStopped_isNotDisturbed() {
    List<CompletableFuture<InferenceResponse>> endless = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      endless.add(session.inferAsync(Counting.request(0, Counting.FOR_EVER), soon()));
      assertAnswers(session);
      InferenceResponse timed =
          session.infer(Counting.request(1, 100), Deadline.after(Duration.ofDays(1)));
      assertThat(timed.output("y").toFloats()).containsExactly(101);
    }
    for (CompletableFuture<InferenceResponse> call : endless) {
      assertThatThrownBy(call::join).hasCauseInstanceOf(DeadlineExceededException.class);
    }
  }

  @Test
  void cancel_running_lanesAreFreeAgain() {
    for (int i = 0; i < 20; i++) {
      CompletableFuture<InferenceResponse> call =
          session.inferAsync(Counting.request(0, Counting.FOR_EVER));
      assertThat(call.cancel(i % 2 == 0)).isTrue();
      assertThatThrownBy(call::join).isInstanceOf(CancellationException.class);
    }
    InferenceResponse next = session.inferAsync(Counting.request(2, 2)).join();
    assertThat(next.output("y").toFloats()).containsExactly(4);
  }

  @Test
  void close_callsWereCancelled_doesNotWaitForEver() {
    List<CompletableFuture<InferenceResponse>> calls = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      calls.add(session.inferAsync(Counting.request(0, Counting.FOR_EVER)));
    }
    calls.forEach(call -> call.cancel(true));
    session.close();
    assertThatThrownBy(() -> session.infer(Counting.request(0, 1)))
        .isInstanceOf(SessionClosedException.class);
  }

  @Test
  void close_callsWait_theyFail() {
    List<CompletableFuture<InferenceResponse>> calls = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      calls.add(session.inferAsync(Counting.request(i, 1000)));
    }
    session.close();
    int answers = 0;
    for (CompletableFuture<InferenceResponse> call : calls) {
      Throwable failure = call.handle((answer, thrown) -> thrown).join();
      if (failure == null) {
        answers++;
      } else {
        assertThat(failure).isInstanceOf(SessionClosedException.class);
      }
    }
    assertThat(answers).isLessThan(calls.size());
  }

  @Test
  void run_deadlinePasses_bindingGoesOn() {
    try (BoundInference bound = session.bind(Map.of("x", Shape.of(1), "n", Shape.of()))) {
      for (int i = 0; i < 3; i++) {
        bound.input("x").data().putFloat(0, i);
        bound.input("n").data().putLong(0, 10);
        bound.run();
        assertThat(bound.output("y").toFloats()).containsExactly(i + 10);
        bound.input("n").data().putLong(0, Counting.FOR_EVER);
        assertThatThrownBy(() -> bound.run(soon())).isInstanceOf(DeadlineExceededException.class);
      }
    }
  }

  @Test
  void infer_virtualThreads_areStoppedAndAnswered() {
    List<CompletableFuture<InferenceResponse>> calls = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      calls.add(Virtual.start(() -> session.infer(Counting.request(0, Counting.FOR_EVER), soon())));
    }
    for (int i = 0; i < 200; i++) {
      float from = i;
      CompletableFuture<InferenceResponse> call =
          Virtual.start(() -> session.infer(Counting.request(from, 50)));
      assertThat(call.join().output("y").toFloats()).containsExactly(i + 50);
    }
    for (CompletableFuture<InferenceResponse> call : calls) {
      assertThatThrownBy(call::join).hasCauseInstanceOf(DeadlineExceededException.class);
    }
  }

  /** As if the model ran on a GPU: only its own thread may. */
  private static OnnxSession openOnOneLane() {
    try {
      ModelPlan plan = ModelPlan.asIs(Counting.model());
      Settings settings =
          Settings.of(
              SessionOptions.defaults(), Device.CPU, null, ExternalFiles.of(plan.model(), null));
      Lanes lanes = Lanes.of("test", Device.CUDA, 1);
      NativeModel model =
          NativeModel.load("test", OnnxSession.direct(plan.model()), settings, lanes);
      DeviceReport device = new DeviceReport(Device.CUDA, "CUDA: simulated", List.of());
      return new OnnxSession(model, plan.signature("test"), device, Optional.empty());
    } catch (IOException | OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anyCall_gpuSession_worksThroughItsLane() {
    try (OnnxSession gpu = openOnOneLane();
        BoundInference bound = gpu.bind(Map.of("x", Shape.of(1), "n", Shape.of()))) {
      assertAnswers(gpu);
      assertThatThrownBy(() -> gpu.infer(Counting.request(0, Counting.FOR_EVER), soon()))
          .isInstanceOf(DeadlineExceededException.class);
      CompletableFuture<InferenceResponse> endless =
          gpu.inferAsync(Counting.request(0, Counting.FOR_EVER));
      CompletableFuture<InferenceResponse> next = gpu.inferAsync(Counting.request(5, 5));
      endless.cancel(true);
      assertThat(next.join().output("y").toFloats()).containsExactly(10);
      bound.input("n").data().putLong(0, 10);
      bound.run();
      assertThat(bound.output("y").toFloats()).containsExactly(10);
    }
  }
}
