package io.lepton.runtime.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.application.ForgetfulCode;
import io.lepton.model.BoundInference;
import io.lepton.model.InferenceSession;
import io.lepton.model.LeakDetection;
import io.lepton.model.ModelSource;
import io.lepton.model.NativeMemoryBudget;
import io.lepton.model.SessionOptions;
import io.lepton.runtime.resource.LeakDetector;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of sessions and bindings that were not closed. */
@Timeout(60)
class OnnxLeakTest {

  private final Queue<String> reports = new ConcurrentLinkedQueue<>();
  private final SharedSessions sessions = new SharedSessions(new LeakDetector(reports::add));
  private final OnnxBackend backend = TestModels.backend(sessions);
  private final NativeMemoryBudget budget = NativeMemoryBudget.ofBytes(1 << 20);
  private final SessionOptions options =
      SessionOptions.defaults().withLeakDetection(LeakDetection.ALL).withMemoryBudget(budget);

  private static ModelSource source() {
    return ModelSource.of("sum", TestModels.sumAndDifference().toBytes());
  }

  private static void collectUntil(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      System.gc();
      Thread.sleep(10);
    }
  }

  @Test
  void session_forgotten_isFreedAndReportedWithItsPlace() throws Exception {
    ForgetfulCode.openAndForget(backend, source(), options);
    collectUntil(() -> sessions.size() == 0 && !reports.isEmpty());
    assertThat(reports)
        .singleElement()
        .asString()
        .matches(
            "A session of model sum was not closed .* opened at "
                + "io\\.lepton\\.application\\.ForgetfulCode\\.openAndForget:\\d+");
    assertThat(budget.usedBytes()).isZero();
  }

  @Test
  void session_manyForgottenAtOnePlace_areReportedOnce() throws Exception {
    for (int i = 0; i < 20; i++) {
      ForgetfulCode.openAndForget(backend, source(), options.withSharing(false));
    }
    collectUntil(() -> budget.usedBytes() == 0);
    assertThat(reports).hasSize(1);
  }

  @Test
  void session_oneHandleForgotten_leavesTheOtherWorking() throws Exception {
    try (InferenceSession kept = backend.open(source(), options)) {
      ForgetfulCode.openAndForget(backend, source(), options);
      collectUntil(() -> !reports.isEmpty());
      ForgetfulCode.bindAndForget(kept);
      assertThat(sessions.size()).isEqualTo(1);
    }
    assertThat(sessions.size()).isZero();
  }

  @Test
  void binding_forgotten_isFreedAndReportedAndTheSessionWorks() throws Exception {
    try (InferenceSession session = backend.open(source(), options)) {
      long before = session.statistics().nativeBytes();
      ForgetfulCode.bindAndForget(session);
      assertThat(session.statistics().nativeBytes()).isEqualTo(before + 4 * 8);
      collectUntil(() -> session.statistics().nativeBytes() == before && !reports.isEmpty());
      assertThat(reports)
          .singleElement()
          .asString()
          .startsWith("A binding of model sum was not closed")
          .contains("ForgetfulCode.bind:");
      ForgetfulCode.bindAndForget(session);
    }
  }

  @Test
  void session_whoseBindingIsInUse_isNotTakenForForgotten() throws Exception {
    BoundInference bound = ForgetfulCode.bindAndForgetTheSession(backend, source(), options);
    ForgetfulCode.openAndForget(backend, source(), options.withSharing(false));
    collectUntil(() -> !reports.isEmpty());
    bound.run();
    bound.run();
    assertThat(sessions.size()).isEqualTo(1);
    bound.close();
  }

  @Test
  void session_closed_isNotReported() throws Exception {
    backend.open(source(), options).close();
    ForgetfulCode.openAndForget(backend, source(), options.withSharing(false));
    collectUntil(() -> budget.usedBytes() == 0);
    assertThat(reports).hasSize(1);
  }

  @Test
  void session_forgottenWithDetectionOff_isLeftAlone() throws Exception {
    SessionOptions off = options.withLeakDetection(LeakDetection.OFF);
    ForgetfulCode.openAndForget(backend, source(), off);
    ForgetfulCode.openAndForget(backend, source(), options.withSharing(false));
    collectUntil(() -> !reports.isEmpty());
    assertThat(reports).hasSize(1);
    assertThat(sessions.size()).isEqualTo(1);
  }

  @Test
  void sharing_sessionsOfTwoLevels_share() throws IOException {
    try (InferenceSession one = backend.open(source(), options);
        InferenceSession other =
            backend.open(source(), options.withLeakDetection(LeakDetection.OFF))) {
      assertThat(sessions.size()).isEqualTo(1);
    }
  }
}
