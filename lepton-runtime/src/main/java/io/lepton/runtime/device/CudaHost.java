package io.lepton.runtime.device;

/**
 * What a machine and a class path have to run models on an NVIDIA GPU. Asked before native code is.
 */
public interface CudaHost {

  /**
   * Says whether the CUDA build of ONNX Runtime is on the class path.
   *
   * @return true if it is
   */
  boolean hasCudaBuild();

  /**
   * Returns the name of the driver's library on this platform.
   *
   * @return for example {@code libcuda.so.1}
   */
  String driverName();

  /**
   * Says whether the driver's library is installed.
   *
   * @return true if it is
   */
  boolean hasDriver();

  /**
   * Says whether the driver sees a GPU, as far as that can be told without asking it.
   *
   * @return true if it may
   */
  boolean hasDevice();

  /**
   * Says whether a library of some version is installed.
   *
   * @param name {@code cudart} or {@code cudnn}
   * @return true if it is
   */
  boolean hasLibrary(String name);
}
