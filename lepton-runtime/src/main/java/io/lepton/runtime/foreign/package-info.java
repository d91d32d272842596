/**
 * Calls of a model at the cost of the runtime itself.
 *
 * <p>Not exported: a caller gets it through {@link io.lepton.model.BoundInference}, which prepares
 * its call as soon as all inputs and outputs lie in memory that stays.
 *
 * <pre>{@code
 * SessionOptions options = SessionOptions.defaults().withForeignCalls(true);
 * try (InferenceSession model = Models.open(Path.of("iris.onnx"), options);
 *     BoundInference bound = model.bind(Map.of("input", Shape.of(1, 4)))) {
 *   for (int i = 0; i < 1_000; i++) {
 *     bound.input("input").data().putFloat(0, i);
 *     bound.run();
 *   }
 * }
 * }</pre>
 *
 * <p><b>Two ways.</b> {@link io.lepton.runtime.foreign.NativeCalls} makes a {@link
 * io.lepton.runtime.foreign.PreparedCall} that goes through the native method of the Java binding,
 * with its arrays made once, on every JDK. Where {@link io.lepton.runtime.foreign.ForeignAccess}
 * allows it, on JDK 22 and later, the call moves to {@code RunWithBinding} of the C API, through
 * {@code java.lang.foreign}, after so many runs that linking pays. Both run the same native values
 * on the same session, with equal results and the same errors; where neither is possible, callers
 * use the binding's own {@code run}.
 *
 * <p><b>Conventions.</b> Native pointers are {@code long}. Nothing here takes leases or looks
 * whether a session is open: whoever calls does. The values belong to the caller, who keeps them
 * open for longer than the call.
 *
 * <p><b>Absent on purpose.</b> Text, sequences and outputs whose shapes are not known: those need
 * what the binding does around a run. Devices other than the CPU: there, binding an input copies
 * it, once and not before each run. A multi-release jar: see decision 0014.
 */
@NullMarked
package io.lepton.runtime.foreign;

import org.jspecify.annotations.NullMarked;
