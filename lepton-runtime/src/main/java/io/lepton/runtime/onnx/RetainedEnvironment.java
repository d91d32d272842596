package io.lepton.runtime.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.lepton.model.GlobalThreads;
import io.lepton.model.SessionClosedException;
import java.util.Optional;
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

  // As many as there are environments in a process: one.
  private static final GlobalPools POOLS = new GlobalPools();

  private final OrtEnvironment environment;
  private final @Nullable EnvironmentHandles handles;

  private RetainedEnvironment(OrtEnvironment environment, @Nullable EnvironmentHandles handles) {
    this.environment = environment;
    this.handles = handles;
  }

  /**
   * Takes a reference, creating the environment if there is none yet.
   *
   * @param threads the pools that the session shares with others, if it does
   * @throws SessionClosedException if the environment went away: the JVM is shutting down
   * @throws IllegalStateException if the environment is there and has other pools
   */
  static RetainedEnvironment open(String model, Optional<GlobalThreads> threads)
      throws OrtException {
    EnvironmentHandles handles = EnvironmentHandles.find();
    OrtEnvironment environment = environment(handles, model, threads);
    if (handles != null && !handles.retain(environment)) {
      throw new SessionClosedException(model);
    }
    environment.setTelemetry(false);
    return new RetainedEnvironment(environment, handles);
  }

  private static OrtEnvironment environment(
      @Nullable EnvironmentHandles handles, String model, Optional<GlobalThreads> threads)
      throws OrtException {
    try {
      return POOLS.environment(handles != null && handles.isEnvironmentThere(), threads);
    } catch (GlobalPools.PoolsException e) {
      throw e;
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
