package io.lepton.runtime.onnx;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The operating system and processor, in ONNX Runtime's terms.
 *
 * @param os {@code linux}, {@code win}, {@code osx}, or what the JDK calls another
 * @param arch {@code x64}, {@code aarch64}, or what the JDK calls another
 */
record Platform(String os, String arch) {

  static Platform current() {
    return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
  }

  static Platform of(String osName, String osArch) {
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

  boolean isLinux() {
    return os.equals("linux");
  }

  boolean isWindows() {
    return os.equals("win");
  }

  /** Says whether this is a Linux with musl, such as Alpine, and without glibc beside it. */
  boolean isMusl() {
    String loader = arch.equals("x64") ? "x86_64" : arch;
    return isLinux()
        && Files.exists(Path.of("/lib/ld-musl-" + loader + ".so.1"))
        && !Files.exists(Path.of("/lib64/ld-linux-x86-64.so.2"))
        && !Files.exists(Path.of("/lib/ld-linux-aarch64.so.1"));
  }

  /** Where the jar has libraries for this platform. */
  String resourceFolder() {
    return "/ai/onnxruntime/native/" + this + "/";
  }

  String libraryName(String library) {
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
