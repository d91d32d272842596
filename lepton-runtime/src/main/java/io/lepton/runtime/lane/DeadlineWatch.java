package io.lepton.runtime.lane;

import io.lepton.model.Deadline;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rings when deadlines pass, from one thread for all of them.
 *
 * <p>Nearly every call ends long before its deadline, so setting an alarm and clearing it must cost
 * next to nothing, and ringing may cost more. Alarms lie in a hash set, in no order. The thread
 * sleeps until the earliest it has seen and then looks at all of them; it is woken only by an alarm
 * that is earlier still. Calls that follow each other with the same time allowed never wake it.
 *
 * <p>The thread is started by the first alarm, and ends when there was none for a while. It is a
 * daemon.
 *
 * <p>Safe for use by many threads.
 */
public final class DeadlineWatch {

  private static final Logger LOG = LoggerFactory.getLogger(DeadlineWatch.class);

  // Time is one thing in a process: sessions would gain nothing by a thread each.
  private static final DeadlineWatch SHARED = new DeadlineWatch(TimeUnit.SECONDS.toNanos(10));

  /** One call that has a deadline. */
  public static final class Alarm {

    private final Deadline deadline;
    private final Runnable action;

    private Alarm(Deadline deadline, Runnable action) {
      this.deadline = deadline;
      this.action = action;
    }
  }

  private final long idleNanos;
  private final Set<Alarm> alarms = ConcurrentHashMap.newKeySet();

  // Changes under the lock only.
  private volatile @Nullable Thread thread;

  // Written by the thread alone.
  private volatile long wakeNanoTime;
  private volatile boolean isAsleep;

  /**
   * Makes a watch.
   *
   * @param idleNanos after how long without an alarm the thread ends
   */
  DeadlineWatch(long idleNanos) {
    this.idleNanos = idleNanos;
  }

  /**
   * Returns the watch of the process.
   *
   * @return the one that all sessions share
   */
  public static DeadlineWatch shared() {
    return SHARED;
  }

  /**
   * Sets an alarm.
   *
   * @param deadline when it rings; not {@link Deadline#none()}
   * @param action what happens then, on the thread of the watch: short, and never waiting
   * @return the alarm, to be cleared
   */
  public Alarm set(Deadline deadline, Runnable action) {
    Alarm alarm = new Alarm(deadline, action);
    alarms.add(alarm);
    try {
      wake(deadline);
    } catch (Error e) {
      // No memory for a thread.
      alarms.remove(alarm);
      throw e;
    }
    return alarm;
  }

  private void wake(Deadline deadline) {
    Thread running = thread;
    Thread watching = running == null ? start() : running;
    if (!isAsleep || deadline.remainingNanos() < wakeNanoTime - System.nanoTime()) {
      LockSupport.unpark(watching);
    }
  }

  /**
   * Clears an alarm. It may be ringing at this moment, or have rung.
   *
   * @param alarm the alarm
   */
  public void clear(Alarm alarm) {
    alarms.remove(alarm);
  }

  private synchronized Thread start() {
    Thread running = thread;
    if (running == null) {
      // Not the context of whoever happens to be first: the thread outlives it.
      running = new Thread(null, this::watch, "lepton-deadlines", 0, false);
      running.setDaemon(true);
      running.setContextClassLoader(null);
      running.start();
      thread = running;
    }
    return running;
  }

  boolean isRunning() {
    return thread != null;
  }

  /*
   * An alarm may be set while this thread looks at the others. Whoever sets it adds it first and
   * then finds isAsleep false, and unparks: the next park returns at once, and all are looked at
   * again. Or finds it true, with the moment of waking, and decides by that.
   */
  private void watch() {
    long idleSince = System.nanoTime();
    while (true) {
      isAsleep = false;
      long wait = ringAll();
      long now = System.nanoTime();
      if (!alarms.isEmpty()) {
        idleSince = now;
      } else if (now - idleSince >= idleNanos && ends()) {
        return;
      }
      long sleep = Math.min(wait, idleNanos);
      wakeNanoTime = now + sleep;
      isAsleep = true;
      LockSupport.parkNanos(this, sleep);
    }
  }

  // Without memory it tries again in a moment: nobody else would ever wake this thread.
  private long ringAll() {
    try {
      return ringDue();
    } catch (OutOfMemoryError e) {
      return TimeUnit.MILLISECONDS.toNanos(10);
    }
  }

  /** Rings what is due, and returns the time until the next alarm. */
  private long ringDue() {
    long wait = Long.MAX_VALUE;
    for (Alarm alarm : List.copyOf(alarms)) {
      long left = alarm.deadline.remainingNanos();
      if (left > 0) {
        wait = Math.min(wait, left);
      } else if (alarms.remove(alarm)) {
        ring(alarm);
      }
    }
    return wait;
  }

  private static void ring(Alarm alarm) {
    try {
      alarm.action.run();
    } catch (RuntimeException | Error e) {
      // One call that cannot be stopped must not keep the next one from being stopped.
      LOG.warn("A call was not told that its deadline has come: {}", e.toString());
    }
  }

  // Whoever sets an alarm after the last look finds no thread, and starts one.
  private synchronized boolean ends() {
    Thread current = thread;
    thread = null;
    if (alarms.isEmpty()) {
      return true;
    }
    thread = current;
    return false;
  }
}
