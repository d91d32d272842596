package io.lepton.model;

import io.lepton.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a model is asked: a tensor for each input, and which outputs are wanted.
 *
 * <pre>{@code
 * InferenceRequest request = InferenceRequest.of("features", Tensor.of(Shape.of(1, 4), 1f, 2f, 3f, 4f));
 * }</pre>
 *
 * <p>Immutable, apart from the tensors themselves.
 */
public final class InferenceRequest {

  private final Map<String, Tensor> inputs;
  private final Set<String> outputs;

  private InferenceRequest(Map<String, Tensor> inputs, Set<String> outputs) {
    this.inputs = inputs;
    this.outputs = outputs;
  }

  /**
   * Returns a request with one input that wants all outputs.
   *
   * @param name the input's name
   * @param tensor its value
   * @return the request
   */
  public static InferenceRequest of(String name, Tensor tensor) {
    return of(Map.of(name, tensor));
  }

  /**
   * Returns a request that wants all outputs.
   *
   * @param inputs a tensor for each input, by name
   * @return the request
   */
  public static InferenceRequest of(Map<String, Tensor> inputs) {
    return new InferenceRequest(Collections.unmodifiableMap(new LinkedHashMap<>(inputs)), Set.of());
  }

  /**
   * Adds an input.
   *
   * @param name the input's name
   * @param tensor its value
   * @return a new request
   */
  public InferenceRequest and(String name, Tensor tensor) {
    Map<String, Tensor> all = new LinkedHashMap<>(inputs);
    all.put(name, tensor);
    return new InferenceRequest(Collections.unmodifiableMap(all), outputs);
  }

  /**
   * Asks for some outputs only.
   *
   * @param names the wanted outputs; none for all of them
   * @return a new request
   */
  public InferenceRequest wanting(String... names) {
    return new InferenceRequest(
        inputs, Collections.unmodifiableSet(new LinkedHashSet<>(List.of(names))));
  }

  /**
   * Returns the inputs.
   *
   * @return tensors by name, unmodifiable
   */
  public Map<String, Tensor> inputs() {
    return inputs;
  }

  /**
   * Returns the wanted outputs.
   *
   * @return names, unmodifiable; empty for all
   */
  public Set<String> outputs() {
    return outputs;
  }
}
