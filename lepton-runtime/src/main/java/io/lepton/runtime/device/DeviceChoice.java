package io.lepton.runtime.device;

import ai.onnxruntime.OrtException;
import io.lepton.model.Device;
import io.lepton.model.DevicePreference;
import io.lepton.model.DevicePreference.Strength;
import io.lepton.model.DeviceReport;
import io.lepton.model.DeviceReport.Check;
import io.lepton.model.DeviceUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Decides where a model runs, and says why.
 *
 * <p>Everything is looked at from Java first: the CUDA build of ONNX Runtime can crash the process
 * on a machine without a GPU (deepjavalibrary/djl#3366), and what it lists as available is what it
 * was built with. Stateless.
 */
public final class DeviceChoice {

  private DeviceChoice() {}

  /**
   * Chooses.
   *
   * @param preference what the caller wants
   * @param host what the machine has
   * @return the choice and what it rests on
   * @throws DeviceUnavailableException if the device is required and cannot be used
   */
  public static DeviceReport choose(DevicePreference preference, CudaHost host) {
    if (preference.device() == Device.CPU) {
      return new DeviceReport(Device.CPU, "CPU: asked for", List.of());
    }
    return decided(preference, checks(host));
  }

  /**
   * Decides anew after the runtime could not start CUDA although all was there.
   *
   * @param preference what the caller wants
   * @param report the first choice
   * @param failure what the runtime said
   * @return the CPU, and why
   * @throws DeviceUnavailableException if the device is required
   */
  public static DeviceReport withoutCuda(
      DevicePreference preference, DeviceReport report, OrtException failure) {
    List<Check> checks = new ArrayList<>(report.checks());
    checks.add(
        new Check("CUDA start", false, "CUDA could not be started: " + failure.getMessage()));
    return decided(preference, checks);
  }

  private static DeviceReport decided(DevicePreference preference, List<Check> checks) {
    List<Check> failed = checks.stream().filter(check -> !check.passed()).toList();
    if (failed.isEmpty()) {
      return new DeviceReport(Device.CUDA, "CUDA: everything it needs was found", checks);
    }
    String why = failed.stream().map(Check::finding).collect(Collectors.joining("; "));
    DeviceReport report = new DeviceReport(Device.CPU, "CPU: " + why, checks);
    if (preference.strength() == Strength.REQUIRE) {
      throw new DeviceUnavailableException(report);
    }
    return report;
  }

  private static List<Check> checks(CudaHost host) {
    List<Check> checks = new ArrayList<>();
    checks.add(
        check(
            "ONNX Runtime build",
            host.hasCudaBuild(),
            "the CUDA build of ONNX Runtime is on the class path",
            "the CUDA build of ONNX Runtime is not on the class path"
                + " (add com.microsoft.onnxruntime:onnxruntime_gpu instead of onnxruntime)"));
    boolean hasDriver = host.hasDriver();
    checks.add(
        check(
            "NVIDIA driver",
            hasDriver,
            "NVIDIA driver found (%s)".formatted(host.driverName()),
            "no NVIDIA driver found (%s)".formatted(host.driverName())));
    if (hasDriver) {
      // Without a driver the rest is of no use, and its absence no news.
      checks.addAll(checksBehindDriver(host));
    }
    return checks;
  }

  private static List<Check> checksBehindDriver(CudaHost host) {
    return List.of(
        check(
            "GPU",
            host.hasDevice(),
            "a GPU is visible",
            "no GPU is visible (no device file such as /dev/nvidia0;"
                + " a container needs to be given one)"),
        check(
            "CUDA",
            host.hasLibrary("cudart"),
            "CUDA found (cudart)",
            "no CUDA runtime found (cudart)"),
        check("cuDNN", host.hasLibrary("cudnn"), "cuDNN found", "no cuDNN found"));
  }

  private static Check check(String subject, boolean passed, String found, String missing) {
    return new Check(subject, passed, passed ? found : missing);
  }
}
