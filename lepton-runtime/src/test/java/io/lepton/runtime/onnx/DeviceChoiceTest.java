package io.lepton.runtime.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.onnxruntime.OrtException;
import io.lepton.ErrorCode;
import io.lepton.model.Device;
import io.lepton.model.DevicePreference;
import io.lepton.model.DeviceReport;
import io.lepton.model.DeviceReport.Check;
import io.lepton.model.DeviceUnavailableException;
import io.lepton.model.ModelSource;
import io.lepton.model.SessionOptions;
import io.lepton.runtime.device.CudaHost;
import io.lepton.runtime.device.DeviceChoice;
import io.lepton.runtime.natives.Platform;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which device is chosen on which machine. There is no GPU here: machines are made up. */
class DeviceChoiceTest {

  /** A machine that has some of: build, driver, device, CUDA, cuDNN. */
  private record Machine(Set<String> parts) implements CudaHost {

    static Machine with(String... parts) {
      return new Machine(Set.of(parts));
    }

    @Override
    public Platform platform() {
      return Platform.of("Linux", "amd64");
    }

    @Override
    public boolean hasCudaBuild() {
      return parts.contains("build");
    }

    @Override
    public List<String> neededLibraries() {
      return List.of("libcudart.so.12", "libcudnn.so.9");
    }

    @Override
    public boolean hasLibrary(String fileName) {
      return switch (fileName) {
        case "libcuda.so.1" -> parts.contains("driver");
        case "libcudart.so.12" -> parts.contains("cudart");
        case "libcudnn.so.9" -> parts.contains("cudnn");
        default -> false;
      };
    }

    @Override
    public @Nullable Path elsewhere(String fileName) {
      return null;
    }

    @Override
    public String driverVersion() {
      return "";
    }

    @Override
    public boolean hasDevice() {
      return parts.contains("device");
    }

    @Override
    public boolean isContainer() {
      return false;
    }

    @Override
    public boolean isWsl() {
      return false;
    }
  }

  private static final Machine BARE = Machine.with();
  private static final Machine COMPLETE =
      Machine.with("build", "driver", "device", "cudart", "cudnn");

  @Test
  void choose_cpuAskedFor_looksAtNothing() {
    DeviceReport report = DeviceChoice.choose(DevicePreference.require(Device.CPU), COMPLETE);
    assertThat(report.chosen()).isEqualTo(Device.CPU);
    assertThat(report.checks()).isEmpty();
  }

  @Test
  void choose_preferredOnABareMachine_isCpuAndSaysWhatIsMissing() {
    DeviceReport report = DeviceChoice.choose(DevicePreference.prefer(Device.CUDA), BARE);
    assertThat(report.chosen()).isEqualTo(Device.CPU);
    assertThat(report)
        .hasToString(
            "CPU: the CUDA build of ONNX Runtime is not on the class path"
                + " (add com.microsoft.onnxruntime:onnxruntime_gpu instead of onnxruntime);"
                + " no NVIDIA driver found (libcuda.so.1; install NVIDIA's driver for the GPU)");
    assertThat(report.checks()).extracting(Check::passed).containsExactly(false, false);
  }

  @Test
  void choose_everythingThere_isCuda() {
    DeviceReport report = DeviceChoice.choose(DevicePreference.auto(), COMPLETE);
    assertThat(report.chosen()).isEqualTo(Device.CUDA);
    assertThat(report.checks()).hasSize(5).allMatch(Check::passed);
  }

  @Test
  void choose_preferredWithoutDriver_isCpu() {
    DeviceReport report =
        DeviceChoice.choose(DevicePreference.prefer(Device.CUDA), Machine.with("build"));
    assertThat(report.reason()).startsWith("CPU: no NVIDIA driver found (libcuda.so.1");
  }

  @Test
  void choose_requiredWithoutCudnn_failsWithTheReport() {
    Machine machine = Machine.with("build", "driver", "device", "cudart");
    DeviceUnavailableException e =
        catchThrowableOfType(
            DeviceUnavailableException.class,
            () -> DeviceChoice.choose(DevicePreference.require(Device.CUDA), machine));
    assertThat(e.code()).isEqualTo(ErrorCode.DEVICE_UNAVAILABLE);
    assertThat(e.report().reason()).startsWith("CPU: no cuDNN found (libcudnn.so.9");
    assertThat(e.report().checks())
        .extracting(Check::subject)
        .containsExactly("ONNX Runtime build", "NVIDIA driver", "GPU", "CUDA", "cuDNN");
  }

  @Test
  void choose_containerWithoutDevice_saysSo() {
    Machine machine = Machine.with("build", "driver", "cudart", "cudnn");
    assertThat(DeviceChoice.choose(DevicePreference.auto(), machine).reason())
        .startsWith("CPU: no GPU is visible");
  }

  @Test
  void withoutCuda_runtimeCouldNotStartIt_isCpuUnlessRequired() {
    DeviceReport found = DeviceChoice.choose(DevicePreference.auto(), COMPLETE);
    OrtException failure = new OrtException("libcublas.so.12 not found");
    DeviceReport report = DeviceChoice.withoutCuda(DevicePreference.auto(), found, failure);
    assertThat(report.chosen()).isEqualTo(Device.CPU);
    assertThat(report.reason()).contains("libcublas.so.12 not found");
    assertThatThrownBy(
            () -> DeviceChoice.withoutCuda(DevicePreference.require(Device.CUDA), found, failure))
        .isInstanceOf(DeviceUnavailableException.class);
  }

  @Test
  void open_cudaFoundButNotInThisBuild_fallsBackToCpu() throws Exception {
    byte[] model = TestModels.sumAndDifference().toBytes();
    try (var session =
        new OnnxBackend(COMPLETE).open(ModelSource.of("test", model), SessionOptions.defaults())) {
      assertThat(session.device().chosen()).isEqualTo(Device.CPU);
      assertThat(session.device().reason()).startsWith("CPU: CUDA could not be started: ");
    }
  }

  @Test
  void open_cudaRequiredOnABareMachine_isRefusedBeforeNativeCode() {
    SessionOptions options =
        SessionOptions.defaults().withDevice(DevicePreference.require(Device.CUDA));
    byte[] model = TestModels.sumAndDifference().toBytes();
    assertThatThrownBy(() -> new OnnxBackend(BARE).open(ModelSource.of("test", model), options))
        .isInstanceOf(DeviceUnavailableException.class);
  }
}
