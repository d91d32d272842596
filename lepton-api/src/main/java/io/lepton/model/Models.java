package io.lepton.model;

import io.lepton.ErrorCode;
import io.lepton.spi.InferenceBackend;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Opens models with the backend that is on the class path.
 *
 * <pre>{@code
 * try (InferenceSession model = Models.open(Path.of("churn/2/model.onnx"))) {
 *   System.out.println(model.metadata().inputs());
 * }
 * }</pre>
 */
public final class Models {

  private Models() {}

  /**
   * Opens a model with default options.
   *
   * @param path an {@code .onnx} file, or a folder with a {@code model.onnx}
   * @return the session, to be closed by the caller
   * @throws IOException if the model cannot be read
   * @throws io.lepton.MalformedInputException if it is not a well-formed model
   * @throws InferenceException if the runtime refuses it
   */
  public static InferenceSession open(Path path) throws IOException {
    return open(path, SessionOptions.defaults());
  }

  /**
   * Opens a model.
   *
   * @param path an {@code .onnx} file, or a folder with a {@code model.onnx}
   * @param options device, threads, optimisation
   * @return the session, to be closed by the caller
   * @throws IOException if the model cannot be read
   * @throws io.lepton.MalformedInputException if it is not a well-formed model
   * @throws DeviceUnavailableException if a required device cannot be used
   * @throws InferenceException if the runtime refuses it
   */
  public static InferenceSession open(Path path, SessionOptions options) throws IOException {
    return open(ModelSource.of(path), options);
  }

  /**
   * Opens a model.
   *
   * @param source where its bytes come from
   * @param options device, threads, optimisation
   * @return the session, to be closed by the caller
   * @throws IOException if the model cannot be read
   * @throws io.lepton.MalformedInputException if it is not a well-formed model
   * @throws DeviceUnavailableException if a required device cannot be used
   * @throws InferenceException if the runtime refuses it
   * @throws IllegalStateException if more than one backend is there: construct one of them instead
   */
  public static InferenceSession open(ModelSource source, SessionOptions options)
      throws IOException {
    return backend().open(source, options);
  }

  private static InferenceBackend backend() {
    List<InferenceBackend> backends = new ArrayList<>();
    for (InferenceBackend backend : ServiceLoader.load(InferenceBackend.class)) {
      backends.add(backend);
    }
    if (backends.isEmpty()) {
      throw new InferenceException(
          ErrorCode.NO_BACKEND,
          "No inference backend found on the class path: add the dependency io.lepton:lepton-runtime",
          null);
    }
    if (backends.size() > 1) {
      throw new IllegalStateException(
          "Several inference backends are on the class path, call one of them: "
              + backends.stream().map(InferenceBackend::name).toList());
    }
    return backends.get(0);
  }
}
