package io.lepton.runtime.resource;

import io.lepton.model.LeakDetection;
import java.lang.ref.Cleaner;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Frees what nobody closed and nobody can reach any more, and reports where it was opened, once for
 * each place.
 *
 * <p>It works behind the garbage collector, so a report comes when the collector finds the thing,
 * which may be never. The thread that frees is made with the first thing that is tracked.
 *
 * <p>Safe for use by many threads.
 */
public final class LeakDetector {

  // Of a class of its own: most processes never report a leak, and finding a logger takes time.
  private static final class Log {

    private static final Logger LOG = LoggerFactory.getLogger(LeakDetector.class);
  }

  /** Of so many bindings, one is tracked with the place that opened it. */
  private static final int SAMPLE = 128;

  /** A program that opens models from generated code must not fill the memory with places. */
  private static final int MAX_PLACES = 1024;

  private static final String UNKNOWN = "an unknown place (LeakDetection.ALL finds it)";

  private final @Nullable Consumer<String> reporter;
  private final AtomicReference<@Nullable Cleaner> cleaner = new AtomicReference<>();
  private final Set<String> reported = ConcurrentHashMap.newKeySet();

  /** Makes a detector that warns through SLF4J. */
  public LeakDetector() {
    this(null);
  }

  /**
   * Makes a detector.
   *
   * @param reporter takes the reports, called by a thread of the detector; nothing for a warning
   *     through SLF4J
   */
  public LeakDetector(@Nullable Consumer<String> reporter) {
    this.reporter = reporter;
  }

  /**
   * Watches over a session.
   *
   * @param level how thoroughly
   * @param session what has to be closed
   * @param model what the model is called
   * @param free frees what the session holds, and must not refer to the session itself
   * @return the watch, to be ended before the session is closed
   */
  public Tracking session(LeakDetection level, Object session, String model, Runnable free) {
    if (level == LeakDetection.OFF) {
      return Tracking.NONE;
    }
    // A session costs milliseconds to open, a look at the stack about one microsecond.
    return track(session, new Leak("session", model, new AllocationSite(), free));
  }

  /**
   * Watches over a binding.
   *
   * @param level how thoroughly
   * @param binding what has to be closed
   * @param model what the model is called
   * @param free frees what the binding holds, and must not refer to the binding itself
   * @return the watch, to be ended before the binding is closed
   */
  public Tracking binding(LeakDetection level, Object binding, String model, Runnable free) {
    if (level == LeakDetection.OFF) {
      return Tracking.NONE;
    }
    boolean isSampled =
        level == LeakDetection.ALL || ThreadLocalRandom.current().nextInt(SAMPLE) == 0;
    AllocationSite site = isSampled ? new AllocationSite() : null;
    return track(binding, new Leak("binding", model, site, free));
  }

  private Tracking track(Object thing, Leak leak) {
    return new Watch(leak, cleaner().register(thing, leak));
  }

  /** Not a lambda: the first of a process takes milliseconds, and this is on the way of opening. */
  private static final class Watch implements Tracking {

    private final Leak leak;
    private final Cleaner.Cleanable cleanable;

    Watch(Leak leak, Cleaner.Cleanable cleanable) {
      this.leak = leak;
      this.cleanable = cleanable;
    }

    @Override
    public void end() {
      leak.isClosed = true;
      cleanable.clean();
    }
  }

  // Not before it is needed: it has a thread.
  private Cleaner cleaner() {
    Cleaner found = cleaner.get();
    if (found != null) {
      return found;
    }
    Cleaner made = Cleaner.create();
    return cleaner.compareAndSet(null, made) ? made : cleaner();
  }

  private void report(String report) {
    if (reported.size() < MAX_PLACES && reported.add(report)) {
      accept(report);
    }
  }

  private void accept(String report) {
    if (reporter == null) {
      Log.LOG.warn(report);
    } else {
      reporter.accept(report);
    }
  }

  /** What is done when a thing is found that nobody can reach, or when it is closed. */
  private final class Leak implements Runnable {

    private final String what;
    private final String model;
    private final @Nullable AllocationSite site;
    private final Runnable free;
    private volatile boolean isClosed;

    Leak(String what, String model, @Nullable AllocationSite site, Runnable free) {
      this.what = what;
      this.model = model;
      this.site = site;
      this.free = free;
    }

    @Override
    public void run() {
      if (!isClosed) {
        report(
            "A %s of model %s was not closed and cannot be reached any more; it was opened at %s"
                .formatted(what, model, site == null ? UNKNOWN : site.place()));
        free.run();
      }
    }
  }
}
