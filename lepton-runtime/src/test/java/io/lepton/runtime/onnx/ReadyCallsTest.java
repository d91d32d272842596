package io.lepton.runtime.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxModel;
import io.lepton.model.Deadline;
import io.lepton.model.InferenceException;
import io.lepton.model.InferenceRequest;
import io.lepton.model.InferenceResponse;
import io.lepton.model.InferenceSession;
import io.lepton.model.InvalidRequestException;
import io.lepton.model.NativeMemoryBudget;
import io.lepton.model.SessionClosedException;
import io.lepton.model.SessionOptions;
import io.lepton.tensor.DataType;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests of one shape again and again, for which calls are kept ready. */
class ReadyCallsTest {

  private static final int MANY = 4 * ReadyCalls.REQUESTS_BEFORE;

  private static InferenceSession open() {
    return TestModels.open(TestModels.sumAndDifference(), true);
  }

  private static InferenceRequest request(float a, float b, int rows) {
    return InferenceRequest.of("a", filled(a, rows)).and("b", filled(b, rows));
  }

  private static Tensor filled(float value, int rows) {
    Tensor tensor = Tensor.allocate(DataType.FP32, Shape.of(rows, 2));
    for (int i = 0; i < tensor.size(); i++) {
      tensor.data().putFloat(4 * i, value);
    }
    return tensor;
  }

  private static void assertSum(InferenceResponse answer, float sum, float difference) {
    assertThat(answer.output("sum").toFloats()).containsOnly(sum);
    assertThat(answer.output("difference").toFloats()).containsOnly(difference);
  }

  private static void askOften(InferenceSession session) {
    for (int i = 0; i < MANY; i++) {
      assertSum(session.infer(request(i, 1, 3)), i + 1, i - 1);
    }
  }

  @Test
  void infer_oneShapeOften_answersEachRequest() {
    try (InferenceSession session = open()) {
      askOften(session);
    }
  }

  @Test
  void infer_oneShapeOften_keepsMemoryForIt() {
    try (InferenceSession session = open()) {
      long before = session.statistics().nativeBytes();
      askOften(session);
      assertThat(session.statistics().nativeBytes()).isEqualTo(before + 4 * 3 * 2 * Float.BYTES);
      session.close();
      assertThat(session.statistics().nativeBytes()).isZero();
    }
  }

  @Test
  void infer_laterRequests_leaveEarlierAnswersAlone() {
    try (InferenceSession session = open()) {
      askOften(session);
      InferenceResponse first = session.infer(request(1, 2, 3));
      assertSum(session.infer(request(5, 2, 3)), 7, 3);
      assertSum(first, 3, -1);
    }
  }

  @Test
  void infer_manyShapes_answersEachAndKeepsFew() {
    try (InferenceSession session = open()) {
      long before = session.statistics().nativeBytes();
      for (int i = 0; i < 2_000; i++) {
        int rows = 1 + i * 7 % 50;
        InferenceResponse answer = session.infer(request(i, 1, rows));
        assertSum(answer, i + 1, i - 1);
        assertThat(answer.output("sum").shape()).isEqualTo(Shape.of(rows, 2));
      }
      long most = ReadyCalls.PLACES * 4 * 50 * 2 * Float.BYTES;
      assertThat(session.statistics().nativeBytes() - before).isBetween(1L, most);
    }
  }

  @Test
  void infer_largeRequests_keepNothing() {
    try (InferenceSession session = open()) {
      long before = session.statistics().nativeBytes();
      for (int i = 0; i < MANY; i++) {
        assertSum(session.infer(request(i, 1, 2_000)), i + 1, i - 1);
      }
      assertThat(session.statistics().nativeBytes()).isEqualTo(before);
    }
  }

  @Test
  void infer_memoryBudget_keepsNothing() {
    NativeMemoryBudget budget = NativeMemoryBudget.ofBytes(1 << 20);
    SessionOptions options = SessionOptions.defaults().withMemoryBudget(budget);
    try (InferenceSession session = TestModels.open(TestModels.sumAndDifference(), options)) {
      long before = budget.usedBytes();
      askOften(session);
      assertThat(budget.usedBytes()).isEqualTo(before);
    }
  }

  @Test
  void infer_requestThatDoesNotFit_isRefusedAsBefore() {
    try (InferenceSession session = open()) {
      Tensor fits = filled(1, 3);
      List<InferenceRequest> bad =
          List.of(
              InferenceRequest.of("a", fits),
              InferenceRequest.of("a", fits).and("b", fits).and("c", fits),
              InferenceRequest.of("a", fits).and("c", fits),
              InferenceRequest.of("a", fits).and("b", filled(1, 4)),
              InferenceRequest.of("a", fits).and("b", Tensor.of(Shape.of(3, 2), new double[6])),
              request(1, 2, 3).wanting("nothing"));
      List<String> messages = messages(session, bad);
      askOften(session);
      assertThat(messages(session, bad)).isEqualTo(messages);
      askOften(session);
    }
  }

