/**
 * Guards in front of operators that end the process on values that come with a request.
 *
 * <p>Most of what crashes ONNX Runtime is a number in the file, and refused when a model is opened.
 * The rest comes of computing: an empty batch that reaches a GRU, a matrix that turns out not to be
 * square. Nobody can tell before the run, and whoever does not want to compute all shapes in Java a
 * second time lets the runtime look itself: such an operator reads its input through a Reshape to
 * the shape that it should have. Where it has that shape nothing is copied and no bit changes;
 * where it has not, the run fails with an error instead of the process with a signal.
 *
 * <pre>{@code
 * OnnxModel model =
 *     OnnxModel.builder("inverse")
 *         .opset("", 17)
 *         .opset("com.microsoft", 1)
 *         .input("x", OnnxElementType.FLOAT, -1, -1)
 *         .node("com.microsoft", "Inverse", List.of("x"), List.of("y"))
 *         .output("y", OnnxElementType.FLOAT, -1, -1)
 *         .build();
 * OnnxModel guarded = Guards.guarded(model);
 * System.out.println(guarded.graph().nodes().size());        // 1 and those of the guard
 * }</pre>
 *
 * <p>A model without such operators stays as it is, to the object: its calls pay nothing. So does
 * one whose inputs declare fixed sizes that suit them.
 */
@NullMarked
package io.lepton.runtime.guard;

import org.jspecify.annotations.NullMarked;
