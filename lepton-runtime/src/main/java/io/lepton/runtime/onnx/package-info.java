/**
 * Runs ONNX models on ONNX Runtime.
 *
 * <p>Most callers never name this package: {@link io.lepton.model.Models#open(java.nio.file.Path)}
 * finds {@link io.lepton.runtime.onnx.OnnxBackend}, its only public type, on the class path. What a
 * session promises is written at {@link io.lepton.model.InferenceSession} and {@link
 * io.lepton.model.BoundInference}; this page says what is particular here.
 *
 * <pre>{@code
 * SessionOptions options =
 *     SessionOptions.defaults()
 *         .withDevice(DevicePreference.prefer(Device.CUDA))
 *         .withConfigEntry("session.set_denormal_as_zero", "1");
 * try (InferenceSession model = new OnnxBackend().open(ModelSource.of(Path.of("churn")), options)) {
 *   System.out.println(model.device());
 * }
 * }</pre>
 *
 * <p><b>Safety.</b> A model is checked in Java before native code sees its bytes, and a request is
 * compared with the model before native code sees its tensors. Calls hold a lease on the native
 * session: closing waits for them, and so does the shutdown of the JVM, which lets no new calls in.
 * A running call is given 5 seconds to finish then, and is told to stop at its next operator after
 * that.
 *
 * <p><b>Memory.</b> Tensors are handed to the runtime where they lie. Outputs are written to memory
 * of ours as soon as their shapes are known: from the second run of a binding, and from the second
 * request with inputs of the same shapes. A model whose output shapes depend on the data is found
 * out and its outputs are copied.
 *
 * <p><b>Rewriting.</b> Unless {@link io.lepton.model.SessionOptions#withRewriting} is off, a model
 * is loaded in a form that says the same, bit by bit, and is easier to feed and to read:
 *
 * <ul>
 *   <li>Text inputs that only feed OneHotEncoder, LabelEncoder and CategoryMapper take codes. The
 *       encoders are then done in Java while the codes are written, side by side where the model
 *       would put them together with Concat.
 *   <li>Labels of LinearClassifier, SVMClassifier, TreeEnsembleClassifier and LabelEncoder, and
 *       texts picked from a constant, come as codes.
 *   <li>A ZipMap that makes an output is left out: its input is the output, one column a class.
 *   <li>A tree ensemble at the end, behind a Concat, is evaluated by {@code
 *       io.lepton.runtime.trees} in bindings of 32 rows and more: on the CPU, with one intra-op
 *       thread and no entries for the runtime, and only if it proved equal when the model was
 *       opened.
 *   <li>Inputs of UINT16, UINT32 and UINT64, which the runtime's Java binding cannot make, take
 *       signed integers of the same bits.
 * </ul>
 *
 * <p>Nobody sees the difference but in {@link io.lepton.model.BoundInference#inputCodes} and {@link
 * io.lepton.model.BoundInference#outputCodes}; the metadata is that of the file. Models that the
 * rewriting does not know stay as they are, and one that the runtime refuses in its new form is
 * loaded in its old one.
 *
 * <p><b>Limits.</b> Text that is not coded goes through the Java binding as strings, in the JVM's
 * own modified UTF-8. Where that differs from UTF-8, for NUL and characters beyond U+FFFF, an input
 * is refused; in an output such text arrives damaged, which cannot be told from here. Tensors have
 * at most 2 GiB. Inputs and outputs are tensors; a sequence of maps from label to number, as ZipMap
 * makes it, is one tensor with a column for each label. An output for which the file declares no
 * shape has one open dimension in the metadata. ONNX Runtime's telemetry and its log on the
 * standard error stream are switched off, and idle threads do not spin.
 */
@NullMarked
package io.lepton.runtime.onnx;

import org.jspecify.annotations.NullMarked;
