/**
 * Decides which device a model runs on, before native code is asked.
 *
 * <pre>{@code
 * DeviceReport report = DeviceChoice.choose(DevicePreference.auto(), new SystemCudaHost());
 * System.out.println(report.reason());
 * }</pre>
 *
 * <p>Internal: users meet it as {@link io.lepton.model.DeviceReport}.
 */
@NullMarked
package io.lepton.runtime.device;

import org.jspecify.annotations.NullMarked;
