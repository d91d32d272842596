package io.lepton.runtime.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.lepton.model.SessionClosedException;
import io.lepton.runtime.foreign.NativeCalls;
import io.lepton.runtime.foreign.PreparedCall;
import io.lepton.runtime.lane.Lanes;
import io.lepton.runtime.lane.StopSignal;
import io.lepton.runtime.natives.NativeLibrary;
import io.lepton.runtime.resource.CallStatistics;
import io.lepton.runtime.resource.MemoryAccount;
import io.lepton.runtime.resource.OptimizedModelFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The native side of a session: everything that must be freed, and the gate in front of it.
 *
 * <p>Whoever calls {@link #run}, or makes or frees values for it, holds a lease: {@link #enter}
 * before, {@link #leave} after. {@link #close} waits for all leases, then frees.
 *
 * <p><b>Shutdown.</b> When the JVM shuts down, a hook lets no more calls in and waits for those
 * that run; after a grace they are told to stop at their next operator. The hook frees nothing, the
 * process is about to.
 */
final class NativeModel implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(NativeModel.class);

  // Both together stay below the 30 s that a container is usually given to stop.
  private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long STOP_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final String name;
  private final MemoryAccount weights;
  private final MemoryAccount memory;
  private final CallStatistics statistics = new CallStatistics();
  private final boolean isOwner;
  private final Leases leases = new Leases();
  private final Thread hook = new Thread(new Drain(), "lepton-onnx-drain");
  private final Lanes lanes;

  private @Nullable RetainedEnvironment environment;
  private OrtSession.@Nullable SessionOptions options;
  private @Nullable RunControls controls;
  private @Nullable OrtSession session;
  private boolean isForeign;

  /** Not a lambda: the first of a JVM takes milliseconds, and this is on the way of opening. */
  private final class Drain implements Runnable {

    @Override
    public void run() {
      drain();
    }
  }

  private NativeModel(
      String name, Lanes lanes, MemoryAccount weights, MemoryAccount memory, boolean isOwner) {
    this.name = name;
    this.lanes = lanes;
    this.weights = weights;
    this.memory = memory;
    this.isOwner = isOwner;
  }

  /**
   * Loads a model.
   *
   * @param bytes the model, in direct memory
   * @throws SessionClosedException if the JVM is shutting down
   */
  static NativeModel load(String name, ByteBuffer bytes, Settings settings)
      throws IOException, OrtException {
    Lanes lanes = Lanes.of(name, settings.device(), settings.intraOpThreads());
    return load(name, bytes, settings, lanes);
  }

  static NativeModel load(String name, ByteBuffer bytes, Settings settings, Lanes lanes)
      throws IOException, OrtException {
    MemoryAccount memory = MemoryAccount.open("Model " + name, settings.options().memoryBudget());
    NativeModel model = new NativeModel(name, lanes, memory, memory, true);
    model.register();
    model.enter();
    try {
      model.create(bytes, settings);
    } catch (IOException | OrtException | RuntimeException | Error e) {
      model.leave();
      model.close();
      throw e;
    }
    model.leave();
    return model;
  }

  /**
   * Makes another gate to the same native session, which stays this one's to free, after all others
   * are closed.
   *
   * @param name what the model is called there
   * @throws SessionClosedException if the JVM is shutting down
   */
  NativeModel handle(String name) {
    NativeModel handle =
        new NativeModel(name, lanes, weights, memory.sibling("Model " + name), false);
    handle.register();
    handle.enter();
    handle.environment = environment;
    handle.options = options;
    handle.controls = controls;
    handle.session = session;
    handle.isForeign = isForeign;
    handle.leave();
    return handle;
  }

  private void register() {
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException e) {
      throw new SessionClosedException(name);
    }
  }

  private void create(ByteBuffer bytes, Settings settings) throws IOException, OrtException {
    // The file and what the runtime makes of it are in memory side by side for a moment.
    weights.take(Math.addExact(2L * bytes.remaining(), settings.external().tensorBytes()));
    LaterClasses.loadMeanwhile();
    NativeLibrary.await();
    RetainedEnvironment retained =
        RetainedEnvironment.open(name, settings.options().globalThreads());
    environment = retained;
    OrtSession.SessionOptions made = new OrtSession.SessionOptions();
    options = made;
    settings.apply(made);
    controls = new RunControls(name);
    int sizeBytes = bytes.remaining();
    session = createSession(retained.environment(), bytes, made, settings.optimizedModelFile());
    isForeign = settings.isForeign();
    weights.giveBack(sizeBytes);
  }

  private static OrtSession createSession(
      OrtEnvironment environment,
      ByteBuffer bytes,
      OrtSession.SessionOptions options,
      @Nullable Path optimizedModelFile)
      throws IOException, OrtException {
    if (optimizedModelFile == null) {
      return environment.createSession(bytes, options);
    }
    try (OptimizedModelFile file = OptimizedModelFile.beside(optimizedModelFile)) {
      options.setOptimizedModelFilePath(file.written().toString());
      OrtSession session = environment.createSession(bytes, options);
      try {
        file.keep();
        return session;
      } catch (IOException | RuntimeException e) {
        session.close();
        throw e;
      }
    }
  }

  /** Takes a lease. */
  void enter() {
    if (!leases.enter()) {
      throw new SessionClosedException(name);
    }
  }

  /** Gives a lease back. */
  void leave() {
    leases.leave();
  }

  /** How many leases are out. */
  long inFlight() {
    return leases.count();
  }

  CallStatistics statistics() {
    return statistics;
  }

  /** What the bindings and calls of this gate hold. */
  MemoryAccount memory() {
    return memory;
  }

  /** How much native memory is held behind this gate, what it shares included. */
  long nativeBytes() {
    long shared = isOwner || isClosed() ? 0 : weights.heldBytes();
    return shared + memory.heldBytes();
  }

  boolean isClosed() {
    return leases.isClosed();
  }

  String name() {
    return name;
  }

  /** Returns the environment, for whoever holds a lease. */
  OrtEnvironment environment() {
    return loaded(environment).environment();
  }

  /** The threads that calls run on which their own threads should not run. */
  Lanes lanes() {
    return lanes;
  }

  /** Returns the means to stop a run, for whoever holds a lease; to be closed before it is left. */
  RunControl control(@Nullable StopSignal stop) throws OrtException {
    return loaded(controls).take(stop);
  }

  /** Runs the model, for whoever holds a lease. */
  OrtSession.Result run(
      Map<String, OnnxTensor> inputs,
      Set<String> wanted,
      Map<String, OnnxTensor> pinned,
      RunControl control)
      throws OrtException {
    return loaded(session).run(inputs, wanted, pinned, control.options());
  }

  /**
   * Prepares calls with the same values each time, for whoever holds a lease.
   *
   * @return the calls, or nothing if the binding in use does not let them be prepared
   */
  @Nullable PreparedCall prepare(Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs) {
    // Only now: most of what this loads is of no use to who never binds.
    Optional<NativeCalls> calls = NativeCalls.of(loaded(session), isForeign);
    return calls.isEmpty() ? null : calls.get().prepare(inputs, outputs);
  }

  /** Runs the model on prepared values, for whoever holds a lease. */
  void run(PreparedCall call, RunControl control) throws OrtException {
    call.run(control.options());
  }

  private static <T> T loaded(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("The model is not loaded");
    }
    return part;
  }

  @Override
  public void close() {
    end();
  }

  /**
   * Closes.
   *
   * @return true if no call is left behind; false for all but the first to close, and where the
   *     shutdown of the JVM came first
   */
  boolean end() {
    if (!leases.close()) {
      return false;
    }
    leases.awaitAtMost(1);
    free();
    leases.leave();
    unregister();
    return true;
  }

  private synchronized void free() {
    if (isOwner) {
      closeQuietly(session);
      closeQuietly(controls);
      closeQuietly(options);
      closeQuietly(environment);
      weights.close();
      lanes.close();
    }
    // Another gate may free them from now on.
    session = null;
    controls = null;
  }

  private void closeQuietly(@Nullable AutoCloseable part) {
    try {
      if (part != null) {
        part.close();
      }
    } catch (Exception e) {
      // One part that cannot be freed must not keep the next one from being freed.
      LOG.warn("A part of model {} was not freed: {}", name, e.toString());
    }
  }

  private void unregister() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is shutting down already: the hook finds nothing to do.
    }
  }

  private void drain() {
    int own = leases.close() ? 1 : 0;
    if (!leases.await(own, GRACE_NANOS)) {
      terminate();
      leases.await(own, STOP_NANOS);
    }
  }

  // Not while the run options are being freed.
  private synchronized void terminate() {
    try {
      loaded(controls).stopAll();
    } catch (IllegalStateException e) {
      LOG.debug("Calls of model {} were not told to stop: {}", name, e.toString());
    }
  }
}
