package io.lepton.runtime.onnx;

import io.lepton.model.BoundInference;
import io.lepton.model.Deadline;
import io.lepton.model.DeviceReport;
import io.lepton.model.InferenceRequest;
import io.lepton.model.InferenceResponse;
import io.lepton.model.InferenceSession;
import io.lepton.model.ModelMetadata;
import io.lepton.model.SessionClosedException;
import io.lepton.model.SessionStatistics;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import io.lepton.tensor.TensorValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A model that has values for some of its inputs. The Java binding lets nobody give others, so the
 * first request that does so opens the model once more, with these as inputs like any other.
 *
 * <p>Safe for use by many threads.
 */
final class DefaultedSession implements InferenceSession {

  /**
   * The model in which all inputs have to be given.
   *
   * @param session the model
   * @param values what the file has for those that a caller leaves out
   */
  record Open(InferenceSession session, Map<String, Tensor> values) {}

  /** Opens the model in which all inputs have to be given. */
  interface Opener {
    Open open();
  }

  private final InferenceSession session;
  private final Set<String> names;
  private final Opener opener;
  private @Nullable Open open;
  private boolean isClosed;

  DefaultedSession(InferenceSession session, Set<String> names, Opener opener) {
    this.session = session;
    this.names = names;
    this.opener = opener;
  }

  @Override
  public ModelMetadata metadata() {
    return session.metadata();
  }

  @Override
  public DeviceReport device() {
    return session.device();
  }

  @Override
  public InferenceResponse infer(InferenceRequest request) {
    if (!givesOwn(request)) {
      return session.infer(request);
    }
    Open model = open();
    return model.session.infer(all(request, model));
  }

  @Override
  public InferenceResponse infer(InferenceRequest request, Deadline deadline) {
    if (!givesOwn(request)) {
      return session.infer(request, deadline);
    }
    Open model = open();
    return model.session.infer(all(request, model), deadline);
  }

  @Override
  public CompletableFuture<InferenceResponse> inferAsync(
      InferenceRequest request, Deadline deadline) {
    if (!givesOwn(request)) {
      return session.inferAsync(request, deadline);
    }
    try {
      Open model = open();
      return model.session.inferAsync(all(request, model), deadline);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private boolean givesOwn(InferenceRequest request) {
    for (String name : request.inputs().keySet()) {
      if (names.contains(name)) {
        return true;
      }
    }
    return false;
  }

  private static InferenceRequest all(InferenceRequest request, Open model) {
    Map<String, TensorValue> all = new LinkedHashMap<>(model.values);
    all.putAll(request.inputs());
    all.putAll(request.others());
    return InferenceRequest.of(all).wanting(request.outputs().toArray(String[]::new));
  }

  private synchronized Open open() {
    if (isClosed) {
      throw new SessionClosedException(metadata().name());
    }
    Open made = open == null ? opener.open() : open;
    open = made;
    return made;
  }

  @Override
  public BoundInference bind(Map<String, Shape> inputShapes) {
    return session.bind(inputShapes);
  }

  @Override
  public void warmUp(InferenceRequest request, int runs) {
    if (givesOwn(request)) {
      Open model = open();
      model.session.warmUp(all(request, model), runs);
    } else {
      session.warmUp(request, runs);
    }
  }

  /** Those of the calls that leave the model's own values; others are few, or should be. */
  @Override
  public SessionStatistics statistics() {
    return session.statistics();
  }

  @Override
  public void close() {
    session.close();
    closeOpen();
  }

  private synchronized void closeOpen() {
    isClosed = true;
    if (open != null) {
      open.session.close();
    }
  }
}
