package io.lepton.runtime.device;

import ai.onnxruntime.OrtEnvironment;
import io.lepton.runtime.natives.NativeLibrary;
import io.lepton.runtime.natives.Platform;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The machine we are on, or a folder that is laid out like one. It looks at files only: loading a
 * library runs its code.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class SystemCudaHost implements CudaHost {

  private static final String PROVIDER = "onnxruntime_providers_cuda";

  // ld.so(8): the default folders of the dynamic linker, and those of Debian and of WSL.
  private static final List<String> LINKER_FOLDERS =
      List.of(
          "lib64",
          "usr/lib64",
          "lib",
          "usr/lib",
          "usr/lib/x86_64-linux-gnu",
          "usr/lib/aarch64-linux-gnu",
          "usr/lib/wsl/lib");

  // Where NVIDIA's packages install, its container images mount, and JetPack puts things. The
  // linker finds them there only if it is told to.
  private static final List<String> CUDA_FOLDERS =
      List.of(
          "usr/local/cuda/lib64",
          "usr/local/cuda/targets/x86_64-linux/lib",
          "usr/local/cuda/targets/aarch64-linux/lib",
          "usr/local/cuda-12/lib64",
          "usr/local/cuda-13/lib64",
          "usr/local/nvidia/lib64",
          "opt/cuda/lib64",
          "usr/lib/x86_64-linux-gnu/nvidia/current",
          "usr/lib/aarch64-linux-gnu/nvidia",
          "usr/lib/aarch64-linux-gnu/tegra");

  private static final List<String> WINDOWS_CUDA_FOLDERS =
      List.of("Program Files/NVIDIA GPU Computing Toolkit/CUDA", "Program Files/NVIDIA/CUDNN");

  // One GPU of a PC, one seen through Windows, those of Jetson boards.
  private static final List<String> DEVICES =
      List.of("dev/nvidia0", "dev/dxg", "dev/nvhost-gpu", "dev/nvgpu");

  private static final int DEPTH_OF_WINDOWS_CUDA = 4;

  private final Path root;
  private final Platform platform;
  private final List<Path> path;

  /** Looks at nothing yet. */
  public SystemCudaHost() {
    this(Path.of("").toAbsolutePath().getRoot(), Platform.current(), libraryPath());
  }

  /**
   * Takes a folder for the whole file system.
   *
   * @param root the folder
   * @param platform what to take the machine for
   * @param path where the system is told to look for libraries first
   */
  SystemCudaHost(Path root, Platform platform, List<Path> path) {
    this.root = root;
    this.platform = platform;
    this.path = List.copyOf(path);
  }

  // The JDK builds this property from LD_LIBRARY_PATH on Linux and from PATH on Windows.
  private static List<Path> libraryPath() {
    List<Path> folders = new ArrayList<>();
    String path = System.getProperty("java.library.path", "");
    for (int start = 0; start < path.length(); ) {
      int separator = path.indexOf(File.pathSeparatorChar, start);
      int end = separator < 0 ? path.length() : separator;
      addFolder(path.substring(start, end), folders);
      start = end + 1;
    }
    return folders;
  }

  private static void addFolder(String name, List<Path> folders) {
    try {
      if (!name.isEmpty()) {
        folders.add(Path.of(name));
      }
    } catch (InvalidPathException e) {
      // Someone's PATH has quotes in it: Windows does not look there either.
      return;
    }
  }

  @Override
  public Platform platform() {
    return platform;
  }

  @Override
  public boolean hasCudaBuild() {
    String library = platform.libraryName(PROVIDER);
    Path folder = NativeLibrary.folder().orElse(null);
    return OrtEnvironment.class.getResource(platform.resourceFolder() + library) != null
        || (folder != null && Files.exists(folder.resolve(library)));
  }

  @Override
  public List<String> neededLibraries() {
    try (InputStream provider = provider()) {
      return provider == null ? List.of() : CudaLibraries.linkedWith(provider);
    } catch (IOException e) {
      return List.of();
    }
  }

  private @Nullable InputStream provider() throws IOException {
    String library = platform.libraryName(PROVIDER);
    Path folder = NativeLibrary.folder().orElse(null);
    return folder != null && Files.exists(folder.resolve(library))
        ? Files.newInputStream(folder.resolve(library))
        : OrtEnvironment.class.getResourceAsStream(platform.resourceFolder() + library);
  }

  @Override
  public boolean hasLibrary(String fileName) {
    for (Path folder : path) {
      if (Files.exists(folder.resolve(fileName))) {
        return true;
      }
    }
    return platform.isWindows()
        ? Files.exists(root.resolve("Windows/System32").resolve(fileName))
        : isLinked(fileName);
  }

  private boolean isLinked(String fileName) {
    for (String folder : LINKER_FOLDERS) {
      if (Files.exists(root.resolve(folder).resolve(fileName))) {
        return true;
      }
    }
    return isInCache(fileName);
  }

  // What ldconfig found. Names and paths stand in it, each with a NUL behind it.
  private boolean isInCache(String fileName) {
    try {
      byte[] cache = Files.readAllBytes(root.resolve("etc/ld.so.cache"));
      String text = new String(cache, StandardCharsets.ISO_8859_1);
      return text.contains("\0" + fileName + "\0") || text.contains("/" + fileName + "\0");
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public @Nullable Path elsewhere(String fileName) {
    return platform.isWindows() ? inWindowsCuda(fileName) : inCuda(fileName);
  }

  private @Nullable Path inCuda(String fileName) {
    for (String name : CUDA_FOLDERS) {
      Path folder = root.resolve(name);
      if (Files.exists(folder.resolve(fileName))) {
        return folder;
      }
    }
    return null;
  }

  private @Nullable Path inWindowsCuda(String fileName) {
    for (String name : WINDOWS_CUDA_FOLDERS) {
      Path found = below(root.resolve(name), fileName, DEPTH_OF_WINDOWS_CUDA);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  // Versions are folders there, and have folders of their own: v13.0/bin/x64.
  private static @Nullable Path below(Path folder, String fileName, int depth) {
    if (Files.exists(folder.resolve(fileName))) {
      return folder;
    }
    if (depth == 0) {
      return null;
    }
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(folder)) {
      for (Path next : folders) {
        Path found = Files.isDirectory(next) ? below(next, fileName, depth - 1) : null;
        if (found != null) {
          return found;
        }
      }
    } catch (IOException e) {
      return null;
    }
    return null;
  }

  @Override
  public String driverVersion() {
    try {
      String text = Files.readString(root.resolve("proc/driver/nvidia/version"));
      return versionIn(text);
    } catch (IOException e) {
      return "";
    }
  }

  // NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.104.05  Sat Aug 19 01:15:15 UTC 2023
  private static String versionIn(String text) {
    int end = text.indexOf('\n') < 0 ? text.length() : text.indexOf('\n');
    for (String word : text.substring(0, end).split(" ", -1)) {
      if (!word.isEmpty() && Character.isDigit(word.charAt(0)) && word.indexOf('.') > 0) {
        return word;
      }
    }
    return "";
  }

  @Override
  public boolean hasDevice() {
    if (!platform.isLinux()) {
      // Only Linux shows devices as files; elsewhere the driver is trusted.
      return true;
    }
    for (String device : DEVICES) {
      if (Files.exists(root.resolve(device))) {
        return true;
      }
    }
    return hasNumberedDevice();
  }

  // A container may have been given the second GPU only.
  private boolean hasNumberedDevice() {
    try (DirectoryStream<Path> devices =
        Files.newDirectoryStream(root.resolve("dev"), "nvidia[0-9]*")) {
      return devices.iterator().hasNext();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public boolean isContainer() {
    return Files.exists(root.resolve(".dockerenv"))
        || Files.exists(root.resolve("run/.containerenv"));
  }

  @Override
  public boolean isWsl() {
    return Files.exists(root.resolve("usr/lib/wsl"))
        || Files.exists(root.resolve("proc/sys/fs/binfmt_misc/WSLInterop"));
  }
}
