package io.lepton.runtime.foreign;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

/**
 * A call of a model whose inputs and outputs are the same native values each time. Nothing is
 * looked up or checked in between, so it costs what the runtime costs.
 *
 * <p><b>Threads.</b> One at a time. Whoever runs it keeps the session from being closed meanwhile;
 * closing is safe after that of the session.
 */
public interface PreparedCall extends AutoCloseable {

  /**
   * Runs the model.
   *
   * @param options of this run, open
   * @throws OrtException if the runtime failed, with the code and the message that its Java binding
   *     would give
   */
  void run(OrtSession.RunOptions options) throws OrtException;

  /** Frees what was prepared, not the values. Closing again does nothing. */
  @Override
  void close();
}
