package io.lepton.runtime.device;

import ai.onnxruntime.OrtEnvironment;
import io.lepton.runtime.natives.NativeLibrary;
import io.lepton.runtime.natives.Platform;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The machine we are on. It looks at files only: loading a library runs its code. */
public final class SystemCudaHost implements CudaHost {

  private static final Path DYNAMIC_LINKER_CACHE = Path.of("/etc/ld.so.cache");
  private static final List<String> USUAL_FOLDERS =
      List.of(
          "/usr/lib/x86_64-linux-gnu",
          "/usr/lib/aarch64-linux-gnu",
          "/usr/lib64",
          "/usr/lib",
          "/usr/lib/wsl/lib",
          "/usr/local/cuda/lib64",
          "/usr/local/nvidia/lib64");

  private static final Pattern PATHS = Pattern.compile(Pattern.quote(File.pathSeparator));

  private final Platform platform = Platform.current();

  /** Looks at nothing yet. */
  public SystemCudaHost() {}

  @Override
  public boolean hasCudaBuild() {
    String library = platform.libraryName("onnxruntime_providers_cuda");
    String resource = platform.resourceFolder() + library;
    return OrtEnvironment.class.getResource(resource) != null
        || NativeLibrary.folder()
            .map(folder -> Files.exists(folder.resolve(library)))
            .orElse(false);
  }

  @Override
  public String driverName() {
    return platform.isWindows() ? "nvcuda.dll" : "libcuda.so.1";
  }

  @Override
  public boolean hasDriver() {
    return isInstalled(driverName());
  }

  @Override
  public boolean hasDevice() {
    // Only Linux shows devices as files; elsewhere the driver is trusted.
    return !platform.isLinux()
        || Files.exists(Path.of("/dev/nvidia0"))
        || Files.exists(Path.of("/dev/dxg"));
  }

  @Override
  public boolean hasLibrary(String name) {
    return isInstalled(platform.isWindows() ? name + "64_" : "lib" + name + ".so.");
  }

  private boolean isInstalled(String start) {
    return isInCache(start) || folders().stream().anyMatch(folder -> holds(folder, start));
  }

  private boolean isInCache(String start) {
    try {
      byte[] cache = platform.isLinux() ? Files.readAllBytes(DYNAMIC_LINKER_CACHE) : new byte[0];
      return new String(cache, StandardCharsets.ISO_8859_1).contains("\0" + start);
    } catch (IOException e) {
      return false;
    }
  }

  // On Linux the JDK builds this property from the paths that the dynamic linker is told to search.
  private List<Path> folders() {
    List<Path> folders = new ArrayList<>();
    PATHS
        .splitAsStream(System.getProperty("java.library.path", ""))
        .filter(part -> !part.isEmpty())
        .forEach(part -> folders.add(Path.of(part)));
    if (platform.isLinux()) {
      USUAL_FOLDERS.forEach(folder -> folders.add(Path.of(folder)));
    }
    return folders;
  }

  private static boolean holds(Path folder, String start) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, start + "*")) {
      return files.iterator().hasNext();
    } catch (IOException e) {
      return false;
    }
  }
}
