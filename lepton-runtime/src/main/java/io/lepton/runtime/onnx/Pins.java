package io.lepton.runtime.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.lepton.tensor.Shape;
import io.lepton.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Outputs that the runtime writes to memory of ours. Closing frees the native values, not the
 * memory.
 *
 * <p>For one thread.
 */
final class Pins implements AutoCloseable {

  private final OrtEnvironment environment;
  private final Map<String, OnnxTensor> values = new LinkedHashMap<>();

  Pins(OrtEnvironment environment) {
    this.environment = environment;
  }

  /** Makes a tensor of a shape, and pins an output to it. */
  Tensor pin(OutputPort port, Shape shape) throws OrtException {
    Tensor tensor = Tensor.allocate(port.boundType(), shape);
    values.put(port.name(), Feeds.over(environment, tensor));
    return tensor;
  }

  Map<String, OnnxTensor> values() {
    return values;
  }

  @Override
  public void close() {
    values.values().forEach(OnnxTensor::close);
    values.clear();
  }
}
