package io.lepton.runtime.natives;

import ai.onnxruntime.OrtEnvironment;
import io.lepton.ErrorCode;
import io.lepton.model.InferenceException;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Loads the runtime's native library, and explains it if that cannot be done.
 *
 * <p>The binding loads its library once, in a static initialiser, and never tries again. So this
 * looks first whether it can work, and does it once, too: the first model that is opened decides
 * from where.
 *
 * <p>Safe for use by many threads.
 */
public final class NativeLibrary {

  private static final String BINDING = "ai/onnxruntime/OrtEnvironment.class";
  private static final String CUDA_PROVIDER = "onnxruntime_providers_cuda";

  // As static as what it stands for: the state of the binding's classes.
  private static final Loading LOADING = new Loading();

  private NativeLibrary() {}

  /**
   * Begins to load the library on a thread of its own, if that was not begun before. Half of the
   * time from the start of a JVM to the first prediction is spent there, and what else must be done
   * to open a model need not wait for it.
   *
   * @param places where it may lie unpacked
   */
  public static void begin(NativePlaces places) {
    LOADING.begin(places);
  }

  /**
   * Waits until loading has ended, one way or the other. A process must not end in the middle of
   * it, so whoever began does not go away without.
   */
  public static void settle() {
    LOADING.settle();
  }

  /**
   * Loads the library, if it is not loaded yet, after a look at whether that can work.
   *
   * @param places where it may lie unpacked
   * @throws InferenceException if there is no library for this platform, one too many, or it cannot
   *     be loaded
   */
  public static void load(NativePlaces places) {
    LOADING.begin(places);
    LOADING.await();
  }

  /**
   * Waits until the library is loaded, if that was begun; if not, the binding will load it by
   * itself.
   *
   * @throws InferenceException if it cannot be loaded
   */
  public static void await() {
    if (LOADING.isBegun()) {
      LOADING.await();
    }
  }

  /**
   * Says whether loading goes on at this moment, so that there is time for something else.
   *
   * @return false before it has begun and after it has ended
   */
  public static boolean isLoading() {
    return LOADING.isBegun() && !LOADING.isDone();
  }

  /**
   * Sees to it that the library for CUDA lies where the loaded one looks for it: beside itself.
   *
   * @throws InferenceException if it cannot be put there
   */
  public static void provideCuda() {
    LOADING.provide(CUDA_PROVIDER);
  }

  static void check(Platform platform, Optional<Path> folder, List<URL> bindings) {
    if (bindings.size() > 1) {
      throw refusal(
          "Needs exactly one of onnxruntime and onnxruntime_gpu on the class path, found "
              + bindings
              + ": exclude com.microsoft.onnxruntime:onnxruntime from lepton-runtime where"
              + " onnxruntime_gpu is added",
          null);
    }
    if (folder.isEmpty() && !isBundled(platform)) {
      throw refusal(platform.advice(), null);
    }
    if (folder.isEmpty() && platform.isMusl()) {
      throw refusal(
          "Needs a native library of ONNX Runtime that can be loaded: " + Platform.MUSL_ADVICE,
          null);
    }
  }

  private static boolean isBundled(Platform platform) {
    String resource = platform.resourceFolder() + platform.libraryName("onnxruntime");
    return OrtEnvironment.class.getResource(resource) != null;
  }

  /**
   * Says where the user put the native libraries, if not in the jar.
   *
   * @return the folder; nothing if the jar has them
   */
  public static Optional<Path> folder() {
    String folder = System.getProperty(Loading.FOLDER_PROPERTY);
    return folder == null ? Optional.empty() : Optional.of(Path.of(folder));
  }

  // Both jars have the same classes, and whichever comes first would decide.
  static List<URL> bindings() {
    try {
      ClassLoader loader = OrtEnvironment.class.getClassLoader();
      return distinct(
          loader == null ? ClassLoader.getSystemResources(BINDING) : loader.getResources(BINDING));
    } catch (IOException e) {
      // Then the class path will be complained of by others.
      return new ArrayList<>();
    }
  }

  /**
   * Leaves out what is there twice: an application server may have the same jar as the application
   * in it, and then it does not matter which of them is taken. The two jars of ONNX Runtime differ
   * in size by hundreds of megabytes.
   */
  static List<URL> distinct(Enumeration<URL> found) {
    List<URL> bindings = new ArrayList<>();
    List<Long> sizes = new ArrayList<>();
    while (found.hasMoreElements()) {
      URL binding = found.nextElement();
      Long size = jarSize(binding);
      if (size == null || !sizes.contains(size)) {
        bindings.add(binding);
        sizes.add(size == null ? -1L : size);
      }
    }
    return bindings;
  }

  // jar:file:/lib/onnxruntime.jar!/ai/onnxruntime/OrtEnvironment.class
  private static @Nullable Long jarSize(URL binding) {
    String path = binding.getPath();
    int end = path.indexOf("!/");
    if (end < 0) {
      return null;
    }
    try {
      return Files.size(Path.of(URI.create(path.substring(0, end))));
    } catch (IOException | IllegalArgumentException | FileSystemNotFoundException e) {
      // A jar inside another, for one: then each of them counts.
      return null;
    }
  }

  /**
   * Explains why the library could not be loaded.
   *
   * @param remarks what else went wrong, to be read behind the cause
   */
  static InferenceException unavailable(Throwable cause, String remarks) {
    Platform platform = Platform.current();
    String musl = platform.isMusl() ? "; " + Platform.MUSL_ADVICE : "";
    return new InferenceException(
        ErrorCode.RUNTIME_UNAVAILABLE,
        "The native library of ONNX Runtime could not be loaded on %s: %s%s%s"
            .formatted(platform, reason(cause), remarks, musl),
        cause);
  }

  // The binding wraps what happened in two more exceptions that say nothing of it.
  private static String reason(Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root instanceof FileSystemException
        ? root + "; it needs a folder for temporary files that it can write to (java.io.tmpdir)"
        : root.toString();
  }

  static InferenceException refusal(String message, @Nullable Throwable cause) {
    return new InferenceException(ErrorCode.RUNTIME_UNAVAILABLE, message, cause);
  }
}
