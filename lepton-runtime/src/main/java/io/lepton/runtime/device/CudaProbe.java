package io.lepton.runtime.device;

import io.lepton.model.DeviceReport.Check;
import io.lepton.runtime.natives.Platform;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks for all that ONNX Runtime needs to run on an NVIDIA GPU, and says how to get what is
 * missing. Stateless.
 *
 * <p>The order is that of what rests on what: without a driver the libraries are of no use, and
 * their absence no news.
 */
final class CudaProbe {

  private static final int OLDEST_CUDA = 12;
  private static final int NEWEST_CUDA = 13;

  private CudaProbe() {}

  /**
   * Looks at a machine.
   *
   * @param host the machine
   * @param isBuildEnough whether to stop if the build on the class path is for the CPU
   */
  static List<Check> checks(CudaHost host, boolean isBuildEnough) {
    List<Check> checks = new ArrayList<>();
    boolean hasBuild = host.hasCudaBuild();
    checks.add(build(hasBuild, host.platform()));
    if (!isPossible(host.platform()) || (isBuildEnough && !hasBuild)) {
      return checks;
    }
    Check driver = driver(host);
    checks.add(driver);
    if (driver.passed()) {
      List<String> needed = hasBuild ? host.neededLibraries() : List.of();
      addVersion(host, needed, checks);
      checks.add(gpu(host));
      addLibraries(host, needed, checks);
    }
    return checks;
  }

  private static boolean isPossible(Platform platform) {
    return platform.isLinux() || platform.isWindows();
  }

  private static Check build(boolean hasBuild, Platform platform) {
    String subject = "ONNX Runtime build";
    if (hasBuild) {
      return passed(subject, "the CUDA build of ONNX Runtime is on the class path");
    }
    if (!isPossible(platform)) {
      return failed(subject, "there is no CUDA for " + platform);
    }
    String missing = "the CUDA build of ONNX Runtime is not on the class path";
    return switch (platform.toString()) {
      case "linux-x64", "win-x64" ->
          failed(
              subject,
              missing + " (add com.microsoft.onnxruntime:onnxruntime_gpu instead of onnxruntime)");
      default ->
          failed(
              subject,
              missing
                  + " (none is published for "
                  + platform
                  + ": build ONNX Runtime with CUDA and its Java binding, and name the folder of"
                  + " the libraries with -Donnxruntime.native.path)");
    };
  }

  private static Check driver(CudaHost host) {
    String library = host.platform().isWindows() ? "nvcuda.dll" : "libcuda.so.1";
    return host.hasLibrary(library)
        ? passed("NVIDIA driver", "NVIDIA driver found (" + library + ")")
        : failed(
            "NVIDIA driver", "no NVIDIA driver found (" + library + "; " + driverCure(host) + ")");
  }

  private static String driverCure(CudaHost host) {
    if (host.isWsl()) {
      return "install the NVIDIA driver in Windows, not in Linux";
    }
    return host.isContainer()
        ? "start the container with the host's GPUs, as docker run --gpus all does with the NVIDIA"
            + " Container Toolkit"
        : "install NVIDIA's driver for the GPU";
  }

  private static void addVersion(CudaHost host, List<String> needed, List<Check> checks) {
    String version = host.driverVersion();
    int first = CudaLibraries.firstDriver(CudaLibraries.cuda(needed));
    int branch = leadingNumber(version);
    if (branch == 0 || first == 0) {
      return;
    }
    checks.add(
        branch >= first
            ? passed("driver version", "the driver is new enough (" + version + ")")
            : failed(
                "driver version",
                "the driver is too old (version "
                    + version
                    + "; CUDA "
                    + CudaLibraries.cuda(needed)
                    + " needs "
                    + first
                    + " or later)"));
  }

  private static int leadingNumber(String version) {
    int end = version.indexOf('.');
    try {
      return end < 0 ? 0 : Integer.parseInt(version.substring(0, end));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static Check gpu(CudaHost host) {
    return host.hasDevice()
        ? passed("GPU", "a GPU is visible")
        : failed(
            "GPU",
            host.isContainer()
                ? "no GPU is visible (no device file such as /dev/nvidia0; the container needs to be"
                    + " given one, as docker run --gpus all does)"
                : "no GPU is visible (no device file such as /dev/nvidia0; see whether nvidia-smi"
                    + " lists one)");
  }

  private static void addLibraries(CudaHost host, List<String> needed, List<Check> checks) {
    List<String> names = needed.isEmpty() ? nearest(host) : needed;
    List<String> cuda = new ArrayList<>();
    List<String> cudnn = new ArrayList<>();
    for (String name : names) {
      (CudaLibraries.isCudnn(name) ? cudnn : cuda).add(name);
    }
    checks.add(libraries("CUDA", "CUDA Toolkit", cuda, host));
    checks.add(libraries("cuDNN", "cuDNN for that version of CUDA", cudnn, host));
  }

  // Where the build does not tell what it needs, the version of CUDA of which most is there.
  private static List<String> nearest(CudaHost host) {
    List<String> nearest = List.of();
    int fewest = Integer.MAX_VALUE;
    for (int cuda = OLDEST_CUDA; cuda <= NEWEST_CUDA; cuda++) {
      List<String> names = CudaLibraries.of(cuda, host.platform());
      int missing = missing(names, host).size();
      if (missing < fewest) {
        fewest = missing;
        nearest = names;
      }
    }
    return nearest;
  }

  private static List<String> missing(List<String> names, CudaHost host) {
    List<String> missing = new ArrayList<>();
    for (String name : names) {
      if (!host.hasLibrary(name)) {
        missing.add(name);
      }
    }
    return missing;
  }

  private static Check libraries(
      String subject, String product, List<String> names, CudaHost host) {
    List<String> missing = missing(names, host);
    if (missing.isEmpty()) {
      return passed(subject, subject + " found (" + String.join(", ", names) + ")");
    }
    Path elsewhere = elsewhere(missing, host);
    return failed(
        subject,
        "no "
            + subject
            + " found ("
            + String.join(", ", missing)
            + "; "
            + (elsewhere == null ? "install the " + product : pathCure(elsewhere, host.platform()))
            + ")");
  }

  private static @Nullable Path elsewhere(List<String> missing, CudaHost host) {
    for (String name : missing) {
      Path folder = host.elsewhere(name);
      if (folder != null) {
        return folder;
      }
    }
    return null;
  }

  private static String pathCure(Path folder, Platform platform) {
    return platform.isWindows()
        ? "add " + folder + " to PATH"
        : "add " + folder + " to LD_LIBRARY_PATH, or to /etc/ld.so.conf and run ldconfig";
  }

  private static Check passed(String subject, String finding) {
    return new Check(subject, true, finding);
  }

  private static Check failed(String subject, String finding) {
    return new Check(subject, false, finding);
  }
}
