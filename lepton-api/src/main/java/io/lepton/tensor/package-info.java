/**
 * Tensors: typed, shaped blocks of elements, and what models say of theirs. No arithmetic.
 *
 * <p>A {@link io.lepton.tensor.Tensor} has a {@link io.lepton.tensor.DataType} and a {@link
 * io.lepton.tensor.Shape}. A {@link io.lepton.tensor.TensorSpec} is a model's side of the same:
 * open dimensions are {@link io.lepton.tensor.Shape#ANY}.
 *
 * <pre>{@code
 * Tensor features = Tensor.of(Shape.of(2, 2), 1f, 2f, 3f, 4f);
 * float[] values = features.toFloats();
 * }</pre>
 *
 * <p>A few models take or make more than tensors. What lies under one name is then a {@link
 * io.lepton.tensor.TensorValue}: a tensor, a {@link io.lepton.tensor.TensorSequence}, a {@link
 * io.lepton.tensor.TensorMap}, or {@linkplain io.lepton.tensor.TensorValue#absent nothing}.
 *
 * <p><b>Conventions.</b> Row-major order; direct memory in native byte order; unsigned integers
 * keep their bits; the names of types are those of the Open Inference Protocol v2.
 */
@NullMarked
package io.lepton.tensor;

import org.jspecify.annotations.NullMarked;
