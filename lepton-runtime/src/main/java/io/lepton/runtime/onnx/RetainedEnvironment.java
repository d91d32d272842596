package io.lepton.runtime.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import io.lepton.model.SessionClosedException;
import org.jspecify.annotations.Nullable;

/**
 * A reference to the one native environment of the process, counted by ONNX Runtime itself.
 *
 * <p>The Java binding registers a shutdown hook that gives the binding's own reference back, and
 * with it the environment, while other threads are inside native code
 * (microsoft/onnxruntime#31352). Hooks run all at once, so no hook of ours could come first. While
 * a session holds a reference of its own, the binding's hook frees nothing.
 */
final class RetainedEnvironment implements AutoCloseable {

  private static final String NAME = "lepton";

  private final OrtEnvironment environment;
  private final @Nullable EnvironmentHandles handles;

  private RetainedEnvironment(OrtEnvironment environment, @Nullable EnvironmentHandles handles) {
    this.environment = environment;
    this.handles = handles;
  }

  /**
   * Takes a reference, creating the environment if there is none yet.
   *
   * @throws SessionClosedException if the environment went away: the JVM is shutting down
   */
  static RetainedEnvironment open(String model) throws OrtException {
    EnvironmentHandles handles = EnvironmentHandles.find();
    OrtEnvironment environment = environment(handles, model);
    if (handles != null && !handles.retain(environment)) {
      throw new SessionClosedException(model);
    }
    environment.setTelemetry(false);
    return new RetainedEnvironment(environment, handles);
  }

  // Whoever asks for an existing environment by another name or level is warned on stderr.
  private static OrtEnvironment environment(@Nullable EnvironmentHandles handles, String model) {
    if (handles != null && handles.isEnvironmentThere()) {
      return OrtEnvironment.getEnvironment();
    }
    try {
      return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, NAME);
    } catch (IllegalStateException e) {
      // The binding cannot register its hook any more.
      throw new SessionClosedException(model);
    }
  }

  OrtEnvironment environment() {
    return environment;
  }

  /** Gives the reference back. */
  @Override
  public void close() {
    if (handles != null) {
      handles.release(environment);
    }
  }
}
