package io.lepton.runtime.device;

import io.lepton.runtime.natives.Platform;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A machine with the CUDA build of ONNX Runtime on the class path, which tests do not have. */
record GpuBuild(CudaHost machine, List<String> neededLibraries) implements CudaHost {

  @Override
  public Platform platform() {
    return machine.platform();
  }

  @Override
  public boolean hasCudaBuild() {
    return true;
  }

  @Override
  public boolean hasLibrary(String fileName) {
    return machine.hasLibrary(fileName);
  }

  @Override
  public @Nullable Path elsewhere(String fileName) {
    return machine.elsewhere(fileName);
  }

  @Override
  public String driverVersion() {
    return machine.driverVersion();
  }

  @Override
  public boolean hasDevice() {
    return machine.hasDevice();
  }

  @Override
  public boolean isContainer() {
    return machine.isContainer();
  }

  @Override
  public boolean isWsl() {
    return machine.isWsl();
  }
}
