package io.lepton.runtime.natives;

import ai.onnxruntime.OrtEnvironment;
import io.lepton.ErrorCode;
import io.lepton.model.InferenceException;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks whether the runtime's native library can be loaded, and explains it if not. Stateless. */
public final class NativeLibrary {

  private static final String BINDING = "ai/onnxruntime/OrtEnvironment.class";

  private NativeLibrary() {}

  /**
   * Loads the library, if it is not loaded yet, after a look at whether that can work.
   *
   * @throws InferenceException if there is no library for this platform, one too many, or it cannot
   *     be loaded
   * @throws IOException if the class path cannot be read
   */
  public static void load() throws IOException {
    check(Platform.current(), folder(), bindings());
    try {
      OrtEnvironment.getAvailableProviders();
    } catch (LinkageError | RuntimeException e) {
      throw unavailable(e);
    }
  }

  static void check(Platform platform, Optional<Path> folder, List<URL> bindings) {
    if (bindings.size() > 1) {
      throw unavailable(
          "Needs exactly one of onnxruntime and onnxruntime_gpu on the class path, found "
              + bindings,
          null);
    }
    String resource = platform.resourceFolder() + platform.libraryName("onnxruntime");
    if (folder.isEmpty() && OrtEnvironment.class.getResource(resource) == null) {
      throw unavailable(
          "Needs a native library of ONNX Runtime for %s, the jar on the class path has none"
              .formatted(platform),
          null);
    }
  }

  /**
   * Says where the user put the native libraries, if not in the jar.
   *
   * @return the folder; nothing if the jar has them
   */
  public static Optional<Path> folder() {
    return Optional.ofNullable(System.getProperty("onnxruntime.native.path")).map(Path::of);
  }

  // Both jars have the same classes, and whichever comes first would decide.
  private static List<URL> bindings() throws IOException {
    ClassLoader loader = OrtEnvironment.class.getClassLoader();
    return Collections.list(
        loader == null ? ClassLoader.getSystemResources(BINDING) : loader.getResources(BINDING));
  }

  /** Explains why the library could not be loaded. */
  static InferenceException unavailable(Throwable cause) {
    Platform platform = Platform.current();
    String musl =
        platform.isMusl()
            ? "; this Linux has musl, and ONNX Runtime needs glibc: use an image with glibc"
            : "";
    return unavailable(
        "The native library of ONNX Runtime could not be loaded on %s: %s%s"
            .formatted(platform, cause, musl),
        cause);
  }

  private static InferenceException unavailable(String message, @Nullable Throwable cause) {
    return new InferenceException(ErrorCode.RUNTIME_UNAVAILABLE, message, cause);
  }
}
