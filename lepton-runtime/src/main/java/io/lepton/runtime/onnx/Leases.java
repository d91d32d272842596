package io.lepton.runtime.onnx;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the calls that are inside native code, and lets no more in once closed.
 *
 * <p>ONNX Runtime frees a session without waiting for running calls and then crashes the process
 * (microsoft/onnxruntime#21812), so every native call takes a lease first. One number holds both
 * facts, the count and, as its sign, that it is closed: a call costs two atomic additions and no
 * lock.
 */
final class Leases {

  private static final long CLOSED = Long.MIN_VALUE;

  private final AtomicLong state = new AtomicLong();

  /** Takes a lease, to be given back with {@link #leave}; false if closed. */
  boolean enter() {
    if (state.getAndIncrement() >= 0) {
      return true;
    }
    leave();
    return false;
  }

  void leave() {
    if (state.decrementAndGet() < 0) {
      signal();
    }
  }

  private synchronized void signal() {
    notifyAll();
  }

  /** Lets no more calls in. True for the first to close, who now holds a lease of its own. */
  boolean close() {
    while (true) {
      long now = state.get();
      if (now < 0) {
        return false;
      }
      if (state.compareAndSet(now, now + 1 | CLOSED)) {
        return true;
      }
    }
  }

  boolean isClosed() {
    return state.get() < 0;
  }

  /** How many leases are out, that of whoever closes left aside. */
  long count() {
    long now = state.get();
    return now >= 0 ? now : Math.max(0, now - CLOSED - 1);
  }

  /** Waits, once closed, until only so many leases are left, whatever interrupts come. */
  void awaitAtMost(int leases) {
    boolean interrupted = false;
    while (!await(leases, Long.MAX_VALUE)) {
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Waits, once closed, until only so many leases are left; false when time or patience ran out.
   */
  synchronized boolean await(int leases, long nanos) {
    long start = System.nanoTime();
    try {
      while (state.get() > CLOSED + leases) {
        long left = nanos - (System.nanoTime() - start);
        if (left <= 0) {
          return false;
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
