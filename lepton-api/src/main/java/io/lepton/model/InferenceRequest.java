package io.lepton.model;

import io.lepton.tensor.Tensor;
import io.lepton.tensor.TensorValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What a model is asked: a tensor for each input, and which outputs are wanted.
 *
 * <pre>{@code
 * InferenceRequest request = InferenceRequest.of("features", Tensor.of(Shape.of(1, 4), 1f, 2f, 3f, 4f));
 * }</pre>
 *
 * <p>Where a model wants more than tensors, a value may be a {@link
 * io.lepton.tensor.TensorSequence}, a {@link io.lepton.tensor.TensorMap} or {@link
 * TensorValue#absent}. An input that the model declares optional may be left out as well, and so
 * may one for which the model has a value of its own.
 *
 * <p>Immutable, apart from the tensors themselves.
 */
public final class InferenceRequest {

  private final Map<String, Tensor> inputs;
  private final Map<String, TensorValue> others;
  private final Set<String> outputs;

  private InferenceRequest(
      Map<String, Tensor> inputs, Map<String, TensorValue> others, Set<String> outputs) {
    this.inputs = inputs;
    this.others = others;
    this.outputs = outputs;
  }

  /**
   * Returns a request with one input that wants all outputs.
   *
   * @param name the input's name
   * @param value its value
   * @return the request
   */
  public static InferenceRequest of(String name, TensorValue value) {
    return value instanceof Tensor tensor
        ? new InferenceRequest(
            Collections.singletonMap(Objects.requireNonNull(name), tensor), Map.of(), Set.of())
        : of(Map.of(name, value));
  }

  /**
   * Returns a request that wants all outputs.
   *
   * @param inputs a value for each input, by name
   * @return the request
   */
  public static InferenceRequest of(Map<String, ? extends TensorValue> inputs) {
    return of(inputs, Set.of());
  }

  // Nearly all requests hold tensors alone: they get no second map.
  private static InferenceRequest of(
      Map<String, ? extends TensorValue> inputs, Set<String> outputs) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    Map<String, TensorValue> others = Map.of();
    for (Map.Entry<String, ? extends TensorValue> input : inputs.entrySet()) {
      if (input.getValue() instanceof Tensor tensor) {
        tensors.put(input.getKey(), tensor);
      } else {
        others = others.isEmpty() ? new LinkedHashMap<>() : others;
        others.put(input.getKey(), input.getValue());
      }
    }
    return new InferenceRequest(
        Collections.unmodifiableMap(tensors),
        others.isEmpty() ? others : Collections.unmodifiableMap(others),
        outputs);
  }

  /**
   * Adds an input.
   *
   * @param name the input's name
   * @param value its value
   * @return a new request
   */
  public InferenceRequest and(String name, TensorValue value) {
    Map<String, TensorValue> all = new LinkedHashMap<>(inputs);
    all.putAll(others);
    all.put(name, value);
    return of(all, outputs);
  }

  /**
   * Asks for some outputs only.
   *
   * @param names the wanted outputs; none for all of them
   * @return a new request
   */
  public InferenceRequest wanting(String... names) {
    return new InferenceRequest(
        inputs, others, Collections.unmodifiableSet(new LinkedHashSet<>(List.of(names))));
  }

  /**
   * Returns the inputs that are tensors.
   *
   * @return tensors by name, unmodifiable
   */
  public Map<String, Tensor> inputs() {
    return inputs;
  }

  /**
   * Returns the inputs that are no tensors.
   *
   * @return sequences, maps and absent values by name, unmodifiable; nearly always empty
   */
  public Map<String, TensorValue> others() {
    return others;
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
