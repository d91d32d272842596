package io.lepton.runtime.device;

import io.lepton.runtime.natives.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The names of the libraries that the CUDA build of ONNX Runtime needs beside the driver.
 * Stateless.
 */
final class CudaLibraries {

  /** The libraries that must be there whatever the build was linked with. */
  private static final List<String> STEMS = List.of("cudart", "cublas", "cublasLt", "cudnn");

  private static final List<String> LINKED =
      List.of("cudart", "cublas", "cublasLt", "cufft", "curand", "nvrtc", "cudnn");

  // NVIDIA's own minor version compatibility: any driver of these and later branches will do.
  private static final int FIRST_DRIVER_FOR_12 = 525;
  private static final int FIRST_DRIVER_FOR_13 = 580;

  /** What the linker wrote lies near the start of an ELF file; the code for the GPU behind it. */
  private static final int LINKED_NAMES_BYTES = 4 << 20;

  private static final int CUDNN = 9;

  private CudaLibraries() {}

  /** Returns the libraries of a version of CUDA that every build for it needs. */
  static List<String> of(int cuda, Platform platform) {
    List<String> names = new ArrayList<>();
    for (String stem : STEMS) {
      names.add(name(stem, stem.equals("cudnn") ? CUDNN : cuda, platform));
    }
    return names;
  }

  private static String name(String stem, int version, Platform platform) {
    return platform.isWindows() ? stem + "64_" + version + ".dll" : "lib" + stem + ".so." + version;
  }

  static boolean isCudnn(String name) {
    return name.contains("cudnn");
  }

  /** Returns the version of CUDA that libraries belong to; 0 if it cannot be told. */
  static int cuda(List<String> names) {
    for (String name : names) {
      if (name.startsWith("libcudart.so.")) {
        return Integer.parseInt(name.substring("libcudart.so.".length()));
      }
    }
    return 0;
  }

  /** Returns the first branch of the driver that a version of CUDA runs on; 0 if unknown. */
  static int firstDriver(int cuda) {
    return switch (cuda) {
      case 12 -> FIRST_DRIVER_FOR_12;
      case 13 -> FIRST_DRIVER_FOR_13;
      default -> 0;
    };
  }

  /**
   * Reads which libraries a provider for Linux was linked with: the names that the linker wrote
   * into it. It is not the list of what is needed but a search for names; a name too many does no
   * harm, the provider then is linked with it for another reason.
   *
   * @param provider {@code libonnxruntime_providers_cuda.so}
   * @return file names with versions; none if this is no such file
   */
  static List<String> linkedWith(InputStream provider) throws IOException {
    String start = new String(provider.readNBytes(LINKED_NAMES_BYTES), StandardCharsets.ISO_8859_1);
    List<String> names = new ArrayList<>();
    for (String stem : LINKED) {
      String name = versioned("\0lib" + stem + ".so.", start);
      if (!name.isEmpty()) {
        names.add(name);
      }
    }
    return cuda(names) == 0 ? List.of() : names;
  }

  private static String versioned(String stem, String text) {
    for (int at = text.indexOf(stem); at >= 0; at = text.indexOf(stem, at + 1)) {
      int end = at + stem.length();
      while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
        end++;
      }
      int digits = end - at - stem.length();
      if (digits > 0 && digits < 4 && end < text.length() && text.charAt(end) == 0) {
        return text.substring(at + 1, end);
      }
    }
    return "";
  }
}
