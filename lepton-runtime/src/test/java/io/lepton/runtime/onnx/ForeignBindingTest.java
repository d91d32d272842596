package io.lepton.runtime.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxModel;
import io.lepton.model.BoundInference;
import io.lepton.model.DeviceReport;
import io.lepton.model.InferenceException;
import io.lepton.model.InferenceSession;
import io.lepton.model.SessionOptions;
import io.lepton.runtime.foreign.ForeignLinking;
import io.lepton.tensor.DataType;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bound calls through java.lang.foreign beside those through JNI. */
class ForeignBindingTest {

  private static final SessionOptions FOREIGN = SessionOptions.defaults();
  private static final SessionOptions JNI = SessionOptions.defaults().withForeignCalls(false);
  private static final Shape ONE = Shape.of(1, 2);

  @Test
  void run_fails_saysTheSameThroughBoth() {
    try (InferenceSession jni = TestModels.open(TestModels.gather(), JNI);
        InferenceSession foreign = TestModels.open(TestModels.gather(), FOREIGN)) {
      ForeignLinking.require();
      InferenceException expected = failure(jni);
      InferenceException found = failure(foreign);
      assertThat(found).hasMessage(expected.getMessage()).hasNoCause();
      assertThat(found.code()).isEqualTo(expected.code());
    }
  }

  private static InferenceException failure(InferenceSession session) {
    try (BoundInference bound = session.bind(Map.of("i", Shape.of(1)))) {
      bound.run();
      bound.input("i").data().putLong(0, 5);
      return catchThrowableOfType(InferenceException.class, bound::run);
    }
  }

  @Test
  void run_afterAFailure_writesToTheSameMemory() {
    for (SessionOptions options : List.of(JNI, FOREIGN)) {
      try (InferenceSession session = TestModels.open(TestModels.gather(), options);
          BoundInference bound = session.bind(Map.of("i", Shape.of(1)))) {
        ForeignLinking.linkIfAllowed();
        bound.run();
        Tensor output = bound.output("y");
        bound.input("i").data().putLong(0, 5);
        assertThatThrownBy(bound::run).isInstanceOf(InferenceException.class);
        bound.input("i").data().putLong(0, 2);
        bound.run();
        assertThat(bound.output("y")).isSameAs(output);
        assertThat(output.toFloats()).containsExactly(30);
      }
    }
  }

  @Test
  void run_shapeDependsOnData_equalsJni() {
    try (InferenceSession session = TestModels.open(TestModels.nonZero(), FOREIGN);
        BoundInference bound = session.bind(Map.of("x", Shape.of(4)))) {
      ForeignLinking.require();
      for (int nonZeros : new int[] {2, 2, 4, 1, 0, 3}) {
        for (int i = 0; i < 4; i++) {
          bound.input("x").data().putFloat(4 * i, i < nonZeros ? 1 : 0);
        }
        bound.run();
        assertThat(bound.output("y").shape()).isEqualTo(Shape.of(1, nonZeros));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = "BYTES", mode = EnumSource.Mode.EXCLUDE)
  void run_anyType_equalsJniBitByBit(DataType type) {
    OnnxModel model = TestModels.identity(OnnxElementType.of(type), -1, 3);
    Tensor ones = Tensor.allocate(type, Shape.of(5, 3));
    for (int i = 0; i < ones.data().remaining(); i += 2) {
      ones.data().put(i, (byte) 1);
    }
    Map<String, Tensor> inputs = Map.of("x", ones);
    try (InferenceSession jni = TestModels.open(model, JNI);
        InferenceSession foreign = TestModels.open(model, FOREIGN)) {
      ForeignLinking.require();
      Outputs.assertSame(Outputs.bound(foreign, inputs), Outputs.bound(jni, inputs), "type");
      assertThat(Outputs.bound(foreign, inputs).get("y").data()).isEqualTo(ones.data());
    }
  }

  @Test
  void run_warmThroughForeign_allocatesNothing() {
    try (InferenceSession session = TestModels.open(TestModels.sumAndDifference(), FOREIGN)) {
      ForeignLinking.require();
      assertThat(bytesPerRun(session, 0)).isZero();
    }
  }

  @Test
  void run_warmThroughJni_allocatesAnArrayOfFlags() {
    try (InferenceSession session = TestModels.open(TestModels.sumAndDifference(), JNI)) {
      assertThat(bytesPerRun(session, 24)).isLessThanOrEqualTo(24);
    }
  }

  /** Tries until it is compiled: until then objects are made that the compiler leaves out. */
  private static long bytesPerRun(InferenceSession session, long enough) {
    int runs = 5_000;
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (BoundInference bound = session.bind(Map.of("a", ONE, "b", ONE))) {
      long found = Long.MAX_VALUE;
      for (int i = 0; i < 100 && found > enough; i++) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int k = 0; k < runs; k++) {
          bound.run();
        }
        found = Math.min(found, (threads.getCurrentThreadAllocatedBytes() - before) / runs);
      }
      return found;
    }
  }

  @Test
  void device_foreignWanted_reportSaysWhatWasFound() {
    try (InferenceSession jni = TestModels.open(TestModels.gather(), JNI);
        InferenceSession foreign = TestModels.open(TestModels.gather(), FOREIGN)) {
      String subject = "calls through java.lang.foreign";
      assertThat(jni.device().checks())
          .extracting(DeviceReport.Check::subject)
          .doesNotContain(subject);
      assertThat(foreign.device().checks())
          .extracting(DeviceReport.Check::subject)
          .contains(subject);
    }
  }
}
