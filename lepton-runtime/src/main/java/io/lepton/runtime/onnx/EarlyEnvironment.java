package io.lepton.runtime.onnx;

import ai.onnxruntime.OrtException;
import io.lepton.model.GlobalThreads;
import io.lepton.runtime.natives.NativeLibrary;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Creates the native environment of the process while the first model is still being prepared in
 * Java. It takes as long as loading the library: a fifth of the time from the start of a JVM to its
 * first prediction.
 *
 * <p>Not for sessions with global pools of threads, which the environment is made with.
 *
 * <p>Safe for use by many threads.
 */
final class EarlyEnvironment implements Runnable {

  private @Nullable FutureTask<@Nullable Void> task;

  /** Begins on a thread of its own, if nobody has; the library is being loaded already. */
  void begin(Optional<GlobalThreads> threads) {
    if (threads.isEmpty()) {
      begin();
    }
  }

  private synchronized void begin() {
    if (task != null) {
      return;
    }
    FutureTask<@Nullable Void> begun = new FutureTask<>(this, null);
    Thread thread = new Thread(begun, "lepton-environment");
    thread.setDaemon(true);
    try {
      thread.start();
      task = begun;
    } catch (OutOfMemoryError e) {
      // No room for a thread: the session creates it.
      task = null;
    }
  }

  @Override
  public void run() {
    try {
      NativeLibrary.await();
      // The binding keeps a reference of its own.
      RetainedEnvironment.open("of the first session", Optional.empty()).close();
    } catch (OrtException | RuntimeException | LinkageError e) {
      // Whoever needs it is told.
    }
  }

  /** Waits until it has ended: a process must not end in the middle of it. */
  void settle() {
    FutureTask<?> begun = task();
    boolean isInterrupted = false;
    while (begun != null && !begun.isDone()) {
      try {
        begun.get();
      } catch (InterruptedException e) {
        // It takes milliseconds and cannot be left half done.
        isInterrupted = true;
      } catch (ExecutionException e) {
        // Whoever needs it is told, and this one may not.
        break;
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized @Nullable FutureTask<?> task() {
    return task;
  }
}
