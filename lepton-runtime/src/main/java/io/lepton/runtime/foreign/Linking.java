package io.lepton.runtime.foreign;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Links the C API once a process, in a thread of its own: no call waits for it.
 *
 * <p>Safe for use by many threads.
 */
final class Linking {

  static final Linking INSTANCE = new Linking();

  private static final Logger LOG = LoggerFactory.getLogger(Linking.class);

  private final AtomicBoolean hasBegun = new AtomicBoolean();
  private volatile boolean isDone;

  private Linking() {}

  boolean isDone() {
    return isDone;
  }

  void begin() {
    if (!hasBegun.getAndSet(true)) {
      Thread thread = new Thread(this::link, "lepton-foreign-linking");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void link() {
    try {
      OrtApi.link();
      isDone = true;
      LOG.debug("Bound calls go through java.lang.foreign");
    } catch (LinkageError | RuntimeException e) {
      LOG.debug("Bound calls stay with JNI: {}", e.toString());
    }
  }
}
