package io.lepton.runtime.onnx;

import ai.onnxruntime.OrtSession.RunOptions;
import io.lepton.runtime.lane.StopSignal;
import org.jspecify.annotations.Nullable;

/**
 * The means to stop one run, or the one that all runs share which nobody stops but the shutdown.
 *
 * <p>Closed by whoever runs, before the lease is given back.
 */
final class RunControl implements AutoCloseable {

  private final RunOptions options;
  private final @Nullable StopSignal stop;
  private final RunControls controls;

  RunControl(RunControls controls, RunOptions options, @Nullable StopSignal stop) {
    this.controls = controls;
    this.options = options;
    this.stop = stop;
  }

  RunOptions options() {
    return options;
  }

  /** Says whether the run was told to stop: a second try would fail like the first. */
  boolean isStopped() {
    return stop != null && stop.reason() != null;
  }

  @Override
  public void close() {
    if (stop != null) {
      stop.end();
      controls.giveBack(this, stop);
    }
  }
}
