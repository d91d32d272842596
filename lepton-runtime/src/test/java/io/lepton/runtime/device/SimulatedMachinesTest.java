package io.lepton.runtime.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lepton.ErrorCode;
import io.lepton.model.Device;
import io.lepton.model.DevicePreference;
import io.lepton.model.DeviceReport;
import io.lepton.model.DeviceReport.Check;
import io.lepton.model.DeviceUnavailableException;
import io.lepton.runtime.natives.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is found on machines that are laid out in a folder. There is no GPU where this runs: that a
 * real machine looks like its layout is not proved here.
 */
class SimulatedMachinesTest {

  private static final Platform LINUX = Platform.of("Linux", "amd64");
  private static final Platform ARM = Platform.of("Linux", "aarch64");
  private static final Platform WINDOWS = Platform.of("Windows Server 2022", "amd64");
  private static final Platform MACOS = Platform.of("Mac OS X", "aarch64");

  private static final List<String> CUDA_12 =
      List.of(
          "libcudart.so.12",
          "libcublas.so.12",
          "libcublasLt.so.12",
          "libcufft.so.11",
          "libcurand.so.10",
          "libcudnn.so.9");

  @TempDir Path root;

  private void files(String folder, List<String> names) throws IOException {
    Files.createDirectories(root.resolve(folder));
    for (String name : names) {
      Files.write(root.resolve(folder).resolve(name), new byte[0]);
    }
  }

  private void file(String name) throws IOException {
    Path file = root.resolve(name);
    files(root.relativize(file.getParent()).toString(), List.of(file.getFileName().toString()));
  }

