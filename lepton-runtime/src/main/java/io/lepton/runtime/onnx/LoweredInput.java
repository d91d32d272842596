package io.lepton.runtime.onnx;

import io.lepton.tensor.Tensor;
import io.lepton.tensor.TensorSpec;
import io.lepton.tensor.TensorValue;
import java.util.Map;

/** An input for which the runtime's Java binding makes no value, and the tensors in its place. */
interface LoweredInput {

  /** What the model's own input is. */
  TensorSpec spec();

  /**
   * Adds the tensors that stand for a value.
   *
   * @param value what a caller gave, checked against the spec
   * @param tensors a request's tensors, by name
   */
  void feed(TensorValue value, Map<String, Tensor> tensors);
}
