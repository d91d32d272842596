package io.lepton.runtime.compatibility;

import io.lepton.model.Device;
import io.lepton.model.DevicePreference;
import io.lepton.model.SessionOptions;
import io.lepton.model.SessionOptions.OptimizationLevel;
import java.util.List;

/**
 * One way to run a model.
 *
 * <p>Immutable and safe for use by many threads.
 *
 * @param name what a report calls it
 * @param options how the model is opened; where they prefer a device that cannot be used, the
 *     configuration is skipped rather than run on another one
 */
public record Configuration(String name, SessionOptions options) {

  private static final int MOST_THREADS = 8;

  /**
   * Returns the configuration that others are compared with: on the CPU, one thread, no
   * optimisation, no rewriting. Every node does what the file says, in the order that it says.
   *
   * @return the reference
   */
  public static Configuration reference() {
    return onCpu("CPU, as it is in the file", OptimizationLevel.NONE, false, 1);
  }

  /**
   * Returns the configurations of the standard's compatibility test: the reference a second time,
   * which shows whether the model answers the same twice; each level of optimisation; rewriting
   * alone and with all optimisations, which is how models are opened by default; several threads,
   * as many as there are processors, 2 to 8; CUDA.
   *
   * @return the configurations, in the order of the report
   */
  public static List<Configuration> standard() {
    int threads = Math.max(2, Math.min(Runtime.getRuntime().availableProcessors(), MOST_THREADS));
    return List.of(
        onCpu("CPU, as it is in the file, again", OptimizationLevel.NONE, false, 1),
        onCpu("CPU, basic optimisations", OptimizationLevel.BASIC, false, 1),
        onCpu("CPU, extended optimisations", OptimizationLevel.EXTENDED, false, 1),
        onCpu("CPU, all optimisations", OptimizationLevel.ALL, false, 1),
        onCpu("CPU, rewritten", OptimizationLevel.NONE, true, 1),
        onCpu("CPU, all optimisations, rewritten (default)", OptimizationLevel.ALL, true, 1),
        onCpu(
            "CPU, all optimisations, rewritten, %d threads".formatted(threads),
            OptimizationLevel.ALL,
            true,
            threads),
        new Configuration(
            "CUDA, all optimisations, rewritten",
            SessionOptions.defaults().withDevice(DevicePreference.require(Device.CUDA))));
  }

  private static Configuration onCpu(
      String name, OptimizationLevel level, boolean rewriting, int threads) {
    return new Configuration(
        name,
        SessionOptions.defaults()
            .withDevice(DevicePreference.require(Device.CPU))
            .withOptimizationLevel(level)
            .withRewriting(rewriting)
            .withIntraOpThreads(threads));
  }
}