  private void driver(String version) throws IOException {
    Path file = root.resolve("proc/driver/nvidia/version");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        "NVRM version: NVIDIA UNIX x86_64 Kernel Module  "
            + version
            + "  Sat Aug 19 01:15:15 UTC 2023\nGCC version:  gcc version 12.3.0\n");
  }

  private void linuxWithCuda12() throws IOException {
    files("usr/lib/x86_64-linux-gnu", List.of("libcuda.so.1"));
    files("usr/lib/x86_64-linux-gnu", CUDA_12);
    file("dev/nvidia0");
    driver("535.104.05");
  }

  private CudaHost machine(Platform platform, Path... path) {
    return new SystemCudaHost(root, platform, List.of(path));
  }

  private DeviceReport report(Platform platform, List<String> needed, Path... path) {
    return DeviceChoice.choose(
        DevicePreference.auto(), new GpuBuild(machine(platform, path), needed));
  }

  @Test
  void linux_withAllThatTheBuildNeeds_isCuda() throws IOException {
    linuxWithCuda12();
    DeviceReport report = report(LINUX, CUDA_12);
    assertThat(report.chosen()).isEqualTo(Device.CUDA);
    assertThat(report.checks())
        .extracting(Check::subject)
        .containsExactly(
            "ONNX Runtime build", "NVIDIA driver", "driver version", "GPU", "CUDA", "cuDNN");
  }

  @Test
  void linux_librariesKnownToTheLinkersCacheOnly_areFound() throws IOException {
    file("dev/nvidia0");
    Files.createDirectories(root.resolve("etc"));
    Files.writeString(
        root.resolve("etc/ld.so.cache"),
        "glibc-ld.so.cache1.1\0\0libcuda.so.1\0/opt/driver/libcuda.so.1\0"
            + String.join("\0", CUDA_12)
            + "\0",
        StandardCharsets.ISO_8859_1);
    assertThat(report(LINUX, CUDA_12).chosen()).isEqualTo(Device.CUDA);
  }

  @Test
  void linux_librariesOnTheLibraryPath_areFound() throws IOException {
    files("usr/lib/x86_64-linux-gnu", List.of("libcuda.so.1"));
    files("srv/cuda", CUDA_12);
    file("dev/nvidia1");
    assertThat(report(LINUX, CUDA_12, root.resolve("srv/cuda")).chosen()).isEqualTo(Device.CUDA);
  }

  @Test
  void linux_toolkitWhereTheLinkerDoesNotLook_saysWhatToAdd() throws IOException {
    files("usr/lib64", List.of("libcuda.so.1", "libcudnn.so.9"));
    files("usr/local/cuda/lib64", CUDA_12);
    file("dev/nvidia0");
    assertThat(report(LINUX, CUDA_12).reason())
        .startsWith("CPU: no CUDA found (libcudart.so.12, ")
        .endsWith(
            "add "
                + root.resolve("usr/local/cuda/lib64")
                + " to LD_LIBRARY_PATH, or to /etc/ld.so.conf and run ldconfig)");
  }

  @Test
  void linux_anotherVersionOfCuda_namesTheLibrariesOfTheBuild() throws IOException {
    linuxWithCuda12();
    assertThat(report(LINUX, List.of("libcudart.so.13", "libcudnn.so.9")).reason())
        .contains("no CUDA found (libcudart.so.13; install the CUDA Toolkit)");
  }

  @Test
  void linux_driverOlderThanTheBuildsCuda_saysFromWhich() throws IOException {
    linuxWithCuda12();
    files("usr/lib64", List.of("libcudart.so.13"));
    assertThat(report(LINUX, List.of("libcudart.so.13", "libcudnn.so.9")).reason())
        .isEqualTo("CPU: the driver is too old (version 535.104.05; CUDA 13 needs 580 or later)");
  }

  @Test
  void linux_buildThatDoesNotTell_takesTheNearestVersion() throws IOException {
    files("usr/lib64", List.of("libcuda.so.1", "libcudart.so.13", "libcublas.so.13"));
    file("dev/nvidia0");
    assertThat(report(LINUX, List.of()).reason())
        .contains("no CUDA found (libcublasLt.so.13; ")
        .contains("no cuDNN found (libcudnn.so.9; install the cuDNN for that version of CUDA)");
  }

  @Test
  void linux_withoutDriver_looksNoFurther() throws IOException {
    files("usr/lib64", CUDA_12);
    DeviceReport report = report(LINUX, CUDA_12);
    assertThat(report.reason())
        .isEqualTo(
            "CPU: no NVIDIA driver found (libcuda.so.1; install NVIDIA's driver for the GPU)");
    assertThat(report.checks()).hasSize(2);
  }

  @Test
  void container_withoutDriver_saysHowToStartIt() throws IOException {
    file(".dockerenv");
    assertThat(report(LINUX, CUDA_12).reason())
        .startsWith("CPU: no NVIDIA driver found (libcuda.so.1; start the container with")
        .contains("--gpus all");
  }

  @Test
  void container_withoutDevice_saysSo() throws IOException {
    linuxWithCuda12();
    Files.delete(root.resolve("dev/nvidia0"));
    file("dev/nvidiactl");
    file("run/.containerenv");
    assertThat(report(LINUX, CUDA_12).reason())
        .startsWith("CPU: no GPU is visible")
        .contains("--gpus all");
  }

  @Test
  void wsl_withTheDriverOfWindows_isCuda() throws IOException {
    files("usr/lib/wsl/lib", List.of("libcuda.so.1"));
    files("usr/lib/x86_64-linux-gnu", CUDA_12);
    file("dev/dxg");
    assertThat(report(LINUX, CUDA_12).chosen()).isEqualTo(Device.CUDA);
  }

  @Test
  void wsl_withoutDriver_pointsToWindows() throws IOException {
    Files.createDirectories(root.resolve("usr/lib/wsl"));
    assertThat(report(LINUX, CUDA_12).reason())
        .endsWith("install the NVIDIA driver in Windows, not in Linux)");
  }

  @Test
  void jetson_withItsOwnBuild_isCuda() throws IOException {
    files("usr/lib/aarch64-linux-gnu", List.of("libcuda.so.1"));
    files("usr/lib/aarch64-linux-gnu", CUDA_12);
    file("dev/nvhost-gpu");
    assertThat(report(ARM, CUDA_12).chosen()).isEqualTo(Device.CUDA);
  }

  @Test
  void arm_withTheUsualJar_isToldThatNoBuildIsPublished() {
    DeviceReport report = DeviceChoice.choose(DevicePreference.auto(), machine(ARM));
    assertThat(report.reason())
        .contains("none is published for linux-aarch64")
        .contains("-Donnxruntime.native.path");
  }

  @Test
  void windows_withCuda12_isCuda() throws IOException {
    file("Windows/System32/nvcuda.dll");
    files(
        "CUDA/bin",
        List.of("cudart64_12.dll", "cublas64_12.dll", "cublasLt64_12.dll", "cudnn64_9.dll"));
    DeviceReport report = report(WINDOWS, List.of(), root.resolve("CUDA/bin"));
    assertThat(report.chosen()).isEqualTo(Device.CUDA);
  }

  @Test
  void windows_toolkitThatIsNotOnThePath_saysWhatToAdd() throws IOException {
    String toolkit = "Program Files/NVIDIA GPU Computing Toolkit/CUDA/v13.0/bin/x64";
    file("Windows/System32/nvcuda.dll");
    file("Windows/System32/cudnn64_9.dll");
    files(toolkit, List.of("cudart64_13.dll", "cublas64_13.dll", "cublasLt64_13.dll"));
    file("Windows/System32/cudart64_13.dll");
    assertThat(report(WINDOWS, List.of()).reason())
        .isEqualTo(
            "CPU: no CUDA found (cublas64_13.dll, cublasLt64_13.dll; add "
                + root.resolve(toolkit)
                + " to PATH)");
  }

  @Test
  void windows_withoutDriver_namesItsLibrary() {
    assertThat(report(WINDOWS, List.of()).reason())
        .startsWith("CPU: no NVIDIA driver found (nvcuda.dll; ");
  }

  @Test
  void macos_hasNoCuda() {
    DeviceReport report = DeviceChoice.choose(DevicePreference.prefer(Device.CUDA), machine(MACOS));
    assertThat(report.reason()).isEqualTo("CPU: there is no CUDA for osx-aarch64");
    assertThat(report.checks()).hasSize(1);
  }

  @Test
  void cpuBuild_choiceLeftToLepton_doesNotLookAtTheMachine() throws IOException {
    linuxWithCuda12();
    DeviceReport report = DeviceChoice.choose(DevicePreference.auto(), machine(LINUX));
    assertThat(report.checks()).hasSize(1);
    assertThat(report.reason())
        .isEqualTo(
            "CPU: the CUDA build of ONNX Runtime is not on the class path"
                + " (add com.microsoft.onnxruntime:onnxruntime_gpu instead of onnxruntime)");
  }

  @Test
  void cpuBuild_cudaRequired_namesEverythingMissingAtOnce() {
    DeviceUnavailableException e =
        catchThrowableOfType(
            DeviceUnavailableException.class,
            () -> DeviceChoice.choose(DevicePreference.require(Device.CUDA), machine(LINUX)));
    assertThat(e.code()).isEqualTo(ErrorCode.DEVICE_UNAVAILABLE);
    assertThat(e.report().reason()).contains("onnxruntime_gpu").contains("libcuda.so.1");
  }
}
