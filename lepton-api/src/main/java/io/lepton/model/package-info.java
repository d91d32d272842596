/**
 * Models: open one, ask it, know where it runs.
 *
 * <p>Begin with {@link io.lepton.model.Models#open(java.nio.file.Path)}. It returns an {@link
 * io.lepton.model.InferenceSession}, which takes an {@link io.lepton.model.InferenceRequest} and
 * gives an {@link io.lepton.model.InferenceResponse}. {@link io.lepton.model.ModelMetadata} says
 * what the model wants, {@link io.lepton.model.DeviceReport} what it runs on and why.
 *
 * <pre>{@code
 * try (InferenceSession model = Models.open(Path.of("iris.onnx"))) {
 *   Tensor measurements = Tensor.of(Shape.of(1, 4), 5.1f, 3.5f, 1.4f, 0.2f);
 *   InferenceResponse response = model.infer(InferenceRequest.of("input", measurements));
 *   System.out.println(response.outputs());
 * }
 * }</pre>
 *
 * <p>A call may be given a {@link io.lepton.model.Deadline}, and be made without waiting for it:
 *
 * <pre>{@code
 * Deadline deadline = Deadline.after(Duration.ofMillis(50));
 * try (InferenceSession model = Models.open(Path.of("iris.onnx"))) {
 *   Tensor measurements = Tensor.of(Shape.of(1, 4), 5.1f, 3.5f, 1.4f, 0.2f);
 *   CompletableFuture<InferenceResponse> response =
 *       model.inferAsync(InferenceRequest.of("input", measurements), deadline);
 *   System.out.println(response.join().outputs());
 * }
 * }</pre>
 *
 * <p>For many runs of one shape, {@link io.lepton.model.InferenceSession#bind} prepares the memory
 * once. Whole files go through {@code io.lepton.runtime.scoring}.
 *
 * <p><b>Conventions.</b> A session is shared between threads and closed once by whoever opened it.
 * Shapes are row-major with the batch first. What a request gets wrong is listed in full before
 * anything runs.
 */
@NullMarked
package io.lepton.model;

import org.jspecify.annotations.NullMarked;
