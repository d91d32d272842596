/**
 * The compatibility test of the standard: does a model answer the same everywhere?
 *
 * <p>{@link io.lepton.runtime.compatibility.Compatibility} runs one model on the same inputs in
 * several {@link io.lepton.runtime.compatibility.Configuration}s: on the CPU with each level of
 * optimisation, with and without Lepton's rewriting, with one thread and with several, and on CUDA
 * where there is a usable GPU. Each answer is compared, output by output and element by element,
 * with that of a reference: no optimisation, no rewriting, one thread, where every node does what
 * the file says.
 *
 * <pre>{@code
 * CompatibilityReport report =
 *     Compatibility.check(
 *         ModelSource.of(Path.of("churn/2/model.onnx")),
 *         TestInputs.generated(42),
 *         Configuration.standard());
 * System.out.println(report);
 * if (!report.passed()) {
 *   throw new IllegalStateException("This model does not answer the same everywhere");
 * }
 * }</pre>
 *
 * <p><b>Inputs.</b> Your own are the best: the ranges of a model are not written in its file.
 * {@link io.lepton.runtime.compatibility.TestInputs#generated} makes some from the signature, with
 * several batch sizes; texts come from the model's own vocabulary where Lepton finds it.
 *
 * <p><b>Equal enough.</b> Floating point sums depend on their order, and optimising changes orders.
 * A {@link io.lepton.runtime.compatibility.Tolerance} says how far two numbers may lie apart; whole
 * numbers, truth values and texts must be equal. The report tells the largest distances, whatever
 * the tolerance: absolute, and in ULPs, the steps from one number of the type to the next.
 *
 * <p><b>Failures.</b> What goes wrong in one configuration becomes a line of the report; a model
 * that the reference cannot open is an exception. CUDA without a usable GPU is skipped, with the
 * reason.
 *
 * <p>Deliberately absent: speed. A report says nothing of which configuration to choose.
 */
@NullMarked
package io.lepton.runtime.compatibility;

import org.jspecify.annotations.NullMarked;
