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
 * compared with the model before native code sees its tensors. Operators that would end the process
 * on some shapes and values that come of computing, such as an empty batch at a GRU, read their
 * inputs through guards, at which the run fails instead: {@code io.lepton.runtime.guard}. Calls
 * hold a lease on the native session: closing waits for them, and so does the shutdown of the JVM,
 * which lets no new calls in. A running call is given 5 seconds to finish then, and is told to stop
 * at its next operator after that.
 *
 * <p><b>Sharing.</b> Equal models opened with equal options are one native session with several
 * handles: {@link io.lepton.model.SessionOptions#withSharing}. A handle has its own calls to wait
 * for, its own counters and its own bindings. What nobody closed is found and freed: {@link
 * io.lepton.model.LeakDetection}.
 *
 * <p><b>Time.</b> A call that has a deadline or can be cancelled has run options of its own, so
 * that telling it to stop tells nobody else. The runtime looks at them between operators, those
 * inside a Loop, Scan or If too: one operator that takes a minute cannot be interrupted. Which
 * thread runs a call is said at {@code io.lepton.runtime.lane}: its own as a rule, a thread of the
 * session for long calls of virtual threads, for asynchronous ones, and for all of a GPU.
 *
 * <p><b>Memory.</b> Tensors are handed to the runtime where they lie. Outputs are written to memory
 * of ours as soon as their shapes are known: from the second run of a binding, and from the second
 * request with inputs of the same shapes. A model whose output shapes depend on the data is found
 * out and its outputs are copied. For small requests of numbers whose shapes come again and again a
 * session keeps up to eight calls ready, of at most 32 KiB, whose native values are there: copying
 * is cheaper then. A session with a memory budget keeps none.
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
 * <p><b>More than tensors.</b> The runtime's Java binding makes no sequences, maps and absent
 * values, and crashes the process where it meets an absent output. A model that takes or makes them
 * is loaded, rewriting or not, with nodes at its border that put them together from tensors and
 * take them apart:
 *
 * <ul>
 *   <li>Sequences of tensors, of any type and shapes, from operator set 11 on. Operator sets 11 and
 *       12 are loaded as 13, and refused if they use an operator that means something else there.
 *   <li>Optional tensors and optional sequences, from operator set 15 on in the same way.
 *   <li>Maps that only feed DictVectorizer. Any other map as an input is refused.
 *   <li>Elements that Lepton's tensors do not have: the integers of 2 and 4 bits go in and out as
 *       INT8 and UINT8, the floats of 8 bits as FP32. An integer out of range is refused; a float
 *       is rounded to the nearest, and one beyond the largest becomes the largest, or infinite
 *       where the type has infinities. The runtime has no kernels for floats of 4 bits.
 * </ul>
 *
 * <p>Such models are asked with {@link io.lepton.model.InferenceSession#infer} and not bound.
 * Complex numbers and sparse tensors are refused as inputs and outputs.
 *
 * <p><b>Values of the model's own.</b> From IR version 4 on an input may have a value in the file.
 * It is not in the metadata and need not be given. The first request that gives it loads the model
 * once more, because the Java binding cannot override it in place; from then on both are in memory.
 *
 * <p><b>Limits.</b> Text that is not coded goes through the Java binding as strings, in the JVM's
 * own modified UTF-8. Where that differs from UTF-8, for NUL and characters beyond U+FFFF, an input
 * is refused; in an output such text arrives damaged, which cannot be told from here. Tensors have
 * at most 2 GiB. A sequence of maps from label to number, as ZipMap makes it, is one tensor with a
 * column for each label. An output for which the file declares no shape has one open dimension in
 * the metadata. ONNX Runtime's telemetry and its log on the standard error stream are switched off,
 * and idle threads do not spin.
 */
@NullMarked
package io.lepton.runtime.onnx;

import org.jspecify.annotations.NullMarked;
