package io.lepton.runtime.natives;

import ai.onnxruntime.OrtEnvironment;
import io.lepton.model.InferenceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one time that the native library is loaded, for this class loader.
 *
 * <p><b>The property.</b> The binding is told where its libraries lie by the system property {@code
 * onnxruntime.native.path}; there is no other way. It is set for as long as the binding's static
 * initialiser runs and removed again: another copy of the binding, in another class loader, could
 * not load the same files a second time. For the same reason a folder is used by the first class
 * loader that comes to it, which is noted in a property of Lepton's own, and the next one leaves
 * the unpacking to the binding. If the user has set the binding's properties, nothing of this is
 * done.
 *
 * <p>Safe for use by many threads.
 */
final class Loading {

  static final String FOLDER_PROPERTY = "onnxruntime.native.path";

  private static final String TAKEN_PROPERTY = "io.lepton.natives:";

  private @Nullable FutureTask<@Nullable Kept> task;

  /** The folder that the libraries were loaded from, and the cache that it is in. */
  private record Kept(NativeCache cache, Path folder) {}

  /** Begins, if nobody has. */
  void begin(NativePlaces places) {
    FutureTask<?> begun = begun(places);
    if (begun != null) {
      start(begun);
      // Whoever opens a model logs, and the first logger of a JVM takes as long as the library.
      logger();
    }
  }

  private static void start(FutureTask<?> begun) {
    Thread thread = new Thread(begun, "lepton-natives");
    thread.setDaemon(true);
    try {
      thread.start();
    } catch (OutOfMemoryError e) {
      // No room for a thread, and others may be waiting already.
      begun.run();
    }
  }

  private synchronized @Nullable FutureTask<?> begun(NativePlaces places) {
    if (task != null) {
      return null;
    }
    // Not a lambda: the first of a JVM takes longer than all that is done here.
    FutureTask<@Nullable Kept> made =
        new FutureTask<>(
            new Callable<@Nullable Kept>() {
              @Override
              public @Nullable Kept call() {
                return load(places);
              }
            });
    task = made;
    return made;
  }

  synchronized boolean isBegun() {
    return task != null;
  }

  boolean isDone() {
    return task().isDone();
  }

  private synchronized FutureTask<@Nullable Kept> task() {
    if (task == null) {
      throw new IllegalStateException("Loading has not begun");
    }
    return task;
  }

  /** Waits until it has ended. */
  void settle() {
    try {
      outcome();
    } catch (ExecutionException e) {
      // Whoever needs the library is told.
      logger().trace("Settled", e);
    }
  }

  /** Waits until it has ended well. */
  @Nullable Kept await() {
    try {
      return outcome();
    } catch (ExecutionException e) {
      // An exception of its own for each caller: they may all be told at once.
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw cause instanceof InferenceException known
          ? NativeLibrary.refusal(String.valueOf(known.getMessage()), known)
          : NativeLibrary.unavailable(cause, "");
    }
  }

  private @Nullable Kept outcome() throws ExecutionException {
    FutureTask<@Nullable Kept> running = task();
    boolean isInterrupted = false;
    try {
      while (true) {
        try {
          return running.get();
        } catch (InterruptedException e) {
          // It takes milliseconds and cannot be left half done.
          isInterrupted = true;
        } catch (CancellationException e) {
          throw new ExecutionException(e);
        }
      }
    } finally {
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static @Nullable Kept load(NativePlaces places) {
    Platform platform = Platform.current();
    NativeLibrary.check(platform, NativeLibrary.folder(), NativeLibrary.bindings());
    StringBuilder refusals = new StringBuilder();
    Kept kept = isToldByTheUser() ? null : kept(places, platform, refusals);
    if (kept != null) {
      System.setProperty(FOLDER_PROPERTY, kept.folder().toString());
    }
    try {
      OrtEnvironment.getAvailableProviders();
    } catch (LinkageError | RuntimeException e) {
      throw NativeLibrary.unavailable(e, refusals.toString());
    } finally {
      if (kept != null) {
        System.clearProperty(FOLDER_PROPERTY);
      }
    }
    return kept;
  }

  private static boolean isToldByTheUser() {
    return isSet(FOLDER_PROPERTY)
        || isSet("onnxruntime.native.onnxruntime.path")
        || isSet("onnxruntime.native.onnxruntime.skip")
        || isSet("onnxruntime.native.onnxruntime4j_jni.path")
        || isSet("onnxruntime.native.onnxruntime4j_jni.skip");
  }

  private static boolean isSet(String property) {
    return System.getProperty(property) != null;
  }

  private static @Nullable Kept kept(
      NativePlaces places, Platform platform, StringBuilder refusals) {
    Path jar = places.roots().isEmpty() ? null : LibraryJar.ofBinding();
    if (jar == null) {
      return null;
    }
    Trust trust = Trust.ofThisProcess();
    Mounts mounts = Mounts.ofThisProcess();
    for (Path root : places.roots()) {
      try (LibraryJar libraries = LibraryJar.open(jar, platform)) {
        NativeCache cache = new NativeCache(root, trust, mounts);
        Path folder = cache.folder(libraries, platform);
        return isFirst(folder) ? new Kept(cache, folder) : null;
      } catch (IOException e) {
        refused(places, root, e);
        refusals.append("; not kept in ").append(root).append(": ").append(e.getMessage());
      }
    }
    return null;
  }

  private static boolean isFirst(Path folder) {
    return System.getProperties().putIfAbsent(TAKEN_PROPERTY + folder, "loaded") == null;
  }

  private static void refused(NativePlaces places, Path root, IOException e) {
    if (places.isRequired()) {
      throw NativeLibrary.refusal(
          "The native libraries cannot be kept in %s: %s".formatted(root, e), e);
    }
    logger().debug("Native libraries are not kept in {}: {}", root, e.toString());
  }

  /** Sees to it that one more library lies beside those that were loaded. */
  void provide(String name) {
    Kept kept = await();
    Path jar = kept == null ? null : LibraryJar.ofBinding();
    if (kept == null || jar == null) {
      // The binding unpacks it itself.
      return;
    }
    try (LibraryJar libraries = LibraryJar.open(jar, Platform.current())) {
      BundledLibrary library = libraries.library(name);
      if (library != null) {
        kept.cache().provide(libraries, library, kept.folder());
      }
    } catch (IOException e) {
      throw NativeLibrary.refusal("The library %s could not be unpacked: %s".formatted(name, e), e);
    }
  }

  // Not a constant: to find a logger takes longer than to load the library, and nobody may ask.
  private static Logger logger() {
    return LoggerFactory.getLogger(NativeLibrary.class);
  }
}
