package io.lepton.runtime.onnx;

import io.lepton.tensor.Tensor;
import io.lepton.tensor.TensorSpec;
import io.lepton.tensor.TensorValue;
import java.util.List;
import java.util.Map;

/** An output that the runtime's Java binding does not read, and the tensors in its place. */
interface LoweredOutput {

  /** What the model's own output is. */
  TensorSpec spec();

  /** The names of the tensors. */
  List<String> parts();

  /** Puts the value together from the tensors of an answer. */
  TensorValue read(Map<String, Tensor> tensors);
}
