package io.lepton.runtime.onnx;

import io.lepton.model.LeakDetection;
import io.lepton.runtime.resource.LeakDetector;
import io.lepton.runtime.resource.SharedOnce;
import io.lepton.runtime.resource.SharedOnce.Share;
import java.io.IOException;
import java.util.Optional;

/**
 * Hands out sessions, several of them over one native session where they may share it.
 *
 * <p>Safe for use by many threads.
 */
final class SharedSessions {

  private final SharedOnce<SessionKey, OnnxSession> loaded = new SharedOnce<>();
  private final LeakDetector leaks;

  SharedSessions(LeakDetector leaks) {
    this.leaks = leaks;
  }

  /** Loads a model. */
  interface Loader extends SharedOnce.Maker<OnnxSession, IOException> {}

  /**
   * Opens a session.
   *
   * @param name what its caller calls the model
   * @param key what it may share with; nothing if it may not
   */
  OnnxSession open(String name, Optional<SessionKey> key, LeakDetection level, Loader loader)
      throws IOException {
    Share<OnnxSession> share =
        key.isPresent() ? loaded.open(key.get(), loader) : SharedOnce.alone(loader.make());
    try {
      LeakWatch watch = new LeakWatch(leaks, level);
      return share.value().handle(name, share, watch).watched(watch);
    } catch (RuntimeException | Error e) {
      share.close();
      throw e;
    }
  }

  /** How many native sessions are shared at this moment, by one handle or more. */
  int size() {
    return loaded.size();
  }
}
