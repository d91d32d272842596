package io.lepton.model;

import io.lepton.tensor.Shape;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A loaded model, ready to answer inference requests.
 *
 * <p>A session holds native memory that the garbage collector does not see. Close it when done.
 *
 * <p><b>Threads.</b> Any number of threads may call {@link #infer} and {@link #bind} at once.
 * {@link #close} waits for calls already running, then frees the model; calls made after that throw
 * {@link SessionClosedException}. Closing again does nothing.
 *
 * <p><b>Time.</b> A call with a {@link Deadline} either answers before it or fails with {@link
 * DeadlineExceededException}: an answer that is ready a moment late is dropped. When the deadline
 * comes, or a future is cancelled, the run is told to stop, and stops at its next operator. The
 * runtime cannot be interrupted inside an operator, so {@link #infer(InferenceRequest, Deadline)}
 * comes back once the operator that runs has ended, which may be later than the deadline. {@link
 * #inferAsync(InferenceRequest, Deadline)} does not wait for that: the future fails at the
 * deadline, while the operator ends on a thread of the session. A call that is stopped leaves
 * nothing behind and disturbs no other.
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
   * Runs the model once, if the answer comes in time.
   *
   * @param request one tensor for each input the model declares; not retained
   * @param deadline by when the answer is worth having
   * @return the same as {@link #infer(InferenceRequest)}
   * @throws InvalidRequestException if an input is missing, unknown, or of the wrong type or shape;
   *     lists every mismatch
   * @throws DeadlineExceededException if the deadline has passed: before the call, and nothing was
   *     begun, or before there was an answer
   * @throws InferenceException if the runtime failed on valid input
   * @throws SessionClosedException if this session is closed
   */
  InferenceResponse infer(InferenceRequest request, Deadline deadline);

  /**
   * Runs the model once, on a thread of the session.
   *
   * @param request one tensor for each input the model declares
   * @return the same as {@link #inferAsync(InferenceRequest, Deadline)} without a deadline
   */
  default CompletableFuture<InferenceResponse> inferAsync(InferenceRequest request) {
    return inferAsync(request, Deadline.none());
  }

  /**
   * Runs the model once, on a thread of the session, if the answer comes in time.
   *
   * <p>The future fails with what {@link #infer(InferenceRequest, Deadline)} throws, with {@link
   * OverloadedException} if too many calls wait already, and with {@link SessionClosedException} if
   * the session is closed before the call has begun. It may be completed from outside: by {@link
   * CompletableFuture#cancel} or {@link CompletableFuture#orTimeout}, for instance, which stops the
   * run. Cancelling a stage made from this future does not.
   *
   * <p>Stages that follow without an executor of their own may run on the session's thread. They
   * keep the next call waiting, and must not themselves wait for another call of the session.
   *
   * @param request one tensor for each input the model declares; their memory is read until the
   *     future is complete, and where it was cancelled or late, until the operator that runs has
   *     ended: leave it alone, and do not free memory of your own before the session is closed
   * @param deadline by when the answer is worth having
   * @return the answer to come; never null and never throws
   */
  CompletableFuture<InferenceResponse> inferAsync(InferenceRequest request, Deadline deadline);

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

  /**
   * Waits for running calls, then frees the model. Asynchronous calls that have not begun fail.
   * Closing again does nothing.
   */
  @Override
  void close();
}
