package io.lepton.model;

import io.lepton.tensor.Shape;
import java.util.Map;

/**
 * A loaded model, ready to answer inference requests.
 *
 * <p>A session holds native memory that the garbage collector does not see. Close it when done.
 *
 * <p><b>Threads.</b> Any number of threads may call {@link #infer} and {@link #bind} at once.
 * {@link #close} waits for calls already running, then frees the model; calls made after that throw
 * {@link SessionClosedException}. Closing again does nothing.
 */
public interface InferenceSession extends AutoCloseable {

  /**
   * Returns what the model says of itself.
   *
   * @return inputs, outputs and properties as they are in the model file, whatever was rewritten
   */
  ModelMetadata metadata();

  /**
   * Returns which device the model runs on.
   *
   * @return the device and the reason for it
   */
  DeviceReport device();

  /**
   * Runs the model once.
   *
   * @param request one value for each input the model declares, apart from optional ones; not
   *     retained
   * @return every requested output, or all of them if the request names none; stays valid after
   *     this session is closed
   * @throws InvalidRequestException if an input is missing, unknown, or of the wrong type or shape;
   *     lists every mismatch
   * @throws InferenceException if the runtime failed on valid input
   * @throws SessionClosedException if this session is closed
   */
  InferenceResponse infer(InferenceRequest request);

  /**
   * Prepares memory for many runs with inputs of the same shapes: the fastest way to run a model.
   *
   * @param inputShapes the shape of each input the model declares, all dimensions known
   * @return the memory and the means to run; close it before the session
   * @throws InvalidRequestException if a shape does not fit the model, or the model takes or makes
   *     more than tensors
   * @throws SessionClosedException if this session is closed
   */
  BoundInference bind(Map<String, Shape> inputShapes);

  /**
   * Runs the model several times and forgets the answers, so that the first caller does not wait
   * for what runtime and JVM do only once: memory that grows, kernels that choose how to run, code
   * that is compiled. It takes a request and not a number alone, because only its caller knows
   * which shapes and values are usual. A few runs make the runtime ready; the JVM takes some
   * thousands.
   *
   * @param request a usual request
   * @param runs how often, at least 1
   * @throws IllegalArgumentException if {@code runs} is below 1
   * @throws InvalidRequestException if an input is missing, unknown, or of the wrong type or shape
   * @throws InferenceException if the runtime failed on valid input
   * @throws SessionClosedException if this session is closed
   */
  default void warmUp(InferenceRequest request, int runs) {
    if (runs < 1) {
      throw new IllegalArgumentException("Needs at least 1 run to warm up, got " + runs);
    }
    for (int i = 0; i < runs; i++) {
      infer(request);
    }
  }

  /**
   * Returns what this session has done so far. Always allowed, after closing, too.
   *
   * @return a snapshot; {@link SessionStatistics#none} from an implementation that does not count
   */
  default SessionStatistics statistics() {
    return SessionStatistics.none();
  }

  /** Waits for running calls, then frees the model. Closing again does nothing. */
  @Override
  void close();
}