  private static List<String> messages(InferenceSession session, List<InferenceRequest> requests) {
    List<String> messages = new ArrayList<>();
    for (InferenceRequest request : requests) {
      assertThatThrownBy(() -> session.infer(request))
          .isInstanceOfSatisfying(InvalidRequestException.class, e -> messages.add(e.getMessage()));
    }
    return messages;
  }

  @Test
  void infer_someOutputsWanted_returnsThoseOnly() {
    try (InferenceSession session = open()) {
      askOften(session);
      assertThat(session.infer(request(1, 2, 3).wanting("sum")).names()).containsExactly("sum");
      assertThat(session.infer(request(1, 2, 3)).names()).containsExactly("sum", "difference");
    }
  }

  @Test
  void infer_runFails_saysSoAndAnswersTheNext() {
    try (InferenceSession session = TestModels.open(TestModels.gather(), true)) {
      for (int round = 0; round < 3; round++) {
        for (long i = 0; i < MANY; i++) {
          Tensor index = Tensor.of(Shape.of(1), i % 3);
          Tensor found = session.infer(InferenceRequest.of("i", index)).output("y");
          assertThat(found.toFloats()).containsExactly(10 * (i % 3 + 1));
        }
        InferenceRequest bad = InferenceRequest.of("i", Tensor.of(Shape.of(1), 5L));
        assertThatThrownBy(() -> session.infer(bad)).isInstanceOf(InferenceException.class);
        assertThat(session.statistics().failures()).isEqualTo(round + 1);
      }
    }
  }

  @Test
  void infer_shapeOfTheOutputDependsOnValues_followsThem() {
    try (InferenceSession session = TestModels.open(TestModels.nonZero(), true)) {
      for (int i = 0; i < 4 * MANY; i++) {
        int nonZeros = i < 2 * MANY ? 2 : i % 5;
        Tensor x = Tensor.allocate(DataType.FP32, Shape.of(4));
        for (int k = 0; k < nonZeros; k++) {
          x.data().putFloat(4 * k, 1);
        }
        Tensor y = session.infer(InferenceRequest.of("x", x)).output("y");
        assertThat(y.shape()).isEqualTo(Shape.of(1, nonZeros));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = "BYTES", mode = EnumSource.Mode.EXCLUDE)
  void infer_anyType_givesEachBitBack(DataType type) {
    OnnxModel model = TestModels.identity(OnnxElementType.of(type), -1, 3);
    try (InferenceSession session = TestModels.open(model, true)) {
      for (int i = 0; i < MANY; i++) {
        Tensor x = Tensor.allocate(type, Shape.of(5, 3));
        for (int k = 0; k < x.data().remaining(); k++) {
          x.data().put(k, (byte) (type == DataType.BOOL ? i + k & 1 : i * 31 + k));
        }
        Tensor y = session.infer(InferenceRequest.of("x", x)).output("y");
        Outputs.assertSame(Map.of("y", y), Map.of("y", x), type + " " + i);
      }
    }
  }

  @Test
  void infer_labelsAsText_areTextOfTheirOwn() {
    OnnxModel model = TestModels.classifier("no", "yes", "maybe");
    try (InferenceSession once = TestModels.open(model, true);
        InferenceSession often = TestModels.open(model, true)) {
      String input = once.metadata().inputs().get(0).name();
      long columns = once.metadata().inputs().get(0).shape().dimension(1);
      for (int i = 0; i < MANY; i++) {
        float[] values = new float[(int) columns];
        values[i % values.length] = i;
        Map<String, Tensor> inputs = Map.of(input, Tensor.of(Shape.of(1, columns), values));
        Map<String, Tensor> expected = Outputs.bound(once, inputs);
        Outputs.assertSame(Outputs.infer(often, inputs), expected, "request " + i);
      }
    }
  }

  @Test
  void infer_deadline_answersToo() {
    try (InferenceSession session = open()) {
      askOften(session);
      for (int i = 0; i < MANY; i++) {
        Deadline deadline = Deadline.after(Duration.ofMinutes(1));
        assertSum(session.infer(request(i, 2, 3), deadline), i + 2, i - 2);
      }
    }
  }

  @Test
  void infer_closed_isRefused() {
    InferenceSession session = open();
    askOften(session);
    session.close();
    assertThatThrownBy(() -> session.infer(request(1, 1, 3)))
        .isInstanceOf(SessionClosedException.class);
  }

  @Test
  void infer_manyThreads_eachGetsItsOwnAnswer() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(12);
    try (InferenceSession session = open()) {
      List<Future<?>> threads = new ArrayList<>();
      for (int t = 0; t < 12; t++) {
        float b = t;
        threads.add(
            pool.submit(
                () -> {
                  for (int i = 0; i < 2_000; i++) {
                    int rows = 1 + i % 3;
                    assertSum(session.infer(request(i, b, rows)), i + b, i - b);
                  }
                }));
      }
      for (Future<?> thread : threads) {
        thread.get();
      }
      assertThat(session.statistics().calls()).isEqualTo(24_000);
    } finally {
      pool.shutdown();
    }
  }
}
