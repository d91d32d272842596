package io.lepton.model;

import io.lepton.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a model answered. Its tensors own their memory: they stay valid after the session is closed.
 *
 * @param outputs tensors by name, in the model's order, unmodifiable
 */
public record InferenceResponse(Map<String, Tensor> outputs) {

  /**
   * Copies the map.
   *
   * @param outputs tensors by name, in the model's order, unmodifiable
   */
  public InferenceResponse {
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
  }

  /**
   * Returns one output.
   *
   * @param name its name
   * @return the tensor
   * @throws IllegalArgumentException if it is not part of the answer
   */
  public Tensor output(String name) {
    Tensor tensor = outputs.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException(
          "No output " + name + " in the response, it has " + outputs.keySet());
    }
    return tensor;
  }
}
