package io.lepton.runtime.onnx;

import io.lepton.runtime.resource.Tracking;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a session ends: its own calls first, then its part in what is shared. It does not refer to
 * the session, so that a session which was forgotten can be ended as well.
 *
 * <p>Safe for use by many threads.
 */
final class SessionEnd implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(SessionEnd.class);

  private final NativeModel model;
  private final Optional<TreeStage> trees;
  private final ReadyCalls ready;
  private final @Nullable AutoCloseable share;
  private volatile Tracking tracking = Tracking.NONE;

  /**
   * Describes the end of a session.
   *
   * @param ready closed once no call is left
   * @param share closed once no call is left; nothing if the session shares nothing
   */
  SessionEnd(
      NativeModel model,
      Optional<TreeStage> trees,
      ReadyCalls ready,
      @Nullable AutoCloseable share) {
    this.model = model;
    this.trees = trees;
    this.ready = ready;
    this.share = share;
  }

  /** Ends the session when nobody can reach it any more. */
  void watch(OnnxSession session, LeakWatch watch) {
    tracking = watch.session(session, model.name(), this);
  }

  /** Ends a session that was forgotten. */
  @Override
  public void run() {
    free();
  }

  /** Ends the session; true if no call is left behind. */
  boolean close() {
    tracking.end();
    return free();
  }

  // Where the shutdown of the JVM came first, calls may still run: then what they share stays.
  private boolean free() {
    if (!model.end() || trees.isPresent() && !trees.get().end()) {
      return false;
    }
    ready.close();
    closeShare();
    return true;
  }

  private void closeShare() {
    try {
      if (share != null) {
        share.close();
      }
    } catch (Exception e) {
      LOG.warn("What model {} shares was not freed: {}", model.name(), e.toString());
    }
  }
}
