package io.lepton.runtime.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession.RunOptions;
import io.lepton.runtime.lane.StopSignal;
import io.lepton.runtime.lane.StopSignal.Reason;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The run options of a session: one set for all runs that only the shutdown stops, and one for each
 * run that may be stopped alone, used again by a later run unless it was stopped.
 *
 * <p>Used by whoever holds a lease. Safe for use by many threads.
 */
final class RunControls implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RunControls.class);

  private final String name;
  private final RunControl shared;
  private final Queue<RunOptions> idle = new ConcurrentLinkedQueue<>();
  private final Set<StopSignal> running = ConcurrentHashMap.newKeySet();
  private volatile boolean isStopping;

  RunControls(String name) throws OrtException {
    this.name = name;
    this.shared = new RunControl(this, make(), null);
  }

  private static RunOptions make() throws OrtException {
    RunOptions made = new RunOptions();
    try {
      made.setLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      return made;
    } catch (OrtException e) {
      made.close();
      throw e;
    }
  }

  /**
   * Takes the control of one run, to be closed when it has ended.
   *
   * @param stop what stops it; nothing if only the shutdown does
   */
  RunControl take(@Nullable StopSignal stop) throws OrtException {
    return stop == null ? shared : takeOwn(stop);
  }

  private RunControl takeOwn(StopSignal stop) throws OrtException {
    RunOptions found = idle.poll();
    RunOptions options = found == null ? make() : found;
    try {
      running.add(stop);
      if (!stop.begin(() -> terminate(options))) {
        throw stop.failure(name);
      }
      if (isStopping) {
        // The shutdown may have looked at those that run before this one was among them.
        stop.stop(Reason.SHUTDOWN);
      }
      return new RunControl(this, options, stop);
    } catch (RuntimeException | Error e) {
      stop.end();
      running.remove(stop);
      options.close();
      throw e;
    }
  }

  /** Takes back what a run had; its signal has ended, so nobody will use it any more. */
  void giveBack(RunControl control, StopSignal stop) {
    running.remove(stop);
    if (stop.reason() == null) {
      idle.add(control.options());
    } else {
      control.options().close();
    }
  }

  /** Tells all runs to stop, those that begin from now on too. */
  void stopAll() {
    isStopping = true;
    terminate(shared.options());
    running.forEach(stop -> stop.stop(Reason.SHUTDOWN));
  }

  private void terminate(RunOptions options) {
    try {
      options.setTerminate(true);
    } catch (OrtException | IllegalStateException e) {
      LOG.debug("A run of model {} was not told to stop: {}", name, e.toString());
    }
  }

  /** Frees all. No run may be going on. */
  @Override
  public void close() {
    for (RunOptions options = idle.poll(); options != null; options = idle.poll()) {
      options.close();
    }
    shared.options().close();
  }
}
