package io.lepton.runtime.device;

import io.lepton.runtime.natives.Platform;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a machine and a class path have to run models on an NVIDIA GPU. Asked before native code is.
 */
public interface CudaHost {

  /**
   * Returns the operating system and processor.
   *
   * @return the platform
   */
  Platform platform();

  /**
   * Says whether the CUDA build of ONNX Runtime is on the class path.
   *
   * @return true if it is
   */
  boolean hasCudaBuild();

  /**
   * Returns the libraries of CUDA and cuDNN that the build on the class path was linked with.
   *
   * @return file names such as {@code libcudart.so.12}; none if that cannot be told
   */
  List<String> neededLibraries();

  /**
   * Says whether the system finds a library when a program asks for it by name.
   *
   * @param fileName such as {@code libcudart.so.12} or {@code nvcuda.dll}
   * @return true if it does, as far as can be told without loading it
   */
  boolean hasLibrary(String fileName);

  /**
   * Looks for a library in places where CUDA is often installed and the system does not look.
   *
   * @param fileName such as {@code libcudart.so.12}
   * @return the folder that it lies in; nothing if it is not found
   */
  @Nullable Path elsewhere(String fileName);

  /**
   * Returns the version of the NVIDIA driver.
   *
   * @return such as {@code 535.104.05}; empty if the system does not tell
   */
  String driverVersion();

  /**
   * Says whether the driver shows a GPU to this process, as far as that can be told without asking
   * it.
   *
   * @return true if it may
   */
  boolean hasDevice();

  /**
   * Says whether this is a container.
   *
   * @return true if it looks like one
   */
  boolean isContainer();

  /**
   * Says whether this is the Windows Subsystem for Linux.
   *
   * @return true if it is
   */
  boolean isWsl();
}
