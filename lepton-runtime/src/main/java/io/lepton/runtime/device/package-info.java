/**
 * Decides which device a model runs on, before native code is asked, and says which part of it ran
 * where.
 *
 * <pre>{@code
 * DeviceReport report =
 *     DeviceChoice.choose(DevicePreference.prefer(Device.CUDA), new SystemCudaHost());
 * System.out.println(report.reason());
 * report.checks().forEach(check -> System.out.println(check.subject() + ": " + check.finding()));
 * }</pre>
 *
 * <p>Internal: users meet it as {@link io.lepton.model.DeviceReport} and {@link
 * io.lepton.model.NodePlacement}.
 *
 * <h2>What CUDA needs</h2>
 *
 * <p>In this order, because each rests on the one before: the CUDA build of ONNX Runtime, NVIDIA's
 * driver ({@code libcuda.so.1}, {@code nvcuda.dll}) of a branch that knows the build's version of
 * CUDA (525 for CUDA 12, 580 for CUDA 13), a device that this process may see ({@code
 * /dev/nvidia0}, in WSL {@code /dev/dxg}, on Jetson boards {@code /dev/nvhost-gpu}), and the
 * libraries of CUDA and cuDNN that the build was linked with. Which those are stands in the
 * provider's file on Linux; for Windows CUDA 12 and 13 with cuDNN 9 are tried. Each is looked for
 * by name where the system looks for it; one that lies where the system does not look is reported
 * with what to add to the path.
 *
 * <p>Files are looked at and nothing is loaded: a library that is loaded runs its code. So a file
 * that is there and broken is found out only when ONNX Runtime starts CUDA, and the choice is then
 * made again. None of this has been tried on a machine with a GPU; the tests lay file systems out
 * as such machines have them.
 *
 * <p>CoreML, DirectML and other providers are not offered.
 */
@NullMarked
package io.lepton.runtime.device;

import org.jspecify.annotations.NullMarked;
