package io.lepton.runtime.natives;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The operating system and processor, in ONNX Runtime's terms.
 *
 * @param os {@code linux}, {@code win}, {@code osx}, or what the JDK calls another
 * @param arch {@code x64}, {@code aarch64}, or what the JDK calls another
 */
public record Platform(String os, String arch) {

  /** What to do about musl. */
  static final String MUSL_ADVICE =
      "this Linux has musl, and ONNX Runtime needs glibc: use an image with glibc, such as one of"
          + " Debian or Ubuntu, instead of Alpine";

  private static final String OWN_BUILD =
      "build ONNX Runtime with its Java binding for it, and name the folder of the libraries with"
          + " -Donnxruntime.native.path";

  /**
   * Looks where we are.
   *
   * @return the platform of this JVM
   */
  public static Platform current() {
    return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
  }

  /**
   * Translates the names of the JDK.
   *
   * @param osName the system property {@code os.name}
   * @param osArch the system property {@code os.arch}
   * @return the platform
   */
  public static Platform of(String osName, String osArch) {
    return new Platform(os(osName.toLowerCase(Locale.ROOT)), arch(osArch.toLowerCase(Locale.ROOT)));
  }

  private static String os(String name) {
    if (name.contains("mac") || name.contains("darwin")) {
      return "osx";
    }
    if (name.contains("win")) {
      return "win";
    }
    return name.contains("nux") ? "linux" : name;
  }

  private static String arch(String name) {
    return name.equals("amd64") || name.equals("x86_64") ? "x64" : name;
  }

  /**
   * Says whether this is Linux.
   *
   * @return true on Linux
   */
  public boolean isLinux() {
    return os.equals("linux");
  }

  /**
   * Says whether this is Windows.
   *
   * @return true on Windows
   */
  public boolean isWindows() {
    return os.equals("win");
  }

  /**
   * Says whether this is a Linux with musl, such as Alpine, and without glibc beside it.
   *
   * @return true where the libraries cannot be loaded
   */
  public boolean isMusl() {
    String loader = arch.equals("x64") ? "x86_64" : arch;
    return isLinux()
        && Files.exists(Path.of("/lib/ld-musl-" + loader + ".so.1"))
        && !Files.exists(Path.of("/lib64/ld-linux-x86-64.so.2"))
        && !Files.exists(Path.of("/lib/ld-linux-aarch64.so.1"));
  }

  /** Says what to do on a platform for which the jar has no library. */
  String advice() {
    return "Needs a native library of ONNX Runtime for "
        + this
        + ", the jar on the class path has none: "
        + cure();
  }

  private String cure() {
    return switch (toString()) {
      case "linux-x64", "linux-aarch64", "osx-aarch64", "win-x64" ->
          "it is an incomplete jar, use com.microsoft.onnxruntime:onnxruntime as it is published"
              + " (onnxruntime_gpu has libraries for linux-x64 and win-x64 only)";
      case "osx-x64" ->
          "on Apple silicon use a JDK for aarch64, this one is for Intel; on a Mac with an Intel"
              + " processor the last version with a library is 1.23.2";
      case "win-aarch64" -> "use a JDK for x64, which Windows runs on ARM; or " + OWN_BUILD;
      case "linux-ppc64", "linux-ppc64le", "linux-loongarch64" -> OWN_BUILD;
      default ->
          "it runs on Linux with x64 or aarch64, macOS with aarch64 and Windows with x64, in a JVM"
              + " of 64 bits";
    };
  }

  /**
   * Says where the jar has libraries for this platform.
   *
   * @return an absolute resource name that ends with a slash
   */
  public String resourceFolder() {
    return "/ai/onnxruntime/native/" + this + "/";
  }

  /**
   * Returns the file name of a library.
   *
   * @param library its short name, such as {@code onnxruntime}
   * @return for example {@code libonnxruntime.so}
   */
  public String libraryName(String library) {
    return switch (os) {
      case "win" -> library + ".dll";
      case "osx" -> "lib" + library + ".dylib";
      default -> "lib" + library + ".so";
    };
  }

  /**
   * Returns the name that ONNX Runtime gives this platform.
   *
   * @return for example {@code linux-x64}
   */
  @Override
  public String toString() {
    return os + "-" + arch;
  }
}
