package io.lepton.runtime.onnx;

/**
 * What a machine and a class path have to run models on an NVIDIA GPU. Asked before native code is.
 */
interface CudaHost {

  /** Whether the CUDA build of ONNX Runtime is on the class path. */
  boolean hasCudaBuild();

  /** The name of the driver's library on this platform. */
  String driverName();

  /** Whether the driver's library is installed. */
  boolean hasDriver();

  /** Whether the driver sees a GPU, as far as that can be told without asking it. */
  boolean hasDevice();

  /** Whether a library of some version is installed: {@code cudart} or {@code cudnn}. */
  boolean hasLibrary(String name);
}
