package io.lepton.spi;

import io.lepton.model.InferenceSession;
import io.lepton.model.ModelSource;
import io.lepton.model.SessionOptions;
import java.io.IOException;

/**
 * A runtime that can load and run models. Found with {@link java.util.ServiceLoader}, or simply
 * constructed.
 *
 * <p>Safe for use by many threads.
 */
public interface InferenceBackend {

  /**
   * Returns what to call the backend in messages.
   *
   * @return for example {@code onnx}
   */
  String name();

  /**
   * Loads a model.
   *
   * @param source where its bytes come from
   * @param options device, threads, optimisation
   * @return the session, to be closed by the caller
   * @throws IOException if the model cannot be read
   * @throws io.lepton.MalformedInputException if it is not a well-formed model
   * @throws io.lepton.model.DeviceUnavailableException if a required device cannot be used
   * @throws io.lepton.model.InferenceException if the runtime refuses it
   */
  InferenceSession open(ModelSource source, SessionOptions options) throws IOException;
}
