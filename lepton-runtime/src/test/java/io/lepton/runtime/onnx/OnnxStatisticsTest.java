package io.lepton.runtime.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.format.onnx.OnnxElementType;
import io.lepton.format.onnx.OnnxModel;
import io.lepton.model.BoundInference;
import io.lepton.model.InferenceException;
import io.lepton.model.InferenceRequest;
import io.lepton.model.InferenceSession;
import io.lepton.model.InvalidRequestException;
import io.lepton.model.SessionClosedException;
import io.lepton.model.SessionOptions;
import io.lepton.model.SessionStatistics;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a session says of its calls. */
class OnnxStatisticsTest {

  private static InferenceRequest request() {
    Tensor a = Tensor.of(Shape.of(1, 2), 1f, 2f);
    return InferenceRequest.of("a", a).and("b", a);
  }

  private static InferenceSession open() {
    return TestModels.open(TestModels.sumAndDifference(), SessionOptions.defaults());
  }

  @Test
  void statistics_callsOfBothKinds_areCounted() {
    try (InferenceSession session = open()) {
      session.infer(request());
      Shape shape = Shape.of(1, 2);
      try (BoundInference bound = session.bind(Map.of("a", shape, "b", shape))) {
        bound.run();
        bound.run();
      }
      SessionStatistics found = session.statistics();
      assertThat(found.calls()).isEqualTo(3);
      assertThat(found.failures()).isZero();
      assertThat(found.inFlight()).isZero();
      assertThat(found.p50Nanos()).isPositive().isLessThanOrEqualTo(found.p99Nanos());
      assertThat(found.p99Nanos()).isLessThanOrEqualTo(found.maxNanos());
      assertThat(found.maxNanos()).isLessThanOrEqualTo(found.totalNanos());
    }
  }

  @Test
  void statistics_requestThatDoesNotFit_isACallAndNoFailure() {
    try (InferenceSession session = open()) {
      InferenceRequest bad = InferenceRequest.of("c", Tensor.of(Shape.of(1), 1f));
      assertThatThrownBy(() -> session.infer(bad)).isInstanceOf(InvalidRequestException.class);
      assertThat(session.statistics().calls()).isEqualTo(1);
      assertThat(session.statistics().failures()).isZero();
    }
  }

  @Test
  void statistics_runtimeFails_isAFailure() {
    OnnxModel model =
        TestModels.builder()
            .input("x", OnnxElementType.FLOAT, -1)
            .initializer("shape", Shape.of(1), 4L)
            .node("Reshape", List.of("x", "shape"), List.of("y"))
            .output("y", OnnxElementType.FLOAT, 4)
            .build();
    try (InferenceSession session = TestModels.open(model, SessionOptions.defaults())) {
      InferenceRequest request = InferenceRequest.of("x", Tensor.of(Shape.of(3), 1f, 2f, 3f));
      assertThatThrownBy(() -> session.infer(request)).isInstanceOf(InferenceException.class);
      try (BoundInference bound = session.bind(Map.of("x", Shape.of(3)))) {
        assertThatThrownBy(bound::run).isInstanceOf(InferenceException.class);
      }
      assertThat(session.statistics().calls()).isEqualTo(2);
      assertThat(session.statistics().failures()).isEqualTo(2);
    }
  }

  @Test
  void statistics_closed_stayAndCountNoMore() {
    InferenceSession session = open();
    session.infer(request());
    session.close();
    assertThatThrownBy(() -> session.infer(request())).isInstanceOf(SessionClosedException.class);
    assertThat(session.statistics().calls()).isEqualTo(1);
    assertThat(session.statistics().nativeBytes()).isZero();
  }

  @Test
  void statistics_inFlight_isWhatRunsNow() {
    try (OnnxSession session = (OnnxSession) open()) {
      session.held(() -> assertThat(session.statistics().inFlight()).isEqualTo(1));
      assertThat(session.statistics().inFlight()).isZero();
    }
  }

  @Test
  void statistics_ofSharedSessions_areEachTheirOwn() {
    try (InferenceSession one = open();
        InferenceSession other = open()) {
      one.infer(request());
      assertThat(one.statistics().calls()).isEqualTo(1);
      assertThat(other.statistics().calls()).isZero();
    }
  }
}
