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
   * <p>Who leaves the choice to Lepton and has the CPU build on the class path has chosen by that:
   * the machine is not looked at. Who asks for CUDA is told everything that is missing at once.
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
    return decided(preference, CudaProbe.checks(host, preference.strength() == Strength.AUTO));
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
    String missing = missing(checks);
    if (missing.isEmpty()) {
      return new DeviceReport(Device.CUDA, "CUDA: everything it needs was found", checks);
    }
    DeviceReport report = new DeviceReport(Device.CPU, "CPU: " + missing, checks);
    if (preference.strength() == Strength.REQUIRE) {
      throw new DeviceUnavailableException(report);
    }
    return report;
  }

  private static String missing(List<Check> checks) {
    StringBuilder missing = new StringBuilder();
    for (Check check : checks) {
      if (!check.passed()) {
        missing.append(missing.isEmpty() ? "" : "; ").append(check.finding());
      }
    }
    return missing.toString();
  }
}
