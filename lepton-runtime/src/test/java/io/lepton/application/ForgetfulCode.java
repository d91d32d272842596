package io.lepton.application;

import io.lepton.model.BoundInference;
import io.lepton.model.InferenceRequest;
import io.lepton.model.InferenceSession;
import io.lepton.model.ModelSource;
import io.lepton.model.SessionOptions;
import io.lepton.spi.InferenceBackend;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import java.io.IOException;
import java.util.Map;

/** Code of somebody else, outside of Lepton's packages, that does not close what it opens. */
public final class ForgetfulCode {

  private ForgetfulCode() {}

  /** Opens a session, asks it, and forgets it. */
  public static void openAndForget(
      InferenceBackend backend, ModelSource source, SessionOptions options) throws IOException {
    InferenceSession session = backend.open(source, options);
    Tensor a = Tensor.of(Shape.of(1, 2), 1f, 2f);
    session.infer(InferenceRequest.of("a", a).and("b", a));
  }

  /** Makes a binding, runs it, and forgets it. */
  public static void bindAndForget(InferenceSession session) {
    BoundInference bound = bind(session);
    bound.run();
    bound.run();
  }

  /** Makes a binding and forgets the session it came from. */
  public static BoundInference bindAndForgetTheSession(
      InferenceBackend backend, ModelSource source, SessionOptions options) throws IOException {
    return bind(backend.open(source, options));
  }

  private static BoundInference bind(InferenceSession session) {
    Shape shape = Shape.of(1, 2);
    return session.bind(Map.of("a", shape, "b", shape));
  }
}
