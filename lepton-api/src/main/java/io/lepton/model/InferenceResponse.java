package io.lepton.model;

import io.lepton.tensor.Tensor;
import io.lepton.tensor.TensorValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a model answered. Its tensors own their memory: they stay valid after the session is closed.
 *
 * @param outputs tensors by name, in the model's order, unmodifiable
 * @param others what is no tensor, by name, in the model's order, unmodifiable: sequences, maps and
 *     absent values; nearly always empty
 */
public record InferenceResponse(Map<String, Tensor> outputs, Map<String, TensorValue> others) {

  /**
   * Copies the maps.
   *
   * @param outputs tensors by name, in the model's order, unmodifiable
   * @param others what is no tensor, by name, in the model's order, unmodifiable: sequences, maps
   *     and absent values; nearly always empty
   */
  public InferenceResponse {
    outputs = copy(outputs);
    others = others.isEmpty() ? Map.of() : copy(others);
  }

  // Most models have one output, and a map of one entry is a sixth as large.
  private static <V> Map<String, V> copy(Map<String, V> map) {
    if (map.size() != 1) {
      return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
    Map.Entry<String, V> only = map.entrySet().iterator().next();
    return Collections.singletonMap(only.getKey(), only.getValue());
  }

  /**
   * Makes an answer of tensors alone.
   *
   * @param outputs tensors by name, in the model's order; copied
   */
  public InferenceResponse(Map<String, Tensor> outputs) {
    this(outputs, Map.of());
  }

  /**
   * Returns one output.
   *
   * @param name its name
   * @return the tensor
   * @throws IllegalArgumentException if it is not part of the answer, or no tensor
   */
  public Tensor output(String name) {
    Tensor tensor = outputs.get(name);
    if (tensor == null) {
      TensorValue other = others.get(name);
      throw new IllegalArgumentException(
          other == null
              ? unknown(name)
              : "Output %s is no tensor but %s: use value(name)".formatted(name, other));
    }
    return tensor;
  }

  /**
   * Returns one output, whatever it is.
   *
   * @param name its name
   * @return a tensor, a sequence, a map, or {@link TensorValue#absent}
   * @throws IllegalArgumentException if it is not part of the answer
   */
  public TensorValue value(String name) {
    Tensor tensor = outputs.get(name);
    TensorValue value = tensor == null ? others.get(name) : tensor;
    if (value == null) {
      throw new IllegalArgumentException(unknown(name));
    }
    return value;
  }

  /**
   * Returns the names of all outputs in the answer.
   *
   * @return the names of tensors, then of what is no tensor, unmodifiable
   */
  public Set<String> names() {
    if (others.isEmpty()) {
      return outputs.keySet();
    }
    Map<String, TensorValue> all = new LinkedHashMap<>(outputs);
    all.putAll(others);
    return Collections.unmodifiableSet(all.keySet());
  }

  private String unknown(String name) {
    return "No output " + name + " in the response, it has " + names();
  }
}
